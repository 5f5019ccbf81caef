/** The first view: what all who are there at the first instant agree on without a word. */
import type { Member } from '../../kernel/contract.ts';
import { compareText } from '../../kernel/order.ts';
import type { View, ViewMember } from './view.ts';

export function foundingView(members: readonly Member[]): View {
  const sorted = members.toSorted((left, right) => compareText(left.id, right.id));
  return {
    epoch: 1,
    members: sorted.map(({ id, name, weight }): ViewMember => {
      return { id, name, weight, incarnation: 1, standing: 'up', votes: true, isLeaving: false };
    }),
    placed: sorted.map(({ id, weight }) => ({ id, weight })),
    followed: {},
    target: null,
    settling: null,
    previous: null,
  };
}
