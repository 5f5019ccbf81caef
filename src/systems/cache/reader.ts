/** For whoever looks on: what messages between nodes say of a key, and what stands in a node's log. */
import type { Data } from '../../kernel/contract.ts';
import type { DiskContent } from '../../kernel/disk.ts';
import { ANNEX, decodeEffects } from '../../store/persistence/effects.ts';
import { framesOf } from '../../protocols/log-looks.ts';
import type { Carried, LogRecord, Reader } from '../registered.ts';
import type { Item } from './item.ts';
import type { Stamp } from './ledger.ts';
import type { Message } from './messages.ts';
import { printReply } from './print-reply.ts';
import type { Answer, Request } from './requests.ts';

export const cacheReader: Reader = { carried, asksFor, tail };

/** From whom it comes stands in `from` of the envelope; messages do not say it themselves. */
function carried(
  body: Data,
  from: string,
  key: string,
  isAbout: (operation: string) => boolean,
): Carried | null {
  const message = body as unknown as Message;
  switch (message.kind) {
    case 'copy':
      return known(message.steps.find((step) => step.key === key)?.stamp, from, true);
    case 'items':
      return ofItem(message.items, key, from);
    case 'quorum write':
      return ofItem(
        message.parcels.map(({ item }) => item),
        key,
        from,
      );
    case 'reply':
      return isAbout(message.operation) ? answered(message.outcome.value) : null;
    default:
      return null;
  }
}

function ofItem(items: readonly Item[], key: string, from: string): Carried | null {
  return known(items.find((item) => item.key === key)?.stamp, from, true);
}

function known(stamp: Stamp | undefined, has: string, comes: boolean): Carried | null {
  if (stamp === undefined || stamp.count === 0) return null;
  return { stamp: [stamp.epoch, stamp.count, stamp.node ?? ''], has, comes };
}

/** Who answers has what it answers with; in quorum mode it may have it from others. */
function answered(value: Data): Carried | null {
  if (typeof value !== 'object' || value === null) return null;
  const { node, version, epoch = 0, writer, isUnknown } = value as unknown as Answer;
  if (version === undefined || writer !== undefined || isUnknown === true) return null;
  return known({ epoch, count: version }, node, false);
}

function asksFor(body: Data, key: string): boolean {
  const { command } = (body ?? {}) as Partial<Request>;
  return Array.isArray(command) && command.slice(1).includes(key);
}

// --- The log ------------------------------------------------------------------------------------------------------------

function tail({ segments }: DiskContent, limit: number): readonly LogRecord[] {
  const records: LogRecord[] = [];
  for (const [file, chunks] of segments.toReversed()) {
    if (!file.startsWith('store/log-')) continue;
    const found = framesOf(chunks).slice(-(limit - records.length));
    records.unshift(
      ...found.map(({ payload, end }) => ({ text: recordText(payload), bytes: payload.length, file, end })),
    );
    if (records.length >= limit) break;
  }
  return records;
}

/** Its commands; what is kept of the keys beside them is only told where there are none. */
function recordText(payload: Uint8Array): string {
  try {
    const effects = decodeEffects(payload);
    const commands = effects.filter(({ database }) => database !== ANNEX);
    return (commands.length > 0 ? commands : effects).map(({ args }) => args.map(word).join(' ')).join(' · ');
  } catch {
    return '?';
  }
}

function word(bytes: string): string {
  const quoted = printReply(bytes);
  return /^"[^\s"\\]+"$/.test(quoted) ? quoted.slice(1, -1) : quoted;
}
