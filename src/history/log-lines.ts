/**
 * A node's own log, made of the history: what it noted, handled and was told, how it started and ended. Not what became of its messages on the way,
 * because no node knows that. A line is a level, who writes it, a word for what happened, and fields; as text it is logfmt or JSON.
 */
import type { HistoryEvent } from '../cluster/recorder.ts';
import type { Data, NodeId } from '../kernel/contract.ts';
import { LOG_LEVELS, type LogLevel, type NoteLevels } from '../kernel/log-level.ts';

type Fields = Readonly<Record<string, Data>>;

export interface LogLine {
  readonly at: number;
  readonly level: LogLevel;
  /** Empty for what was done to the whole cluster. */
  readonly node: NodeId;
  readonly says: string;
  readonly fields: Fields;
}

export function reaches(level: LogLevel, least: LogLevel): boolean {
  return LOG_LEVELS.indexOf(level) >= LOG_LEVELS.indexOf(least);
}

/** Null for what is in nobody's log. */
export function logLineOf(event: HistoryEvent, levels: NoteLevels): LogLine | null {
  const said = wordsOf(event, levels);
  if (said === null) return null;
  const { node = event.node, level, says, fields } = said;
  return { at: event.at, level, node, says, fields: withoutProofs(fields) as Fields };
}

interface Said extends Pick<LogLine, 'level' | 'says' | 'fields'> {
  readonly node?: NodeId;
}

function wordsOf(event: HistoryEvent, levels: NoteLevels): Said | null {
  switch (event.what) {
    case 'note': {
      const level = Object.hasOwn(levels, event.kind) ? (levels[event.kind] as LogLevel) : 'info';
      return { level, says: event.kind, fields: fieldsOf(event.detail) };
    }
    case 'started':
      return { level: 'info', says: 'started', fields: { incarnation: event.incarnation } };
    case 'stopped':
      return event.how === 'power'
        ? { level: 'error', says: 'power lost', fields: { bytesLost: event.bytesLost } }
        : { level: 'warn', says: 'program stopped', fields: {} };
    case 'crashed':
      return { level: 'error', says: 'crashed', fields: { error: event.says } };
    case 'left':
      return { level: 'info', says: 'left', fields: {} };
    case 'action':
      return actOf(event.action as unknown as Fields);
    case 'invoked':
      return {
        level: 'debug',
        says: 'asks',
        fields: { operation: event.operation, ...fieldsOf(event.body) },
      };
    case 'settled': {
      const { operation, outcome, text } = event;
      const { status } = outcome;
      return {
        level: status === 'ok' ? 'debug' : 'warn',
        says: 'hears',
        fields: { operation, status, text },
      };
    }
    case 'handled':
      return { level: 'debug', ...handledOf(event) };
    case 'dropped':
      // A full line is the receiver's own doing; all other losses nobody notices.
      return event.reason === 'overflow'
        ? {
            ...{ node: event.message.to, level: 'warn', says: 'line full' },
            fields: { from: event.message.from, kind: event.message.kind },
          }
        : null;
    case 'sent':
      return null;
  }
}

/** An act on one node stands in that one's log, as what its operator did; what somebody types in that of who types it. */
function actOf({ do: verb = null, at: _at, client, node, ...fields }: Fields): Said {
  const whom = typeof client === 'string' ? client : typeof node === 'string' ? node : '';
  return { node: whom, level: 'info', says: `operator: ${String(verb)}`, fields };
}

function handledOf(event: Extract<HistoryEvent, { what: 'handled' }>): Omit<Said, 'level'> {
  const { by, kind, from, root } = event;
  if (by === 'boot') return { says: 'boots', fields: {} };
  if (by === 'arrival') return { says: 'handles', fields: { kind, from, root } };
  return { says: by === 'timer' ? 'timer' : 'is told', fields: { kind } };
}

function fieldsOf(detail: Data): Fields {
  if (detail === null || detail === undefined) return {};
  const isRecord = typeof detail === 'object' && !Array.isArray(detail) && !(detail instanceof Uint8Array);
  return isRecord ? (detail as Fields) : { value: detail };
}

/** A password is its proof long before it comes here (see docs/architecture.md); whoever reads a log needs not even that, nor the part of it that an error quotes. */
const PROOF = /#[0-9a-f]{16,64}/g;

function withoutProofs(value: Data | undefined): Data | undefined {
  if (typeof value === 'string') return value.replace(PROOF, '#…');
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  if (Array.isArray(value)) return value.map((each) => withoutProofs(each as Data) as Data);
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, withoutProofs(field)]));
}

// --- As text ------------------------------------------------------------------------------------------------------------

/** `standing epoch=3 node=n2`: what a line says, without when, how loud and who. */
export function saidText({ says, fields }: Pick<LogLine, 'says' | 'fields'>): string {
  return [says, ...pairs(fields)].join(' ');
}

/** `time=1.250000 level=warn who=n1 msg=suspects node=n3`, as tools for logs read it. */
export function logfmtLine({ at, level, node, says, fields }: LogLine): string {
  const head = { time: secondsText(at), level, ...(node !== '' && { who: node }), msg: says };
  return [...pairs(head), ...pairs(fields, head)].join(' ');
}

export function jsonLine({ at, level, node, says, fields }: LogLine): string {
  return JSON.stringify({ at, level, node, msg: says, fields }, (_key, value: unknown) =>
    value instanceof Uint8Array ? [...value] : value,
  );
}

/** A field called as one of the head's says so, for no name may stand twice in a line. */
function pairs(fields: Fields, head: Fields = {}): string[] {
  return Object.entries(fields).flatMap(([name, value]) =>
    value === undefined
      ? []
      : [`${Object.hasOwn(head, name) ? 'field.' : ''}${bare(name)}=${valueText(value)}`],
  );
}

function bare(name: string): string {
  return name.replace(/[\s="]/g, '_');
}

const LONGEST = 400;

function valueText(value: Data): string {
  const plain =
    typeof value === 'string'
      ? value
      : value instanceof Uint8Array
        ? `${value.length}B`
        : JSON.stringify(value);
  const text = plain.length > LONGEST ? `${plain.slice(0, LONGEST)}…` : plain;
  return /^[^\s="\\\x00-\x1f]+$/.test(text) ? text : JSON.stringify(text);
}

function secondsText(micros: number): string {
  const text = String(micros).padStart(7, '0');
  return `${text.slice(0, -6)}.${text.slice(-6)}`;
}
