import { describe, expect, test } from 'vitest';
import { loadState, saveState } from '../../src/kernel/state.ts';
import { MILLISECOND } from '../../src/kernel/time.ts';
import { authenticate, configureUser } from '../../src/store/access/authenticate.ts';
import { rulesKnow } from '../../src/store/access/known.ts';
import { newSecret, opens, saltOf } from '../../src/store/access/passwords.ts';
import { withoutSecrets } from '../../src/store/access/secrets.ts';
import { commandNamed } from '../../src/store/commands/index.ts';
import { OK } from '../../src/store/reply.ts';
import { newStore, openSession } from '../../src/store/store.ts';
import { Engine, EPOCH } from './engine.ts';

const knows = rulesKnow(commandNamed);
const NO_AUTH = { error: 'NOAUTH Authentication required.' };
const WRONG = { error: 'WRONGPASS invalid username-password pair or user is disabled.' };
const NO_KEY = { error: 'NOPERM this user has no permissions to access one of the keys used as arguments' };
const noCommand = (name: string) => ({
  error: `NOPERM this user has no permissions to run the '${name}' command`,
});

/** An engine whose speaker has these rules. */
function speakerWith(rules: string): Engine {
  const engine = new Engine();
  expect(configureUser(engine.store, `user alice on nopass ${rules}`, EPOCH, knows)).toBeNull();
  expect(engine.run('AUTH alice x')).toEqual(OK);
  return engine;
}

describe('passwords', () => {
  test('are kept as salted hashes, of which no two are alike', () => {
    const [one, other] = [newSecret(saltOf('a', 1), 'secret'), newSecret(saltOf('a', 2), 'secret')];
    expect([opens(one, 'secret'), opens(one, 'Secret'), opens(one, '')]).toEqual([true, false, false]);
    expect(one.hash).not.toBe(other.hash);
    // What `#` means in the rules of Redis.
    expect(newSecret('', 'pw').hash).toBe('30c952fab122c3f9759f02a6d95c3758b246b4fee239957b2d4fee46e26170c4');
  });

  test('stand nowhere in the state, whichever way they came', () => {
    const engine = new Engine({ requirepass: 'hidden one' });
    engine.ask('AUTH', 'hidden one');
    engine.ask('CONFIG', 'SET', 'requirepass', 'hidden two');
    configureUser(engine.store, 'user alice on >hidden-three +@all', EPOCH, knows);
    engine.ask('AUTH', 'alice', 'hidden-three');
    const state = JSON.stringify(engine.store, (_, value: unknown) =>
      value instanceof Map ? [...(value as Map<unknown, unknown>)] : value,
    );
    expect(state).toContain('alice');
    expect(state).not.toMatch(/hidden/);
    expect(engine.effects).toEqual([]);
  });

  test('are not shown by CONFIG GET either: its reply would stand in the history', () => {
    const engine = new Engine();
    expect(engine.run('CONFIG GET requirepass')).toEqual({ map: ['requirepass', ''] });
    engine.run('CONFIG SET requirepass secret');
    expect(engine.run('CONFIG GET requirepass')).toEqual({ map: ['requirepass', '(redacted)'] });
    engine.ask('CONFIG', 'SET', 'requirepass', '');
    expect(engine.run('CONFIG GET requirepass')).toEqual({ map: ['requirepass', ''] });
  });
});

describe('AUTH', () => {
  test('with requirepass: nobody speaks before it', () => {
    const { store, host } = new Engine({ requirepass: 'secret' });
    const engine = new Engine();
    engine.store = store;
    engine.session = openSession(store, host.clock);
    expect(engine.run('GET a')).toEqual(NO_AUTH);
    expect(engine.run('AUTH wrong')).toEqual(WRONG);
    expect(engine.run('AUTH default wrong')).toEqual(WRONG);
    expect(engine.run('AUTH nobody secret')).toEqual(WRONG);
    expect(engine.run('GET a')).toEqual(NO_AUTH);
    expect(engine.run('AUTH default secret')).toEqual(OK);
    expect(engine.run('GET a')).toBeNull();
    // A password that is changed asks those who come, not those who are there.
    engine.run('CONFIG SET requirepass other');
    expect(engine.run('GET a')).toBeNull();
    expect(engine.run('AUTH secret')).toEqual(WRONG);
    expect(openSession(store, EPOCH).user).toBeNull();
  });

  test('users: several passwords, none, switched off', () => {
    const store = newStore(EPOCH);
    const session = openSession(store, EPOCH);
    const { host } = new Engine();
    const may = (name: string, password: string) => authenticate({ store, session, host }, name, password);
    const set = (line: string) => configureUser(store, line, EPOCH, knows);
    set('user alice on >one >two');
    expect([may('alice', 'one'), may('alice', 'two'), may('alice', 'three')]).toEqual([true, true, false]);
    set('user alice <one');
    expect([may('alice', 'one'), may('alice', 'two')]).toEqual([false, true]);
    set('user alice off');
    expect(may('alice', 'two')).toBe(false);
    set('user alice on nopass');
    expect(may('alice', 'anything')).toBe(true);
    set('user alice resetpass #30c952fab122c3f9759f02a6d95c3758b246b4fee239957b2d4fee46e26170c4');
    expect([may('alice', 'anything'), may('alice', 'pw')]).toEqual([false, true]);
    set('user default off');
    expect(openSession(store, EPOCH).user).toBeNull();
  });
});

