/** Times of faults beside the numbers, out of the marks of a real run. */
import { expect, test } from 'vitest';
import { sketches } from '../../../src/systems/registry.ts';
import { bandsOf, type Band } from '../../../src/views/metrics/bands.ts';
import { actsOf } from '../../../src/views/typed-acts.ts';
import { act, asked, opened } from '../drawer/lab.ts';

const SECOND = 1_000_000;

test('whoever is down, a cut network, and what is not as it should be, from when to when', async () => {
  const lab = await opened('cache', {}, { nodes: 4, until: '20s' });
  await act(lab, { do: 'kill', node: 'n2' });
  await lab.pass(SECOND);
  await act(lab, { do: 'partition', groups: [['n1'], ['n3', 'n4']] });
  await asked(lab, 'FREEZE n3');
  await act(lab, { do: 'link', from: 'n1', to: 'n4', drop: 0.5 });
  await lab.pass(SECOND);
  const frozen = (await lab.script()).find(({ do: verb }) => verb === 'command')?.at as number;
  await act(lab, { do: 'heal' });
  await act(lab, { do: 'restart', node: 'n2' });
  await act(lab, { do: 'kill', node: 'n3' });
  await lab.pass(SECOND);
  const { marks, cuts } = await lab.marks();
  const { picture } = await lab.frame(0, { epoch: -1, cursor: 0, picture: -1 });
  const bands = bandsOf(marks, cuts, actsOf('cache', picture?.nodes ?? []));
  const at = (kind: Band['kind'], who: string | null) =>
    bands.filter((band) => band.kind === kind && band.who === who).map(({ from, to }) => [from, to]);
  const [killed, cut] = [800_000, 1_800_000];
  const healed = marks.find(({ kind }) => kind === 'heal')?.at as number;
  expect(at('down', 'n2')).toEqual([[killed, healed]]);
  expect(at('cut', null)).toEqual([[cut, healed]]);
  // What a dead node was besides is over.
  expect(at('ill', 'n3')).toEqual([[frozen, healed]]);
  expect(at('down', 'n3')).toEqual([[healed, Infinity]]);
  // The link still loses.
  expect(at('ill', null)).toEqual([[expect.any(Number), Infinity]]);
  expect(sketches.get('cache')?.console).toBeDefined();
});
