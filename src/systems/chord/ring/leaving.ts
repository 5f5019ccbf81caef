/** Leaving: what it answered for is given to the one who will, both neighbours are told, and only then it ends. */
import type { Peer } from './peers.ts';
import { call, suspect } from '../calls.ts';
import { ownedBy, storedIn } from '../kv/cells.ts';
import type { Neighbours } from '../messages.ts';
import { forward } from '../route/relay.ts';
import type { Node } from '../state.ts';
import { neighboursOf, stabiliseWithout } from './stabilise.ts';

export function leave(node: Node): void {
  const { self, state } = node;
  if (state.standing === 'leaving') return;
  const wasMember = state.standing === 'member';
  state.standing = 'leaving';
  self.note('leaving');
  if (wasMember) giveTo(node, 0);
  else self.leave();
}

function giveTo(node: Node, place: number): void {
  const { state } = node;
  const successor = state.successors[place];
  if (successor === undefined || successor.id === state.me.id) {
    end(node, null);
    return;
  }
  const stretch = ownedBy(state);
  call(node, {
    to: successor,
    kind: 'handover',
    asks: { stretch, cells: storedIn(node, stretch), predecessor: state.predecessor },
    purpose: { does: 'hand over', place },
    patience: node.options.requestTimeout,
  });
}

export function heardHandover(node: Node, to: Peer, place: number, isTaken: boolean): void {
  if (isTaken) end(node, to);
  else giveTo(node, place + 1);
}

function end(node: Node, heir: Peer | null): void {
  const { self, state } = node;
  if (heir !== null) {
    self.note('handed over', { to: heir.id, keys: storedIn(node, ownedBy(state)).length });
    for (const peer of [state.predecessor, heir])
      if (peer !== null && peer.id !== state.me.id)
        self.send(peer.id, {
          kind: 'leaving',
          method: 'POST',
          path: '/chord/leaving',
          body: neighboursOf(state),
        });
    // What has come meanwhile is for the heir.
    for (const { message } of state.held) if (message.kind !== 'ask') forward(node, message, heir);
  }
  self.leave();
}

/** A neighbour is going: nobody has to find out by its silence. */
export function heardLeaving(node: Node, { me: gone, predecessor }: Neighbours): void {
  const { state } = node;
  suspect(node, gone.id);
  if (state.predecessor?.id === gone.id)
    state.predecessor = predecessor?.id === state.me.id ? null : predecessor;
  if (state.successors.some(({ id }) => id === gone.id)) stabiliseWithout(node, gone.id);
}
