/**
 * How whoever knows the ring finds who answers, and what follows from what it is told: the same for clients and for a proxy. Pure: from what is
 * known and one asking to the next step.
 *
 * It asks who acts for a key, follows `MOVED`, waits and asks again where a node can only not answer yet, and learns the view from whatever
 * answers bring.
 *
 * **Reads.** A primary that has never heard of a key may have lost it; so the copies are asked in their order, and the first that has it
 * hands it back to the primary (the three read paths: hit; repaired from a copy; nobody has it). A primary that is silent is passed over: a
 * copy's answer is marked as possibly stale.
 *
 * **Writes** are asked again when it is certain that nothing was done. After silence nobody can know; the outcome is unknown. Who wants them
 * asked again all the same (`retries`) may see a thing done twice, unless nodes remember what they did (`requestIds`).
 */
import type { Data, Member, NodeId, Outcome } from '../../kernel/contract.ts';
import { Fold } from '../../kernel/fold.ts';
import { MILLISECOND, type Micros } from '../../kernel/time.ts';
import type { Asking, Beside, ErrandManner, Next } from '../../protocols/errands.ts';
import { isWord } from '../../store/bytes.ts';
import { keysOf } from '../../store/command.ts';
import { shapeNamed } from '../../store/command-shapes.ts';
import { foundingView } from './founding.ts';
import type { CacheOptions } from './options.ts';
import type { Answer, Request } from './requests.ts';
import { actingAmong, ownersOf, type PlacementRule, type View } from './view.ts';

const AGAIN = 100 * MILLISECOND;
const ATTEMPTS_MAX = 30;
/** Asked of any node, for the view that comes with the answer. */
export const VIEW_PLEASE = { command: ['PING'], epoch: 0 };

export interface Asked {
  readonly to: NodeId;
  readonly asks: Data;
}

export interface Brain extends Required<Pick<ErrandManner, 'dress' | 'learn' | 'strip' | 'follow' | 'aim'>> {
  viewOf(known: Data, members: readonly Member[]): View;
  /** Whom to ask first. `serial` is what spreads reads over copies. */
  start(body: Data, members: readonly Member[], known: Data, serial: string): Asked;
}

export function brainOf(options: CacheOptions): Brain {
  const rule = ruleOf(options);
  return {
    start: (body, members, known, serial) => {
      const view = viewFrom(known, members);
      const request = body as unknown as Request;
      return (
        (options.spreadReads ? spread(request, view, rule, serial) : null) ?? {
          to: routeOf(request, view, rule),
          asks: body,
        }
      );
    },
    viewOf: viewFrom,
    aim: (body, members, known) => routeOf(body as unknown as Request, viewFrom(known, members), rule),
    dress(asks, known) {
      const { isMissed: _isMissed, ...request } = asks as unknown as Request;
      return { ...request, epoch: (known as View | null)?.epoch ?? 1 } as unknown as Data;
    },
    learn: learnView,
    strip,
    follow: (asking, members, known) => follow(asking, viewFrom(known, members), rule, options),
  };
}

/** A cluster that is quick to give nodes up has clients that are quick to doubt them. */
export function patienceOf({ nodeTimeout }: CacheOptions): Micros {
  return Math.floor(0.4 * nodeTimeout);
}

export function ruleOf({ placement: kind, virtualNodes, replicas }: CacheOptions): PlacementRule {
  return { kind, virtualNodes, replicas };
}

/** Derived from who is there alone, and asked for with every operation until there is another view. */
const foundings = new WeakMap<readonly Member[], View>();

/** As far as it is known. At the beginning all know who is there. */
export function viewFrom(known: Data, members: readonly Member[]): View {
  if (known !== null) return known as unknown as View;
  let view = foundings.get(members);
  if (view === undefined) {
    view = foundingView(members.filter(({ role }) => role === 'node'));
    foundings.set(members, view);
  }
  return view;
}

