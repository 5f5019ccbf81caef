/** S1-25 and the last step of S1-37: `server` starts the nodes in a folder, `stop` ends them and keeps it, and two folders are two sets of disks. */
import { describe, expect, it } from 'vitest';
import { loadCheckpoint, saveCheckpoint } from '../../../src/cluster/checkpoint.ts';
import type { Participant } from '../../../src/cluster/participant.ts';
import { Operations } from '../../../src/history/operations.ts';
import { judge } from '../../../src/history/verdicts.ts';
import { rootOf } from '../../../src/systems/tables/data-root.ts';
import { tablesReader } from '../../../src/systems/tables/reader.ts';
import { build, play, summary, type Run, type ScenarioFile } from '../../support/cluster.ts';
import { notes, printed } from '../../support/histories.ts';

const MS = 1_000;

/** One line a second from `c1`, where it does not say another instant; what is no text is an action. */
type Line = string | Readonly<Record<string, unknown>>;

function fileOf(lines: readonly Line[], more: Readonly<Record<string, unknown>> = {}): ScenarioFile {
  const script = lines.map((line, index) => ({
    at: `${(index + 1) * 1_000}ms`,
    ...(typeof line === 'string' ? typing(line) : line),
  }));
  return { system: 'tables', script, until: `${lines.length + 2}s`, ...more };
}

const typing = (text: string, at?: string) => ({
  do: 'command',
  client: 'c1',
  text,
  ...(at !== undefined && { at }),
});

interface Talk extends Run {
  /** What was printed of each line that was typed. */
  readonly said: readonly string[];
}

async function talk(lines: readonly Line[], more: Readonly<Record<string, unknown>> = {}): Promise<Talk> {
  const run = await play(fileOf(lines, more), { level: 'contents' });
  const texts = printed(run.history);
  const typed = lines.filter((line) => typeof line === 'string' || line['do'] === 'command');
  return { ...run, said: typed.map((_, index) => texts.get(`c1.${index + 1}`) ?? '(nothing)') };
}

async function broken({ cluster, history }: Run): Promise<readonly string[]> {
  const operations = new Operations(cluster.system.watches);
  operations.record(history);
  const checks = await judge(cluster, operations, true);
  return checks.filter(({ ok }) => !ok).map(({ name, detail }) => `${name}: ${detail}`);
}

const contentOf = ({ cluster }: Run, node: string) =>
  (cluster.participants.get(node) as Participant).disk.content();

function filesOf(run: Run, node: string): readonly string[] {
  const { segments, blobs } = contentOf(run, node);
  return [...segments, ...blobs].map(([name]) => name).sort();
}

const ALL = 'node0 at localhost:8100, node1 at localhost:8101, node2 at localhost:8102';
const started = (folder: string): string => `started: ${ALL}\nTheir files are in ${folder}.`;
const stopped = (folder: string, again: string): string =>
  `stopped: node0, node1, node2\nWhat they wrote stays in ${folder}. Type ${again} to start them again.`;
const CREATE = 'create-table --target-addr localhost:8100 --table-name Music --partition-key-name Artist';
const put = (year: number): string => `put-item Music '{"Artist":"Queen","Year":${year}}' @Alfa`;
const GET = 'get-item --target-addr localhost:8101 --table-name Music --partition-key Queen';
const WAITS = '# a second passes';
const IN_MINE = 'server --data-dir-root mine';
const item = (year: number): string => JSON.stringify({ Artist: 'Queen', Year: year }, null, 2);

