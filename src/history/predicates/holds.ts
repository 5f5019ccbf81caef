/**
 * Whether a predicate holds of a history: pure functions over its records, so that a lesson in the page, a search over thousands of seeds and
 * a check in CI mean the same by the same words.
 */
import type { HistoryEvent } from '../../cluster/recorder.ts';
import type { Data, NodeId } from '../../kernel/contract.ts';
import { NEVER, type Micros } from '../../kernel/time.ts';
import type {
  Count,
  Counted,
  Gauge,
  Json,
  NodeState,
  OperationPattern,
  Predicate,
  Ratio,
} from '../../scenario/types.ts';
import { canonical } from '../checkers/canonical.ts';
import { checkers } from '../checkers/models/index.ts';
import { requestsOf } from '../checkers/request.ts';
import type { OperationRecord } from '../operations.ts';
import { gauge, isSo, type Momentary } from './now.ts';
import { isCounted, type HistoryView } from './view.ts';

/** Both ends belong to it. */
interface Span {
  readonly from: Micros;
  readonly until: Micros;
}

export function holds(predicate: Predicate, view: HistoryView): boolean {
  return holdsIn(predicate, view, { from: 0, until: view.at });
}

function holdsIn(predicate: Predicate, view: HistoryView, span: Span): boolean {
  if ('all' in predicate) return predicate.all.every((one) => holdsIn(one, view, span));
  if ('any' in predicate) return predicate.any.some((one) => holdsIn(one, view, span));
  if ('not' in predicate) return !holdsIn(predicate.not, view, span);
  if ('within' in predicate) {
    const { within, after, holds: inner } = predicate;
    const from = after === undefined ? span.from : cameTrue(after, view, span);
    return from !== null && holdsIn(inner, view, { from, until: Math.min(span.until, from + within) });
  }
  if ('since' in predicate) {
    const from = cameTrue(predicate.since, view, span);
    return from !== null && holdsIn(predicate.holds, view, { from, until: span.until });
  }
  if ('ratio' in predicate) return isEnough(ratioOf(predicate, view, span), predicate);
  if (isMomentary(predicate)) return isSo(predicate, view);
  if (isGauge(predicate)) return isEnough(gauge(predicate, view), predicate);
  if ('invariant' in predicate) {
    const { invariant, is } = predicate;
    return view.checks.some(({ name, ok }) => name === invariant && ok === (is === 'kept'));
  }
  if ('verdict' in predicate) {
    const judgement = checkers.get(predicate.verdict)?.judge(requestsOf(view.operations));
    return judgement?.verdict === predicate.is;
  }
  if ('nodes' in predicate) {
    const states = statesAt(view.events, span.until).values();
    return isEnough([...states].filter((state) => state === predicate.nodes).length, predicate);
  }
  if ('is' in predicate && 'node' in predicate)
    return statesAt(view.events, span.until).get(predicate.node) === predicate.is;
  return isCounted(predicate) && isEnough(instantsOf(predicate, view, span).length, predicate);
}

/** The number that a predicate is about, where it is about one; null too where nobody can tell it. */
export function measure(predicate: Predicate, view: HistoryView): number | null {
  return measureIn(predicate, view, { from: 0, until: view.at });
}

function measureIn(predicate: Predicate, view: HistoryView, span: Span): number | null {
  if ('ratio' in predicate) return ratioOf(predicate, view, span);
  if (isGauge(predicate)) return gauge(predicate, view);
  if (isCounted(predicate)) return instantsOf(predicate, view, span).length;
  if (!('since' in predicate)) return null;
  const from = cameTrue(predicate.since, view, span);
  return from === null ? null : measureIn(predicate.holds, view, { from, until: span.until });
}

const isGauge = (predicate: Predicate): predicate is Gauge & Count =>
  GAUGES.some((head) => Object.hasOwn(predicate, head));

const isMomentary = (predicate: Predicate): predicate is Momentary & Predicate =>
  'believes' in predicate ||
  'answers' in predicate ||
  'value' in predicate ||
  ('tells' in predicate && 'is' in predicate);

const GAUGES = ['keys', 'share', 'grown', 'sets', 'copies', 'tells', 'tellers'];

/** Null where there is nothing to divide by. */
function ratioOf({ ratio, to }: Ratio, view: HistoryView, span: Span): number | null {
  const whole = instantsOf(to, view, span).length;
  return whole === 0 ? null : instantsOf(ratio, view, span).length / whole;
}

/** What nobody can tell is not enough, and not few either. */
function isEnough(count: number | null, { atLeast, atMost = NEVER }: Count): boolean {
  return count !== null && count >= leastOf(atLeast, atMost) && count <= atMost;
}

/** Without either bound it is once; with the upper one alone, none will do. */
const leastOf = (atLeast: number | undefined, atMost: number): number =>
  atLeast ?? (atMost === NEVER ? 1 : 0);

/** The instant at which it had happened often enough; null if it never had. */
function cameTrue(counted: Counted, view: HistoryView, span: Span): Micros | null {
  const least = leastOf(counted.atLeast, counted.atMost ?? NEVER);
  if (least === 0) return span.from;
  return instantsOf(counted, view, span)[least - 1] ?? null;
}

/** The instant at which something had happened often enough; null while it has not. */
export function cameTrueAt(counted: Counted, view: HistoryView): Micros | null {
  return cameTrue(counted, view, { from: 0, until: view.at });
}

/** When it happened, each time, in order. Loops: this is done after every frame, over all that was kept of a history. */
function instantsOf(counted: Counted, view: HistoryView, span: Span): readonly Micros[] {
  if ('operation' in counted) {
    const { operation, status } = counted;
    const known = instantsUntil(operation, status, view, span.until);
    return span.from === 0 ? known : known.filter((at) => at >= span.from);
  }
  const instants: Micros[] = [];
  for (const event of view.events) {
    const { at } = event;
    if (at >= span.from && at <= span.until && isEvent(counted, event)) instants.push(at);
  }
  return instants;
}

