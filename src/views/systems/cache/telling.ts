/** Messages of the cache in plain words; those that only keep the cluster together are told by their kind. */
import type { HistoryEvent, MessageRecord } from '../../../cluster/recorder.ts';
import type { Data } from '../../../kernel/contract.ts';
import type { Naming } from '../../event-words.ts';
import { words } from '../../words/panels.ts';

const LONGEST = 60;

export function tellOfCache(event: HistoryEvent, name: Naming): string | null {
  if (event.what === 'sent') return messageText(event.message, name);
  if (event.what === 'note') return noteText(event, name);
  return event.what === 'invoked' ? askingText(event, name) : null;
}

function askingText({ node, body }: Extract<HistoryEvent, { what: 'invoked' }>, name: Naming): string | null {
  const { command } = (body ?? {}) as { readonly command?: Data };
  const who = name(node);
  return Array.isArray(command) ? words.event.asks(who, who === words.you, short(command.join(' '))) : null;
}

function noteText(
  { node, kind, detail }: Extract<HistoryEvent, { what: 'note' }>,
  name: Naming,
): string | null {
  const says = words.eventList.noted;
  const given = (detail ?? {}) as Readonly<Record<string, Data>>;
  const who = name(node);
  const other = name(String(given['node'] ?? given['to'] ?? ''));
  switch (kind) {
    case 'suspects':
      return says.suspects(who, other);
    case 'trusted':
      return says.trusts(who, other);
    case 'standing':
      return given['standing'] === 'down' ? says.gone(who, other) : says.back(who, other);
    case 'repair':
      return says.repairs(who, String(given['key'] ?? ''), other);
    case 'move begun':
      return says.moveBegun(who);
    case 'move over':
      return says.moveOver(who);
    case 'moved in':
      return says.movedIn(who, Number(given['keys']), name(String(given['from'])));
    case 'failover':
      return says.failover(who, other);
    case 'caught up':
      return says.caughtUp(who);
    default:
      return null;
  }
}

function messageText({ from, to, kind, body }: MessageRecord, name: Naming): string | null {
  const says = words.eventList.told;
  const who = name(from);
  const isYou = who === words.you;
  const whom = name(to) === words.you ? says.toYou : name(to);
  const given = (body ?? {}) as Readonly<Record<string, Data>>;
  switch (kind) {
    case 'request': {
      const { command } = (given['operation'] as { readonly body?: { readonly command?: Data } })?.body ?? {};
      return Array.isArray(command) ? says.asks(who, isYou, whom, short(command.join(' '))) : null;
    }
    case 'reply': {
      const { value = null } = (given['outcome'] ?? {}) as { readonly value?: Data };
      const { reply = null } = (value ?? {}) as { readonly reply?: Data };
      return says.tells(who, whom, replyText(reply));
    }
    case 'copy':
      return says.copies(who, keysText(keysAt(given['steps'], ['key'])), whom);
    case 'quorum write':
      return says.copies(who, keysText(keysAt(given['parcels'], ['item', 'key'])), whom);
    case 'items':
      return says.copies(who, keysText(keysAt(given['items'], ['key'])), whom);
    case 'copied':
    case 'quorum kept':
    case 'taken':
      return says.saved(who, whom);
    case 'quorum read':
      return says.reads(who, keysText(keysAt(given['keys'], [])), whom);
    case 'quorum answer':
      return says.answers(who, whom);
    default:
      return null;
  }
}

function keysAt(list: Data | undefined, path: readonly string[]): readonly string[] {
  if (!Array.isArray(list)) return [];
  return list.map((each: Data) => {
    const found = path.reduce<Data | undefined>(
      (at, step) => (at as Readonly<Record<string, Data>> | null)?.[step],
      each,
    );
    return typeof found === 'string' ? found : '';
  });
}

function keysText(keys: readonly string[]): string {
  const [only] = keys;
  return keys.length === 1 && only !== undefined ? short(only) : words.eventList.told.keys(keys.length);
}

function replyText(reply: Data): string {
  if (reply === null) return '(nil)';
  if (typeof reply !== 'object') return short(typeof reply === 'string' ? `"${reply}"` : String(reply));
  const { status, error } = reply as { readonly status?: Data; readonly error?: Data };
  return short(
    typeof status === 'string' ? status : typeof error === 'string' ? error : JSON.stringify(reply),
  );
}

function short(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}