describe('stop and server', () => {
  it('end all programs and keep what they wrote; then all is there again', async () => {
    const run = await talk([CREATE, put(1975), 'stop', 'stop', 'server', WAITS, GET, 'server']);
    expect(run.said.slice(2)).toEqual([
      stopped('data/', 'server'),
      'No node is running. Type server to start them.\nexit 1',
      started('data/'),
      '',
      item(1975),
      `already running: ${ALL}\nTheir files are in data/. Ctrl+C, or stop, ends them.\nexit 1`,
    ]);
    const kills = run.history.filter(({ what }) => what === 'stopped');
    expect(kills.map((event) => [event.node, 'how' in event && event.how])).toEqual(
      ['n1', 'n2', 'n3'].map((id) => [id, 'process']),
    );
    expect(await broken(run)).toEqual([]);
  });

  it('work at the first instant of all, and in one instant with what is typed before', async () => {
    const run = await talk([
      typing('stop', '0s'),
      typing('DATA_DIR=mine', '1s'),
      typing('server', '1s'),
      typing('server', '1s'),
    ]);
    expect(run.said).toEqual([
      stopped('data/', 'server'),
      'DATA_DIR is set.',
      started('mine/'),
      `already running: ${ALL}\nTheir files are in mine/. Ctrl+C, or stop, ends them.\nexit 1`,
    ]);
  });

  it('leave alone what runs: who is down is started by itself, in the folder of the others', async () => {
    const run = await talk([
      'stop',
      IN_MINE,
      'KILL Alfa program',
      'server --data-dir-root other',
      'REVIVE Alfa',
      WAITS,
      CREATE,
      'stop',
    ]);
    expect(run.said[3]).toBe(
      'already running: node1 at localhost:8101, node2 at localhost:8102\nTheir files are in mine/, so other/ is not used. Ctrl+C, or stop, ends them.\nexit 1',
    );
    expect(run.said[7]).toBe(stopped('mine/', 'server --data-dir-root mine'));
    expect(filesOf(run, 'n1')).toContain('roots/mine/tables/Music~1/table.json');
    expect(await broken(run)).toEqual([]);
  });

  it('start whoever was added, and nobody who was removed', async () => {
    const run = await talk([
      { do: 'add', node: 'n4' },
      WAITS,
      { do: 'remove', node: 'n3' },
      WAITS,
      WAITS,
      'stop',
      IN_MINE,
      WAITS,
      CREATE,
    ]);
    expect(run.said[4]).toBe(
      `started: ${['n1', 'n2', 'n4'].map((id) => `node${Number(id[1]) - 1} at localhost:810${Number(id[1]) - 1}`).join(', ')}\nTheir files are in mine/.`,
    );
    expect(run.said.at(-1)).toContain('Table Music is made (index 2).');
    expect(await broken(run)).toEqual([]);
  });
});

