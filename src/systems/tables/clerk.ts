/** What the books of a cluster (lab/books/records.ts) have to be told of a table store. */
import type { Data, NodeId } from '../../kernel/contract.ts';
import type { Clerk, MemberStanding, Noted } from '../registered.ts';
import type { TablesBelief } from './belief.ts';
import type { Request } from './requests.ts';

export const tablesClerk: Clerk = {
  // Who belongs to it stands in the log, and no note says more of it.
  standing: () => null,
  standings(beliefs) {
    const known = (beliefs as unknown as readonly TablesBelief[]).filter(
      ({ members }) => members !== undefined,
    );
    return known.flatMap(({ members, commit }) => [
      ...standingsOf([...members.voters, ...(members.next ?? [])], 'up', commit),
      ...standingsOf(members.learners, 'joining', commit),
    ]);
  },
  tells: (kind, detail) => TELLS[kind]?.((detail ?? {}) as Detail) ?? null,
  keepers: () => null,
  isAtRest(beliefs, wanted) {
    const known = beliefs as unknown as readonly TablesBelief[];
    const leader = known
      .filter(({ role }) => role === 'leader')
      .sort((left, right) => right.term - left.term)[0];
    if (leader === undefined || leader.members.next !== null || leader.members.learners.length > 0)
      return false;
    const members = [...leader.members.voters].sort();
    const ids = wanted.map(({ id }) => id).sort();
    const isEqual = members.length === ids.length && members.every((id, place) => id === ids[place]);
    return isEqual && known.every(({ applied }) => applied === leader.commit);
  },
  carries: () => [],
  holds: () => null,
  deletes: (body) => ((body ?? {}) as unknown as Partial<Request>).method === 'DELETE',
  versionOf: ([index]) => Number(index),
};

function standingsOf(
  nodes: readonly NodeId[],
  standing: MemberStanding['standing'],
  order: number,
): readonly MemberStanding[] {
  return nodes.map((node) => ({ node, standing, order }));
}

type Detail = Readonly<Record<string, Data>>;

const TELLS: Readonly<Record<string, (detail: Detail) => Noted>> = {
  elected: ({ term, votes }) => ({ type: 'elected', payload: { term: term ?? null, votes: votes ?? null } }),
  'stepped down': ({ term }) => ({ type: 'stepped down', payload: { term: term ?? null } }),
  members: ({ voters, next, learners }) => ({
    type: 'members',
    payload: { voters: voters ?? null, next: next ?? null, learners: learners ?? null },
  }),
  'snapshot installed': ({ upTo }) => ({ type: 'snapshot', payload: { upTo: upTo ?? null } }),
  stopped: ({ why }) => ({ type: 'stopped', payload: { why: why ?? null } }),
};
