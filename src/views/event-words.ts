/** What happened, in a sentence: each event of the history and each act of a script, with people's names for nodes. */
import type { HistoryEvent } from '../cluster/recorder.ts';
import type { Data } from '../kernel/contract.ts';
import type { Action, LatencyLaw, LinkAction, PartitionAction, Verb } from '../scenario/types.ts';
import { bytesText, durationText } from './numbers.ts';

export type Naming = (id: string) => string;

const WHY_LOST: Readonly<Record<string, (to: string) => string>> = {
  chance: () => 'by chance',
  block: () => 'this direction is blocked',
  partition: () => 'the network is cut between them',
  isolated: () => 'one of them is cut off',
  dead: (to) => `${to} is down`,
  nobody: () => 'nobody has this id',
  overflow: (to) => `too many wait at ${to}`,
  hand: () => 'taken out by hand',
};

export function eventText(event: HistoryEvent, name: Naming): string {
  const who = name(event.node);
  switch (event.what) {
    case 'action':
      return actionText(event.action, name);
    case 'started':
      return event.incarnation === 1
        ? `${who} starts.`
        : `${who} starts again, for the ${ordinal(event.incarnation)} time.`;
    case 'stopped':
      return stoppedText(who, event.how, event.bytesLost);
    case 'crashed':
      return `${who} stopped by itself: ${event.says}`;
    case 'left':
      return `${who} has handed over what it had, and leaves.`;
    case 'note':
      return `${who}: ${event.kind}${detailText(event.detail)}`;
    case 'invoked':
      return `${who} ${who === 'You' ? 'ask' : 'asks'}: ${bodyText(event.body)}`;
    case 'settled':
      return `${who} ${who === 'You' ? 'hear' : 'hears'}: ${event.text}`;
    case 'handled':
      return handledText(event, who, name);
    case 'sent':
      return `${way(event.message, name)} ${event.message.kind}`;
    case 'dropped': {
      const { message, reason } = event;
      return `${way(message, name)} ${message.kind} lost: ${WHY_LOST[reason]?.(name(message.to)) ?? reason}`;
    }
  }
}

function stoppedText(who: string, how: 'power' | 'process', bytesLost: number): string {
  if (how === 'process') return `${who}’s program stopped. What it wrote is kept.`;
  if (bytesLost === 0) return `${who} lost its power. Nothing that it wrote was lost.`;
  const were = bytesLost === 1 ? '1 byte was' : `${bytesLost} bytes were`;
  return `${who} lost its power. ${were} not on disk yet.`;
}

