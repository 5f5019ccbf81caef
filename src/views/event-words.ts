/**
 * What happened, in a sentence: each event of the history and each act of a script, with people's names for nodes. What is said stands in the
 * catalogue; here is chosen what there is to say.
 */
import type { HistoryEvent } from '../cluster/recorder.ts';
import type { Data } from '../kernel/contract.ts';
import type { Action, LatencyLaw, LinkAction, PartitionAction, Verb } from '../scenario/types.ts';
import { bytesText, durationText } from './numbers.ts';
import { words } from './words/index.ts';

export type Naming = (id: string) => string;

export function eventText(event: HistoryEvent, name: Naming): string {
  const says = words.event;
  const who = name(event.node);
  switch (event.what) {
    case 'action':
      return actionText(event.action, name);
    case 'started':
      return event.incarnation === 1 ? says.starts(who) : says.startsAgain(who, event.incarnation);
    case 'stopped':
      return event.how === 'process' ? says.programStopped(who) : says.powerLost(who, event.bytesLost);
    case 'crashed':
      return says.crashed(who, event.says);
    case 'left':
      return says.left(who);
    case 'note':
      return `${who}: ${event.kind}${detailText(event.detail)}`;
    case 'invoked':
      return says.asks(who, who === words.you, bodyText(event.body));
    case 'settled':
      return says.hears(who, who === words.you, event.text);
    case 'handled':
      return handledText(event, who, name);
    case 'sent':
      return `${way(event.message, name)} ${event.message.kind}`;
    case 'dropped': {
      const { message, reason } = event;
      return says.lost(`${way(message, name)} ${message.kind}`, whyLost(reason, name(message.to)));
    }
  }
}

function whyLost(reason: string, to: string): string {
  const reasons: Readonly<Record<string, ((to: string) => string) | undefined>> = words.event.whyLost;
  return reasons[reason]?.(to) ?? reason;
}

function handledText(event: Extract<HistoryEvent, { what: 'handled' }>, who: string, name: Naming): string {
  const says = words.event;
  switch (event.by) {
    case 'boot':
      return says.boots(who);
    case 'tell':
      return says.isTold(who, event.kind);
    case 'timer':
      return says.timer(who, event.kind);
    case 'arrival': {
      const arrival = `${who} ← ${name(event.from)} ${event.kind}`;
      return event.copy > 0 ? says.secondTime(arrival) : arrival;
    }
  }
}

/** Told as what the act does. Who did it, a script or a person, makes no difference to a cluster. */
export function actionText(action: Action, name: Naming): string {
  const tell = sentences[action.do] as (action: Action, name: Naming) => string;
  return tell(action, name);
}

type Sentences = { readonly [Name in Verb]: (action: Extract<Action, { do: Name }>, name: Naming) => string };

const sentences: Sentences = {
  kill: ({ node, how, because }, name) => {
    const says = words.action;
    if (because === 'hung') return says.hung(name(node));
    if (because === 'lost') return says.workerLost(name(node));
    const done = says[how](name(node));
    return because === undefined ? done : says.because(done, because);
  },
  restart: ({ node }, name) => words.action.restart(name(node)),
  wipe: ({ node }, name) => words.action.wipe(name(node)),
  freeze: ({ node }, name) => words.action.freeze(name(node)),
  thaw: ({ node }, name) => words.action.thaw(name(node)),
  isolate: ({ node }, name) => words.action.isolate(name(node)),
  remove: ({ node }, name) => words.action.remove(name(node)),
  weight: ({ node, weight }, name) => words.action.weight(name(node), weight),
  slow: ({ node, times }, name) =>
    times === 1 ? words.action.usualSpeed(name(node)) : words.action.slow(name(node), times),
  partition: (action, name) => {
    const { cut, cutOneWay } = words.action;
    return (action.oneWay ? cutOneWay : cut)(sidesText(action, name));
  },
  heal: ({ node }, name) => (node === undefined ? words.action.healAll : words.action.heal(name(node))),
  link: (action, name) => linkText(action, name),
  message: (action) => {
    const says = words.action.message;
    if (action.act === 'delay') return says.delay(action.name, durationText(action.by));
    return says[action.act](action.name);
  },
  add: ({ node, name: wished }) => words.action.add(wished === node ? node : `${wished} (${node})`),
  rebalance: () => words.action.rebalance,
  skew: ({ node, by, drift }, name) => {
    const says = words.action;
    if (by === 0 && drift === 0) return says.clockRight(name(node));
    const wrong =
      by === 0 ? says.clockDrifts(name(node)) : says.clockOff(name(node), durationText(Math.abs(by)), by < 0);
    return drift === 0 ? wrong : says.drift(wrong, drift);
  },
  disk: ({ node, act, times }, name) => words.action.disk[act](name(node), times ?? 1),
  command: ({ client, text }, name) => words.action.types(name(client), name(client) === words.you, text),
  option: ({ name: option, value }) => `${option} = ${String(value)}`,
  dice: ({ salt }) => words.action.dice(salt),
};

