/**
 * Judges the configuration of a store (configuration.ts). What is wrong is said by its path, all of it at once, and nothing has changed. It is judged
 * by hand: what may stand at most places is known to the table of settings and to the rules of users, and to no schema.
 */
import { rulesKnow } from './access/known.ts';
import { isProof } from './access/passwords.ts';
import { newUser, withRules } from './access/users.ts';
import { utf8 } from './bytes.ts';
import { shapeNamed } from './command-shapes.ts';
import { textOfSetting, type Configuration, type Scalar, type UserConfiguration } from './configuration.ts';
import { findSetting, settingsByName } from './settings.ts';

/** By the list of commands: to judge a configuration nobody needs what runs them. */
const isKnown = rulesKnow(shapeNamed);

/** The way to what is wrong, and a sentence. */
export interface ConfigurationFault {
  readonly keys: readonly (string | number)[];
  readonly says: string;
}

export type ReadConfiguration =
  | { readonly ok: true; readonly value: Configuration }
  | { readonly ok: false; readonly faults: readonly ConfigurationFault[] };

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
      const outcome = withRules(newUser(''), [utf8(text)], { salt: '', knows: isKnown });
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
