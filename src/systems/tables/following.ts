/**
 * What a client does about an answer. Nodes never forward: a node that does not lead names the leader, and the client asks there. Where there is
 * no leader it waits and asks again, a little longer each time, and gives up after ten seconds and a half. In both cases nothing has been written yet. After
 * silence something may have been, so it does not ask again.
 */
import type { Data, Member, NodeId, Outcome } from '../../kernel/contract.ts';
import { MILLISECOND, SECOND, type Micros } from '../../kernel/time.ts';
import type { Asking, Next } from '../../protocols/client.ts';
import { findAddress, nodesAmong } from './addresses.ts';
import { errorOf } from './answers.ts';
import { askOf, dataOf, isWrite, NO_TRAIL, type Ask, type Ended, type Trail } from './asks.ts';
import { followTest } from './consistency-test.ts';
import type { Answer } from './requests.ts';
import { forTable } from './traffic.ts';

/** So long an answer is waited for. A node gives up a write before that, and says so. */
export const PATIENCE: Micros = 5 * SECOND;

const HOPS_MAX = 3;
const PAUSE_MIN = 100 * MILLISECOND;
const PAUSE_MAX = SECOND;
/** Of pauses of 0.1, 0.2, 0.4, 0.8 and then 1 s each. */
const WAITS_MAX = 13;
export const GIVEN_UP_AFTER: Micros = 10.5 * SECOND;

export function follow(asking: Asking, members: readonly Member[], _known: Data): Next {
  const ask = askOf(asking.asked);
  if (ask.client === undefined)
    return { do: 'settle', outcome: asking.outcome ?? silence(ask, asking.to, []) };
  return again(asking, ask, members) ?? onward(asking, ask, members);
}

/** Once more the same, elsewhere or later; null where that is no use. */
function again({ to, outcome }: Asking, ask: Ask, members: readonly Member[]): Next | null {
  if (outcome === null) return null;
  const { body } = outcome.value as unknown as Answer;
  const { hops, waits } = ask.trail ?? NO_TRAIL;
  const error = errorOf(body);
  if (error === 'NotLeader' && hops.length < HOPS_MAX) {
    const leader = leaderIn(body, members);
    if (leader === null) return null;
    return next(ask, { hops: [...hops, { from: to, to: leader }], waits }, leader, 0);
  }
  if (error !== 'NoLeader' || waits >= WAITS_MAX) return null;
  return next(
    ask,
    { hops, waits: waits + 1 },
    to,
    Math.min(PAUSE_MAX, PAUSE_MIN * (1 << Math.min(waits, 10))),
  );
}

function next(ask: Ask, trail: Trail, to: NodeId, delay: Micros): Next {
  return { do: 'ask', to, asks: dataOf({ ...ask, trail: { ...ask.trail, ...trail } }), delay };
}

function onward(asking: Asking, ask: Ask, members: readonly Member[]): Next {
  const { to, outcome, body } = asking;
  const trail = ask.trail ?? NO_TRAIL;
  if (ask.client?.command === 'run-consistency-test')
    return followTest(
      asking,
      nodesAmong(members).map(({ id }) => id),
    );
  if (outcome === null) return { do: 'settle', outcome: silence(ask, to, trail.hops) };
  const { status, body: said } = outcome.value as unknown as Answer;
  const onTable =
    ask.client?.command === 'workload' ? forTable(askOf(body), trail, status, errorOf(said)) : null;
  if (onTable !== null) return { do: 'ask', to, asks: dataOf(onTable), delay: 0 };
  return { do: 'settle', outcome: ended(outcome, trail.hops) };
}

function ended(outcome: Outcome, hops: Ended['hops']): Outcome {
  const answer = outcome.value as unknown as Answer;
  const value: Ended = { ...answer, exit: outcome.status === 'ok' ? 0 : 1, hops };
  return { status: outcome.status, value: value as unknown as Data };
}

/** Of a read that nobody answers it is known that nothing came of it. */
function silence(ask: Ask, node: NodeId, hops: Ended['hops']): Outcome {
  const value: Ended = { status: 0, body: { error: 'NoAnswer' }, node, exit: 1, hops };
  return { status: isWrite(ask) ? 'unknown' : 'failed', value: value as unknown as Data };
}

function leaderIn(body: Data, members: readonly Member[]): NodeId | null {
  const { leaderId, leaderAddr } = body as Readonly<Record<string, Data>>;
  if (members.some(({ id }) => id === leaderId)) return leaderId as NodeId;
  const found = findAddress(members, String(leaderAddr));
  return found.ok ? found.id : null;
}

/** Who leads, as far as answers tell. Who says that it does not, or knows of none, is not taken for the leader any more. */
export function learn(known: Data, { value }: Outcome): Data {
  const { status, body, node } = (value ?? {}) as Partial<Answer>;
  if (status === undefined || typeof body !== 'object' || body === null) return known;
  const { index, leaderId } = body as Readonly<Record<string, Data>>;
  if (status < 300 && typeof index === 'number') return { leader: node ?? null };
  if (status === 421 && typeof leaderId === 'string') return { leader: leaderId };
  return status === 503 && leaderOf(known) === node ? null : known;
}

export function leaderOf(known: Data): NodeId | null {
  return (known as { readonly leader?: NodeId } | null)?.leader ?? null;
}
