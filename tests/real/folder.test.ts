/**
 * A scenario taken to real servers: golden text, every act translated or left out by name, scripts that a shell reads and that do what they say (with a
 * docker that only writes down what it is told), a configuration that a real Redis takes.
 */
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { afterAll, describe, expect, test } from 'vitest';
import { realFolder, REAL_NODES_MAX, zipped } from '../../src/real/folder.ts';
import { redisWord } from '../../src/real/shell.ts';
import { readScenario, writeScenario, type Scenario, type SystemSketch } from '../../src/scenario/index.ts';
import { stormScenario } from '../../src/search/storm.ts';
import { sketches, systemOf } from '../../src/systems/registry.ts';
import { scenario as anyScenario } from '../scenario/arbitrary.ts';
import * as testSketches from '../scenario/sketches.ts';
import { findServer } from '../store/differential/real.ts';
import { expectGolden } from '../support/golden.ts';
import { expectCompose, expectEveryAct, expectShellReads, fileIn, runIn } from './expecting.ts';

const cache = sketches.get('cache') as SystemSketch;
const folder = mkdtempSync(join(tmpdir(), 'ringside-real-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function read(raw: object): Scenario {
  const outcome = readScenario({ version: 1, system: 'cache', ...raw }, sketches);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.faults));
  return outcome.scenario;
}

function filesOf(scenario: Scenario, sketch = cache): ReadonlyMap<string, string> {
  const made = realFolder(scenario, sketch);
  if (!made.ok) throw new Error(made.why);
  return made.files;
}

const storm = read({
  seed: 42,
  about: { title: 'The middle of a failover `rm -rf`' },
  nodes: 6,
  options: {
    write: 2,
    mode: 'primary',
    policy: 'allkeys-lfu',
    spreadReads: true,
    maxmemory: 1_000_000,
    store: { settings: { save: '900 1', hz: 20 } },
  },
  network: {
    latency: { min: '5ms', max: '15ms' },
    drop: 0.01,
    links: [
      { from: 'n1', to: 'n3', latency: { min: '80ms', mean: '120ms', law: 'longtail' } },
      { from: '*', to: '*', kind: 'beat', drop: 1 },
    ],
  },
  workload: [{ clients: 2, rate: 100, keys: 100, spread: 'zipf', reads: 0.9, from: '0s', until: '30s' }],
  script: [
    { at: '8s', do: 'command', client: 'c1', text: `SET apple "it's $(1) \`x\`"` },
    { at: '10s', do: 'kill', node: 'n3' },
    { at: '11s', do: 'kill', node: 'n5', how: 'process' },
    { at: '12s', do: 'partition', groups: [['n1'], ['n2', 'n4']] },
    { at: '13s', do: 'link', from: 'n4', to: 'n5', latency: { law: 'constant', min: '800ms' }, drop: 0.3 },
    { at: '14s', do: 'isolate', node: 'n6' },
    { at: '15s', do: 'command', client: 'c1', text: 'REVIVE Charlie' },
    { at: '16s', do: 'command', client: 'c1', text: 'GET apple @Alfa' },
    { at: '17s', do: 'command', client: 'c1', text: 'SHOW apple' },
    { at: '18s', do: 'link', from: 'n4', to: 'n5', clear: true },
    { at: '20s', do: 'heal' },
    { at: '21s', do: 'disk', node: 'n4', act: 'full' },
    { at: '22s', do: 'skew', node: 'n4', by: '3s' },
    { at: '23s', do: 'add', node: 'n7', weight: 2 },
    { at: '24s', do: 'freeze', node: 'n1' },
    { at: '25s', do: 'thaw', node: 'n1' },
    { at: '26s', do: 'command', client: 'c1', text: 'ADD Hotel' },
    { at: '27s', do: 'slow', node: 'n2', times: 10 },
    { at: '28s', do: 'wipe', node: 'n4' },
    { at: '29s', do: 'weight', node: 'n2', weight: 3 },
    { at: '30s', do: 'rebalance' },
    { at: '31s', do: 'remove', node: 'n6' },
    { at: '32s', do: 'message', name: 'a>b c1.1 copy 1', act: 'drop' },
    { at: '33s', do: 'dice', salt: 3 },
    { at: '34s', do: 'command', client: 'c1', text: 'AUTH secret' },
  ],
  until: '40s',
});

test('the folder of one storm is the golden one', () => {
  const text = [...filesOf(storm)].map(([path, file]) => `==== ${path}\n${file}`).join('');
  expectGolden(
    'real-storm.golden',
    text,
    'The folder for a real cluster has changed. If it should: write it anew with UPDATE_GOLDEN=1, and read the difference.',
  );
});

