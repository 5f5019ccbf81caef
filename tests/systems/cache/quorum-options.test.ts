/** Options beside each other, and beside the number of nodes. */
import { expect, test } from 'vitest';
import { formatFault } from '../../../src/scenario/fault.ts';
import { readScenario } from '../../../src/scenario/index.ts';
import { sketches } from '../../../src/systems/registry.ts';

function refusals(nodes: number, options: Readonly<Record<string, unknown>>): readonly string[] {
  const read = readScenario({ version: 1, system: 'cache', nodes, options }, sketches);
  return read.ok ? [] : read.faults.map(formatFault);
}

test.each([
  [5, { mode: 'quorum', read: 2, write: 2 }, []],
  [5, { mode: 'quorum', write: 4 }, ['options.write: 4 is more than the 3 copies that there are of a key']],
  [5, { mode: 'quorum', read: 4 }, ['options.read: 4 is more than the 3 copies that there are of a key']],
  [5, { write: 4 }, ['options.write: 4 is more than the 3 copies that there are of a key']],
  [5, { replicas: 5, write: 4 }, []],
  [2, {}, []],
  [2, { write: 2 }, []],
  [2, { write: 3 }, ['options.write: 3 is more than the 2 copies that there are of a key']],
  [2, { replicas: 3 }, ['options.replicas: 3 copies need 3 nodes, and there are 2']],
  [3, { requestIds: true }, []],
  [
    3,
    { mode: 'quorum', requestIds: true },
    [
      'options.requestIds: in quorum mode any node may coordinate a request, so nobody can know that another has done it already',
    ],
  ],
  [
    2,
    { replicas: 3, write: 4, read: 0 },
    // What is wrong by itself is said first.
    ['options.read: 0 is less than 1'],
  ],
])('%i nodes with %j', (nodes, options, lines) => {
  expect(refusals(nodes, options)).toEqual(lines);
});
