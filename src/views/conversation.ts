/**
 * What clients asked and what they were told, from what was recorded: what a person typed last, what the one who reads asked last, and for each
 * who has handled anything of it.
 */
import type { HistoryEvent } from '../cluster/recorder.ts';
import type { Data, Status } from '../kernel/contract.ts';
import { isNewer } from '../kernel/stamps.ts';

/** A message that an operation caused. */
export interface Passed {
  readonly from: string;
  readonly to: string;
  readonly kind: string;
}

export interface Exchange {
  readonly client: string;
  readonly operation: string;
  readonly command: string;
  readonly words: readonly string[];
  /** Somebody typed it, or pressed what stands for it. */
  readonly isTyped: boolean;
  readonly began: number;
  /** Null while the answer is on its way. */
  readonly ended: Status | null;
  /** When it was answered; until then, when it was asked. */
  readonly at: number;
  /** What was said, as a prompt prints it, and by whom where the answer says so. */
  readonly text: string | null;
  readonly by: string | null;
  /** In the order in which it was handled, also what came after the answer. */
  readonly heard: readonly Passed[];
  /** Whether it arrives or not. */
  readonly sent: readonly Passed[];
  /** The message that brings the answer, and what it says, as soon as it is on its way. */
  readonly reply: { readonly name: string; readonly says: string } | null;
  /** Of a key of which something was promised before this was asked: no answer that is not older says less. */
  readonly atLeast: Version | null;
}

/** Which write of a key an answer speaks of, part by part; the larger one is newer. */
export type Version = readonly (number | string)[];

/** A read that was answered with less than had been promised before it was asked. */
export interface OldAnswer {
  readonly key: string;
  readonly by: string;
  readonly at: number;
}

export interface Conversation {
  /** Asked and not answered, the oldest first. */
  readonly open: ReadonlyMap<string, Exchange>;
  readonly last: Exchange | null;
  /** What was typed last, answered or not. */
  readonly typed: Exchange | null;
  /** For each key the newest write that somebody was told of. */
  readonly promised: ReadonlyMap<string, Version>;
  readonly old: OldAnswer | null;
}

export const SILENT: Conversation = {
  open: new Map(),
  last: null,
  typed: null,
  promised: new Map(),
  old: null,
};

/** An operation whose end was never recorded must not be kept for ever. */
const OPEN_MOST = 64;
const PASSED_MOST = 48;
const PROMISED_MOST = 2_000;

export function goOn(before: Conversation, events: readonly HistoryEvent[]): Conversation {
  if (!events.some(isOfOperation)) return before;
  const open = new Map(before.open);
  let { last, typed, promised, old } = before;
  const tells = new Set<string>();
  const note = (root: string, how: 'heard' | 'sent', passed: Passed): void => {
    const asked = open.get(root);
    if (asked !== undefined) open.set(root, withPassed(asked, how, passed));
    if (typed?.operation === root) typed = withPassed(typed, how, passed);
    if (last?.operation === root) last = withPassed(last, how, passed);
  };
  for (const event of events) {
    if (event.what === 'handled') {
      const { root, node, from, kind } = event;
      if (event.by === 'tell' && kind === 'command') tells.add(root);
      if (event.by !== 'arrival') continue;
      note(root, 'heard', { from, to: node, kind });
    } else if (event.what === 'sent' || event.what === 'dropped') {
      const { name, from, to, kind, body } = event.message;
      const root = rootOf(name);
      note(root, 'sent', { from, to, kind });
      const says = kind === 'reply' && typed?.operation === root ? saidIn(body) : null;
      if (says !== null && typed !== null) typed = { ...typed, reply: { name, says } };
    } else if (event.what === 'invoked') {
      const said = commandOf(event.body);
      const { at, node: client, operation } = event;
      if (said === null) continue;
      const asked: Exchange = {
        ...{
          at,
          client,
          operation,
          ...said,
          began: at,
          ended: null,
          text: null,
          by: null,
          heard: [],
          reply: null,
          sent: [],
        },
        isTyped: tells.has(operation),
        atLeast: promised.get(said.words[1] ?? '') ?? null,
      };
      open.set(operation, asked);
      if (asked.isTyped) typed = asked;
      const [oldest] = open.keys();
      if (open.size > OPEN_MOST && oldest !== undefined) open.delete(oldest);
    } else if (event.what === 'settled') {
      const asked = open.get(event.operation);
      open.delete(event.operation);
      if (asked === undefined) continue;
      const { outcome, text, at } = event;
      last = { ...asked, at, ended: outcome.status, text, by: answererOf(outcome.value) };
      if (typed?.operation === last.operation) typed = { ...last, reply: typed.reply };
      const [, key = ''] = asked.words;
      const version = outcome.status === 'ok' ? versionOf(outcome.value) : null;
      if (version === null) continue;
      if (asked.atLeast !== null && isNewer(asked.atLeast, version))
        old = { key, by: last.by ?? event.node, at };
      if (isNewer(version, promised.get(key) ?? [])) promised = withPromise(promised, key, version);
    }
  }
  return { open, last, typed, promised, old };
}

const OF_OPERATIONS: readonly HistoryEvent['what'][] = ['invoked', 'settled', 'handled', 'sent', 'dropped'];

function isOfOperation({ what }: HistoryEvent): boolean {
  return OF_OPERATIONS.includes(what);
}

const SAID_MOST = 12;

/** What a reply that goes well brings, in a word: `OK`, or the beginning of a value. */
function saidIn(body: Data | undefined): string | null {
  const { outcome } = (body ?? {}) as {
    readonly outcome?: { readonly status?: string; readonly value?: { readonly reply?: unknown } };
  };
  if (outcome?.status !== 'ok') return null;
  const reply = outcome.value?.reply;
  const { status } = (reply ?? {}) as { readonly status?: unknown };
  const text = typeof status === 'string' ? status : typeof reply === 'string' ? reply : '';
  return text.length > SAID_MOST ? `${text.slice(0, SAID_MOST - 1)}…` : text;
}

function withPassed(asked: Exchange, how: 'heard' | 'sent', passed: Passed): Exchange {
  return asked[how].length >= PASSED_MOST ? asked : { ...asked, [how]: [...asked[how], passed] };
}

/** The second part of a message's name: the operation that it goes back to. */
function rootOf(name: string): string {
  const start = name.indexOf('/') + 1;
  return name.slice(start, name.indexOf('/', start));
}

/** Answers that speak of one key say which write they know. */
function versionOf(value: Data): Version | null {
  const { epoch, version, writer = '' } = (value ?? {}) as Record<string, unknown>;
  if (typeof epoch !== 'number' || typeof version !== 'number') return null;
  return [epoch, version, String(writer)];
}

function withPromise(
  before: ReadonlyMap<string, Version>,
  key: string,
  version: Version,
): ReadonlyMap<string, Version> {
  const promised = new Map(before).set(key, version);
  const [oldest] = promised.keys();
  if (promised.size > PROMISED_MOST && oldest !== undefined) promised.delete(oldest);
  return promised;
}

function answererOf(value: Data): string | null {
  const { node } = (value ?? {}) as { readonly node?: unknown };
  return typeof node === 'string' ? node : null;
}

const COMMAND_MOST = 40;

function commandOf(body: Data): { readonly command: string; readonly words: readonly string[] } | null {
  const { command: words } = (body ?? {}) as { readonly command?: unknown };
  if (!Array.isArray(words)) return null;
  const text = words.join(' ');
  const command = text.length > COMMAND_MOST ? `${text.slice(0, COMMAND_MOST - 1)}…` : text;
  return { command, words: words.map(String) };
}
