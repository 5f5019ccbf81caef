/**
 * Whom a client asks: any node does. People's clients keep to one of their own, so that who watches knows where a request begins; traffic goes to all in
 * turn. Who was silent is passed over until it says something again, but now and then traffic asks it all the same, or nobody would ever notice.
 */
import { clientOf, type Data, type Member, type NodeId, type Outcome } from '../../kernel/contract.ts';
import type { Ask } from './asks.ts';
import type { Answer } from './requests.ts';

interface Known {
  readonly silent: readonly NodeId[];
}

/** In each so many-th round traffic asks everybody. */
const ROUNDS = 8;

export function nodesAmong(members: readonly Member[]): readonly NodeId[] {
  return members.filter(({ role }) => role === 'node').map(({ id }) => id);
}

export function nodeFor(ask: Ask, members: readonly Member[], known: Data, serial: string): NodeId {
  const client = numberIn(clientOf(serial)) - 1;
  const number = numberIn(serial);
  const isTraffic = ask.client?.command === 'workload';
  const order = orderFrom(nodesAmong(members), isTraffic ? client + number : client);
  const [first = 'n1'] = order;
  if (isTraffic && Math.floor(number / order.length) % ROUNDS === 0) return first;
  return order.find((id) => !silentIn(known).includes(id)) ?? first;
}

/** Somebody else, behind the last one who was asked; null where all have been. */
export function anotherFor(
  last: NodeId,
  asked: readonly NodeId[],
  members: readonly Member[],
  known: Data,
): NodeId | null {
  const nodes = nodesAmong(members);
  const left = orderFrom(nodes, nodes.indexOf(last) + 1).filter((id) => !asked.includes(id));
  return left.find((id) => !silentIn(known).includes(id)) ?? left[0] ?? null;
}

export function miss(known: Data, who: NodeId): Data {
  const silent = silentIn(known);
  return silent.includes(who) ? known : { silent: [...silent, who] };
}

export function learn(known: Data, { value }: Outcome): Data {
  const { node } = (value ?? {}) as Partial<Answer>;
  const silent = silentIn(known);
  if (node === undefined || !silent.includes(node)) return known;
  return { silent: silent.filter((id) => id !== node) };
}

function silentIn(known: Data): readonly NodeId[] {
  return (known as unknown as Known | null)?.silent ?? [];
}

function orderFrom(nodes: readonly NodeId[], place: number): readonly NodeId[] {
  const first = nodes.length === 0 ? 0 : Math.max(0, place) % nodes.length;
  return [...nodes.slice(first), ...nodes.slice(0, first)];
}

function numberIn(text: string): number {
  return Number(/\d{1,9}$/.exec(text)?.[0] ?? 0);
}
