/** What is so in a Chord store at one instant, told from what its nodes hold and say of themselves. Owners and neighbours are those of who lives. */
import type { Holding, NodeId } from '../../kernel/contract.ts';
import type { BeliefFacts, Facts, Insides, KeyFacts } from '../../kernel/facts.ts';
import { isNewer, newestOf } from '../../kernel/stamps.ts';
import { identifierOf, placeOn } from '../../placement/identifier.ts';
import { actingFor, isMember, membersOf } from './acting.ts';
import type { ChordBelief } from './belief.ts';
import type { Peer } from './ring/peers.ts';
import { trueHolders, truePredecessor } from './truth.ts';

interface Ring {
  readonly bits: number;
  readonly replicas: number;
  readonly beliefs: readonly ChordBelief[];
  readonly members: readonly Peer[];
}

/** Null while nobody lives. */
export function overviewOf({ at, options, nodes }: Insides): Facts | null {
  const beliefs: ChordBelief[] = [];
  const held = new Map<string, Map<NodeId, Holding>>();
  for (const [id, inside] of Object.entries(nodes)) {
    if (inside?.belief['me'] === undefined) continue;
    beliefs.push(inside.belief as unknown as ChordBelief);
    for (const holding of inside.holdings?.keys ?? []) {
      const copies = held.get(holding.key);
      if (copies === undefined) held.set(holding.key, new Map([[id, holding]]));
      else copies.set(id, holding);
    }
  }
  if (beliefs.length === 0) return null;
  const ring: Ring = {
    bits: Number(options['bits']),
    replicas: Number(options['replicas']),
    beliefs,
    members: membersOf(beliefs),
  };
  return {
    at,
    keys: new Map([...held].map(([key, copies]) => [key, keyFacts(ring, key, copies)])),
    beliefs: beliefs.flatMap(({ me, suspects }) =>
      suspects.map((about): BeliefFacts => ({ node: me.id, about, is: 'suspected' })),
    ),
    circle: new Map(beliefs.flatMap((belief) => shareOf(ring, belief))),
    deadlySets: deadlySets(ring),
    tells: new Map(beliefs.map((belief) => [belief.me.id, toldBy(belief)])),
  };
}

function keyFacts(
  { bits, replicas, beliefs, members }: Ring,
  key: string,
  held: ReadonlyMap<NodeId, Holding>,
): KeyFacts {
  const target = identifierOf(key, bits);
  const newest = newestOf(held.values()) as Holding;
  const answers = actingFor(target, beliefs);
  const copies = [...held].map(([node, { value, isGone, stamp }]) => ({
    node,
    value: isGone ? null : value,
    isNewest: !isNewer(newest.stamp, stamp),
  }));
  return {
    owners: trueHolders(target, members, replicas).map(({ id }) => id),
    answers,
    copies,
    isReadable: copies.some(({ node, isNewest }) => node === answers && isNewest),
  };
}

/** Who answers for whatever comes is asked for what lies behind the one before it. */
function shareOf({ members, bits }: Ring, belief: ChordBelief): readonly (readonly [NodeId, number])[] {
  if (!isMember(belief) || belief.isFilling) return [];
  const { me, actsFrom, place } = belief;
  const from = actsFrom ?? truePredecessor(me.at, members)?.at ?? me.at;
  const share = place - placeOn(from, bits);
  return [[me.id, share > 0 ? share : share + 1]];
}

/** As many neighbours in a row as there are copies: each such row takes a part of the circle with it. */
function deadlySets({ members, replicas }: Ring): number {
  if (members.length === 0) return 0;
  return members.length > replicas ? members.length : 1;
}

function toldBy({ standing, refused, predecessor, successors, fingers, ...belief }: ChordBelief) {
  return {
    ...{ standing, refused, isFilling: belief.isFilling },
    predecessor: predecessor?.id ?? null,
    successor: successors[0]?.id ?? null,
    successors: successors.map(({ id }) => id).join(' '),
    fingers: fingers.length,
    copies: belief.copies,
    suspects: belief.suspects.length,
    open: belief.open.length,
  };
}
