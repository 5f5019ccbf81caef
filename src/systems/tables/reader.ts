/** For whoever looks on: what stands on the disk of a node, record by record. Of keys on a ring a table store knows nothing. */
import { decodeText } from '../../kernel/bytes.ts';
import type { DiskContent } from '../../kernel/disk.ts';
import type { Options } from '../../kernel/system.ts';
import { framesOf } from '../../protocols/log-looks.ts';
import type { LogRecord, Reader } from '../registered.ts';
import { folderOfRoot, rootOf } from './data-root.ts';
import type { LogRecordOfRaft } from './raft/storage.ts';

export const tablesReader: Reader = { carried: () => null, asksFor: () => false, tail };

function tail({ segments }: DiskContent, limit: number, options: Options): readonly LogRecord[] {
  const own = `${folderOfRoot(rootOf(options['dataRoot']))}raft/log-`;
  const records: LogRecord[] = [];
  for (const [file, chunks] of segments.toReversed()) {
    if (!file.startsWith(own)) continue;
    const found = framesOf(chunks).slice(-(limit - records.length));
    records.unshift(
      ...found.map(({ payload, end }) => ({ text: textOf(payload), bytes: payload.length, file, end })),
    );
    if (records.length >= limit) break;
  }
  return records;
}

function textOf(payload: Uint8Array): string {
  try {
    return inWords(JSON.parse(decodeText(payload)) as LogRecordOfRaft);
  } catch {
    return `${payload.length} bytes that are no record`;
  }
}

function inWords(record: LogRecordOfRaft): string {
  switch (record[0]) {
    case 'term':
      return `term ${record[1]}, ${record[2] === null ? 'no vote' : `vote for ${record[2]}`}`;
    case 'entry': {
      const { index, term, kind, command } = record[1];
      return `entry ${index} of term ${term}: ${command ?? kind}`;
    }
    case 'cut':
      return `entries from ${record[1]} on are gone`;
    case 'founders':
      return `founders ${record[1].voters.join(', ')}`;
  }
}