describe('guessing', () => {
  /** What each of these attempts costs, in virtual ms. */
  function costs(engine: Engine, ...lines: readonly string[]): number[] {
    return lines.map((line) => {
      engine.worked = 0;
      engine.run(line);
      return engine.worked / MILLISECOND;
    });
  }
  const times = (count: number, line: string) => Array.from({ length: count }, () => line);
  const guarded = () => {
    const engine = new Engine({ requirepass: 'secret' });
    configureUser(engine.store, 'user alice on >one', EPOCH, knows);
    return engine;
  };

  test('costs nothing three times, then twice as much each time, up to a second', () => {
    expect(costs(guarded(), ...times(12, 'AUTH alice x'))).toEqual([
      0, 0, 0, 10, 20, 40, 80, 160, 320, 640, 1_000, 1_000,
    ]);
  });

  test('is told what it is told elsewhere, and a right one is paid for and ends the row', () => {
    const engine = guarded();
    for (let guess = 0; guess < 5; guess += 1) expect(engine.run('AUTH alice x')).toEqual(WRONG);
    expect(costs(engine, 'AUTH alice one', 'AUTH alice one', ...times(4, 'AUTH alice x'))).toEqual([
      40, 0, 0, 0, 0, 10,
    ]);
  });

  test('counts for the name, whichever connection and command it comes by, and for no other', () => {
    const engine = guarded();
    costs(engine, ...times(2, 'AUTH alice x'), 'HELLO 2 AUTH alice x');
    engine.session = openSession(engine.store, EPOCH);
    expect(costs(engine, 'HELLO 2 AUTH alice x', 'AUTH alice x', 'AUTH wrong', 'AUTH secret')).toEqual([
      10, 20, 0, 0,
    ]);
    costs(engine, ...times(3, 'AUTH wrong'));
    // Two ways to name the same.
    expect(costs(engine, 'AUTH default wrong', 'AUTH wrong')).toEqual([10, 20]);
  });

  test('of a name that nobody has, or that is switched off, is as slow', () => {
    const engine = guarded();
    configureUser(engine.store, 'user bob off >two', EPOCH, knows);
    for (const name of ['nobody', 'bob']) {
      expect(costs(engine, ...times(5, `AUTH ${name} two`))).toEqual([0, 0, 0, 10, 20]);
    }
  });

  test('is remembered as plain data, without names that nobody has, and of those not all', () => {
    const engine = guarded();
    costs(engine, ...times(5, 'AUTH alice x'), ...times(5, 'AUTH hidden x'));
    expect([...engine.store.wrongAttempts.entries()]).toEqual([
      ['alice', 5],
      [expect.not.stringContaining('hidden'), 5],
    ]);
    const { rest } = saveState(engine.store.wrongAttempts, () => 1);
    expect(loadState(rest, new Map())).toEqual(engine.store.wrongAttempts);
    costs(engine, ...Array.from({ length: 1_000 }, (_, index) => `AUTH made-up-${index} x`));
    expect(engine.store.wrongAttempts.size).toBeLessThan(110);
    expect(costs(engine, 'AUTH alice x', 'AUTH made-up-999 x')).toEqual([40, 0]);
    expect(engine.store.wrongAttempts.get('alice')).toBe(6);
  });

  test('is none where any password will do, and where nothing could be meant', () => {
    const engine = new Engine();
    expect(
      costs(engine, ...times(6, 'AUTH default x'), ...times(6, 'AUTH x'), ...times(6, 'AUTH a b c')),
    ).toEqual(new Array(18).fill(0));
    expect(engine.store.wrongAttempts.size).toBe(0);
  });
});

