/** Many answers become one. The first refusal, in the order of the command, is the answer to the whole; so is that nobody knows. */
import type { Data, Outcome } from '../../../kernel/contract.ts';
import { difference, intersection, union } from '../../../store/sets-algebra.ts';
import { addMember, membersOf, newSet, type MemberSet } from '../../../store/sets.ts';
import type { Answer } from '../requests.ts';
import { cursorOf, type Gathering } from './plan.ts';

export interface Answered {
  readonly places: readonly number[];
  readonly outcome: Outcome;
}

export interface Gathered {
  readonly status: Outcome['status'];
  readonly reply: Data;
}

/** `pick` chooses among so many. */
export function gather(
  gathering: Exclude<Gathering, { kind: 'alone' }>,
  answers: readonly Answered[],
  pick: (count: number) => number,
): Gathered {
  const sorted = answers.toSorted((left, right) => (left.places[0] ?? 0) - (right.places[0] ?? 0));
  const unknown = sorted.find(({ outcome }) => outcome.status === 'unknown');
  if (unknown !== undefined) return { status: 'unknown', reply: null };
  const failed = sorted.find(({ outcome }) => outcome.status !== 'ok');
  if (failed !== undefined) return { status: 'failed', reply: replyOf(failed) };
  return { status: 'ok', reply: join(gathering, sorted, pick) };
}

function replyOf({ outcome }: Answered): Data {
  return (outcome.value as unknown as Answer).reply;
}

function join(
  gathering: Exclude<Gathering, { kind: 'alone' }>,
  answers: readonly Answered[],
  pick: (count: number) => number,
): Data {
  const replies = answers.map(replyOf);
  switch (gathering.kind) {
    case 'values':
      return valuesIn(answers);
    case 'success':
      return replies[0] ?? null;
    case 'sum':
      return replies.reduce<number>((sum, reply) => sum + Number(reply), 0);
    case 'least':
      return leastOf(answers);
    case 'joined':
      return replies.flatMap((reply) => reply as readonly Data[]);
    case 'any': {
      const found = replies.filter((reply) => reply !== null);
      return found.length === 0 ? null : (found[pick(found.length)] as Data);
    }
    case 'sets':
      return membersOf(
        OPERATIONS[gathering.operation](
          replies.map((reply) => setOf(reply as readonly string[])),
          INTEGERS_MAX,
        ),
      );
    case 'scan': {
      const [cursor, keys] = replies[0] as readonly [string, Data];
      return [cursorOf(cursor, gathering), keys];
    }
  }
}

/** WAIT: where the caller has written nothing, nothing is to be waited for. */
function leastOf(answers: readonly Answered[]): number {
  const busy = answers.filter(({ outcome }) => (outcome.value as unknown as Answer).isIdle !== true);
  return Math.min(...(busy.length > 0 ? busy : answers).map((answer) => Number(replyOf(answer))));
}

function valuesIn(answers: readonly Answered[]): Data {
  const values: Data[] = [];
  for (const answer of answers) {
    const replies = replyOf(answer) as readonly Data[];
    answer.places.forEach((place, index) => {
      values[place] = replies[index] ?? null;
    });
  }
  return values;
}

const OPERATIONS = { sinter: intersection, sunion: union, sdiff: difference };
const INTEGERS_MAX = 512;

function setOf(members: readonly string[]): MemberSet {
  const set = newSet();
  for (const member of members) addMember(set, member, INTEGERS_MAX);
  return set;
}
