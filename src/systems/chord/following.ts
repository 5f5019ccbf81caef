/**
 * What a client does about an answer, or none. Every node can be asked for every key, and the same request asked again elsewhere is still the same
 * request, which the owner of the key does once; so after silence another node is asked. Not where a node was named: then it is that one or nobody.
 */
import type { Data, Member, NodeId, Outcome } from '../../kernel/contract.ts';
import { MILLISECOND, SECOND, type Micros } from '../../kernel/time.ts';
import type { Asking, Next } from '../../protocols/client.ts';
import { askOf, dataOf, errorOf, isWrite, NO_TRAIL, type Ask, type Ended, type Passed } from './asks.ts';
import { anotherFor } from './home.ts';
import type { ChordOptions } from './options.ts';
import type { Answer } from './requests.ts';
import { neighboursIn, walkOn } from './walk.ts';

/** Nodes that are asked one after the other. */
const ASKED_MAX = 3;
const PAUSE: Micros = 20 * MILLISECOND;
/** To the node and back. */
const ON_THE_WAY: Micros = 2 * SECOND;

/** So long a node is waited for: it gives up before that, and says so. */
export function patienceOf({ requestTimeout, retries }: ChordOptions): Micros {
  return requestTimeout * (retries + 1) + ON_THE_WAY;
}

export function follow(asking: Asking, members: readonly Member[], known: Data): Next {
  const ask = askOf(asking.asked);
  const { to, outcome, isAddressed } = asking;
  if (ask.client === undefined) return { do: 'settle', outcome: outcome ?? silence(ask, to, []) };
  const { passed, walk } = ask.trail ?? NO_TRAIL;
  const why = whyNot(ask, outcome);
  if (why !== null && walk === undefined && !isAddressed) {
    const another = elsewhere(ask, [...passed, { node: to, why }], members, known);
    if (another !== null) return another;
  }
  if (ask.client.command === 'ring' && (walk !== undefined || outcome !== null)) {
    const next = walkOn(walk, to, outcome);
    if (next.to !== null)
      return {
        do: 'ask',
        to: next.to,
        asks: dataOf({ ...ask, trail: { passed, walk: next.walk } }),
        delay: 0,
      };
    return { do: 'settle', outcome: next.outcome };
  }
  return { do: 'settle', outcome: outcome === null ? silence(ask, to, passed) : ended(outcome, passed) };
}

/** Null: it has said all that there is to say. Outside the ring a node can do nothing, and has done nothing. */
function whyNot({ client }: Ask, outcome: Outcome | null): Passed['why'] | null {
  if (outcome === null) return 'silent';
  if (client?.command === 'ring') return neighboursIn(outcome) === null ? 'outside' : null;
  return errorOf(outcome.value as unknown as Answer) === 'Outside' ? 'outside' : null;
}

function elsewhere(
  ask: Ask,
  passed: readonly Passed[],
  members: readonly Member[],
  known: Data,
): Next | null {
  const last = passed.at(-1) as Passed;
  const asked = passed.map(({ node }) => node);
  const to = passed.length < ASKED_MAX ? anotherFor(last.node, asked, members, known) : null;
  if (to === null) return null;
  const asks = dataOf({ ...ask, trail: { passed } });
  return last.why === 'silent'
    ? { do: 'ask', to, asks, delay: PAUSE, isRetry: true }
    : { do: 'ask', to, asks, delay: 0 };
}

function ended({ status, value: said }: Outcome, passed: readonly Passed[]): Outcome {
  const answer = said as unknown as Answer;
  const value: Ended = { ...answer, exit: status === 'ok' ? 0 : 1, passed };
  return { status, value: value as unknown as Data };
}

function silence(ask: Ask, node: NodeId, passed: readonly Passed[]): Outcome {
  const value: Ended = { status: 0, json: '{"error":"NoAnswer"}', node, exit: 1, passed };
  return { status: isWrite(ask) ? 'unknown' : 'failed', value: value as unknown as Data };
}
