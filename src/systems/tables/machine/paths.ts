/**
 * Where on the disk a table and an item stand: `tables/Music~1/The%20Beatles~9/Let%20It%20Be~92.json`.
 *
 * A key may be any text, and two keys are never one path, not even on a disk that takes `Music` and `music` for one name: what is no letter,
 * digit, `_` or `-` is written as the bytes of its UTF-8 in hexadecimal, and behind a `~` stands which of the letters are capitals, four to a
 * digit, the first letter being the lowest bit. So no part of a path has a dot or a slash of its own, and each can be read back.
 */
import { decodeText, encodeText } from '../../../kernel/bytes.ts';

const ROOT = 'tables';
/** Stands for no key at all; no key is written so. */
const NOTHING = '%_';
const TABLE_FILE = 'table.json';

export interface Place {
  readonly table: string;
  readonly partitionKey: string;
  /** Empty where the table has none: no key is empty. */
  readonly sortKey: string;
}

/** All files of a table begin so. */
export function folderOf(table: string): string {
  return `${ROOT}/${safePart(table)}/`;
}

export function fileOfTable(table: string): string {
  return `${folderOf(table)}${TABLE_FILE}`;
}

/** Null where the file is not that of a table. */
export function tableOf(file: string): string | null {
  return isFileOfTable(file) ? readPart(file.split('/')[1] as string) : null;
}

/** All items of a partition begin so. */
export function folderOfPartition(table: string, partitionKey: string): string {
  return `${folderOf(table)}${safePart(partitionKey)}/`;
}

export function fileOfItem({ table, partitionKey, sortKey }: Place): string {
  return `${folderOfPartition(table, partitionKey)}${safePart(sortKey)}.json`;
}

/** What a file of an item is called after; null where no item can stand in a file of this name. */
export function placeOf(file: string): Place | null {
  const [root, table, partition, name, ...more] = file.split('/');
  if (root !== ROOT || table === undefined || partition === undefined || name === undefined) return null;
  if (more.length > 0 || !name.endsWith('.json')) return null;
  const parts = [table, partition, name.slice(0, -'.json'.length)].map(readPart);
  const [tableName, partitionKey, sortKey] = parts as [string | null, string | null, string | null];
  if (tableName === null || partitionKey === null || sortKey === null) return null;
  return { table: tableName, partitionKey, sortKey };
}

/** Of a file of an item: the folder of its partition. */
export function folderAround(file: string): string {
  return file.slice(0, file.lastIndexOf('/') + 1);
}

export function isOfTables(file: string): boolean {
  return file.startsWith(`${ROOT}/`);
}

function isFileOfTable(file: string): boolean {
  return isOfTables(file) && file.endsWith(`/${TABLE_FILE}`) && file.split('/').length === 3;
}

// --- One part of a path -----------------------------------------------------------------------------------------------

export function safePart(text: string): string {
  if (text === '') return NOTHING;
  if (/^[a-z0-9_-]+$/.test(text)) return text;
  let written = '';
  const capitals: number[] = [];
  let letters = 0;
  for (const character of text) {
    const code = character.charCodeAt(0);
    if (isCapital(code)) mark(capitals, letters);
    if (isCapital(code) || isSmall(code)) letters += 1;
    written += isPlain(code) && character.length === 1 ? character : escaped(character);
  }
  const mask = capitals.map((digit) => digit.toString(16)).join('');
  return mask === '' ? written : `${written}~${mask}`;
}

/** Null where no text is written so. */
export function readPart(part: string): string | null {
  if (part === NOTHING) return '';
  if (/^[a-z0-9_-]+$/.test(part)) return part;
  const end = part.indexOf('~');
  const written = end < 0 ? part : part.slice(0, end);
  let text = '';
  let index = 0;
  while (index < written.length) {
    const [piece, next] =
      written[index] === '%' ? escapeAt(written, index) : [written[index] as string, index + 1];
    if (piece === null) return null;
    text += piece;
    index = next;
  }
  return text !== '' && safePart(text) === part ? text : null;
}

/** Sets the bit of a letter. */
function mark(capitals: number[], letter: number): void {
  const digit = letter >> 2;
  while (capitals.length <= digit) capitals.push(0);
  capitals[digit] = (capitals[digit] as number) | (1 << (letter & 3));
}

/** Half of a pair of surrogates has no UTF-8, and a byte order mark is lost where UTF-8 is read: `%ud800`, `%ufeff`. */
function escaped(character: string): string {
  const code = character.charCodeAt(0);
  const isLost = character.length === 1 && ((code >= 0xd800 && code <= 0xdfff) || code === 0xfeff);
  if (isLost) return `%u${code.toString(16)}`;
  if (code < 128) return `%${code.toString(16).padStart(2, '0')}`;
  return [...encodeText(character)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
}

/** A whole run of bytes is one or more characters, so it is read at once. */
function escapeAt(written: string, from: number): readonly [piece: string | null, next: number] {
  const lone = /^%u(d[89a-f][0-9a-f]{2}|feff)/.exec(written.slice(from, from + 6));
  if (lone) return [String.fromCharCode(parseInt(lone[1] as string, 16)), from + 6];
  const bytes: number[] = [];
  let index = from;
  for (;;) {
    const found = /^%([0-9a-f]{2})/.exec(written.slice(index, index + 3));
    if (!found) break;
    bytes.push(parseInt(found[1] as string, 16));
    index += 3;
  }
  return bytes.length === 0 ? [null, from] : [decodeText(new Uint8Array(bytes)), index];
}

function isCapital(code: number): boolean {
  return code >= 65 && code <= 90;
}

function isSmall(code: number): boolean {
  return code >= 97 && code <= 122;
}

function isPlain(code: number): boolean {
  return isCapital(code) || isSmall(code) || (code >= 48 && code <= 57) || code === 95 || code === 45;
}
