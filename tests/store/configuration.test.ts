import { describe, expect, test } from 'vitest';
import { salted } from '../../src/store/access/passwords.ts';
import { NO_CONFIGURATION, proofSaltOf, type Configuration } from '../../src/store/configuration.ts';
import { readConfiguration } from '../../src/store/read-configuration.ts';
import { openStore } from '../../src/store/opening.ts';
import { OK, type Reply } from '../../src/store/reply.ts';
import { openSession } from '../../src/store/store.ts';
import { formatFault, readScenario, writeScenario } from '../../src/scenario/index.ts';
import { storeOption } from '../../src/systems/store-option.ts';
import { Engine, EPOCH } from './engine.ts';

const SALT = 'of this test';
const NO_KEY = 'NOPERM this user has no permissions to access one of the keys used as arguments';

function read(raw: unknown): Configuration {
  const outcome = readConfiguration(raw);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.faults));
  return outcome.value;
}

/** An engine that was opened so, as a stranger meets it: with passwords in the clear, or as proofs. */
function engineOf(raw: unknown, proofs = false): Engine {
  const configuration = read(raw);
  const engine = new Engine();
  engine.store = openStore(EPOCH, configuration);
  engine.session = openSession(engine.store, EPOCH);
  engine.session.proofSalt = proofs ? proofSaltOf(configuration) : null;
  return engine;
}

const errorOf = (reply: Reply): unknown => (reply as { readonly error?: string } | null)?.error;

const full = {
  salt: SALT,
  requirepass: salted('very secret', SALT),
  settings: { maxmemory: '2mb', 'maxmemory-policy': 'allkeys-lru', appendonly: true, hz: 20, databases: 4 },
  users: [
    {
      name: 'alice',
      passwords: [salted('one', SALT), salted('two', SALT)],
      commands: ['+@read', '-mget', '+set'],
      keys: ['~app:*', '%R~log:*'],
    },
    { name: 'käthe', nopass: true, commands: ['allcommands'], keys: ['allkeys'] },
    { name: 'bob', on: false, passwords: [salted('pw', SALT)], commands: ['+@all'] },
  ],
};

describe('a store that is opened with a configuration', () => {
  test('has its settings', () => {
    const engine = engineOf({ settings: full.settings });
    for (const [name, shown] of [
      ['maxmemory', '2097152'],
      ['maxmemory-policy', 'allkeys-lru'],
      ['appendonly', 'yes'],
      ['hz', '20'],
    ]) {
      expect(engine.run(`CONFIG GET ${name}`)).toEqual({ map: [name, shown] });
    }
    expect(engine.store.databases.length).toBe(4);
    const defaults = { hz: 50, 'maxmemory-samples': 7 };
    const { settings } = openStore(EPOCH, read({ settings: { hz: 30 } }), { defaults });
    expect(settings).toMatchObject({ hz: 30, 'maxmemory-samples': 7 });
  });

  test.each([false, true])('has its users, and asks for the password (as proofs: %s)', (proofs) => {
    const engine = engineOf(full, proofs);
    const say = (password: string) => (proofs ? salted(password, SALT) : password);
    expect(errorOf(engine.run('GET app:1'))).toBe('NOAUTH Authentication required.');
    expect(errorOf(engine.ask('AUTH', say('wrong')))).toMatch(/^WRONGPASS/);
    expect(errorOf(engine.ask('AUTH', 'bob', say('pw')))).toMatch(/^WRONGPASS/);
    expect(engine.ask('AUTH', 'alice', say('two'))).toEqual(OK);
    expect(engine.run('SET app:1 v')).toEqual(OK);
    expect(errorOf(engine.run('MGET app:1'))).toMatch(/^NOPERM .* 'mget' command$/);
    expect(errorOf(engine.run('SET log:1 v'))).toBe(NO_KEY);
    expect(engine.run('GET log:1')).toBeNull();
    expect(engine.ask('AUTH', 'k\xc3\xa4the', say('whatever'))).toEqual(OK);
    expect(engine.run('CONFIG GET requirepass')).toEqual({ map: ['requirepass', '(redacted)'] });
    expect(engine.ask('AUTH', say('very secret'))).toEqual(OK);
    expect(engine.ask('CONFIG', 'SET', 'requirepass', say('other'))).toEqual(OK);
    expect(errorOf(engine.ask('AUTH', say('very secret')))).toMatch(/^WRONGPASS/);
    expect(engine.ask('AUTH', say('other'))).toEqual(OK);
    expect(engine.ask('CONFIG', 'SET', 'requirepass', '')).toEqual(OK);
    expect(openSession(engine.store, EPOCH).user).toBe('default');
  });

  test('a proof opens nothing where passwords come as they are, nor a password where proofs do', () => {
    expect(errorOf(engineOf(full).ask('AUTH', salted('very secret', SALT)))).toMatch(/^WRONGPASS/);
    expect(errorOf(engineOf(full, true).ask('AUTH', 'very secret'))).toMatch(/^WRONGPASS/);
    expect(errorOf(engineOf(full, true).ask('AUTH', salted('very secret', 'another salt')))).toMatch(
      /^WRONG/,
    );
  });

  test('the default user is as ever, unless the configuration says otherwise', () => {
    const engine = engineOf({ users: [{ name: 'default', commands: ['+get'], keys: ['~a'] }] });
    expect(engine.run('GET a')).toBeNull();
    expect(errorOf(engine.run('GET b'))).toBe(NO_KEY);
    expect(errorOf(engine.run('SET a 1'))).toMatch(/^NOPERM/);
    const closed = engineOf({ users: [{ name: 'default', on: false }] });
    expect(errorOf(closed.run('GET a'))).toBe('NOAUTH Authentication required.');
  });

  test('without one is as without any', () => {
    expect(read(undefined)).toEqual(NO_CONFIGURATION);
    expect(read({})).toEqual(NO_CONFIGURATION);
    expect(read(full)).toEqual(read(JSON.parse(JSON.stringify(read(full)))));
  });
});

