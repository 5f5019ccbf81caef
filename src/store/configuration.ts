/**
 * How a store is opened, as one object of plain data that may stand in a scenario or in a file:
 *
 *     {
 *       "salt": "of this cluster",
 *       "requirepass": "#5f1d…",
 *       "settings": { "maxmemory": "100mb", "maxmemory-policy": "allkeys-lru", "appendonly": true },
 *       "users": [{ "name": "alice", "passwords": ["#9c2e…"], "commands": ["+@read", "-keys"], "keys": ["~app:*", "%R~log:*"] }]
 *     }
 *
 * Passwords stand in it as proofs only, `salted(password, salt)`: a scenario travels in links, so a password in the clear is refused. A user
 * who is not told to be `"on": false` is on; one with `"nopass": true` needs no password. Commands and keys are Redis's rules.
 *
 * What is wrong is said by its path, all of it at once, and nothing has changed. It is judged by hand: what may stand at most places is known
 * to the table of settings and to the rules of users, and to no schema.
 */
import { encodeText } from '../kernel/bytes.ts';
import { isKnownToRules } from './access/known.ts';
import { isProof, REDACTED, secretOf } from './access/passwords.ts';
import { newUser, withRules, type User } from './access/users.ts';
import { bytesFrom, type Bytes } from './bytes.ts';
import { findSetting, settingsByName, type Settings } from './settings.ts';
import { DEFAULT_USER, newStore, type Store } from './store.ts';

type Scalar = string | number | boolean;

type UserConfiguration = {
  readonly name: string;
  readonly on: boolean;
  readonly nopass: boolean;
  /** Proofs. */
  readonly passwords: readonly string[];
  /** `+get`, `-@dangerous`, … in the order in which they apply. */
  readonly commands: readonly string[];
  /** `~pattern`, `%R~pattern`, `%W~pattern` */
  readonly keys: readonly string[];
};

/** A configuration that was read: complete, and plain data still. */
export type Configuration = {
  /** What all its proofs were made with; empty where there is none. */
  readonly salt: string;
  /** The proof of the default user's password; empty for none. */
  readonly requirepass: string;
  readonly settings: Readonly<Record<string, Scalar>>;
  readonly users: readonly UserConfiguration[];
};

/** The way to what is wrong, and a sentence. */
export interface ConfigurationFault {
  readonly keys: readonly (string | number)[];
  readonly says: string;
}

export type ReadConfiguration =
  | { readonly ok: true; readonly value: Configuration }
  | { readonly ok: false; readonly faults: readonly ConfigurationFault[] };

export const NO_CONFIGURATION: Configuration = { salt: '', requirepass: '', settings: {}, users: [] };

/** What proofs are made with in a cluster whose configuration names no salt, for then it names no password either. */
const SALT_DEFAULT = 'ringside';

export function proofSaltOf({ salt }: Configuration): string {
  return salt === '' ? SALT_DEFAULT : salt;
}

const TEXT_MAX = 1_000;
const USERS_MAX = 1_000;
const RULES_MAX = 1_000;

export function readConfiguration(raw: unknown): ReadConfiguration {
  const faults: ConfigurationFault[] = [];
  const reader = new Reader(faults);
  const fields = reader.fields(raw, [], ['salt', 'requirepass', 'settings', 'users']);
  const salt = reader.text(fields['salt'], ['salt']);
  const requirepass =
    fields['requirepass'] === '' ? '' : reader.proof(fields['requirepass'], ['requirepass']);
  const settings = readSettings(reader, fields['settings']);
  const users = reader
    .list(fields['users'], ['users'], USERS_MAX)
    .map((user, index) => readUser(reader, user, ['users', index]));
  const names = users.map(({ name }) => name);
  for (const [index, name] of names.entries()) {
    if (names.indexOf(name) < index)
      reader.say(['users', index, 'name'], 'there is a user of this name already');
  }
  const needsSalt =
    requirepass !== '' || users.some(({ passwords }) => passwords.some((proof) => proof !== ''));
  if (needsSalt && salt === '')
    reader.say(['salt'], 'passwords need a salt, the one that they were salted with');
  if (faults.length > 0) return { ok: false, faults };
  return { ok: true, value: { salt, requirepass, settings, users } };
}

