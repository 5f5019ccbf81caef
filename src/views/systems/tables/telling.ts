/** Messages and marks of a table store in plain words. */
import type { HistoryEvent, MessageRecord } from '../../../cluster/recorder.ts';
import type { Data } from '../../../kernel/contract.ts';
import type { RaftMessage } from '../../../systems/tables/messages.ts';
import type { Request } from '../../../systems/tables/requests.ts';
import type { Naming } from '../../event-words.ts';
import { bytesText } from '../../numbers.ts';
import { words } from '../../words/panels.ts';

const LONGEST = 60;
type Fields = Readonly<Record<string, Data>>;

export function tellOfTables(event: HistoryEvent, name: Naming): string | null {
  if (event.what === 'sent') return messageText(event.message, name);
  if (event.what === 'note')
    return noteText(event.kind, name(event.node), (event.detail ?? {}) as Fields, name);
  // What was done at the prompt itself asks nobody for anything.
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
  switch (kind) {
    case 'request': {
      const { body: asked } = (given['operation'] ?? {}) as { readonly body?: Data };
      return says.asks(who, who === words.you, whom, requestText(asked));
    }
    case 'reply': {
      const { value } = (given['outcome'] ?? {}) as { readonly value?: Data };
      return says.tells(who, whom, answerText(value));
    }
    default: {
      const message = { kind, ...given } as unknown as RaftMessage;
      const text = raftText(message, who, whom);
      if (text === null) return null;
      const { inTerm, ofTerm } = words.tables.told;
      return (/vote$/.test(kind) ? inTerm : ofTerm)(text, termOf(message));
    }
  }
}

/** An answer to somebody who only asked whether it would be elected is of the term that was asked for. */
function termOf(message: RaftMessage): number {
  return message.kind === 'vote' && message.isPreVote ? message.asked : message.term;
}

function raftText(message: RaftMessage, who: string, whom: string): string | null {
  const { told } = words.tables;
  switch (message.kind) {
    case 'request vote':
      return (message.isPreVote ? told.preVote : told.requestVote)(who, whom);
    case 'vote':
      if (!message.isGranted) return told.refuses(who, whom);
      return (message.isPreVote ? told.wouldGrant : told.grants)(who, whom);
    case 'heartbeat':
      return told.beat(who, whom);
    case 'append entries': {
      const [first] = message.entries ?? [];
      const last = message.entries?.at(-1);
      if (first === undefined || last === undefined) return told.commit(who, whom, message.leaderCommit);
      return told.append(who, whom, first.index, last.index);
    }
    case 'appended':
    case 'heard':
      return message.isSuccess
        ? told.has(who, whom, message.matchIndex)
        : told.conflict(who, whom, message.conflictIndex);
    case 'install snapshot': {
      const { offset, total, data } = message;
      const there = offset + (data?.length ?? 0);
      return told.snapshot(who, whom, bytesText(there), bytesText(total));
    }
    case 'snapshot received':
      return (message.isInstalled ? told.installed : told.received)(who, whom);
    case 'timeout now':
      return told.timeoutNow(who, whom);
    case 'forgotten':
      return told.forgotten(who, whom);
    default:
      return null;
  }
}

function noteText(kind: string, who: string, given: Fields, name: Naming): string | null {
  const says = words.tables.noted;
  const term = Number(given['term']);
  const other = name(String(given['for'] ?? given['to'] ?? given['node'] ?? ''));
  switch (kind) {
    case 'stands for election':
      return words.tables.told.inTerm(says.stands(who), term);
    case 'voted':
      return words.tables.told.inTerm(says.voted(who, other), term);
    case 'elected':
      return words.tables.told.inTerm(says.elected(who, Number(given['votes'])), term);
    case 'stepped down':
      return says.steppedDown(who);
    case 'lost its majority':
      return says.lostMajority(who);
    case 'hands over':
      return says.handsOver(who, other);
    case 'members':
      return given['next'] === null
        ? says.members(who, namesOf(given['voters'], name))
        : says.changes(who, namesOf(given['next'], name));
    case 'compacted':
      return says.compacted(who, Number(given['upTo']));
    case 'snapshot sent':
      return says.snapshotSent(who, other, Number(given['upTo']));
    case 'snapshot installed':
      return says.snapshotInstalled(who, Number(given['upTo']));
    case 'stopped':
      return says.stopped(who, String(given['why'] ?? ''));
    case 'has forgotten':
      return says.hasForgotten(who);
    case 'forgotten':
      return says.heardForgotten(who, other);
    default:
      return null;
  }
}

function namesOf(ids: Data | undefined, name: Naming): string {
  return Array.isArray(ids) ? ids.map((id) => name(String(id))).join(', ') : '';
}

function requestText(body: Data | undefined): string {
  const { method = '', path = '', query = {}, body: text = '' } = (body ?? {}) as Partial<Request>;
  const asked = Object.entries(query).map(([key, value]) => `${key}=${value}`);
  return short([method, asked.length === 0 ? path : `${path}?${asked.join('&')}`, text].join(' ').trim());
}

function answerText(value: Data | undefined): string {
  const { status, body } = (value ?? {}) as { readonly status?: Data; readonly body?: Data };
  if (typeof status !== 'number') return short(JSON.stringify(value ?? null));
  return short(body === undefined || body === null ? String(status) : `${status} ${JSON.stringify(body)}`);
}

function short(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}
