import { expect, it } from 'vitest';
import { faultsOf } from '../../../src/views/drawer/faults.ts';
import { act, name, opened } from './lab.ts';
import type { NetworkPicture, NodePicture } from '../../../src/lab/picture.ts';
import type { Look } from '../../../src/views/drawer/looks.svelte.ts';
import type { Lab } from '../../../src/lab/lab.ts';

async function standing(lab: Lab): Promise<Parameters<typeof faultsOf>[0]> {
  const { picture } = await lab.frame(0, { epoch: -1, cursor: 0, picture: -1 });
  const nodes = (picture?.nodes ?? []).filter(({ isClient }) => !isClient) as NodePicture[];
  const looks = new Map<string, Look>();
  for (const { id } of nodes) {
    const look = await lab.lookAtNode(id);
    if (look !== null) looks.set(id, look);
  }
  return { nodes, network: picture?.network as NetworkPicture, looks };
}

it('every fault that stands is listed, and each has the act that ends it', async () => {
  const lab = await opened('cache');
  expect(faultsOf(await standing(lab), name)).toEqual([]);
  await act(lab, { do: 'kill', node: 'n1' });
  await act(lab, { do: 'freeze', node: 'n2' });
  await act(lab, { do: 'slow', node: 'n3', times: 5 });
  await act(lab, { do: 'skew', node: 'n4', by: '5s' });
  await act(lab, { do: 'disk', node: 'n5', act: 'full' });
  await act(lab, { do: 'isolate', node: 'n6' });
  await act(lab, { do: 'partition', groups: [['n1', 'n2']] });
  await act(lab, { do: 'link', from: 'n3', to: 'n4', drop: 0.3 });
  const faults = faultsOf(await standing(lab), name);
  expect(faults.map(({ text }) => text)).toEqual([
    'Alfa is stopped',
    'Bravo stands still',
    'Charlie works 5 times slower',
    'The clock of Delta is wrong',
    'The disk of Echo is not well',
    'The network is cut: Alfa, Bravo | the others',
    'Foxtrot is cut off',
    'Charlie → Delta: loses 30 %',
    'Delta → Charlie: loses 30 %',
  ]);
  for (const { clear } of faults) await act(lab, clear);
  expect(faultsOf(await standing(lab), name)).toEqual([]);
});
