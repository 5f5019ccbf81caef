/** Messages and marks of a Chord store in plain words. */
import type { HistoryEvent, MessageRecord } from '../../../cluster/recorder.ts';
import type { Data } from '../../../kernel/contract.ts';
import type { Relayed, Replied } from '../../../systems/chord/messages.ts';
import type { Answer, Request } from '../../../systems/chord/requests.ts';
import type { Naming } from '../../event-words.ts';
import { words } from '../../words/panels.ts';

const LONGEST = 60;
type Fields = Readonly<Record<string, Data>>;

export function tellOfChord(event: HistoryEvent, name: Naming): string | null {
  if (event.what === 'sent') return messageText(event.message, name);
  if (event.what === 'note')
    return noteText(event.kind, name(event.node), (event.detail ?? {}) as Fields, name);
  if (event.what !== 'invoked' || !isRequest(event.body)) return null;
  const who = name(event.node);
  return words.event.asks(who, who === words.you, requestText(event.body));
}

function isRequest(body: Data): boolean {
  return typeof body === 'object' && body !== null && 'path' in body;
}

function messageText({ from, to, kind, body }: MessageRecord, name: Naming): string | null {
  const says = words.eventList.told;
  const who = name(from);
  const whom = name(to) === words.you ? says.toYou : name(to);
  const given = (body ?? {}) as Fields;
  if (kind === 'request') {
    const { body: asked } = (given['operation'] ?? {}) as { readonly body?: Data };
    return says.asks(who, who === words.you, whom, requestText(asked));
  }
  // A node's own reply has a path, and a client's has an outcome.
  if (kind === 'reply' && 'outcome' in given) {
    const { value } = given['outcome'] as { readonly value?: Data };
    return says.tells(who, whom, answerText(value));
  }
  return nodeText(kind, who, whom, given);
}

function nodeText(kind: string, who: string, whom: string, given: Fields): string | null {
  const { told } = words.chord;
  switch (kind) {
    case 'put':
    case 'get':
    case 'delete':
    case 'find successor':
      return told.passes(who, deedText(kind, given['body'] as unknown as Relayed), whom);
    case 'reply':
    case 'found':
      return told.tells(who, whom, replyText(kind, given['body'] as unknown as Replied));
    case 'ask': {
      const { deed, relayed } = given['body'] as unknown as { deed: string; relayed: Relayed };
      return told.asksOwner(who, whom, deedText(deed, relayed));
    }
    case 'answer':
    case 'cells':
      if (given['status'] === 410) return told.notMember(who, whom);
      return kind === 'cells' ? told.replicate(who, whom, cellsText(given)) : told.answer(who, whom);
    case 'handover':
      return told.handover(who, whom, countIn(given, 'cells'));
    case 'fetch':
      return told.fetch(who, whom, countIn(given, 'keys'));
    case 'offer':
      return told.offer(who, whom, countIn(given, 'cells'));
    case 'replicate':
      return told.replicate(who, whom, cellsText(given));
    case 'next':
    case 'ping':
    case 'neighbours':
    case 'keys':
    case 'compare':
    case 'notify':
    case 'leaving':
      return told[kind](who, whom);
    default:
      return null;
  }
}

function deedText(deed: string, { key, target }: Relayed): string {
  if (key === null) return words.chord.told.whose(target);
  return short(deed === 'find successor' ? `lookup ${key}` : `${deed} ${key}`);
}

function replyText(kind: string, { status, body, storer }: Replied): string {
  if (kind === 'found') return storer.id;
  return short(body === null || status >= 400 ? String(status) : `${status} ${String(body)}`);
}

function cellsOf(given: Fields): readonly { readonly key: string }[] {
  const { cells = [] } = (given['body'] ?? {}) as { readonly cells?: Data };
  return cells as unknown as readonly { readonly key: string }[];
}

function cellsText(given: Fields): string {
  const cells = cellsOf(given);
  const [only] = cells;
  return cells.length === 1 && only !== undefined
    ? short(only.key)
    : words.chord.told.keysCount(cells.length);
}

function countIn(given: Fields, field: 'cells' | 'keys'): number {
  const { [field]: list } = (given['body'] ?? {}) as Fields;
  return Array.isArray(list) ? list.length : 0;
}

function noteText(kind: string, who: string, given: Fields, name: Naming): string | null {
  const { noted } = words.chord;
  const other = name(String(given['successor'] ?? given['is'] ?? given['to'] ?? given['node'] ?? ''));
  const keys = Number(given['keys'] ?? 0);
  switch (kind) {
    case 'joined':
      return noted.joined(who, other);
    case 'refused':
      return noted.refused(who, String(given['why'] ?? ''));
    case 'adopted':
      return noted.adopted(who, other);
    case 'predecessor':
      return noted.predecessor(who, other);
    case 'took over':
      return noted.tookOver(who);
    case 'handed over':
      return noted.handedOver(who, other, keys);
    case 'filled':
      return noted.filled(who, keys);
    case 'leaving':
      return noted.leaving(who);
    case 'silent':
      return noted.silent(who, other);
    case 'repaired':
      return noted.repaired(who, keys);
    case 'dropped':
      return noted.dropped(who, keys);
    case 'cut off':
      return noted.cutOff(who);
    case 'met again':
      return noted.metAgain(who, other);
    default:
      return null;
  }
}

function requestText(body: Data | undefined): string {
  const { method = '', path = '', body: text = '' } = (body ?? {}) as Partial<Request>;
  return short([method, path, text].join(' ').trim());
}

function answerText(value: Data | undefined): string {
  const { status, json = '' } = (value ?? {}) as Partial<Answer>;
  return typeof status === 'number'
    ? short(`${status} ${json}`.trim())
    : short(JSON.stringify(value ?? null));
}

function short(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}
