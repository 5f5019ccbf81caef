/** The moment that is shown, as far as a sentence about it needs to know. */
import type { Marks } from '../../lab/types.ts';
import type { LabView } from '../lab-view.svelte.ts';
import type { Moment } from './standing.ts';

export function momentOf({ frame, picture, network }: LabView, marks: Marks['marks']): Moment {
  const nodes = (picture?.nodes ?? []).filter(({ isClient }) => !isClient);
  return {
    at: frame.at,
    marks,
    down: new Set(nodes.filter(({ status }) => status === 'down').map(({ id }) => id)),
    running: nodes.filter(({ status }) => status === 'up').length,
    isCut: network.partitions.length > 0 || network.isolated.length > 0,
  };
}
