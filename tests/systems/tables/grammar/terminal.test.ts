/** The terminal as its documentation prints it: each example, each way to use it wrongly, and what each prints. */
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../../../src/systems/tables/grammar/commands.ts';
import { EXAMPLES } from '../../../../src/systems/tables/grammar/here.ts';
import { readLineOfTables } from '../../../../src/systems/tables/grammar/read.ts';
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

describe('server', () => {
  const running =
    'already running: node0 at localhost:8100, node1 at localhost:8101, node2 at localhost:8102\n';

  it('runs already; the flag wins over the variable, the variable over what is usual', () => {
    for (const text of ['server', 'make server', `${RUN} server`])
      expect(said(text)).toContain(`${running}They began`);
    expect(exit('server')).toBe(1);
    expect(said('server')).toContain(' data/ is not used');
    expect(said('DATA_DIR=/var/x make server')).toContain(' /var/x is not used');
    expect(said('DATA_DIR=/var/x server --data-dir-root mine')).toContain(' mine is not used');
  });
});