export function learnView(known: Data, { value }: Outcome): Data {
  const { view } = (value ?? {}) as { readonly view?: View };
  if (view === undefined || view.epoch <= ((known as View | null)?.epoch ?? 0)) return known;
  return view as unknown as Data;
}

function strip(outcome: Outcome): Outcome {
  const value = (outcome.value ?? {}) as unknown as Answer;
  if (value.view === undefined) return outcome;
  const { view: _, ...answer } = value;
  return { ...outcome, value: answer as unknown as Data };
}

/** SHOW is no command of the store, and speaks of a key all the same. */
export function keyOf({ command: args }: Request): string | undefined {
  if (isWord(args[0], 'show')) return args[1];
  const command = shapeNamed(args);
  return command === undefined ? undefined : keysOf(command, args)[0]?.key;
}

export function isRead({ command: args }: Request): boolean {
  return shapeNamed(args)?.flags.includes('readonly') === true;
}

/** Whoever is asked says the same, and does nothing: PING, ECHO, TIME. */
function isAnybodys({ command: args }: Request): boolean {
  const flags = shapeNamed(args)?.flags ?? [];
  return flags.includes('fast') && !flags.includes('write') && !flags.includes('noscript');
}

/** Whoever acts; where nobody does, whoever might soon. */
function routeOf(request: Request, view: View, rule: PlacementRule): NodeId {
  const key = keyOf(request);
  const owners = key === undefined ? [] : ownersOf(view.placed, rule, key);
  return actingAmong(view, owners) ?? owners[0] ?? aliveIn(view)[0] ?? 'n1';
}

export function aliveIn(view: View): readonly NodeId[] {
  const alive = view.members.filter(({ standing }) => standing === 'up' || standing === 'catching');
  return (alive.length === 0 ? view.members : alive).map(({ id }) => id);
}

function follow(asking: Asking, view: View, rule: PlacementRule, options: CacheOptions): Next {
  const { outcome, isAddressed } = asking;
  const request = asking.body as unknown as Request;
  if (asking.attempt >= ATTEMPTS_MAX) return outcome === null ? { do: 'wait' } : { do: 'settle', outcome };
  if (outcome === null) return isAddressed ? { do: 'wait' } : silence(asking, request, view, rule, options);
  if (outcome.status !== 'ok') return refusal(asking, outcome, request, view, rule);
  const answer = outcome.value as unknown as Answer;
  if (isAddressed || answer.isUnknown !== true || !isRead(request))
    return { do: 'settle', outcome: told(asking, outcome) };
  return missed(asking, outcome, request, view, rule);
}

/** `MOVED` says whom to ask. What a node cannot do yet it may be able to do in a moment. */
function refusal(asking: Asking, outcome: Outcome, request: Request, view: View, rule: PlacementRule): Next {
  const { reply } = outcome.value as { readonly reply?: { readonly error?: string } };
  const [code, , target] = (reply?.error ?? '').split(' ');
  if (asking.isAddressed) return { do: 'settle', outcome };
  if (code === 'MOVED' && target !== undefined) {
    // Two nodes that send a client to and fro are agreeing on something; they are given the time.
    const delay = asking.attempt < 3 ? 0 : AGAIN;
    return { do: 'ask', to: target, asks: asking.body, delay };
  }
  if (code !== 'TRYAGAIN' && code !== 'CLUSTERDOWN') return { do: 'settle', outcome };
  const others = aliveIn(view).filter((id) => id !== asking.to);
  const routed = routeOf(request, view, rule);
  const to =
    routed === asking.to && others.length > 0 ? (others[asking.attempt % others.length] as NodeId) : routed;
  return { do: 'ask', to, asks: asking.body, delay: AGAIN };
}

