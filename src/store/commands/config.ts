/** CONFIG: reading and changing the settings of settings.ts. */
import { requirePassword } from '../access/authenticate.ts';
import { argument } from '../arguments.ts';
import type { Bytes } from '../bytes.ts';
import { lowerCase } from '../bytes.ts';
import type { CommandSpec } from '../command.ts';
import type { Context } from '../context.ts';
import { globMatches } from '../glob.ts';
import { refuse, shown, SYNTAX } from '../refusals.ts';
import { mapReply, OK, type Failure, type Reply } from '../reply.ts';
import { findSetting, settingNames, settingsByName, type SettingName, type Settings } from '../settings.ts';
import { newStats } from '../store.ts';

function printSetting(settings: Settings, name: SettingName): Bytes {
  return settingsByName[name].print(settings[name]);
}

/** Each setting that one of the patterns takes, once; under its older name where that one was meant. */
function configGet({ store }: Context, args: readonly Bytes[]): Reply {
  const patterns = args.slice(2).map(lowerCase);
  const found: Bytes[] = [];
  for (const name of settingNames) {
    for (const shown of [name, settingsByName[name].alias]) {
      if (shown === undefined || !patterns.some((pattern) => globMatches(pattern, shown))) continue;
      found.push(shown, printSetting(store.settings, name));
    }
  }
  return mapReply(...found);
}

function wrongSetting(name: Bytes, why: string): Failure {
  return refuse(`ERR CONFIG SET failed (possibly related to argument '${name}') - ${why}`);
}

/** All of them or none. */
function configSet({ store, session, now }: Context, args: readonly Bytes[]): Reply {
  if (args.length % 2 === 1) throw SYNTAX;
  const values = new Map<SettingName, unknown>();
  const names = readNames(args);
  for (const [name, given, text] of names) {
    const outcome = settingsByName[name].parse(text);
    if ('wrong' in outcome) throw wrongSetting(given, outcome.wrong);
    values.set(name, outcome.value);
  }
  const password = values.get('requirepass') as Bytes | undefined;
  if (password !== undefined) values.set('requirepass', requirePassword(store, session, password, now));
  store.settings = { ...store.settings, ...Object.fromEntries(values) };
  return OK;
}

/** Name, name as it was meant (the older one, perhaps), value. Redis looks at all the names before the first value. */
function readNames(args: readonly Bytes[]): readonly (readonly [SettingName, Bytes, Bytes])[] {
  const names: [SettingName, Bytes, Bytes][] = [];
  for (let index = 2; index < args.length; index += 2) {
    const given = argument(args, index);
    const name = findSetting(given);
    if (name === undefined) {
      throw refuse(`ERR Unknown option or number of arguments for CONFIG SET - '${shown(given)}'`);
    }
    const known = lowerCase(given);
    if (settingsByName[name].fixed) throw wrongSetting(given, "can't set immutable config");
    if (names.some(([, before]) => before === known)) throw wrongSetting(given, 'duplicate parameter');
    names.push([name, known, argument(args, index + 1)]);
  }
  return names;
}

function resetStat({ store }: Context): Reply {
  store.stats = newStats();
  store.bytesPeak = store.bytes;
  return OK;
}

const common = {
  flags: ['admin', 'noscript', 'loading', 'stale'],
  keys: [],
  group: 'server',
} as const;

export const configCommands: CommandSpec = {
  name: 'config',
  arity: -2,
  flags: [],
  keys: [],
  group: 'server',
  run: () => SYNTAX,
  subcommands: [
    {
      ...common,
      name: 'config|get',
      arity: -3,
      run: configGet,
    },
    {
      ...common,
      name: 'config|set',
      arity: -4,
      tips: ['request_policy:all_nodes', 'response_policy:all_succeeded'],
      errors: [
        SYNTAX.error,
        "ERR Unknown option or number of arguments for CONFIG SET - '<parameter>'",
        "ERR CONFIG SET failed (possibly related to argument '<parameter>') - <why>",
      ],
      run: configSet,
    },
    {
      ...common,
      name: 'config|resetstat',
      arity: 2,
      run: resetStat,
    },
  ],
};
