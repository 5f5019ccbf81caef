/** What the middle of the ring says of a table store: who leads, what is being stored, or why nobody can lead. */
import type { NodeId } from '../../../kernel/contract.ts';
import type { Picture } from '../../../lab/picture.ts';
import type { TablesBelief } from '../../../systems/tables/belief.ts';
import { needed as neededOf, votersOf } from '../../../systems/tables/raft/majority.ts';
import { words } from '../../words/panels.ts';
import type { Says } from '../scene.ts';
import { knowingBest, storedOn, type Leading, type Minds } from './minds.ts';
import { reachedAmong } from './reach.ts';

type Naming = (id: NodeId) => string;

export function saysOf(minds: Minds, leading: Leading, picture: Picture): Says {
  const { tables } = words;
  const name: Naming = (id) => picture.nodes.find((node) => node.id === id)?.name ?? id;
  const [leader, other] = leading.leaders;
  const best = knowingBest(minds, leading);
  if (best === null) return { title: tables.noLeader, second: '', isWorse: true };
  const voters = votersOf(best.members);
  const needed = neededOf(voters.length);
  if (leader !== undefined && other !== undefined)
    return {
      title: tables.twoLead(leading.leaders.map(name).join(', '), best.term),
      second: tables.neverTwo,
      isWorse: true,
    };
  const reached = reachedAmong(picture, voters);
  if (leader !== undefined) return ofLeader(minds, best, name(leader), { reached, needed });
  if (reached < needed)
    return { title: tables.noLeader, second: tables.reached(reached, voters.length, needed), isWorse: true };
  return { title: tables.noLeader, second: standingFor(minds, needed, name), isWorse: true };
}

function ofLeader(
  minds: Minds,
  leader: TablesBelief,
  name: string,
  { reached, needed }: { reached: number; needed: number },
): Says {
  const { tables } = words;
  const all = votersOf(leader.members).length;
  if (leader.last > leader.commit) {
    const index = leader.commit + 1;
    const stored = storedOn(minds, leader, index).length;
    const title = tables.stored(index, stored, all);
    return {
      title,
      second: reached < needed ? tables.hear(reached, all) : tables.takes(needed),
      isWorse: reached < needed,
    };
  }
  return {
    title: tables.leads(name),
    second: reached < all ? tables.hear(reached, all) : tables.allCommitted(leader.last),
    isWorse: reached < needed,
  };
}

/** Who is nearest to being elected. */
function standingFor(minds: Minds, needed: number, name: Naming): string {
  const standing = [...minds].filter(([, { role }]) => role === 'candidate' || role === 'pre-candidate');
  const [first] = standing
    .map(([id, mind]) => ({ id, term: mind.term, count: grantedTo(id, mind).length }))
    .sort((left, right) => right.term - left.term || right.count - left.count);
  return first === undefined
    ? words.tables.nobodyStands
    : words.tables.hasVotes(name(first.id), first.count, needed);
}

/** Whoever stands votes for itself, whether it has written so or not. */
export function grantedTo(id: NodeId, { votes }: TablesBelief): readonly NodeId[] {
  return [...new Set([id, ...votes.filter(({ isGranted }) => isGranted).map(({ node }) => node)])];
}
