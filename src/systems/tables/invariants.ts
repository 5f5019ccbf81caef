/** What Raft promises (the paper's figure 3), and what clients of a table store may rely on. */
import type { NodeId } from '../../kernel/contract.ts';
import { NOT_APPLICABLE, wrong, type Invariant, type Scene, type Verdict } from '../../kernel/system.ts';
import { rootOf } from './data-root.ts';
import { allOf, isMajority } from './raft/majority.ts';
import { tablesPromises } from './promises.ts';
import { rootIn } from './rooted.ts';
import { isUnsettled } from './unrest.ts';
import type { TablesWitness } from './witness.ts';

const OK: Verdict = { ok: true, detail: 'holds' };

type Seen = readonly [NodeId, TablesWitness];

function seenIn({ witnesses }: Scene): readonly Seen[] {
  return [...witnesses] as unknown as readonly Seen[];
}

/** Who runs: of a node that has stopped itself only what is on its disk counts. */
function running(scene: Scene): readonly Seen[] {
  return seenIn(scene).filter(([, { stopped }]) => stopped === null);
}

/** Null where it is in the snapshot, or not there. */
function chainOf({ base, chains }: TablesWitness, index: number): number | null {
  return index === base.index ? base.chain : (chains[index - base.index - 1] ?? null);
}

function termOf({ base, terms }: TablesWitness, index: number): number | null {
  return index === base.index ? base.term : (terms[index - base.index - 1] ?? null);
}

const electionSafety: Invariant = {
  name: 'one leader in a term',
  says: 'In one term at most one node is elected, whatever was forgotten, cut off or restarted.',
  holds(scene) {
    const leaders = new Map<string, NodeId>();
    const present = rootOf(scene.options['dataRoot']);
    const told: (readonly [root: string, term: number, leader: NodeId])[] = [
      ...scene.notes
        .filter(({ kind }) => kind === 'elected')
        .map(
          ({ node, detail }) => [rootIn(detail), Number((detail as { term: number }).term), node] as const,
        ),
      ...seenIn(scene).flatMap(([, { reigns }]) => reigns.map((reign) => [present, ...reign] as const)),
    ];
    for (const [root, term, leader] of told) {
      const place = `${root} ${term}`;
      const other = leaders.get(place) ?? leader;
      if (other !== leader) return wrong(`${other} and ${leader} both lead in term ${term}`);
      leaders.set(place, leader);
    }
    return { ok: true, detail: `${leaders.size} terms` };
  },
};

const oneVote: Invariant = {
  name: 'one vote in a term',
  says: 'No node votes for two others in one term, restarts included.',
  holds(scene) {
    const votes = new Map<string, NodeId>();
    for (const { kind, node, detail } of scene.notes) {
      if (kind !== 'voted') continue;
      const { term, for: candidate } = detail as { term: number; for: NodeId };
      const place = `${rootIn(detail)} ${node} ${term}`;
      const other = votes.get(place) ?? candidate;
      if (other !== candidate) return wrong(`${node} voted for ${other} and ${candidate} in term ${term}`);
      votes.set(place, candidate);
    }
    return { ok: true, detail: `${votes.size} votes` };
  },
};

/** Of two logs: at the highest index that both have with equal terms they are equal, and so up to there. */
const logMatching: Invariant = {
  name: 'equal entries, equal logs',
  says: 'If two logs have an entry of one index and term, they are equal up to it.',
  holds(scene) {
    const all = seenIn(scene);
    for (const [place, [one, first]] of all.entries())
      for (const [other, second] of all.slice(place + 1)) {
        const from = Math.max(first.base.index, second.base.index);
        for (let index = from; index <= Math.min(first.last, second.last); index += 1) {
          if (termOf(first, index) !== termOf(second, index)) continue;
          if (chainOf(first, index) !== chainOf(second, index))
            return wrong(`${one} and ${other} have entry ${index} of one term behind different logs`);
        }
      }
    return OK;
  },
};

const committedAlike: Invariant = {
  name: 'what is committed is the same everywhere',
  says: 'No two nodes ever commit or apply different entries at one index, and equal logs make equal tables.',
  holds(scene) {
    const all = seenIn(scene);
    for (const [place, [one, first]] of all.entries())
      for (const [other, second] of all.slice(place + 1)) {
        const index = Math.min(
          Math.max(first.commit, first.applied),
          Math.max(second.commit, second.applied),
        );
        const [mine, yours] = [chainOf(first, index), chainOf(second, index)];
        if (mine !== null && yours !== null && mine !== yours)
          return wrong(`${one} and ${other} committed different entries up to ${index}`);
        // Whoever stops may have stopped in the middle of an entry.
        const isEqual =
          first.stopped === null &&
          second.stopped === null &&
          first.applied === second.applied &&
          first.applied >= Math.max(first.restored, second.restored);
        if (isEqual && first.digest !== second.digest)
          return wrong(`${one} and ${other} applied ${first.applied} entries and have different tables`);
      }
    return OK;
  },
};