test('the storm: every act, a compose file that is YAML, scripts that a shell reads', () => {
  const files = filesOf(storm);
  expectEveryAct(storm, files);
  expectShellReads(files);
  const { services } = expectCompose(files);
  expect(Object.keys(services).filter((name) => name.startsWith('redis-'))).toHaveLength(8);
  expect(fileIn(files, 'wire/Dockerfile')).toMatch(/^FROM alpine:\d+\.\d+\.\d+$/m);
});

test('property: of random scripts and of storms no act is lost, and every shell reads what came of it', async () => {
  const cacheOnly = anyScenario.filter((raw) => (raw as { system: string }).system === 'cache');
  fc.assert(
    fc.property(cacheOnly, (raw) => {
      const outcome = readScenario(raw, testSketches.systems);
      if (!outcome.ok) throw new Error(JSON.stringify(outcome.faults));
      const made = realFolder(outcome.scenario, testSketches.cache);
      if (!made.ok) return;
      expectEveryAct(outcome.scenario, made.files);
      expectCompose(made.files);
      expectShellReads(
        new Map([['storm.sh', fileIn(made.files, 'storm.sh') + fileIn(made.files, 'cluster.sh')]]),
      );
    }),
    { numRuns: 50 },
  );
  for (let seed = 1; seed <= 10; seed += 1) {
    const scenario = read(await stormScenario(systemOf('cache'), seed));
    const files = filesOf(scenario);
    expectEveryAct(scenario, files);
    expectShellReads(files);
  }
});

test('a rope falls where the cluster says: one way, with unnamed clients on every side', () => {
  const files = filesOf(
    read({
      nodes: 3,
      script: [
        { at: '1s', do: 'partition', groups: [['n1'], ['n2']], oneWay: true },
        { at: '2s', do: 'isolate', node: 'n3' },
        { at: '3s', do: 'heal', node: 'n3' },
        { at: '4s', do: 'heal' },
        { at: '5s', do: 'heal' },
      ],
    }),
  );
  const calls = fileIn(files, 'storm.sh')
    .split('\n')
    .filter((line) => /^(together|: )/.test(line));
  expect(calls).toEqual([
    "together 'sever n2 n1' 'sever n3 n1 n2'",
    "together 'sever n1 n3' 'sever n2 n3' 'sever 0clients n3' 'sever n3 0clients'",
    "together 'mend n1 n3' 'mend n2 n3' 'mend 0clients n3' 'mend n3 0clients'",
    "together 'mend n2 n1' 'mend n3 n1 n2'",
    ': nothing changes by it',
  ]);
});

