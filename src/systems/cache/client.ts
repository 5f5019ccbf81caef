/**
 * A client that knows the ring: it asks who acts for a key, follows `MOVED`, waits and asks again where a node can only not answer yet, and
 * learns the view from whatever answers bring.
 *
 * **Reads.** A primary that has never heard of a key may have lost it; so the copies are asked in their order, and the first that has it
 * hands it back to the primary (the three read paths: hit; repaired from a copy; nobody has it). A primary that is silent is passed over: a
 * copy's answer is marked as possibly stale.
 *
 * **Writes** are asked again only when it is certain that nothing was done. After silence nobody can know; the outcome is unknown.
 */
import type { Data, Member, NodeId, Outcome } from '../../kernel/contract.ts';
import { MILLISECOND, SECOND } from '../../kernel/time.ts';
import type { Asking, ClientManner, Next } from '../../protocols/client.ts';
import type { Deed } from '../../protocols/workload.ts';
import { keysOf } from '../../store/command.ts';
import { commandNamed } from '../../store/commands/index.ts';
import { readCommand } from '../../terminal/prompt.ts';
import { grammar } from './grammar.ts';
import { foundingView } from './founding.ts';
import type { CacheOptions } from './options.ts';
import type { Answer, Request } from './requests.ts';
import { actingAmong, ownersOf, type PlacementRule, type View } from './view.ts';

export const TIMEOUT = 3 * SECOND;
const PATIENCE = 400 * MILLISECOND;
const AGAIN = 100 * MILLISECOND;
const ATTEMPTS_MAX = 30;
/** Asked of any node, for the view that comes with the answer. */
export const VIEW_PLEASE = { command: ['PING'], epoch: 0 };

export function clientManner(options: CacheOptions): ClientManner {
  const { placement: kind, virtualNodes, replicas } = options;
  const rule: PlacementRule = { kind, virtualNodes, replicas };
  return {
    read: (text, members) => readCommand(grammar, text, members),
    print: (body, outcome) => grammar.print(body, outcome),
    route: (body, members, known) => routeOf(body as unknown as Request, viewFrom(known, members), rule),
    sample: (_key, _reads, _serial, deed) => commandOf(deed),
    isMiss: ({ value }) => (value as { readonly reply?: Data } | null)?.reply === null,
    dress: (asks, known) => ({ ...(asks as object), epoch: (known as View | null)?.epoch ?? 1 }),
    timeout: TIMEOUT,
    patience: PATIENCE,
    learn,
    follow: (asking, members, known) => follow(asking, viewFrom(known, members), rule),
  };
}

/** A value begins with its serial, so that it can be told whose it is, and is filled up to its size. */
function commandOf({ what, key: number, serial, bytes, lifetime }: Deed): Data {
  const key = `key:${number}`;
  if (what === 'read') return { command: ['GET', key] };
  if (what === 'delete') return { command: ['DEL', key] };
  const value = bytes === null ? serial : serial.padEnd(bytes, '.');
  const expiry = lifetime === null ? [] : ['PX', `${Math.max(1, Math.floor(lifetime / MILLISECOND))}`];
  return { command: ['SET', key, value, ...expiry] };
}

export function viewFrom(known: Data, members: readonly Member[]): View {
  return (known as View | null) ?? foundingView(members.filter(({ role }) => role === 'node'));
}

function learn(known: Data, { value }: Outcome): Data {
  const { view } = (value ?? {}) as { readonly view?: View };
  if (view === undefined || view.epoch <= ((known as View | null)?.epoch ?? 0)) return known;
  return view as unknown as Data;
}

export function keyOf({ command: args }: Request): string | undefined {
  const command = commandNamed(args);
  return command === undefined ? undefined : keysOf(command, args)[0]?.key;
}

export function isRead({ command: args }: Request): boolean {
  return commandNamed(args)?.flags.includes('readonly') === true;
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

function follow(asking: Asking, view: View, rule: PlacementRule): Next {
  const { outcome, isAddressed } = asking;
  const request = asking.body as unknown as Request;
  if (asking.attempt >= ATTEMPTS_MAX) return outcome === null ? { do: 'wait' } : { do: 'settle', outcome };
  if (outcome === null) return isAddressed ? { do: 'wait' } : silence(asking, request, view, rule);
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

function silence(asking: Asking, request: Request, view: View, rule: PlacementRule): Next {
  const key = keyOf(request);
  const others = aliveIn(view).filter((id) => id !== asking.to);
  const beside = others[(asking.attempt + 1) % Math.max(1, others.length)];
  if (key === undefined || !isRead(request)) {
    return beside === undefined ? { do: 'wait' } : { do: 'wait', beside: { to: beside, asks: VIEW_PLEASE } };
  }
  const order = readingOrder(view, rule, key);
  const to = order[(order.indexOf(asking.to) + 1) % order.length] as NodeId;
  if (asking.before !== null && order.indexOf(to) === 0) return { do: 'settle', outcome: asking.before };
  return { do: 'ask', to, asks: { ...(asking.body as object), copy: true }, delay: 0 };
}

/** Nobody there has ever heard of it: perhaps the next one has. */
function missed(asking: Asking, outcome: Outcome, request: Request, view: View, rule: PlacementRule): Next {
  const order = readingOrder(view, rule, keyOf(request) as string);
  const at = order.indexOf(asking.to);
  const to = order[at + 1];
  if (to === undefined || at < 0) return { do: 'settle', outcome: asking.before ?? outcome };
  const asks = { ...(asking.body as object), copy: true, repair: order[0] as NodeId };
  return { do: 'ask', to, asks, delay: 0 };
}

/** Who acts, then the other owners in the order of the ring. */
function readingOrder(view: View, rule: PlacementRule, key: string): readonly NodeId[] {
  const owners = ownersOf(view.placed, rule, key);
  const acting = actingAmong(view, owners);
  return acting === null ? owners : [acting, ...owners.filter((id) => id !== acting)];
}

function told(asking: Asking, outcome: Outcome): Outcome {
  const { repair } = asking.asked as unknown as Request;
  const { view: _view, ...answer } = outcome.value as unknown as Answer;
  return {
    ...outcome,
    value: { ...answer, ...(repair === undefined ? {} : { isRepaired: true }) } as unknown as Data,
  };
}