describe('rules', () => {
  test('the last that speaks of a command decides', () => {
    const engine = speakerWith('~* -@all +@read -mget +config|get +client');
    expect(engine.run('GET a')).toBeNull();
    expect(engine.run('MGET a')).toEqual(noCommand('mget'));
    expect(engine.run('SET a 1')).toEqual(noCommand('set'));
    expect(engine.run('CONFIG GET hz')).toEqual({ map: ['hz', '10'] });
    expect(engine.run('CONFIG SET hz 10')).toEqual(noCommand('config|set'));
    expect(engine.run('CLIENT GETNAME')).toBeNull();
    // These come first, as in Redis, and saying who one is, is never forbidden.
    expect(engine.run('MGET')).toEqual({ error: "ERR wrong number of arguments for 'mget' command" });
    expect(engine.run('AUTH alice x')).toEqual(OK);
    expect(engine.run('QUIT')).toEqual(OK);
  });

  test('nothing is allowed that was not', () => {
    expect(speakerWith('').run('PING')).toEqual(noCommand('ping'));
    expect(speakerWith('+@all').run('GET a')).toEqual(NO_KEY);
    expect(speakerWith('+@all').run('DBSIZE')).toBe(0);
    expect(speakerWith('allkeys +@all reset on nopass +ping').run('GET a')).toEqual(noCommand('get'));
  });

  test('keys, to read and to write', () => {
    const engine = speakerWith('+@all ~app:* %R~log:* %W~out:?');
    expect(engine.run('SET app:1 v')).toEqual(OK);
    expect(engine.run('SET other v')).toEqual(NO_KEY);
    expect(engine.run('MGET app:1 log:1')).toEqual(['v', null]);
    expect(engine.run('MGET app:1 other')).toEqual(NO_KEY);
    expect(engine.run('SET log:1 v')).toEqual(NO_KEY);
    expect(engine.run('SET out:1 v')).toEqual(OK);
    expect(engine.run('SET out:1 v GET')).toEqual(NO_KEY);
    expect(engine.run('GET out:1')).toEqual(NO_KEY);
    expect(engine.run('RENAME app:1 out:2')).toEqual(OK);
    expect(engine.run('RENAME out:2 app:1')).toEqual(NO_KEY);
    expect(engine.run('EXISTS log:1 out:1')).toBe(1);
  });

  test.each([
    ['+nosuch', 'Unknown command or category name in ACL'],
    ['+@nosuch', 'Unknown command or category name in ACL'],
    ['+config|nosuch', 'Unknown command or category name in ACL'],
    ['hello', 'Syntax error'],
    ['%X~a', 'Syntax error'],
  ])('%s is refused, and nothing has changed', (rule, why) => {
    const { store } = new Engine();
    expect(configureUser(store, `user alice on +get ${rule}`, EPOCH, knows)).toEqual({
      wrong: `Error in ACL SETUSER modifier '${rule}': ${why}`,
    });
    expect(store.users.has('alice')).toBe(false);
  });

  test('a refusal shows no password', () => {
    const { store } = new Engine();
    for (const rule of ['<secret', '#secret', '!secret']) {
      expect(JSON.stringify(configureUser(store, `user alice ${rule}`, EPOCH, knows))).not.toContain(
        'secret',
      );
    }
    expect(configureUser(store, 'alice on >secret', EPOCH, knows)).not.toBeNull();
  });
});

describe('what may be written down', () => {
  test.each([
    ['AUTH secret', 'AUTH (redacted)'],
    ['auth alice secret', 'auth (redacted) (redacted)'],
    ['HELLO 2 AUTH alice secret SETNAME me', 'HELLO 2 AUTH (redacted) (redacted) SETNAME me'],
    ['CONFIG SET requirepass secret hz 10', 'CONFIG SET requirepass (redacted) hz 10'],
    ['config set hz 10 REQUIREPASS secret', 'config set hz 10 REQUIREPASS (redacted)'],
    ['ACL SETUSER alice on >secret', 'ACL SETUSER alice (redacted) (redacted)'],
    ['SET auth secret', 'SET auth secret'],
    ['CONFIG GET requirepass', 'CONFIG GET requirepass'],
  ])('%s', (line, shown) => {
    expect(withoutSecrets(line.split(' ')).join(' ')).toBe(shown);
  });
});
