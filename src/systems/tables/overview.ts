/** What is so in a table store at one instant, told from what its nodes hold and say of themselves. */
import type { Holding, NodeId } from '../../kernel/contract.ts';
import type { Facts, Insides, KeyFacts } from '../../kernel/facts.ts';
import type { TablesBelief } from './belief.ts';
import { votersOf } from './raft/majority.ts';

interface Mind {
  readonly id: NodeId;
  readonly belief: TablesBelief;
  readonly held: readonly Holding[];
}

/** Null while nobody lives. */
export function overviewOf({ at, nodes }: Insides): Facts | null {
  const minds = Object.entries(nodes).flatMap(([id, inside]): readonly Mind[] => {
    if (inside?.belief['term'] === undefined) return [];
    const held = (inside.holdings?.keys ?? []).filter(({ type }) => type === 'item');
    return [{ id, belief: inside.belief as unknown as TablesBelief, held }];
  });
  if (minds.length === 0) return null;
  const leader = leaderOf(minds);
  return {
    at,
    keys: keysOf(minds, {
      owners: votersOf((leader ?? furthest(minds)).belief.members),
      answers: leader?.id ?? null,
    }),
    beliefs: [],
    circle: new Map(),
    deadlySets: 0,
    tells: new Map(minds.map(({ id, belief }) => [id, toldBy(belief)])),
  };
}

/** Whoever leads in the latest term: one who was left behind may not know yet that it leads no more. */
function leaderOf(minds: readonly Mind[]): Mind | null {
  const leaders = minds.filter(({ belief }) => belief.role === 'leader' && belief.stopped === null);
  return leaders.sort((left, right) => right.belief.term - left.belief.term)[0] ?? null;
}

function furthest(minds: readonly Mind[]): Mind {
  return minds.reduce((best, mind) => (mind.belief.commit > best.belief.commit ? mind : best));
}

/** Loops and one pass: this is done after every frame, for up to two hundred items of each node. */
function keysOf(
  minds: readonly Mind[],
  ofAll: Pick<KeyFacts, 'owners' | 'answers'>,
): ReadonlyMap<string, KeyFacts> {
  const known = new Map<string, { readonly node: NodeId; readonly holding: Holding }[]>();
  for (const { id: node, held } of minds) {
    for (const holding of held) {
      const copies = known.get(holding.key);
      if (copies === undefined) known.set(holding.key, [{ node, holding }]);
      else copies.push({ node, holding });
    }
  }
  const keys = new Map<string, KeyFacts>();
  for (const [key, found] of known) {
    const newest = Math.max(...found.map(({ holding }) => indexOf(holding)));
    const copies = found.map(({ node, holding }) => ({
      node,
      value: holding.value,
      isNewest: indexOf(holding) === newest,
    }));
    const isReadable = copies.some(({ node, isNewest }) => node === ofAll.answers && isNewest);
    keys.set(key, { ...ofAll, copies, isReadable });
  }
  return keys;
}

/** The place in the log of the entry that wrote it. */
const indexOf = ({ stamp }: Holding): number => Number(stamp[0]);

function toldBy({ members, ...belief }: TablesBelief) {
  const { role, term, leader, votedFor, commit, applied, first, last, durable, stopped, isForgetful } =
    belief;
  return {
    ...{ role, term, leader, votedFor, commit, applied, first, last, durable, stopped, isForgetful },
    members: members.voters.length,
  };
}