function silence(
  asking: Asking,
  request: Request,
  view: View,
  rule: PlacementRule,
  options: CacheOptions,
): Next {
  const key = keyOf(request);
  if (key === undefined || !isRead(request) || !options.staleReads) {
    const others = aliveIn(view).filter((id) => id !== asking.to);
    const other = others[(asking.attempt + 1) % Math.max(1, others.length)];
    if (key === undefined && other !== undefined && isAnybodys(request))
      return { do: 'ask', to: other, asks: asking.body, delay: 0 };
    const beside = other === undefined ? {} : { beside: { to: other, asks: VIEW_PLEASE } satisfies Beside };
    // To read twice does no harm, however often.
    const mayAskAgain = asking.retries < options.retries || (key !== undefined && isRead(request));
    return { ...(mayAskAgain ? askedAgain(asking) : { do: 'wait' }), ...beside };
  }
  const order = readingOrder(view, rule, key);
  const to = order[(order.indexOf(asking.to) + 1) % order.length] as NodeId;
  if (asking.before !== null && order.indexOf(to) === 0) return { do: 'settle', outcome: asking.before };
  return { do: 'ask', to, asks: { ...(asking.body as object), copy: true }, delay: 0 };
}

/** Later each time, up to a point: an operation has only so much time. */
export function askedAgain({ body, retries }: Asking): Extract<Next, { do: 'ask' }> {
  return { do: 'ask', to: null, asks: body, delay: AGAIN << Math.min(2, retries), isRetry: true };
}

/** Nobody there has ever heard of it: perhaps the next one has. */
function missed(asking: Asking, outcome: Outcome, request: Request, view: View, rule: PlacementRule): Next {
  const { copy, repair, isMissed } = asking.asked as unknown as Request;
  const answer = outcome.value as unknown as Answer;
  // A read that was sent to a copy to spread the load: now it goes the ordinary way.
  if (copy === true && repair === undefined && asking.attempt === 0)
    return { do: 'ask', to: routeOf(request, view, rule), asks: asking.body, delay: 0 };
  const order = readingOrder(view, rule, keyOf(request) as string);
  const at = order.indexOf(asking.to);
  const to = order[at + 1];
  const isCertain = isMissed === true || (answer.isStale !== true && asking.to === order[0]);
  if (to === undefined || at < 0)
    return { do: 'settle', outcome: isCertain ? unmarked(outcome) : (asking.before ?? outcome) };
  const asks = { ...(asking.body as object), copy: true, repair: order[0] as NodeId, isMissed: isCertain };
  return { do: 'ask', to, asks, delay: 0 };
}

/** Who acts has said it too, so it is no copy's word alone. */
function unmarked(outcome: Outcome): Outcome {
  const { isStale: _isStale, ...answer } = outcome.value as unknown as Answer;
  return { ...outcome, value: answer as unknown as Data };
}

/** Who acts, then the other owners in the order of the ring. */
function readingOrder(view: View, rule: PlacementRule, key: string): readonly NodeId[] {
  const owners = ownersOf(view.placed, rule, key);
  const acting = actingAmong(view, owners);
  return acting === null ? owners : [acting, ...owners.filter((id) => id !== acting)];
}

function told(asking: Asking, outcome: Outcome): Outcome {
  const { repair } = asking.asked as unknown as Request;
  if (repair === undefined) return outcome;
  return { ...outcome, value: { ...(outcome.value as object), isRepaired: true } as unknown as Data };
}

/** One of those who hold the key, whichever the dice say; null for what only one may answer. */
function spread(request: Request, view: View, rule: PlacementRule, serial: string): Asked | null {
  const key = keyOf(request);
  if (key === undefined || !isRead(request)) return null;
  const order = readingOrder(view, rule, key);
  const to = drawn(order, view, serial);
  if (to === undefined || to === order[0]) return null;
  return { to, asks: { ...request, copy: true } as unknown as Data };
}

/** One of those who live, by the name of the operation. */
export function drawn(order: readonly NodeId[], view: View, serial: string): NodeId | undefined {
  const alive = order.filter((id) => aliveIn(view).includes(id));
  const fold = new Fold();
  fold.text(serial);
  return alive[(fold.a >>> 0) % Math.max(1, alive.length)];
}
