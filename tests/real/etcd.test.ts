/**
 * A scenario of tables taken to etcd: golden text, every act translated or left out by name, and the scripts run against a real etcd, whose programs
 * stand on this machine's loopback network in the place of containers.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { realFolder } from '../../src/real/folder.ts';
import { readScenario, type Scenario, type SystemSketch } from '../../src/scenario/index.ts';
import { stormScenario } from '../../src/search/storm.ts';
import { sketches, systemOf } from '../../src/systems/registry.ts';
import { expectGolden } from '../support/golden.ts';
import { expectCompose, expectEveryAct, expectShellReads, fileIn, layOut, runIn } from './expecting.ts';

const tables = sketches.get('tables') as SystemSketch;
const folder = mkdtempSync(join(tmpdir(), 'ringside-etcd-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function read(raw: object): Scenario {
  const outcome = readScenario({ version: 1, system: 'tables', ...raw }, sketches);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.faults));
  return outcome.scenario;
}

function filesOf(scenario: Scenario): ReadonlyMap<string, string> {
  const made = realFolder(scenario, tables);
  if (!made.ok) throw new Error(made.why);
  return made.files;
}

const type = (at: string, text: string): object => ({ at, do: 'command', client: 'c1', text });
const MUSIC = 'create-table Music Artist SongTitle @n1';
const ITEM = String.raw`ITEM='{"Artist": "Queen", "SongTitle": "Don\'t Stop Me Now", "Year": 1978}'`;
const PUT = 'put-item Music "$ITEM" @n2';

const life = read({
  seed: 7,
  about: { title: 'Members come and go' },
  nodes: 3,
  options: { reads: 'index', electionMin: '200ms', electionMax: '400ms', snapshotEvery: 10 },
  network: { latency: { law: 'constant', min: '1ms' } },
  workload: [{ clients: 1, rate: 4, keys: 3, spread: 'scan', reads: 0.25, from: '1s', until: '4s' }],
  script: [
    type('200ms', MUSIC),
    type('1s', ITEM),
    type('1100ms', PUT),
    { at: '2s', do: 'kill', node: 'n1' },
    type('3s', `put-item Music '{"Artist":"Blur","SongTitle":"Song 2","Notes":["a b",{"é":"\\"$(x)"}]}' @n3`),
    { at: '4s', do: 'restart', node: 'n1' },
    type('5s', `put-item Music '{"Artist":"Blur","SongTitle":"Beetlebum"}' @n3`),
    { at: '6s', do: 'add', node: 'n4' },
    { at: '12s', do: 'wipe', node: 'n2' },
    { at: '12500ms', do: 'restart', node: 'n2' },
    { at: '20s', do: 'remove', node: 'n3' },
    type('28s', 'http POST localhost:8100 /leader'),
    type('31s', `delete-item Music Blur Beetlebum @n1`),
    type('32s', `query-items Music Queen "Don" @n1`),
    type('32s', `put-item Films '{"Title":"Blow-Up"}' @n1`),
    type('32s', 'status @n1'),
  ],
  until: '34s',
});

test('the folder of one life is the golden one', () => {
  const text = [...filesOf(life)].map(([path, file]) => `==== ${path}\n${file}`).join('');
  expectGolden(
    'real-tables.golden',
    text,
    'The folder for a real etcd has changed. If it should: write it anew with UPDATE_GOLDEN=1, and read the difference.',
  );
});

test('every act has its call or says that it is left out, here and in storms', async () => {
  const storms = await Promise.all([1, 2, 3, 4, 5].map((seed) => stormScenario(systemOf('tables'), seed)));
  for (const scenario of [life, ...storms.map(read)]) {
    const files = filesOf(scenario);
    expectEveryAct(scenario, files);
    expectShellReads(files);
    expectCompose(files);
  }
  expect(runIn(folder, filesOf(read({ nodes: 3, script: [type('0s', MUSIC)], until: '100ms' })))).toContain(
    '| mod("tables/Music") = "0"',
  );
});

test('what etcd cannot be told is told in the README', () => {
  const files = filesOf(
    read({
      options: {
        heartbeat: '100ms',
        electionMin: '150ms',
        electionMax: '300ms',
        checkQuorum: false,
        reads: 'lease',
        mutants: ['votes-twice'],
      },
      script: [type('0s', PUT), type('1s', 'run-consistency-test'), type('1s', 'fly away')],
    }),
  );
  const told = fileIn(files, 'README.md');
  for (const says of [
    '`electionMin: 150ms`: `election-timeout 500`',
    '`electionMax: 300ms`: left out',
    '`checkQuorum: false`: left out',
    '`reads: lease`: `--consistency=l`',
    '`mutants: ["votes-twice"]`: left out',
    'There is no command fly',
  ])
    expect(told).toContain(says);
  expect(fileIn(files, 'config/n1.yml')).toMatch(/heartbeat-interval: 100\nelection-timeout: 500\n/);
});

test('all nodes at once are stopped and started one by one; another folder is another cluster', () => {
  const files = filesOf(
    read({
      script: [
        ...[type('1s', 'stop'), type('2s', 'server'), type('3s', 'server'), type('4s', 'stop')],
        type('5s', 'server --data-dir-root mine'),
      ],
    }),
  );
  const script = fileIn(files, 'storm.sh');
  for (const node of ['n1', 'n2', 'n3']) {
    expect(script.split(`stop ${node}`)).toHaveLength(3);
    expect(script.split(`revive ${node}`)).toHaveLength(2);
  }
  expect(fileIn(files, 'README.md')).toContain('another folder, which would be another cluster of etcd');
});

test('hostile text is text, and what cannot be asked there is left out', () => {
  const hostile = `a'; touch gone; '"$(touch gone)\`touch gone\``;
  const typed = JSON.stringify(hostile).replaceAll("'", "\\'");
  const files = filesOf(
    read({
      script: [
        type('0s', MUSIC),
        type('0s', `put-item Music '{"Artist":${typed},"SongTitle":"x"}' @n1`),
        type('0s', `get-item Music "$(touch gone)" '\`touch gone\`' @n1`),
        type('0s', `http POST localhost:8100 /leader '{"to":"n2; touch gone"}'`),
        type('0s', `http POST localhost:8100 /leader '{"to":"n2"}'`),
        type('0s', 'run-consistency-test'),
      ],
      until: '1s',
    }),
  );
  expectShellReads(files);
  const storm = fileIn(files, 'storm.sh');
  expect(storm).toContain('\nhand_over n2\n');
  const told = fileIn(files, 'README.md');
  expect(told).toContain('It names nobody who is there.');
  expect(told).toContain('It is a test of several steps');
  // Every call as the shell takes it apart: nothing is done but what is called.
  const calls = storm.split('\n').filter((line) => /^(ask|ask_if|hand_over) /.test(line));
  expect(calls).toHaveLength(4);
  const place = mkdtempSync(join(folder, 'hostile-'));
  const said = execFileSync(
    'bash',
    [
      '-c',
      `ask() { printf '%s\\n' "$@"; }; ask_if() { ask "$@"; }; hand_over() { ask "$@"; }; ${calls.join('\n')}`,
    ],
    { cwd: place, encoding: 'utf8' },
  );
  expect(said).toContain('touch gone');
  expect(readdirSync(place)).toEqual([]);
});

/** Programs in the place of containers: those of the clients run where they are called, each node is an etcd of its own. */
const STANDS_IN = `#!/usr/bin/env bash
start() {
  if [ -e "$PLACE/$1.pid" ] && kill -0 "$(cat "$PLACE/$1.pid")" 2>/dev/null; then return; fi
  setsid etcd --config-file "$PLACE/config/$1.yml" < /dev/null >> "$PLACE/$1.log" 2>&1 &
  echo $! > "$PLACE/$1.pid"
}
node=\${!#}
node=\${node#etcd-}
case "$*" in
  'compose up --detach --build')
    for file in $(grep -l 'cluster-state: new' "$PLACE"/config/*.yml); do start "$(basename "$file" .yml)"; done ;;
  'compose up --detach --no-recreate '* | 'compose start '*) start "$node" ;;
  'compose kill '*)
    pid=$(cat "$PLACE/$node.pid")
    kill -KILL "$pid"
    while kill -0 "$pid" 2>/dev/null; do sleep 0.02; done ;;
  'compose run '*) rm -rf "$PLACE/data/$(sed 's/.*etcd-\\([^ ]*\\) -c.*/\\1/' <<< "$*")" ;;
  'compose exec -T clients '*) shift 4; exec "$@" ;;
  'compose exec '*) cat > /dev/null ;;
esac
`;