test('hostile text is text: in the shell, in comments, in the README', () => {
  const text = `SET "a'; touch gone; '" "$(touch gone)" \`touch gone\``;
  const files = filesOf(
    read({
      about: { title: '<img src=x onerror=1> [x](javascript:1)\n# Title' },
      script: [{ at: '0s', do: 'command', client: 'c1', text }],
      until: '1s',
    }),
  );
  expectShellReads(files);
  expect(fileIn(files, 'README.md').split('\n')[0]).toMatch(/^# [^<>[\]]*$/);
  const asked = execFileSync(
    'bash',
    ['-c', `ask() { printf '%s' "$1"; }; ${/^ask .*$/m.exec(fileIn(files, 'storm.sh'))?.[0]}`],
    {
      cwd: folder,
      encoding: 'utf8',
    },
  );
  expect(asked).toContain("touch gone; '");
  expect(() => readFileSync(join(folder, 'gone'))).toThrow();
  expect(redisWord('a\u0000b"\\')).toBe('"a\\x00b\\"\\\\"');
});

test('zipped it is the same files, the scripts may be run, and the same bytes come of it twice', () => {
  const files = filesOf(storm);
  const bytes = zipped(files, 'storm');
  expect(zipped(files, 'storm')).toEqual(bytes);
  const back = unzipSync(bytes);
  expect(Object.keys(back).toSorted()).toEqual([...files.keys()].map((path) => `storm/${path}`).toSorted());
  expect(new TextDecoder().decode(back['storm/storm.sh'])).toBe(files.get('storm.sh'));
});

test('what has no counterpart, and more than a machine carries, is not taken along', () => {
  const outcome = readScenario({ version: 1, system: 'echo' }, sketches);
  if (!outcome.ok) throw new Error('it is good');
  expect(realFolder(outcome.scenario, sketches.get('echo') as SystemSketch)).toEqual({
    ok: false,
    why: 'system',
  });
  expect(realFolder(read({ nodes: REAL_NODES_MAX + 1 }), cache)).toEqual({ ok: false, why: 'nodes' });
});

describe('run with a docker that only writes down', () => {
  const run = (scenario: Scenario): string => runIn(folder, filesOf(scenario));

  test('every act reaches the container that it is about', () => {
    const log = run(
      read({
        nodes: 3,
        network: { latency: { law: 'constant', min: '1ms' } },
        workload: [{ clients: 1, rate: 5, keys: 3, spread: 'scan', reads: 0, from: '0s', until: '1s' }],
        script: [
          { at: '0s', do: 'command', client: 'c1', text: 'SET apple "two words"' },
          { at: '0s', do: 'command', client: 'c1', text: 'GET apple @n2' },
          { at: '10ms', do: 'kill', node: 'n1' },
          { at: '10ms', do: 'partition', groups: [['n2'], ['n3']] },
          { at: '20ms', do: 'link', from: 'n2', to: 'n3', drop: 0.5, both: false },
          { at: '20ms', do: 'slow', node: 'n2', times: 4 },
          { at: '30ms', do: 'freeze', node: 'n2' },
          { at: '30ms', do: 'thaw', node: 'n2' },
          { at: '40ms', do: 'heal' },
          { at: '40ms', do: 'add', node: 'n9', weight: 2 },
          { at: '50ms', do: 'restart', node: 'n1' },
          { at: '60ms', do: 'remove', node: 'n3' },
        ],
        until: '300ms',
      }),
    );
    const expected = [
      'compose up --detach --build',
      'redis-cli --cluster create 10.77.1.1:6379 10.77.1.2:6379 10.77.1.3:6379 --cluster-replicas 0 --cluster-yes',
      '| tc qdisc add dev eth0 parent 1:3 handle 3: netem limit 100000 delay 1000us rate 10gbit',
      '| SET apple "two words"',
      '| READONLY',
      'compose kill --signal KILL redis-n1',
      '| iptables -A INPUT -s 10.77.1.2 -j DROP',
      '| tc qdisc add dev eth0 parent 1:4 handle 4: netem limit 100000 delay 1000us loss 50% rate 10gbit',
      'update --cpus 0.25 container',
      'compose pause redis-n2',
      'compose unpause redis-n2',
      '| iptables -D INPUT -s 10.77.1.2 -j DROP',
      'compose up --detach wire-n9 redis-n9',
      '--cluster add-node 10.77.1.4:6379 10.77.1.2:6379',
      '--cluster-weight 0123abcd=2',
      'compose start redis-n1',
      '--cluster del-node',
      'compose --profile later down --volumes',
    ];
    for (const call of expected) expect(log).toContain(call);
    expect(log).toMatch(/\| SET key:0 xxxxxxxx\n {2}\| SET key:1 xxxxxxxx\n/);
  });

  test('two nodes become a cluster by hand', () => {
    const log = run(read({ nodes: 2, until: '0s' }));
    expect(log).toContain('-h 10.77.1.1 CLUSTER ADDSLOTSRANGE 0 8191');
    expect(log).toContain('-h 10.77.1.2 CLUSTER ADDSLOTSRANGE 8192 16383');
    expect(log).toContain('-h 10.77.1.2 CLUSTER MEET 10.77.1.1 6379');
  });
});

test('a real Redis takes the configuration', async () => {
  const server = findServer();
  if ('missing' in server) {
    console.warn(`NOT COMPARED with a real Redis: ${server.missing}`);
    return;
  }
  const text = fileIn(filesOf(storm), 'config/n1.conf').replace(/^(port|dir|bind) .*$/gm, '');
  const place = mkdtempSync(join(folder, 'redis-'));
  writeFileSync(join(place, 'n1.conf'), text);
  const port = 20_000 + (process.pid % 20_000);
  const child = spawn(
    server.path,
    [join(place, 'n1.conf'), '--port', String(port), '--bind', '127.0.0.1', '--dir', place],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let said = '';
  try {
    await new Promise<void>((resolve) => {
      const hear = (bytes: Buffer): void => {
        said += String(bytes);
        if (said.includes('Ready to accept connections')) resolve();
      };
      child.stdout.on('data', hear);
      child.stderr.on('data', hear);
      child.on('exit', () => resolve());
    });
    expect(said).toContain('Ready to accept connections');
    expect(said).not.toContain('FATAL CONFIG');
  } finally {
    child.kill('SIGKILL');
  }
});

test('a scenario and what is written of it give the same folder', () => {
  const again = read(JSON.parse(writeScenario(storm, sketches)) as object);
  expect(filesOf(again)).toEqual(filesOf(storm));
});