type Keys = ConfigurationFault['keys'];

/** Takes raw values apart. What is missing is empty; what is wrong is empty too, and said. */
class Reader {
  readonly #faults: ConfigurationFault[];

  constructor(faults: ConfigurationFault[]) {
    this.#faults = faults;
  }

  say(keys: Keys, says: string): void {
    this.#faults.push({ keys, says });
  }

  /** The fields of an object that may have these; any, where none are named. */
  fields(raw: unknown, keys: Keys, names?: readonly string[]): Readonly<Record<string, unknown>> {
    if (raw === undefined) return {};
    if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
      this.say(keys, 'this is not an object');
      return {};
    }
    const known = Object.entries(raw).filter(([name]) => {
      const isKnown = names === undefined || names.includes(name);
      if (!isKnown) this.say([...keys, name], `there is no such key here (${names.join(', ')})`);
      return isKnown;
    });
    return Object.assign(Object.create(null) as object, Object.fromEntries(known));
  }

  text(raw: unknown, keys: Keys): string {
    if (raw === undefined) return '';
    if (typeof raw === 'string' && raw.length <= TEXT_MAX) return raw;
    this.say(keys, typeof raw === 'string' ? `this is longer than ${TEXT_MAX}` : 'this is not a text');
    return '';
  }

  flag(raw: unknown, keys: Keys, missing: boolean): boolean {
    if (raw === undefined || typeof raw === 'boolean') return raw ?? missing;
    this.say(keys, 'this is neither true nor false');
    return missing;
  }

  list(raw: unknown, keys: Keys, max: number): readonly unknown[] {
    if (raw === undefined) return [];
    if (Array.isArray(raw) && raw.length <= max) return raw;
    this.say(keys, Array.isArray(raw) ? `${raw.length} entries are more than ${max}` : 'this is not a list');
    return [];
  }

  /** What is refused is not shown: it may be a password. */
  proof(raw: unknown, keys: Keys): string {
    if (raw === undefined) return '';
    if (typeof raw === 'string' && isProof(raw)) return raw;
    this.say(keys, 'a password stands here salted, as # and 64 hexadecimal digits, and never in the clear');
    return '';
  }
}

function readSettings(reader: Reader, raw: unknown): Configuration['settings'] {
  const settings: Record<string, Scalar> = {};
  for (const [given, value] of Object.entries(reader.fields(raw, ['settings']))) {
    const keys = ['settings', given];
    const name = findSetting(given);
    if (name === undefined) reader.say(keys, 'there is no setting of this name');
    else if (name === 'requirepass') reader.say(keys, 'the password stands beside the settings, salted');
    else if (Object.hasOwn(settings, name)) reader.say(keys, `this is ${name}, which is set already`);
    else if (!isScalar(value)) reader.say(keys, 'this is no text, no number, and neither true nor false');
    else {
      const outcome = settingsByName[name].parse(textOfSetting(value));
      if ('wrong' in outcome) reader.say(keys, outcome.wrong);
      else settings[name] = value;
    }
  }
  return settings;
}

