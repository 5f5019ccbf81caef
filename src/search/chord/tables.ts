/** The tables of a ring held against the truth: every finger, every list of successors, every predecessor. */
import type { Participant } from '../../cluster/participant.ts';
import type { ChordBelief } from '../../systems/chord/belief.ts';
import type { Living } from './living.ts';
import { BITS, type Ring } from './ring.ts';

export interface WrongTables {
  readonly fingers: number;
  readonly successors: number;
  readonly predecessors: number;
  /** One of them, for people. */
  readonly example: string | null;
}

export async function wrongTables(ring: Ring): Promise<WrongTables> {
  const { living, request, cluster } = ring;
  const wrong = { fingers: 0, successors: 0, predecessors: 0, example: null as string | null };
  const hold = (
    what: 'fingers' | 'successors' | 'predecessors',
    node: string,
    is: string,
    be: string,
  ): void => {
    if (is === be) return;
    wrong[what] += 1;
    wrong.example ??= `${node} has the ${what} ${is}, and they are ${be}`;
  };
  for (const { id, at } of living.circle) {
    const { isRunning } = cluster.participants.get(id) as Participant;
    const belief = isRunning ? ((await cluster.look(id, 'belief')) as unknown as ChordBelief) : null;
    if (belief === null) continue;
    const successors = belief.successors.map((peer) => peer.id).join(' ');
    hold('successors', id, successors, idsOf(living.behind(at, request.successors)));
    hold('predecessors', id, belief.predecessor?.id ?? 'none', living.before(at).id);
    const fingers = belief.fingers.map(({ finger, to }) => `${finger}:${to.id}`).join(' ');
    hold('fingers', id, fingers, fingersOf(living, id, at));
  }
  return wrong;
}

const idsOf = (peers: readonly { readonly id: string }[]): string => peers.map(({ id }) => id).join(' ');

/** Each node that is pointed to, with the lowest finger that points to it: `0:n5 28:n7 31:n2`. */
function fingersOf(living: Living, me: string, at: string): string {
  const from = BigInt(`0x${at}`);
  const circle = 1n << BigInt(BITS);
  const found: string[] = [];
  let before = '';
  for (let finger = 0; finger < BITS; finger += 1) {
    const start = ((from + (1n << BigInt(finger))) % circle).toString(16).padStart(BITS / 4, '0');
    const { id } = living.ownerOf(start);
    if (id !== before && id !== me) found.push(`${finger}:${id}`);
    before = id;
  }
  return found.join(' ');
}
