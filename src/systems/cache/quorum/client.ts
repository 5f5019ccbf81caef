/**
 * A client in quorum mode: it asks the first living owner of the key to coordinate, and another when that one is silent or says that it cannot
 * reach enough copies. With `spreadReads` any of the owners coordinates a read: as many copies are asked as ever, so nothing is staler for it.
 * A write is asked for again only when nothing was done for certain. Where siblings are kept, the client remembers what it has seen of each
 * key, and hands that back with what it writes.
 */
import type { Data, Member, NodeId, Outcome } from '../../../kernel/contract.ts';
import { MILLISECOND } from '../../../kernel/time.ts';
import type { Asking, Next } from '../../../protocols/client.ts';
import type { VersionVector } from '../../../protocols/vector-clock.ts';
import {
  aliveIn,
  askedAgain,
  drawn,
  isRead,
  keyOf,
  learnView,
  ruleOf,
  VIEW_PLEASE,
  viewFrom,
  type Brain,
} from '../routing.ts';
import type { CacheOptions } from '../options.ts';
import type { Answer, Request } from '../requests.ts';
import { ownersOf, standingOf, type PlacementRule, type View } from '../view.ts';

const AGAIN = 50 * MILLISECOND;
const CONTEXTS_MAX = 200;

type Contexts = readonly (readonly [string, VersionVector])[];

interface Known {
  readonly view: Data;
  /** By key, those seen last at the end. */
  readonly contexts: Contexts;
}

const NOTHING: Known = { view: null, contexts: [] };

export function quorumBrain(options: CacheOptions): Brain {
  const rule = ruleOf(options);
  const viewOf = (known: Data, members: readonly Member[]): View => viewFrom(knownOf(known).view, members);
  const aim: Brain['aim'] = (body, members, known) =>
    orderOf(body as unknown as Request, viewOf(known, members), rule, options.sloppy)[0] ?? 'n1';
  return {
    viewOf,
    aim,
    start(body, members, known, serial) {
      const request = body as unknown as Request;
      const isSpread = options.spreadReads && isRead(request) && keyOf(request) !== undefined;
      const view = viewOf(known, members);
      const spread = isSpread ? drawn(orderOf(request, view, rule, false), view, serial) : undefined;
      return { to: spread ?? aim(body, members, known), asks: body };
    },
    dress: (asks, known) => dress(asks as unknown as Request, knownOf(known)),
    learn: (known, outcome) => learn(knownOf(known), outcome),
    strip,
    follow: (asking, members, known) => follow(asking, viewOf(known, members), rule, options),
  };
}

function knownOf(known: Data): Known {
  return (known as unknown as Known | null) ?? NOTHING;
}

function dress(request: Request, { view, contexts }: Known): Data {
  const { epoch = 1 } = (view as View | null) ?? {};
  const key = keyOf(request);
  const context = isRead(request) ? undefined : contexts.find(([seen]) => seen === key)?.[1];
  return { ...request, epoch, ...(context === undefined ? {} : { context }) } as unknown as Data;
}

function learn({ view, contexts }: Known, outcome: Outcome): Data {
  const { context } = (outcome.value ?? {}) as { readonly context?: Contexts[number] };
  const others = contexts.filter(([key]) => key !== context?.[0]);
  const kept = context === undefined ? contexts : [...others, context].slice(-CONTEXTS_MAX);
  return { view: learnView(view, outcome), contexts: kept } as unknown as Data;
}

/** Owners that live, then those that might, with stand-ins between them where there may be any; without a key whoever lives. */
function orderOf(request: Request, view: View, rule: PlacementRule, isSloppy: boolean): readonly NodeId[] {
  const key = keyOf(request);
  if (key === undefined) return aliveIn(view);
  const owners = ownersOf(view.placed, rule, key);
  const alive = owners.filter((id) => standingOf(view, id) === 'up');
  const others = isSloppy ? aliveIn(view).filter((id) => !owners.includes(id)) : [];
  return [...alive, ...others, ...owners.filter((id) => !alive.includes(id))];
}

function follow(
  asking: Asking,
  view: View,
  rule: PlacementRule,
  { retries, sloppy }: Pick<CacheOptions, 'retries' | 'sloppy'>,
): Next {
  const { outcome, isAddressed } = asking;
  const request = asking.body as unknown as Request;
  const order = orderOf(request, view, rule, sloppy);
  const next = order[(order.indexOf(asking.to) + 1) % Math.max(1, order.length)];
  if (outcome !== null) {
    const { reply } = outcome.value as { readonly reply?: { readonly error?: string } | null };
    const isRefused = outcome.status === 'failed' && reply?.error?.startsWith('CLUSTERDOWN') === true;
    const isTried = asking.attempt >= 2 * order.length;
    if (isAddressed || !isRefused || isTried || next === undefined) return { do: 'settle', outcome };
    return { do: 'ask', to: next, asks: asking.body, delay: AGAIN };
  }
  if (isAddressed || next === undefined) return { do: 'wait' };
  if (isRead(request)) return { do: 'ask', to: next, asks: asking.body, delay: 0 };
  const beside = { to: next, asks: VIEW_PLEASE };
  return asking.retries < retries ? { ...askedAgain(asking), beside } : { do: 'wait', beside };
}

/** Without what only a client needs. */
function strip(outcome: Outcome): Outcome {
  const value = (outcome.value ?? {}) as unknown as Answer;
  if (value.view === undefined && value.context === undefined) return outcome;
  const { view: _, context: __, ...answer } = value;
  return { ...outcome, value: answer as unknown as Data };
}
