/**
 * A whole cluster whose clients speak with passwords: nothing that is kept of it holds one. Not the script and the scenario that links are
 * made of, not the history, not a checkpoint, not a disk, not a reply.
 */
import { serialize } from 'node:v8';
import { describe, expect, test } from 'vitest';
import { saveCheckpoint } from '../../src/cluster/checkpoint.ts';
import { historyLines, operationLines } from '../../src/history/exports.ts';
import { Operations } from '../../src/history/operations.ts';
import { readAction, readScenario, writeScenario } from '../../src/scenario/index.ts';
import { salted } from '../../src/store/access/passwords.ts';
import { withProofs } from '../../src/store/access/secrets.ts';
import { NO_CONFIGURATION } from '../../src/store/configuration.ts';
import { sealLine } from '../../src/systems/store-option.ts';
import { build } from '../support/cluster.ts';
import { engineSketch, engineSystem, type Ledger } from './persistence/engine-system.ts';

const silent: Ledger = { started: () => {}, changed: () => 0, acknowledged: () => {} };
const system = { ...engineSystem(() => ['PING'], silent), sketch: engineSketch };

const SALT = 'of this cluster';
const store = {
  salt: SALT,
  settings: { appendonly: true, appendfsync: 'always' },
  users: [{ name: 'alice', passwords: [salted('hidden one', SALT)], commands: ['+@all'], keys: ['allkeys'] }],
};

const LINES = [
  ['c1', 'SET before 1', '{"status":"OK"}'],
  ['c1', 'AUTH hidden', 'without any password configured'],
  ['c1', 'AUTH alice hidden', 'WRONGPASS'],
  ['c1', 'AUTH alice "hidden one"', '{"status":"OK"}'],
  ['c1', 'HELLO 2 AUTH alice "hidden one" SETNAME me', '"server"'],
  ['c1', 'HELLO 2 AUTH alice hidden SETNAME me', 'WRONGPASS'],
  ['c1', 'HELLO 2 AUTH hidden', 'Syntax error in HELLO'],
  ['c1', 'CONFIG SET hz 20 requirepass "hidden two"', '{"status":"OK"}'],
  ['c1', 'CONFIG SET requirepass hidden three', 'syntax error'],
  ['c1', 'CONFIG GET *', 'requirepass'],
  ['c1', 'INFO', 'redis_version'],
  ['c1', 'CLIENT GETNAME', 'me'],
  ['c1', 'SET after 2', '{"status":"OK"}'],
  ['c1', 'BGREWRITEAOF', 'started'],
  ['c2', 'GET after', 'NOAUTH'],
  ['c2', 'AUTH "hidden two', 'is never closed'],
  ['c2', 'AUTH hidden two words', 'syntax error'],
  ['c2', 'AUTH "hidden two"', '{"status":"OK"}'],
  ['c2', "auth default 'hidden two'", '{"status":"OK"}'],
  ['c2', 'GET after', '"2"'],
] as const;

const FIRST_OF_C2 = LINES.findIndex(([client]) => client === 'c2');

const script = LINES.map(([client, text], index) => ({
  at: `${100 * (index + 1)}ms`,
  do: 'command',
  client,
  text,
}));
const file = { system: 'engine', clients: 2, options: { store }, script, until: '5s' };

/** Everything as bytes, so that a word is found in whatever it is wrapped. */
const holds = (what: unknown): boolean =>
  (typeof what === 'string' ? Buffer.from(what) : serialize(what)).includes('hidden');

async function played() {
  const run = build(file, { system, level: 'contents' });
  await run.cluster.boot();
  await run.cluster.advanceTo(run.scenario.until);
  return run;
}