/** Who stands on which side of a cut network. */
export function sidesText(
  { groups, oneWay }: Pick<PartitionAction, 'groups' | 'oneWay'>,
  name: Naming,
): string {
  const sides = groups.map((group) => group.map(name).join(', '));
  if (oneWay) return sides.join(' → ');
  return [...sides, ...(groups.length === 1 ? [words.action.theOthers] : [])].join(' | ');
}

function linkText(action: LinkAction, name: Naming): string {
  const says = words.action.link;
  const end = (id: string): string => (id === '*' ? words.action.everybody : name(id));
  const link = `${end(action.from)} ${action.both ? '↔' : '→'} ${end(action.to)}`;
  if (action.clear) return `${link}: ${says.asUsual}`;
  const { latency, drop, duplicate, reorder, bandwidth, block } = action;
  const said = [
    block === true && says.blocked,
    block === false && says.open,
    latency && says.takes(latencyText(latency)),
    drop !== undefined && says.loses(percent(drop)),
    duplicate !== undefined && says.doubles(percent(duplicate)),
    reorder !== undefined && says.reorders(percent(reorder)),
    bandwidth !== undefined && says.bandwidth(bytesText(bandwidth)),
  ];
  return `${link}: ${said.filter(Boolean).join(', ')}`;
}

function latencyText(law: LatencyLaw): string {
  const says = words.action.link;
  if ('mean' in law) return says.about(durationText(law.mean));
  return law.min === law.max
    ? durationText(law.min)
    : says.between(durationText(law.min), durationText(law.max));
}

const percent = (share: number): string => `${Number((share * 100).toPrecision(3))} %`;

function way(message: { readonly from: string; readonly to: string }, name: Naming): string {
  return `${name(message.from)} → ${name(message.to)}`;
}

/** A command's body as its writer would read it. */
function bodyText(body: Data): string {
  if (!isRecord(body)) return plain(body);
  const { do: verb, text, ...rest } = body;
  const parts = [typeof verb === 'string' ? verb.toUpperCase() : '', text === undefined ? '' : plain(text)];
  return [...parts, ...fields(rest)].filter((part) => part !== '').join(' ');
}

function detailText(detail: Data): string {
  if (detail === null || detail === undefined) return '';
  return isRecord(detail) ? `, ${fields(detail).join(', ')}` : `, ${plain(detail)}`;
}

export function fields(record: Readonly<Record<string, Data | undefined>>): string[] {
  return Object.entries(record).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key} ${plain(value)}`],
  );
}

const LONGEST = 200;

function plain(value: Data): string {
  const text =
    typeof value === 'string'
      ? value
      : value instanceof Uint8Array
        ? bytesText(value.length)
        : JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

function isRecord(value: Data): value is { readonly [key: string]: Data | undefined } {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array)
  );
}
