/** Acts on one message in flight. It is the bus itself that does them, so they may take any instant from now on, without lookahead. */
import type { Envelope } from '../kernel/protocol.ts';
import type { MessageAction } from '../scenario/types.ts';
import type { ClusterCore } from './core.ts';
import { messageName } from './network/names.ts';
import type { Participant } from './participant.ts';

export function actOnMessage(cluster: ClusterCore, action: MessageAction): void {
  const receiver = receiverOf(cluster, action.name);
  if (receiver === undefined) return;
  const named = (envelope: Envelope): boolean => messageName(envelope) === action.name;
  switch (action.act) {
    case 'drop': {
      const dropped = receiver.inbox.items.filter(named);
      receiver.inbox.retain((envelope) => !named(envelope));
      receiver.moved();
      cluster.flights -= dropped.length;
      for (const envelope of dropped) cluster.chronicle.droppedByHand(action.at, envelope);
      return;
    }
    case 'delay':
      return delay(cluster, receiver, named, action.by);
    case 'duplicate': {
      const original = receiver.inbox.items.find((envelope) => named(envelope) && envelope.copy === 0);
      // Two copies are all that the order of events can tell apart.
      if (
        original === undefined ||
        receiver.inbox.items.some((envelope) => named(envelope) && envelope.copy === 1)
      )
        return;
      cluster.chronicle.counts.duplicated += 1;
      cluster.deliver({ ...original, copy: 1 });
    }
  }
}

/** On a link in order those behind it wait too, as they would on any stream. */
function delay(
  cluster: ClusterCore,
  receiver: Participant,
  named: (envelope: Envelope) => boolean,
  by: number,
): void {
  const held = receiver.inbox.items.filter(named);
  const first = held[0];
  if (first === undefined) return;
  const { from, to, kind, number } = first;
  for (const envelope of held) envelope.arrives += by;
  if (cluster.network.isInOrder(from, to, kind)) {
    const until = Math.max(...held.map((envelope) => envelope.arrives));
    for (const envelope of receiver.inbox.items) {
      if (envelope.from === from && envelope.number > number && envelope.arrives < until)
        envelope.arrives = until;
    }
    cluster.network.holdBack(from, to, until);
  }
  // Their keys changed, so the heap has to be built again.
  receiver.inbox.retain(() => true);
  receiver.moved();
}

/** Whether there is anything to act on. */
export function isOnItsWay(cluster: Pick<ClusterCore, 'everybody'>, name: string): boolean {
  return receiverOf(cluster, name) !== undefined;
}

function receiverOf(cluster: Pick<ClusterCore, 'everybody'>, name: string): Participant | undefined {
  return cluster.everybody.find(({ inbox }) =>
    inbox.items.some((envelope) => messageName(envelope) === name),
  );
}