describe('two roots', () => {
  it('hold separate data; the flag wins over the variable, the variable over what is usual', async () => {
    const run = await talk([
      ...[CREATE, put(1975), 'stop', IN_MINE, WAITS, GET, CREATE, put(1)],
      ...['stop', 'server', WAITS, GET],
      ...['stop', 'DATA_DIR=./mine/', 'make server', WAITS, GET],
      ...['stop', 'server --data-dir-root data', WAITS, GET, 'stop'],
      ...['make server DATA_DIR=third', WAITS, GET],
    ]);
    expect(run.said[3]).toBe(started('mine/'));
    expect(run.said[5]).toContain('TableNotFound: There is no table Music here.');
    expect(run.said.slice(8, 12)).toEqual([
      stopped('mine/', 'server --data-dir-root mine'),
      started('data/'),
      '',
      item(1975),
    ]);
    expect(run.said.slice(14, 17)).toEqual([started('mine/'), '', item(1)]);
    expect(run.said.slice(18, 22)).toEqual([
      started('data/'),
      '',
      item(1975),
      stopped('data/', 'server --data-dir-root data'),
    ]);
    expect([run.said[22], run.said[24]?.slice(0, 13)]).toEqual([started('third/'), 'TableNotFound']);
    expect(await broken(run)).toEqual([]);
    // One disk has them all, the usual one as it always stood.
    const files = filesOf(run, 'n2');
    for (const root of ['', 'roots/mine/']) expect(files).toContain(`${root}tables/Music~1/Queen~1/%_.json`);
    const tailIn = (dataRoot: string) => tablesReader.tail(contentOf(run, 'n2'), 1, { dataRoot });
    expect(tailIn('data/')[0]?.file).toBe('raft/log-0000000001');
    expect(tailIn('mine')[0]?.file).toBe('roots/mine/raft/log-0000000001');
  });

  it('are told apart in what is on its way: what was said in one is nothing to the other', async () => {
    const network = { latency: { law: 'constant', min: '200ms' } };
    const options = { electionMin: '1s', electionMax: '2s', heartbeat: '100ms' };
    const lines = [
      typing(CREATE, '10s'),
      typing('stop', '13s'),
      typing(IN_MINE, '13s'),
      typing('status @Alfa', '13.9s'),
      typing(CREATE, '20s'),
    ];
    const run = await talk(lines, { network, options, until: '25s' });
    expect(run.said[3]).toMatch(/term +0\n/);
    expect(run.said[4]).toContain('Table Music is made (index 2).');
    expect(await broken(run)).toEqual([]);
  });

  it('keep what a node promised: an empty disk is new only where nobody ever was', async () => {
    const run = await talk([
      ...['stop', IN_MINE, WAITS, CREATE, 'stop', 'WIPE Alfa', IN_MINE, WAITS, WAITS, WAITS, WAITS, WAITS],
      ...[GET.replace('8101', '8100')],
    ]);
    expect(notes(run.history, 'has forgotten').map(({ node }) => node)).toEqual(['n1']);
    expect(run.said.at(-1)).toContain('ItemNotFound');
    expect(await broken(run)).toEqual([]);
  });

  it('may be what a scenario begins with; then the usual one is new', async () => {
    const lines = [CREATE, 'stop', 'server', WAITS, CREATE, 'stop', 'server --data-dir-root /x', WAITS, GET];
    const run = await talk(lines, { options: { dataRoot: '/x/' } });
    expect(run.said.map((text) => text.split('\n').slice(-2).join(' '))).toEqual([
      expect.stringContaining('Table Music is made (index 2).'),
      `stopped: node0, node1, node2 What they wrote stays in /x/. Type server --data-dir-root /x to start them again.`,
      `started: ${ALL} Their files are in data/.`,
      '',
      expect.stringContaining('Table Music is made (index 2).'),
      'stopped: node0, node1, node2 What they wrote stays in data/. Type server to start them again.',
      `started: ${ALL} Their files are in /x/.`,
      '',
      'ItemNotFound: There is no such item in Music: Queen. exit 1',
    ]);
    expect(await broken(run)).toEqual([]);
  });

  it('are one folder however they are written, and no root stands inside of another', () => {
    for (const typed of ['', 'data', 'data/', './data', './/data//']) expect(rootOf(typed)).toBe('data');
    expect(rootOf('/var//x/')).toBe('/var/x');
    expect(rootOf('../x')).toBe('../x');
  });
});

describe('a history with several roots', () => {
  const file = fileOf([
    CREATE,
    put(1975),
    'stop',
    'DATA_DIR=mine',
    'server',
    WAITS,
    CREATE,
    'stop',
    'server',
  ]);

  it('goes on from a checkpoint as it would have gone on', async () => {
    const whole = await play(file);
    const part = await play(file, { until: 4_500 * MS });
    const checkpoint = structuredClone(await saveCheckpoint(part.cluster));
    const other = build(file);
    await other.cluster.boot();
    await loadCheckpoint(other.cluster, checkpoint, part.cluster.script);
    await other.cluster.advanceTo(whole.scenario.until);
    expect(summary(other)).toEqual(summary(whole));
  });

  it('is the same however time is cut', async () => {
    const whole = await play(file);
    const cut = await play(file, { cut: (start) => start + 700 });
    expect(summary(cut)).toEqual(summary(whole));
  });
});
