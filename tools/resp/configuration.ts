/**
 * The configuration of the engine behind the port: a file in the words of src/store/configuration.ts, and the flags, which go before it. The
 * file is its owner's and travels nowhere, so passwords may stand in it in the clear; they are salted here, before anything else sees them.
 */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { faultAt, formatFault } from '../../src/scenario/fault.ts';
import { isProof, salted } from '../../src/store/access/passwords.ts';
import { utf8 } from '../../src/store/bytes.ts';
import { NO_CONFIGURATION, type Configuration } from '../../src/store/configuration.ts';
import { readConfiguration } from '../../src/store/read-configuration.ts';
import { UsageError } from '../lab/arguments.ts';

export interface Flags {
  /** Empty: none. */
  readonly password: string;
  /** In bytes; null where it was not said. */
  readonly maxmemory: number | null;
}

export function readUsersFile(path: string): Configuration {
  let raw: unknown;
  try {
    raw = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new UsageError(`${path} cannot be read as JSON: ${(error as Error).message}`, false);
  }
  const read = readConfiguration(withoutPasswords(raw));
  if (read.ok) return read.value;
  const lines = read.faults.map(({ keys, says }) => `${path}: ${formatFault(faultAt(keys, says))}`);
  throw new UsageError(lines.join('\n'), false);
}

export function withFlags(configuration: Configuration, { password, maxmemory }: Flags): Configuration {
  const salt = configuration.salt === '' ? newSalt() : configuration.salt;
  return {
    ...configuration,
    ...(password !== '' && { salt, requirepass: salted(utf8(password), salt) }),
    settings: { ...configuration.settings, ...(maxmemory !== null && { maxmemory }) },
  };
}

export const NO_FILE = NO_CONFIGURATION;

function newSalt(): string {
  return randomBytes(16).toString('hex');
}

type Raw = Readonly<Record<string, unknown>>;

/** Every password in the clear as its proof. Whatever is wrong otherwise stays, for the reader to say. */
function withoutPasswords(raw: unknown): unknown {
  if (!isRecord(raw)) return raw;
  const { requirepass, users } = raw;
  const all = [
    requirepass,
    ...asList(users).flatMap((user) => (isRecord(user) ? asList(user['passwords']) : [])),
  ];
  const texts = all.filter((text) => typeof text === 'string' && text !== '') as readonly string[];
  if (texts.every(isProof)) return raw;
  // Proofs that are there were made with a salt, which only the file's writer knows.
  const needsOwn = raw['salt'] !== undefined || texts.some(isProof);
  const salt = needsOwn ? raw['salt'] : newSalt();
  if (typeof salt !== 'string') return raw;
  const hide = (text: unknown) =>
    typeof text === 'string' && text !== '' && !isProof(text) ? salted(utf8(text), salt) : text;
  return {
    ...raw,
    salt,
    ...(requirepass !== undefined && { requirepass: hide(requirepass) }),
    ...(Array.isArray(users) && { users: users.map((user) => withUserHidden(user, hide)) }),
  };
}

function withUserHidden(user: unknown, hide: (text: unknown) => unknown): unknown {
  if (!isRecord(user) || !Array.isArray(user['passwords'])) return user;
  return { ...user, passwords: user['passwords'].map(hide) };
}

function isRecord(raw: unknown): raw is Raw {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw);
}

function asList(raw: unknown): readonly unknown[] {
  return Array.isArray(raw) ? raw : [];
}