describe('what is wrong is said by its path', () => {
  test.each([
    [[], '', 'this is not an object'],
    [{ user: [] }, 'user', 'there is no such key here (salt, requirepass, settings, users)'],
    [{ settings: { maxmemry: 1 } }, 'settings.maxmemry', 'there is no setting of this name'],
    [{ settings: { maxmemory: 'much' } }, 'settings.maxmemory', 'argument must be a memory value'],
    [{ settings: { appendfsync: 'x' } }, 'settings.appendfsync', /^argument\(s\) must be one of/],
    [{ settings: { hz: [1] } }, 'settings.hz', 'this is no text, no number, and neither true nor false'],
    [{ settings: { requirepass: 'p' } }, 'settings.requirepass', /stands beside the settings, salted/],
    [
      { settings: { 'hash-max-listpack-value': 1, 'hash-max-ziplist-value': 2 } },
      'settings.hash-max-ziplist-value',
      'this is hash-max-listpack-value, which is set already',
    ],
    [{ salt: 's', requirepass: 'secret' }, 'requirepass', /^a password stands here salted/],
    [{ requirepass: salted('p', 's') }, 'salt', 'passwords need a salt, the one that they were salted with'],
    [{ salt: 1 }, 'salt', 'this is not a text'],
    [{ users: {} }, 'users', 'this is not a list'],
    [{ users: [null] }, 'users.0', 'this is not an object'],
    [{ users: [{}] }, 'users.0.name', 'a user needs a name, without blanks'],
    [{ users: [{ name: 'a b' }] }, 'users.0.name', 'a user needs a name, without blanks'],
    [{ users: [{ name: 'a' }, { name: 'a' }] }, 'users.1.name', 'there is a user of this name already'],
    [{ users: [{ name: 'a', on: 'yes' }] }, 'users.0.on', 'this is neither true nor false'],
    [
      { users: [{ name: 'a', passwords: ['secret'] }] },
      'users.0.passwords.0',
      /^a password stands here salted/,
    ],
    [{ users: [{ name: 'a', commands: ['+get', '+nosuch'] }] }, 'users.0.commands.1', /^Unknown command/],
    [{ users: [{ name: 'a', commands: ['>secret'] }] }, 'users.0.commands.0', /begins with \+ or -/],
    [{ users: [{ name: 'a', keys: ['*'] }] }, 'users.0.keys.0', 'a rule for keys begins with ~ or %'],
    [{ users: [{ name: 'a', keys: ['%X~a'] }] }, 'users.0.keys.0', 'Syntax error'],
    [JSON.parse('{ "__proto__": {} }') as object, '__proto__', /^there is no such key/],
  ])('%j', (raw, path, says) => {
    const outcome = readConfiguration(raw);
    expect(outcome).toEqual({ ok: false, faults: [expect.anything()] });
    const [fault] = outcome.ok ? [] : outcome.faults;
    expect(fault?.keys.join('.')).toBe(path);
    expect(fault?.says).toMatch(says);
    expect(fault?.says).not.toContain('secret');
  });

  test('all of it at once', () => {
    const outcome = readConfiguration({ salt: 1, users: [{ name: 'a', nopass: 1 }, {}] });
    expect(outcome.ok ? 0 : outcome.faults.length).toBe(3);
  });
});

describe('as an option of a scenario', () => {
  const systems = new Map([
    ['stores', { id: 'stores', nodes: [{ id: 'n1' }], options: { store: storeOption } }],
  ]);
  const scenario = (store?: unknown) =>
    readScenario(
      { version: 1, system: 'stores', ...(store !== undefined && { options: { store } }) },
      systems,
    );

  test('it is read, kept, and written so that it reads the same', () => {
    const first = scenario(full);
    if (!first.ok) throw new Error(first.faults.map(formatFault).join('\n'));
    expect(first.scenario.options['store']).toEqual(read(full));
    const again = readScenario(writeScenario(first.scenario, systems), systems);
    expect(again).toEqual(first);
    expect(scenario()).toMatchObject({ ok: true, scenario: { options: { store: NO_CONFIGURATION } } });
  });

  test('a fault has its whole path', () => {
    const outcome = scenario({ users: [{ name: 'a', keys: ['*'] }], settings: { hz: 'x' } });
    expect(outcome.ok ? [] : outcome.faults.map(formatFault)).toEqual([
      'options.store.users[0].keys[0]: a rule for keys begins with ~ or %',
      "options.store.settings.hz: argument couldn't be parsed into an integer",
    ]);
  });
});
