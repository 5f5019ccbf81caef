/** S1-06, S1-11: what a node has on its disk can be read, as it was written. */
import { expect, test } from 'vitest';
import { tablesReader } from '../../../src/systems/tables/reader.ts';
import { play } from '../../support/cluster.ts';

const LINES = [
  'create-table --target-addr localhost:8100 --table-name Music --partition-key-name Artist',
  'put-item --target-addr localhost:8100 --table-name Music --item-data \'{"Artist": "Queen", "Year": 1975}\'',
];

test('the records of a node are its founders, its term, and entries as typed JSON', async () => {
  const script = LINES.map((text, index) => ({ at: `${2 + index}s`, do: 'command', client: 'c1', text }));
  const { cluster } = await play({ system: 'tables', script, until: '5s' });
  for (const { disk, isClient } of cluster.everybody) {
    if (isClient) continue;
    const texts = tablesReader.tail(disk.content(), 50, {}).map(({ text }) => text);
    expect(texts[0]).toBe('founders n1, n2, n3');
    expect(texts).toContainEqual(expect.stringMatching(/^term 1, vote for n\d$/));
    expect(texts.at(-1)).toBe(
      'entry 3 of term 1: {"type":"PutItemCommandType","payload":{"tableName":"Music","item":{"Artist":"Queen","Year":1975}}}',
    );
    expect(tablesReader.tail(disk.content(), 1, {})).toHaveLength(1);
  }
});
