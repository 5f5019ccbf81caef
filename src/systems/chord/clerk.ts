/** What the books of a cluster (lab/books/records.ts) have to be told of a Chord store. */
import type { Belief, Data, NodeId } from '../../kernel/contract.ts';
import { identifierOf, isUpTo } from '../../placement/identifier.ts';
import type { Carry, Clerk, MemberStanding, Noted } from '../registered.ts';
import type { ChordBelief } from './belief.ts';
import type { StoredCell } from './kv/cell.ts';
import type { Request } from './requests.ts';
import { peerOf } from './ring/peers.ts';
import { trueHolders, trueOwner, truePredecessor, trueSuccessors } from './truth.ts';

export const chordClerk: Clerk = {
  // Nobody but itself knows for sure how a node stands, and a note does not say who says so.
  standing: () => null,
  standings: (beliefs) => {
    const known = heard(beliefs);
    return [
      ...known.map(({ me, standing }) => standingOf(me.id, isIn(standing) ? 'up' : 'joining', OWN_WORD)),
      ...known.flatMap(({ suspects }) => suspects.map((id) => standingOf(id, 'down', 0))),
    ];
  },
  tells: (kind, detail) => TELLS[kind]?.((detail ?? {}) as Detail) ?? null,
  keepers(options, beliefs, key) {
    const known = heard(beliefs).filter(({ standing }) => isIn(standing));
    if (known.length === 0) return null;
    const bits = Number(options['bits']);
    const target = identifierOf(key, bits);
    const owners = trueHolders(
      target,
      known.map(({ me }) => me),
      Number(options['replicas']),
    );
    // While a newcomer fetches its keys the one behind it goes on answering.
    const acting = known.find(
      ({ me, actsFrom, isFilling }) =>
        !isFilling && (actsFrom === null ? me.id === owners[0]?.id : isUpTo(target, actsFrom, me.at)),
    );
    return { primary: acting?.me.id ?? null, owners: owners.map(({ id }) => id) };
  },
  isAtRest(beliefs, wanted) {
    const known = new Map(heard(beliefs).map((belief) => [belief.me.id, belief]));
    const running = wanted.filter(({ isRunning }) => isRunning).map(({ id }) => id);
    const bits = known.values().next().value?.bits;
    if (bits === undefined) return false;
    const ring = running.map((id) => peerOf(id, bits));
    return ring.every((peer) => {
      // Of two at one place one is outside, and is to be.
      if (trueOwner(peer.at, ring)?.id !== peer.id) return true;
      const belief = known.get(peer.id);
      return (
        belief?.standing === 'member' &&
        !belief.isFilling &&
        (belief.predecessor?.id ?? peer.id) === truePredecessor(peer.at, ring)?.id &&
        belief.successors[0]?.id === trueSuccessors(peer.at, ring, 1)[0]?.id
      );
    });
  },
  carries(message) {
    const { body } = (message ?? {}) as { readonly body?: { readonly cells?: readonly StoredCell[] } };
    return (body?.cells ?? []).map(carried);
  },
  // The answer says how often the key was written, and not by whom last.
  holds: () => null,
  deletes: (body) => ((body ?? {}) as unknown as Partial<Request>).method === 'DELETE',
  versionOf: ([count]) => Number(count),
};

/** Above what others take it for. */
const OWN_WORD = 1;

function heard(beliefs: readonly Belief[]): readonly ChordBelief[] {
  return (beliefs as unknown as readonly Partial<ChordBelief>[]).filter(
    (belief): belief is ChordBelief => belief.me !== undefined,
  );
}

function isIn(standing: ChordBelief['standing']): boolean {
  return standing === 'member' || standing === 'leaving';
}

function standingOf(node: NodeId, standing: MemberStanding['standing'], order: number): MemberStanding {
  return { node, standing, order };
}

function carried({ key, count, node, value }: StoredCell): Carry {
  return { key, stamp: [count, node], isGone: value === null };
}

type Detail = Readonly<Record<string, Data>>;

const told = (type: string, ...fields: readonly string[]): ((detail: Detail) => Noted) => {
  return (detail) => ({
    type,
    payload: Object.fromEntries(fields.map((name) => [name, detail[name] ?? null])),
  });
};

const TELLS: Readonly<Record<string, (detail: Detail) => Noted>> = {
  joined: told('joined', 'successor'),
  refused: told('refused', 'why'),
  'took over': told('failover', 'from'),
  filled: ({ from, keys }) => ({ type: 'move', payload: { from: from ?? null, items: keys ?? 0 } }),
  'handed over': told('handed over', 'to', 'keys'),
  repaired: told('repair', 'with', 'keys'),
  'cut off': told('cut off'),
  'met again': told('met again', 'node'),
};
