/** The terminal as its documentation prints it: each example, each way to use it wrongly, and what each prints. */
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../../../src/systems/tables/grammar/commands.ts';
import { EXAMPLES } from '../../../../src/systems/tables/grammar/here.ts';
import { actOfTables, readLineOfTables } from '../../../../src/systems/tables/grammar/read.ts';
import { led, talk, typed } from '../pretend.ts';

const members = ['n1', 'n2', 'n3'].map((id, index) => ({
  id,
  name: ['Alfa', 'Bravo', 'Charlie'][index] as string,
  role: 'node',
  weight: 1,
}));

/** What is asked, or what is said and how a program would end. */
function read(text: string, shell: readonly (readonly [string, string])[] = []) {
  const reading = readLineOfTables(text, members, shell as never);
  if (!reading.ok) return [reading.says, (reading.outcome?.value as { exit: number }).exit];
  const { client, ...request } = reading.body as unknown as { client: { command: string } };
  return { command: client.command, to: reading.to, ...request };
}
const said = (text: string): string => (read(text) as [string, number])[0];
const exit = (text: string): number => (read(text) as [string, number])[1];

const RUN = './day42_raft_nosql_simulator';

describe('the demonstration', () => {
  it('runs as it is printed, with JSON in variables and an apostrophe in a title', async () => {
    const run = await talk(
      typed(
        `${RUN} create-table --target-addr localhost:8100 --table-name Music --partition-key-name Artist --sort-key-name SongTitle`,
        `ITEM_DATA_1='{"Artist": "The Beatles", "SongTitle": "Let It Be", "Album": "Let It Be", "Year": 1970}'`,
        `${RUN} put-item --target-addr localhost:8100 --table-name Music --item-data "$ITEM_DATA_1"`,
        `ITEM_DATA_2='{"Artist": "Queen", "SongTitle": "Bohemian Rhapsody", "Year": 1975}'\n${RUN} put-item --target-addr localhost:8100 \\\n  --table-name Music --item-data "$ITEM_DATA_2"`,
        `${RUN} put-item --target-addr localhost:8101 --table-name Music --item-data '{"Artist": "Queen", "SongTitle": "Don\\'t Stop Me Now", "Year": 1978}'`,
        `${RUN} get-item --target-addr localhost:8101 --table-name Music --partition-key "The Beatles" --sort-key "Let It Be"`,
        `${RUN} get-item --target-addr localhost:8102 --table-name Music --partition-key 'Queen' --sort-key 'Don\\'t Stop Me Now'`,
        `${RUN} get-item --target-addr localhost:8102 --table-name Music --partition-key "Queen" --sort-key "Don\\'t Stop Me Now"`,
        `${RUN} query-items --target-addr localhost:8100 --table-name Music --partition-key "Queen"`,
        `${RUN} query-items --target-addr localhost:8100 --table-name Music --partition-key "Queen" --sort-key-prefix "Don't"`,
        `${RUN} query-items --target-addr localhost:8100 --table-name Music --partition-key "Quee"`,
        `${RUN} status --target-addr localhost:8101`,
        `${RUN} delete-item --target-addr localhost:8100 --table-name Music --partition-key "The Beatles" --sort-key "Let It Be"`,
        `${RUN} delete-item --target-addr localhost:8101 --table-name Music --partition-key "The Beatles" --sort-key "Let It Be"`,
        `${RUN} get-item --target-addr localhost:8102 --table-name Music --partition-key "The Beatles" --sort-key "Let It Be"`,
        `${RUN} delete-table --target-addr localhost:8101 --table-name Music  # all of it`,
        `${RUN} query-items --target-addr localhost:8102 --table-name Music --partition-key Queen`,
      ),
    );
    const hop = 'localhost:8100 does not lead and names localhost:8101: asked there.\n';
    const beatles = { Artist: 'The Beatles', SongTitle: 'Let It Be', Album: 'Let It Be', Year: 1970 };
    const stopMe = { Artist: 'Queen', SongTitle: "Don't Stop Me Now", Year: 1978 };
    expect(run.replies).toEqual([
      `${hop}Table Music is made (index 1).`,
      'ITEM_DATA_1 is set.',
      `${hop}The item is written (index 2).`,
      `${hop}The item is written (index 3).`,
      'The item is written (index 4).',
      JSON.stringify(beatles, null, 2),
      JSON.stringify(stopMe, null, 2),
      JSON.stringify(stopMe, null, 2),
      '[\n  {"Artist":"Queen","SongTitle":"Bohemian Rhapsody","Year":1975},\n  {"Artist":"Queen","SongTitle":"Don\'t Stop Me Now","Year":1978}\n]',
      '[\n  {"Artist":"Queen","SongTitle":"Don\'t Stop Me Now","Year":1978}\n]',
      '[]',
      [
        'id            n2',
        'address       localhost:8101',
        'role          leader',
        'term          1',
        'leader        n2',
        'leaderAddr    localhost:8101',
        'lastLogIndex  4',
        'commitIndex   4',
        'appliedIndex  4',
        'peers         localhost:8100, localhost:8102',
        'tables        Music',
      ].join('\n'),
      `${hop}The item is deleted (index 5).`,
      'There was no such item (index 6).',
      'ItemNotFound: There is no such item in Music: The Beatles, Let It Be.\nexit 1',
      'The table is gone with all its items (index 7).',
      'TableNotFound: There is no table Music here.\nexit 1',
    ]);
    expect(run.ends.map(({ status }) => status)).toEqual(
      run.replies.map((reply) => (reply?.endsWith('exit 1') === true ? 'failed' : 'ok')),
    );
  });

  it('of the help runs as well, line by line', async () => {
    const run = await talk(typed(...EXAMPLES), led('n1'));
    expect(run.ends.map(({ status }) => status)).toEqual(EXAMPLES.map(() => 'ok'));
    for (const example of EXAMPLES) expect(said('help').includes(`  ${example}`)).toBe(true);
    expect(COMMANDS.every(({ example }) => EXAMPLES.includes(example))).toBe(true);
  });

  it('keeps the variables of each client for itself', async () => {
    const run = await talk(
      [
        ...typed("A='x y'", 'echo $A'),
        { at: '1s', do: 'command', client: 'c2', text: 'echo $A' },
        { at: '2s', do: 'command', client: 'c2', text: 'A=2 echo $A' },
        ['3s', 'echo "$A"'],
      ],
      led('n1'),
      { clients: 2 },
    );
    expect(run.replies).toEqual(['A is set.', 'x y', 'x y']);
    const texts = run.history.flatMap((event) =>
      event.what === 'settled' && event.node === 'c2' ? [event.text] : [],
    );
    expect(texts).toEqual([
      "There is no variable A, which column 6 asks for. Type A='…' first.\nexit 2",
      '2',
    ]);
  });
});

