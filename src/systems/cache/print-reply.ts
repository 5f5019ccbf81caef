/** Replies as redis-cli shows them to a person. */
import type { Data } from '../../kernel/contract.ts';

export function printReply(reply: Data, indent = ''): string {
  if (reply === null) return '(nil)';
  if (typeof reply === 'number') return `(integer) ${reply}`;
  if (typeof reply === 'string') return quoted(reply);
  if (Array.isArray(reply)) return printList(reply as readonly Data[], indent);
  const { error, status, integer } = reply as Readonly<Record<string, Data>>;
  if (error !== undefined) return `(error) ${String(error)}`;
  return status === undefined ? `(integer) ${String(integer)}` : String(status);
}

function printList(items: readonly Data[], indent: string): string {
  if (items.length === 0) return '(empty array)';
  const width = String(items.length).length;
  return items
    .map((item, index) => {
      const number = `${String(index + 1).padStart(width)}) `;
      const lead = index === 0 ? '' : indent;
      return lead + number + printReply(item, `${indent}${' '.repeat(number.length)}`);
    })
    .join('\n');
}

/** Bytes that people cannot see come as escapes; UTF-8 stays as it was typed. */
function quoted(bytes: string): string {
  let text = '"';
  for (const character of decode(bytes)) {
    const code = character.codePointAt(0) as number;
    if (character === '"' || character === '\\') text += `\\${character}`;
    else if (character === '\n') text += '\\n';
    else if (character === '\r') text += '\\r';
    else if (character === '\t') text += '\\t';
    else if (code < 32 || code === 127 || (code >= 0xdc80 && code <= 0xdcff))
      text += `\\x${(code & 0xff).toString(16).padStart(2, '0')}`;
    else text += character;
  }
  return `${text}"`;
}

/** UTF-8; a byte that is no part of any becomes a lone surrogate, which no text holds. */
function decode(bytes: string): string {
  let text = '';
  for (let index = 0; index < bytes.length;) {
    const first = bytes.charCodeAt(index);
    const length = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0;
    let code = length === 1 ? first : first & (0x7f >> length);
    let isSound = length > 0 && index + length <= bytes.length && first < 0xf5;
    for (let more = 1; isSound && more < length; more += 1) {
      const next = bytes.charCodeAt(index + more);
      if ((next & 0xc0) !== 0x80) isSound = false;
      code = (code << 6) | (next & 0x3f);
    }
    const isValid =
      isSound && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) && code >= LEAST[length]!;
    text += isValid ? String.fromCodePoint(code) : String.fromCharCode(0xdc00 + first);
    index += isValid ? length : 1;
  }
  return text;
}

/** The smallest code that needs so many bytes; anything less is an overlong form. */
const LEAST = [0, 0, 0x80, 0x800, 0x10000];
