/** Who can talk to whom: how many of the voters the best placed of them reaches, itself included. */
import type { NodeId } from '../../../kernel/contract.ts';
import { Cuts } from '../../../cluster/network/cuts.ts';
import type { Picture } from '../../../lab/picture.ts';

export function reachedAmong({ nodes, network }: Picture, voters: readonly NodeId[]): number {
  const cuts = new Cuts();
  cuts.restore(network.partitions, network.isolated);
  const blocked = network.rules.filter(({ block, kind }) => block === true && kind === undefined);
  const hears = (from: NodeId, to: NodeId): boolean =>
    cuts.between(from, to, () => false) === null &&
    !blocked.some((rule) => (rule.from === from || rule.from === '*') && (rule.to === to || rule.to === '*'));
  const running = voters.filter((id) => nodes.some((node) => node.id === id && node.status === 'up'));
  const reach = (id: NodeId): number =>
    running.filter((other) => other === id || (hears(id, other) && hears(other, id))).length;
  return Math.max(0, ...running.map(reach));
}