describe('passwords in a cluster', () => {
  test('open what they should, and nothing that is kept of the run holds one', async () => {
    const { cluster, history, scenario } = await played();
    const operations = new Operations();
    operations.record(history);
    const said = LINES.map((_, index) => {
      const [client, number] = index < FIRST_OF_C2 ? ['c1', index + 1] : ['c2', index - FIRST_OF_C2 + 1];
      return operations.records.get(`${client}.${number}`)?.text ?? '';
    });
    for (const [index, [, line, expected]] of LINES.entries())
      expect([line, said[index]]).toEqual([line, expect.stringContaining(expected)]);

    const systems = new Map([['engine', engineSketch]]);
    const checkpoint = await saveCheckpoint(cluster);
    const disk = cluster.participants.get('n1')?.disk.content();
    const state = await cluster.look('n1', 'inspect', { path: [], offset: 0, limit: 1_000 });
    const kept = {
      history,
      checkpoint,
      disk,
      state,
      events: historyLines(history),
      operations: operationLines(operations.sorted()),
      records: operations.sorted(),
      script: cluster.script,
      link: writeScenario({ ...scenario, script: cluster.script }, systems),
    };
    expect(Object.entries(kept).flatMap(([name, what]) => (holds(what) ? [name] : []))).toEqual([]);
    // What is searched is what it should be: the proofs are in there, and so is the data.
    const proof = Buffer.from(salted('hidden one', SALT));
    for (const name of ['history', 'checkpoint', 'script', 'records'] as const) {
      expect([name, serialize(kept[name]).includes(proof)]).toEqual([name, true]);
    }
    expect(kept.events).toContain(String(proof));
    expect(kept.link).toContain(String(proof));
    expect(serialize(disk).includes('after')).toBe(true);
  });

  test('the link plays the same again', async () => {
    const { cluster, scenario } = await played();
    const systems = new Map([['engine', engineSketch]]);
    const link = readScenario(writeScenario(scenario, systems), systems);
    expect(link).toEqual({ ok: true, scenario });
    const again = await played();
    expect(again.cluster.fingerprint).toBe(cluster.fingerprint);
  });

  test('a person’s own line is sealed before it is an action', () => {
    const situation = {
      at: 0,
      nodes: [{ id: 'n1', name: 'Alfa', weight: 1 }],
      clients: 1,
      options: { store },
    };
    const act = { do: 'command', client: 'c1', text: 'AUTH alice "hidden one" @Alfa' };
    const read = readAction(act, situation, engineSketch);
    expect(read).toMatchObject({
      ok: true,
      action: { text: `AUTH alice ${salted('hidden one', SALT)} @Alfa` },
    });
  });
});

describe('a sealed line', () => {
  const options = { store };
  const seal = (text: string) => sealLine(text, options);

  test.each([
    'GET "a b" @n2',
    'SET auth secret',
    'SET "open',
    'CONFIG SET requirepass ""',
    'CONFIG GET requirepass',
    '',
  ])('%s stays as it is', (line) => {
    expect(seal(line)).toBe(line);
  });

  test('to seal twice is to seal once', () => {
    for (const [, line] of LINES) expect(seal(seal(line))).toBe(seal(line));
  });

  test('keeps everything else, as it was meant', () => {
    const line = 'CONFIG SET save "a \\"b\\" \\\\ \\n" requirepass p';
    const proof = salted('p', SALT);
    expect(seal(line)).toBe(`CONFIG SET save "a \\"b\\" \\\\ \\n" requirepass ${proof}`);
    expect(seal('AUTH "@käthe" p')).toBe(`AUTH "@käthe" ${proof}`);
    expect(seal('AUTH käthe ñ')).toBe(`AUTH käthe ${salted('\xc3\xb1', SALT)}`);
  });

  test.each(['"AUTH" "hidden', '"AUTH hidden', "'hello' 2 auth a 'hidden", 'AUTH "a"hidden'])(
    '%s cannot be read, and says no more than that',
    (line) => {
      expect(seal(line)).toMatch(/^(auth|hello) "$/i);
    },
  );

  test('where nobody has a password yet, the salt is the house’s', () => {
    const proof = salted('p', 'ringside');
    expect(sealLine('AUTH p', { store: NO_CONFIGURATION })).toBe(`AUTH ${proof}`);
  });
});

describe('proofs', () => {
  const proof = salted('secret', 's');
  test.each([
    ['AUTH secret', `AUTH ${proof}`],
    ['auth alice secret', `auth alice ${proof}`],
    [`AUTH ${proof}`, `AUTH ${proof}`],
    ['AUTH secret secret secret', `AUTH ${proof} ${proof} ${proof}`],
    ['HELLO 2 AUTH alice secret SETNAME me', `HELLO 2 AUTH alice ${proof} SETNAME me`],
    ['HELLO 2 AUTH secret', `HELLO 2 AUTH ${proof}`],
    ['HELLO 2 SETNAME auth', 'HELLO 2 SETNAME auth'],
    ['config set hz 10 REQUIREPASS secret', `config set hz 10 REQUIREPASS ${proof}`],
    ['CONFIG SET hz requirepass', 'CONFIG SET hz requirepass'],
    ['CONFIG SET requirepass secret secret', `CONFIG SET requirepass ${proof} ${proof}`],
    ['SET auth secret', 'SET auth secret'],
  ])('%s', (line, sent) => {
    expect(withProofs(line.split(' '), 's').join(' ')).toBe(sent);
  });
});