const hasEtcd = ['etcd', 'etcdctl'].every((program) => spawnSync('which', [program]).status === 0);

test('a real etcd goes through it, and has at its end what was written', { timeout: 120_000 }, () => {
  if (!hasEtcd) {
    console.warn('NOT COMPARED with a real etcd: there is none here');
    return;
  }
  const place = mkdtempSync(join(folder, 'life-'));
  const here = [...filesOf(life)].map(([path, text]): [string, string] => {
    const id = /^config\/(.*)\.yml$/.exec(path)?.[1];
    const local = text.replaceAll('10.77.', '127.77.').replace('/data/etcd', join(place, 'data', id ?? ''));
    const address = /advertise-client-urls: http:\/\/([\d.]+):/.exec(local)?.[1] ?? '';
    return [path, id === undefined ? local : local.replaceAll('0.0.0.0', address)];
  });
  layOut(place, new Map(here), STANDS_IN);
  const env = { ...process.env, PATH: `${join(place, 'bin')}:${process.env['PATH']}`, PLACE: place };
  const ctl = (...words: string[]): string => execFileSync('etcdctl', words, { encoding: 'utf8', env });
  try {
    let said = '';
    for (const script of ['start.sh', 'storm.sh']) {
      const { status, stdout, stderr } = spawnSync('bash', [join(place, script)], {
        env,
        encoding: 'utf8',
        timeout: 60_000,
      });
      expect(status, stderr).toBe(0);
      expect(stderr).not.toMatch(/unbound|syntax|refused/);
      said += stdout;
    }
    const at = (number: number): string => `--endpoints=http://127.77.1.${number}:2379`;
    const members = ctl(at(1), 'member', 'list').trim().split('\n');
    expect(members.map((line) => line.split(', ')[2]).toSorted()).toEqual(['n1', 'n2', 'n4']);
    expect(members.map((line) => line.split(', ')[5])).toEqual(['false', 'false', 'false']);
    for (const node of [1, 2, 4]) {
      const items = ctl(at(node), 'get', '--consistency=s', '--prefix', 'items/Music/').trim().split('\n');
      expect(items).toEqual([
        'items/Music/Blur/Song%202',
        '{"Artist":"Blur","SongTitle":"Song 2","Notes":["a b",{"é":"\\"$(x)"}]}',
        "items/Music/Queen/Don't%20Stop%20Me%20Now",
        '{"Artist":"Queen","SongTitle":"Don\'t Stop Me Now","Year":1978}',
      ]);
      expect(ctl(at(node), 'get', '--prefix', 'items/Workload/key%3A')).toContain('"Key":"key:');
    }
    expect(said).toMatch(/Don't Stop Me Now","Year":1978/);
    expect(said).toMatch(/Leadership transferred from/);
  } finally {
    for (const name of readdirSync(place).filter((one) => one.endsWith('.pid')))
      spawnSync('kill', ['-KILL', readFileSync(join(place, name), 'utf8').trim()]);
  }
});