describe('a command', () => {
  it('asks the node that is named for what its flags say', () => {
    expect(read('create-table --target-addr=localhost:8102 -table-name T --partition-key-name p')).toEqual({
      command: 'create-table',
      to: 'n3',
      method: 'POST',
      path: '/tables',
      body: '{"tableName":"T","partitionKeyName":"p"}',
    });
    expect(read('get-item --target-addr node0 --table-name "a/b" --partition-key ""')).toEqual({
      command: 'get-item',
      to: 'n1',
      method: 'GET',
      path: '/tables/a%2Fb/items',
      query: { partitionKey: '' },
    });
    expect(
      read('query-items --target-addr Bravo --table-name T --partition-key p --sort-key-prefix ""'),
    ).toMatchObject({
      to: 'n2',
      path: '/tables/T/query',
      query: { partitionKey: 'p', sortKeyPrefix: '' },
    });
  });

  it('has a short form for quick typing', () => {
    expect(read('status @n2')).toMatchObject({ command: 'status', to: 'n2', path: '/status' });
    expect(read('get-item Music Queen "Don\'t" @Charlie')).toMatchObject({
      to: 'n3',
      query: { partitionKey: 'Queen', sortKey: "Don't" },
    });
  });

  it('names the flag that is missing, unknown, without a value or twice there', () => {
    for (const { name } of COMMANDS)
      expect(said(name), name).toMatch(
        new RegExp(`^--target-addr is missing\\.\nUsage: ${name} --target-addr <address>`),
      );
    expect(said('get-item --target-addr n1 --table-name T')).toContain('--partition-key is missing.');
    expect(said('put-item --target-addr n1 --table-name T')).toContain('--item-data is missing.');
    expect(said('status --target n1')).toContain('There is no flag --target.');
    expect(said('status --target-addr')).toContain('--target-addr needs a value.');
    expect(said('status --target-addr n1 @n2')).toContain('A node is named twice.');
    expect(said('status now @n2')).toContain('now is not expected here.');
    expect(said("delete-table --table-name '' @n1")).toContain('--table-name must not be empty.');
    for (const wrong of [
      'status',
      'status --x 1',
      "put-item 'x",
      'nonsense',
      'make coffee',
      'server --port 1',
      '@n1',
      'run-consistency-test x',
    ])
      expect([exit(wrong), said(wrong).endsWith('\nexit 2')], wrong).toEqual([2, true]);
  });

  it('is refused the connection where nobody has the address', () => {
    expect(read('status --target-addr localhost:8109')).toEqual([
      'localhost:8109: connection refused\nexit 1',
      1,
    ]);
    expect(exit('status @Zulu')).toBe(1);
  });

  it('tells where a quote is open', () => {
    expect(said(`put-item --item-data '{"a": 1}`)).toBe(
      'The quote opened at column 22 is never closed.\nexit 2',
    );
  });

  it('explains itself', () => {
    for (const { name, flags } of COMMANDS) {
      const [text, code] = read(`${name} --help`) as [string, number];
      expect([code, text.includes(`Usage: ${name} `)]).toEqual([0, true]);
      for (const flag of flags) expect(text).toContain(`--${flag.name} ${flag.value}`);
    }
    for (const text of ['help', '--help', RUN, `${RUN} --help`, 'day42_raft_nosql_simulator help']) {
      expect(exit(text), text).toBe(0);
      for (const { name } of COMMANDS) expect(said(text)).toContain(name);
    }
    for (const text of ['server --help', 'run-consistency-test --help', 'make build', 'make', 'help server'])
      expect(exit(text), text).toBe(0);
  });

  it('that only remarks something says nothing', () => {
    expect(read('# nothing')).toEqual(['', 0]);
    expect(read('')).toEqual(['', 0]);
  });
});

