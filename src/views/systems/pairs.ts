/**
 * Which message answers which, by what they say of themselves: two that answer each other have one text. It joins what the record of events does not,
 * where a node answers many at once.
 */
import type { MessageRecord } from '../../cluster/recorder.ts';
import type { Data } from '../../kernel/contract.ts';

type Fields = Readonly<Record<string, Data>>;

/** What an answer to this message would say; null where none is awaited. */
export function asking({ from, to, kind, body }: MessageRecord): string | null {
  const said = (body ?? {}) as Fields;
  switch (kind) {
    case 'request': {
      const { id = '' } = (said['operation'] ?? {}) as { readonly id?: string };
      return `reply ${to} ${from} ${id}`;
    }
    case 'copy':
      return `copied ${to} ${from} ${String(said['stream'])} ${String(said['sequence'])}`;
    case 'quorum write':
    case 'quorum read':
      return `${kind} ${to} ${from} ${String(said['errand'])} ${String(said['incarnation'])}`;
    default:
      return null;
  }
}

/** What this message answers; null where it answers nothing. */
export function answered({ from, to, kind, body }: MessageRecord): string | null {
  const said = (body ?? {}) as Fields;
  switch (kind) {
    case 'reply':
      return `reply ${from} ${to} ${String(said['operation'])}`;
    case 'copied':
      return `copied ${from} ${to} ${String(said['stream'])} ${String(said['sequence'])}`;
    case 'quorum kept':
      return `quorum write ${from} ${to} ${String(said['errand'])} ${String(said['incarnation'])}`;
    case 'quorum answer':
      return `quorum read ${from} ${to} ${String(said['errand'])} ${String(said['incarnation'])}`;
    default:
      return null;
  }
}