/**
 * The checks of a step mostly ask for the same few operations, each with something of its own around them; so what was found is kept as long as the
 * view is. Nothing up to its instant can change any more.
 */
const found = new WeakMap<HistoryView, Map<string, readonly Micros[]>>();

function instantsUntil(
  pattern: OperationPattern,
  status: string,
  view: HistoryView,
  until: Micros,
): readonly Micros[] {
  const ofView = found.get(view) ?? new Map<string, readonly Micros[]>();
  found.set(view, ofView);
  const name = `${until} ${status} ${canonical(pattern as Data)}`;
  const known = ofView.get(name);
  if (known !== undefined) return known;
  const instants: Micros[] = [];
  for (const record of view.operations) {
    const at = instantOf(pattern, status, record, until);
    if (at !== null && at <= until) instants.push(at);
  }
  // They settle in another order than they were invoked in.
  instants.sort((left, right) => left - right);
  ofView.set(name, instants);
  return instants;
}

function isEvent(counted: Exclude<Counted, { readonly operation: unknown }>, event: HistoryEvent): boolean {
  if ('note' in counted)
    return event.what === 'note' && event.kind === counted.note && isNamed(counted.node, event.node);
  if ('act' in counted) {
    if (event.what !== 'action' || event.action.do !== counted.act) return false;
    return isNamed(counted.node, 'node' in event.action ? event.action.node : undefined);
  }
  const { message, fate, from, to, reason } = counted;
  if (fate === 'arrived') {
    const isArrival = event.what === 'handled' && event.by === 'arrival';
    return isArrival && isKind(message, event.kind) && isNamed(from, event.from) && isNamed(to, event.node);
  }
  if (event.what !== fate || !isKind(message, event.message.kind)) return false;
  if (event.what === 'dropped' && reason !== undefined && event.reason !== reason) return false;
  return isNamed(from, event.message.from) && isNamed(to, event.message.to);
}

const isKind = (wanted: string, kind: string): boolean => wanted === '*' || wanted === kind;
const isNamed = (wanted: NodeId | undefined, id: NodeId | undefined): boolean =>
  wanted === undefined || wanted === id;

/** When an operation came to be so: when it settled; or, for one that is still open at the end of the span, when it was invoked. */
function instantOf(
  pattern: OperationPattern,
  status: string,
  record: OperationRecord,
  until: Micros,
): Micros | null {
  const settled = record.settled !== null && record.settled <= until ? record.settled : null;
  const state = settled === null ? 'open' : record.status;
  if (state !== status || !isLike(pattern, record, settled !== null)) return null;
  return settled ?? record.invoked;
}

function isLike(pattern: OperationPattern, record: OperationRecord, isSettled: boolean): boolean {
  const { client, body, value, text } = pattern;
  if (client !== undefined && client !== record.client) return false;
  if (body !== undefined && !matches(body, record.body)) return false;
  if (value !== undefined && !(isSettled && matches(value, record.value))) return false;
  return text === undefined || (isSettled && text === record.text);
}

/** Every field of the pattern is in the data, and matches; what is no object is equal. */
function matches(pattern: Json, data: Data | undefined): boolean {
  if (data === undefined) return false;
  if (typeof pattern !== 'object' || pattern === null) return pattern === data;
  if (Array.isArray(pattern)) return isSameList(pattern, data);
  if (typeof data !== 'object' || data === null || Array.isArray(data) || data instanceof Uint8Array)
    return false;
  const [wanted, fields] = [pattern as Fields<Json>, data as Fields<Data | undefined>];
  for (const name of Object.keys(wanted))
    if (!Object.hasOwn(fields, name) || !matches(wanted[name] as Json, fields[name])) return false;
  return true;
}

type Fields<Value> = Readonly<Record<string, Value>>;

/** A text for each is dear, and mostly the first words differ already. */
function isSameList(pattern: readonly Json[], data: Data): boolean {
  if (!Array.isArray(data)) return canonical(pattern) === canonical(data);
  const list = data as readonly Data[];
  if (list.length !== pattern.length) return false;
  return pattern.every((one, place) => {
    const other = list[place];
    if (typeof one !== 'object' || one === null) return one === other;
    return canonical(one) === canonical(other);
  });
}

/** What became of each node, as its events tell. */
function statesAt(events: readonly HistoryEvent[], until: Micros): Map<NodeId, NodeState> {
  const states = new Map<NodeId, NodeState>();
  for (const event of events) {
    if (event.at > until) break;
    const change = changeOf(event);
    // What was removed never comes back; what stops while it is being removed was removed.
    if (change === null || states.get(change.node) === 'removed') continue;
    const { node, to, only } = change;
    if (only === undefined || states.get(node) === only) states.set(node, to);
  }
  return states;
}

interface Change {
  readonly node: NodeId;
  readonly to: NodeState;
  /** Only a node in this state is changed. */
  readonly only?: NodeState;
}

function changeOf(event: HistoryEvent): Change | null {
  if (event.what === 'started') return { node: event.node, to: 'up' };
  if (event.what === 'stopped' || event.what === 'crashed') return { node: event.node, to: 'down' };
  if (event.what !== 'action') return null;
  const { action } = event;
  if (action.do === 'freeze') return { node: action.node, to: 'frozen', only: 'up' };
  if (action.do === 'thaw') return { node: action.node, to: 'up', only: 'frozen' };
  return action.do === 'remove' ? { node: action.node, to: 'removed' } : null;
}