function handledText(event: Extract<HistoryEvent, { what: 'handled' }>, who: string, name: Naming): string {
  switch (event.by) {
    case 'boot':
      return `${who} boots`;
    case 'tell':
      return `${who} is told: ${event.kind}`;
    case 'timer':
      return `${who}’s timer: ${event.kind}`;
    case 'arrival':
      return `${who} ← ${name(event.from)} ${event.kind}${event.copy > 0 ? ', a second time' : ''}`;
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
    if (because === 'hung') return `${name(node)} did not answer for 5 s and was stopped.`;
    if (because === 'lost') return `The worker of ${name(node)} ended, and so it was stopped.`;
    const done = how === 'power' ? `Pull the plug of ${name(node)}` : `Stop the program of ${name(node)}`;
    return because === undefined ? done : `${done}: ${because}`;
  },
  restart: ({ node }, name) => `Restart ${name(node)}`,
  wipe: ({ node }, name) => `Wipe the disk of ${name(node)}`,
  freeze: ({ node }, name) => `Freeze ${name(node)}`,
  thaw: ({ node }, name) => `Thaw ${name(node)}`,
  isolate: ({ node }, name) => `Cut ${name(node)} off`,
  remove: ({ node }, name) => `Remove ${name(node)}`,
  weight: ({ node, weight }, name) => `${name(node)} has weight ${weight}`,
  slow: ({ node, times }, name) =>
    times === 1 ? `${name(node)} works at its usual speed` : `${name(node)} works ${times} times slower`,
  partition: (action, name) => `Cut the network${sidesText(action, name)}`,
  heal: ({ node }, name) => (node === undefined ? 'Heal the network' : `Connect ${name(node)} again`),
  link: (action, name) => linkText(action, name),
  message: (action) => {
    const done =
      action.act === 'delay'
        ? `Delay by ${durationText(action.by)}`
        : action.act === 'drop'
          ? 'Drop'
          : 'Double';
    return `${done}: ${action.name}`;
  },
  add: ({ node, name: wished }) => `Add ${wished === node ? node : `${wished} (${node})`}`,
  rebalance: () => 'Rebalance',
  skew: ({ node, by, drift }, name) => {
    if (by === 0 && drift === 0) return `The clock of ${name(node)} is right again`;
    const wrong = by === 0 ? 'drifts' : `is ${durationText(Math.abs(by))} ${by < 0 ? 'slow' : 'fast'}`;
    return `The clock of ${name(node)} ${wrong}${drift === 0 ? '' : ` (${drift} in a million)`}`;
  },
  disk: ({ node, act, times }, name) => `The disk of ${name(node)} ${diskText(act, times)}`,
  command: ({ client, text }, name) =>
    name(client) === 'You' ? `You type ${text}` : `${name(client)} types ${text}`,
  option: ({ name: option, value }) => `${option} = ${String(value)}`,
  dice: ({ salt }) => `Throw the dice anew (${salt})`,
};

/** Who stands on which side of a cut network. */
export function sidesText(
  { groups, oneWay }: Pick<PartitionAction, 'groups' | 'oneWay'>,
  name: Naming,
): string {
  const sides = groups.map((group) => group.map(name).join(', '));
  if (oneWay) return ` one way: ${sides.join(' → ')}`;
  return `: ${[...sides, ...(groups.length === 1 ? ['the others'] : [])].join(' | ')}`;
}

function linkText(action: LinkAction, name: Naming): string {
  const end = (id: string): string => (id === '*' ? 'everybody' : name(id));
  const link = `${end(action.from)} ${action.both ? '↔' : '→'} ${end(action.to)}`;
  if (action.clear) return `${link}: as usual again`;
  const { latency, drop, duplicate, reorder, bandwidth, block } = action;
  const said = [
    block === true && 'blocked',
    block === false && 'open',
    latency && `takes ${latencyText(latency)}`,
    drop !== undefined && `loses ${percent(drop)}`,
    duplicate !== undefined && `doubles ${percent(duplicate)}`,
    reorder !== undefined && `reorders ${percent(reorder)}`,
    bandwidth !== undefined && `${bytesText(bandwidth)} a second`,
  ];
  return `${link}: ${said.filter(Boolean).join(', ')}`;
}

function diskText(act: string, times: number | undefined): string {
  const strikes = times === undefined || times === 1 ? '' : ` (${times} times)`;
  switch (act) {
    case 'full':
      return 'is full';
    case 'slow':
      return `is ${times ?? 10} times slower`;
    case 'torn':
      return `tears its last write${strikes}`;
    case 'corrupt':
      return `changes a bit${strikes}`;
    case 'fail':
      return times === undefined
        ? 'fails to sync'
        : `fails to sync ${times === 1 ? 'once' : `${times} times`}`;
    default:
      return 'is well again';
  }
}

function latencyText(law: LatencyLaw): string {
  if ('mean' in law) return `about ${durationText(law.mean)}`;
  return law.min === law.max ? durationText(law.min) : `${durationText(law.min)} to ${durationText(law.max)}`;
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

function ordinal(count: number): string {
  const last = count % 100 > 10 && count % 100 < 14 ? 0 : count % 10;
  return `${count}${['th', 'st', 'nd', 'rd'][last] ?? 'th'}`;
}