describe('server and stop', () => {
  const shell = [['DATA_DIR', '/var/x']] as const;
  const at = (...standing: readonly string[]) =>
    members.map((member, index) => ({ ...member, status: standing[index] ?? 'up' }));
  /** What is done to the cluster, in short, and what is said of it. */
  function act(text: string, present = at(), options: object = { dataRoot: 'data/' }, before: unknown = []) {
    const typed = actOfTables(before as never, { lines: [text], present, options: options as never });
    if (typed === null) return null;
    const acts = (typed.acts ?? []) as readonly {
      do: string;
      node?: string;
      name?: string;
      value?: unknown;
    }[];
    const told = acts.map(({ do: verb, node, name, value }) =>
      verb === 'option' ? `${name} = ${JSON.stringify(value)}` : `${verb} ${node}`,
    );
    return [typed.says.split('\n')[0], (typed.value as { exit: number }).exit, ...told];
  }
  const DOWN = at('down', 'down', 'down');

  it('runs already, and then nothing is done', () => {
    const running =
      'already running: node0 at localhost:8100, node1 at localhost:8101, node2 at localhost:8102';
    for (const text of ['server', 'make server', `${RUN} server`, 'server --data-dir-root mine'])
      expect(act(text)).toEqual([running, 1]);
    expect(said('server')).toContain(`${running}\nTheir files are in data/. Ctrl+C, or stop, ends them.`);
    expect(said('server --data-dir-root mine')).toContain('so mine/ is not used');
    expect(act('server', at('down', 'frozen', 'removed'))).toEqual([
      'already running: node1 at localhost:8101',
      1,
    ]);
  });

  it.each([
    ['server', [], 'data'],
    ['server', shell, '/var/x'],
    ['DATA_DIR=y server', shell, 'y'],
    ['DATA_DIR= server', shell, 'data'],
    ['server --data-dir-root mine', shell, 'mine'],
    ['DATA_DIR=y server -data-dir-root=./mine/', shell, 'mine'],
    ['make server', shell, '/var/x'],
    ['DATA_DIR=y make server', shell, 'y'],
    ['make server DATA_DIR=z', shell, 'z'],
  ])('%s: the flag wins over the variable, the variable over what is usual', (text, before, root) => {
    expect(
      act(text, DOWN, { dataRoot: 'old', dataRoots: ['data', '/var/x', 'y', 'z', 'mine'] }, before),
    ).toEqual([
      'started: node0 at localhost:8100, node1 at localhost:8101, node2 at localhost:8102',
      0,
      `dataRoot = "${root}"`,
      'restart n1',
      'restart n2',
      'restart n3',
    ]);
  });

  it('tells the nodes in which roots they have been, so that a new one is new to all', () => {
    expect(act('server --data-dir-root mine', DOWN)?.slice(2)).toEqual([
      'dataRoot = "mine"',
      'dataRoots = ["data"]',
      ...['restart n1', 'restart n2', 'restart n3'],
      'dataRoots = ["data","mine"]',
    ]);
  });

  it('stops who runs, and says how to start again', () => {
    expect(act('stop', at('up', 'down', 'frozen'))).toEqual([
      'stopped: node0, node2',
      0,
      'kill n1',
      'kill n3',
    ]);
    expect(act(`${RUN} stop`, DOWN)).toEqual(['No node is running. Type server to start them.', 1]);
    const says = (dataRoot: string, before: unknown = []) =>
      actOfTables(before as never, { lines: ['stop'], present: at(), options: { dataRoot } })?.says.split(
        '\n',
      )[1];
    expect(says('data/')).toBe('What they wrote stays in data/. Type server to start them again.');
    expect(says('/var/x', shell)).toContain('Type server to start');
    expect(says('data', shell)).toContain('Type server --data-dir-root data to start');
    expect(says("it's mine")).toContain("Type server --data-dir-root 'it\\'s mine' to start");
  });

  it('are used as they say, and nothing else acts on the cluster', () => {
    for (const wrong of [
      'server mine',
      'server --data-dir-root',
      'server --data-dir-root ""',
      `server --data-dir-root ${'x'.repeat(201)}`,
      'server @Alfa',
      'stop now',
      'stop @Alfa',
    ])
      expect([exit(wrong), act(wrong, DOWN)], wrong).toEqual([2, null]);
    for (const text of ['server --help', 'stop --help', 'help stop', 'status @n1', 'echo stop', '# stop', ''])
      expect(act(text, DOWN), text).toBeNull();
    expect(said('help stop')).toContain('Usage: stop');
    expect(said('server --help')).toContain('DATA_DIR');
  });
});