function isScalar(value: unknown): value is Scalar {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

/** In Redis's words: true is `yes`. */
function textOfSetting(value: Scalar): Bytes {
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : utf8(String(value));
}

const USER_KEYS = ['name', 'on', 'nopass', 'passwords', 'commands', 'keys'];

function readUser(reader: Reader, raw: unknown, keys: Keys): UserConfiguration {
  const fields = reader.fields(raw ?? null, keys, USER_KEYS);
  const at = (name: string) => [...keys, name];
  const name = reader.text(fields['name'], at('name'));
  const isObject = typeof raw === 'object' && raw !== null;
  if (isObject && (name === '' || /[\s\0]/.test(name)))
    reader.say(at('name'), 'a user needs a name, without blanks');
  const rules = (field: 'commands' | 'keys', marks: RegExp, says: string) =>
    reader.list(fields[field], at(field), RULES_MAX).map((rule, index) => {
      const place = [...at(field), index];
      const text = reader.text(rule, place);
      const outcome = withRules(newUser(''), [utf8(text)], { salt: '', knows: isKnownToRules });
      if (!marks.test(text)) reader.say(place, says);
      else if ('wrong' in outcome) reader.say(place, outcome.wrong.replace(/^.*?': /, ''));
      return text;
    });
  return {
    name,
    on: reader.flag(fields['on'], at('on'), true),
    nopass: reader.flag(fields['nopass'], at('nopass'), false),
    passwords: reader
      .list(fields['passwords'], at('passwords'), RULES_MAX)
      .map((proof, index) => reader.proof(proof, [...at('passwords'), index])),
    commands: rules('commands', /^[+-]|^(all|no)commands$/, 'a rule for commands begins with + or -'),
    keys: rules('keys', /^[~%]|^(all|reset)keys$/, 'a rule for keys begins with ~ or %'),
  };
}

// --- Opening ------------------------------------------------------------------------------------------------------------

export interface StoreOpening {
  /** What holds where the configuration says nothing. */
  readonly defaults?: Partial<Settings>;
  readonly runId?: string;
}

/** Whoever opens sessions whose passwords come as proofs gives them `proofSaltOf` the configuration. */
export function openStore(
  clock: number,
  configuration: Configuration,
  { defaults = {}, runId }: StoreOpening = {},
): Store {
  const store = newStore(clock, { ...defaults, ...settingsOf(configuration) }, runId);
  for (const user of configuration.users) {
    store.users.set(utf8(user.name), userOf(user, configuration.salt, store.users.get(utf8(user.name))));
  }
  const { requirepass, salt } = configuration;
  if (requirepass !== '') {
    const user = store.users.get(DEFAULT_USER) as User;
    store.users.set(DEFAULT_USER, { ...user, isOpen: false, secrets: [secretOf(requirepass, salt)] });
    store.settings = { ...store.settings, requirepass: REDACTED };
  }
  return store;
}

function settingsOf({ settings }: Configuration): Partial<Settings> {
  const entries = Object.entries(settings).map(([given, value]) => {
    const name = findSetting(given) ?? given;
    const outcome = settingsByName[name as keyof Settings].parse(textOfSetting(value));
    if ('wrong' in outcome) throw new Error(`${given} was not read before: ${outcome.wrong}`);
    return [name, outcome.value] as const;
  });
  return Object.fromEntries(entries) as Partial<Settings>;
}

/** The default user keeps what it may do unless the configuration says what that is. */
function userOf(given: UserConfiguration, salt: string, before: User | undefined): User {
  const { name, on, nopass, passwords, commands, keys } = given;
  const reset = [...(commands.length > 0 ? ['nocommands'] : []), ...(keys.length > 0 ? ['resetkeys'] : [])];
  const rules = [...reset, ...commands, ...keys].map(utf8);
  const outcome = withRules(before ?? newUser(utf8(name)), rules, { salt, knows: isKnownToRules });
  if ('wrong' in outcome) throw new Error(`the user ${name} was not read before: ${outcome.wrong}`);
  const { isOpen } = outcome.user;
  return {
    ...outcome.user,
    isOn: on,
    isOpen: nopass || (isOpen && passwords.length === 0),
    secrets: nopass ? [] : passwords.map((proof) => secretOf(proof, salt)),
  };
}

/** What people write, as the engine keeps it. */
export function utf8(text: string): Bytes {
  return bytesFrom(encodeText(text));
}
