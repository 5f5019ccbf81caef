/** What a client asked last and what it was told: the line in the middle of the ring. */
import type { HistoryEvent } from '../cluster/recorder.ts';
import type { Data, Status } from '../kernel/contract.ts';

export interface Exchange {
  readonly client: string;
  readonly operation: string;
  readonly command: string;
  /** Null while the answer is on its way. */
  readonly ended: Status | null;
  readonly at: number;
}

export interface Conversation {
  /** Asked and not answered, the oldest first. */
  readonly open: ReadonlyMap<string, Exchange>;
  readonly last: Exchange | null;
}

export const SILENT: Conversation = { open: new Map(), last: null };

/** An operation whose end was never recorded must not be kept for ever. */
const OPEN_MOST = 64;

export function goOn(before: Conversation, events: readonly HistoryEvent[]): Conversation {
  const marks = events.filter(({ what }) => what === 'invoked' || what === 'settled');
  if (marks.length === 0) return before;
  const open = new Map(before.open);
  let { last } = before;
  for (const event of marks) {
    if (event.what === 'invoked') {
      const command = commandOf(event.body);
      const { at, node: client, operation } = event;
      if (command !== null) open.set(operation, { at, client, operation, command, ended: null });
      const [oldest] = open.keys();
      if (open.size > OPEN_MOST && oldest !== undefined) open.delete(oldest);
    } else if (event.what === 'settled') {
      const asked = open.get(event.operation);
      open.delete(event.operation);
      if (asked !== undefined) last = { ...asked, at: event.at, ended: event.outcome.status };
    }
  }
  return { open, last };
}

const COMMAND_MOST = 40;

function commandOf(body: Data): string | null {
  const { command } = (body ?? {}) as { readonly command?: unknown };
  if (!Array.isArray(command)) return null;
  const text = command.join(' ');
  return text.length > COMMAND_MOST ? `${text.slice(0, COMMAND_MOST - 1)}…` : text;
}