const leaderComplete: Invariant = {
  name: 'a leader has all that is committed',
  says: 'What was committed before a term stands in the log of that term’s leader.',
  holds(scene) {
    const all = running(scene);
    for (const [leader, { role, term, last, ...log }] of all) {
      if (role !== 'leader') continue;
      for (const [other, witness] of all) {
        const { commit } = witness;
        const written = termOf(witness, commit);
        if (commit === 0 || written === null || written >= term) continue;
        if (last < commit)
          return wrong(`${leader} leads in term ${term} without entry ${commit}, which ${other} committed`);
        const own = chainOf({ role, term, last, ...log } as TablesWitness, commit);
        if (own !== null && own !== chainOf(witness, commit))
          return wrong(
            `${leader} leads in term ${term} with another entry ${commit} than ${other} committed`,
          );
      }
    }
    return OK;
  },
};

const inOrder: Invariant = {
  name: 'applied, committed, last',
  says: 'A node applies nothing that is not committed, commits nothing that it has not, and counts on nobody for more than is there.',
  holds(scene) {
    const all = new Map(running(scene));
    for (const [id, { applied, commit, last, role, matches, term, base }] of all) {
      if (applied > commit) return wrong(`${id} applied ${applied} and committed ${commit}`);
      if (commit > last) return wrong(`${id} committed ${commit} and has ${last}`);
      if (base.index > applied)
        return wrong(`${id} has a snapshot up to ${base.index} and applied ${applied}`);
      if (role !== 'leader') continue;
      for (const [follower, match] of matches) {
        const it = all.get(follower);
        if (
          it !== undefined &&
          it.term === term &&
          !it.isForgetful &&
          match > it.last &&
          !hasLiar(scene, follower)
        )
          return wrong(`${id} takes ${follower} to have ${match}, and it has ${it.last}`);
      }
    }
    return OK;
  },
};

/** A device that lost what it had promised to keep. */
function hasLiar({ faults }: Scene, node: NodeId): boolean {
  return ['wipe', 'disk torn', 'disk corrupt'].some((fault) => faults.has(`${fault} ${node}`));
}

/** Whoever could be elected by all others: its list of members is the last one. */
function furthestOf(seen: readonly Seen[]): TablesWitness | undefined {
  const lastTerm = ({ terms, base }: TablesWitness): number => terms.at(-1) ?? base.term;
  return seen
    .map(([, witness]) => witness)
    .toSorted((left, right) => lastTerm(right) - lastTerm(left) || right.last - left.last)[0];
}

const converges: Invariant = {
  name: 'after quiet all are alike',
  says: 'When faults are over for a while, one node leads, all others follow it, and everybody has the same tables.',
  holds(scene) {
    if (!scene.ended) return NOT_APPLICABLE;
    const all = seenIn(scene);
    const up = running(scene);
    const members = furthestOf(up)?.members;
    if (members === undefined || members.voters.length === 0) return NOT_APPLICABLE;
    const voting = new Set(up.filter(([, { isForgetful }]) => !isForgetful).map(([id]) => id));
    // While members change it takes a majority of both lists.
    if (!isMajority(members, (id) => voting.has(id)) || scene.faults.has('late') || scene.faults.has('drop'))
      return NOT_APPLICABLE;
    const isMoving = isUnsettled(scene, (id) => allOf(members).has(id));
    const leads = up.filter(([, { role }]) => role === 'leader');
    const newest = leads.toSorted(([, left], [, right]) => right.term - left.term)[0];
    if (newest === undefined)
      return isMoving
        ? { ok: true, detail: 'an election is under way' }
        : wrong(`nobody of ${all.length} leads`);
    const [leader, first] = newest;
    // Whoever is out, and was not there to hear of it, follows nobody.
    const inside = up.filter(([id]) => allOf(first.members).has(id));
    if (inside.some(([id, { role }]) => role === 'leader' && id !== leader))
      return wrong(`${leads.length} of ${all.length} lead`);
    for (const [id, witness] of inside) {
      if (witness.isForgetful) continue;
      // A message with a long way may just have kept somebody waiting too long.
      const isWaiting = witness.leader === null && witness.term === first.term;
      const follows = witness.leader === leader && witness.term === first.term;
      if (!isWaiting && !isMoving && !follows)
        return wrong(
          `${id} follows ${witness.leader ?? 'nobody'} in term ${witness.term}, not ${first.term}`,
        );
      if (witness.digest !== first.digest) return wrong(`${id} has other tables than the leader`);
    }
    return { ok: true, detail: `${inside.length} alike in term ${first.term}` };
  },
};

export const tablesInvariants: readonly Invariant[] = [
  electionSafety,
  oneVote,
  logMatching,
  committedAlike,
  leaderComplete,
  inOrder,
  converges,
  ...tablesPromises,
];
