/** The least of RESP2 that a test needs, its own: the engine's encoder must not be its own judge. Bytes are strings of codes 0–255. */
import { formatDouble } from '../../../src/store/doubles.ts';
import type { MapReply, Reply } from '../../../src/store/reply.ts';

export function encodeRequest(args: readonly string[]): string {
  return `*${args.length}\r\n${args.map((arg) => `$${arg.length}\r\n${arg}\r\n`).join('')}`;
}

export function encodeReply(reply: Reply): string {
  if (reply === null) return '$-1\r\n';
  if (typeof reply === 'string') return bulk(reply);
  if (typeof reply === 'number' || typeof reply === 'bigint') return `:${reply}\r\n`;
  if (Array.isArray(reply)) return list(reply as Reply[]);
  if ('status' in reply) return `+${reply.status}\r\n`;
  if ('error' in reply) return `-${reply.error}\r\n`;
  if ('nilArray' in reply) return '*-1\r\n';
  if ('double' in reply) return bulk(formatDouble(reply.double));
  if ('map' in reply) return list((reply as MapReply).map);
  if ('set' in reply) return list(reply.set);
  if ('push' in reply) return list(reply.push);
  if ('boolean' in reply) return `:${reply.boolean ? 1 : 0}\r\n`;
  return bulk((reply as { readonly verbatim: string }).verbatim);
}

function bulk(text: string): string {
  return `$${text.length}\r\n${text}\r\n`;
}

function list(items: readonly Reply[]): string {
  return `*${items.length}\r\n${items.map(encodeReply).join('')}`;
}

/** A reply taken apart: the type byte tells statuses from bulks. */
export interface Parsed {
  readonly type: '+' | '-' | ':' | '$' | '*';
  /** The text of a line or bulk; null for a nil. */
  readonly text: string | null;
  readonly items: readonly Parsed[];
  /** As it came. */
  readonly raw: string;
}

/** The reply that begins at an offset, and the offset behind it; undefined when there is not yet enough. */
export function readReply(bytes: string, from: number): readonly [Parsed, number] | undefined {
  const lineEnd = bytes.indexOf('\r\n', from);
  if (lineEnd < 0) return undefined;
  const type = bytes.charAt(from) as Parsed['type'];
  const line = bytes.slice(from + 1, lineEnd);
  let end = lineEnd + 2;
  let text: string | null = line;
  const items: Parsed[] = [];
  if (type === '$') {
    const length = Number(line);
    if (length < 0) text = null;
    else {
      if (bytes.length < end + length + 2) return undefined;
      text = bytes.slice(end, end + length);
      end += length + 2;
    }
  } else if (type === '*') {
    if (line === '-1') text = null;
    for (let left = Number(line); left > 0; left -= 1) {
      const item = readReply(bytes, end);
      if (item === undefined) return undefined;
      items.push(item[0]);
      end = item[1];
    }
  }
  return [{ type, text, items, raw: bytes.slice(from, end) }, end];
}

export function parseReply(raw: string): Parsed {
  const parsed = readReply(raw, 0);
  if (parsed === undefined || parsed[1] !== raw.length)
    throw new Error(`no whole reply: ${JSON.stringify(raw)}`);
  return parsed[0];
}
