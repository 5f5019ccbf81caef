/** A machine made of what stands in files: those of the node's disk after a start, or those that a snapshot brings. */
import { decodeText, encodeText } from '../../../kernel/bytes.ts';
import { compareText } from '../../../kernel/order.ts';
import { tableDelete, tableEntries, type Table } from '../../../kernel/table.ts';
import { seal, unseal } from '../sealed.ts';
import { readFile, writeItem, writeTable, type FileContent } from './files.ts';
import {
  clearMachine,
  endItem,
  endTable,
  isLater,
  newMachine,
  setItem,
  setTable,
  stampOfTable,
  type Files,
  type Machine,
} from './machine.ts';
import { fileOfTable, isOfTables, placeOf, tableOf } from './paths.ts';

/** A file that cannot be read. It is left where it is, and what it held is not in the machine. */
export interface Wrong {
  readonly file: string;
  readonly says: string;
}

export interface Opened {
  readonly machine: Machine;
  readonly wrong: readonly Wrong[];
}

/**
 * What is on the disk may be of no one instant: files of the last entries may be there or not. The log that is replayed over it makes it whole.
 * Until then there may be items without their table, and items of a table that is gone.
 */
export function openMachine(disk: Files): Opened {
  const machine = newMachine();
  const wrong: Wrong[] = [];
  for (const file of filesOf(disk)) {
    const content = contentOf(file, disk.get(file));
    if (typeof content === 'string') wrong.push({ file, says: `${whose(file)}${content}` });
    else if (!remember(machine, file, content)) disk.remove(file);
  }
  return { machine, wrong };
}

function contentOf(file: string, bytes: Uint8Array | undefined): FileContent | string {
  if (bytes === undefined) return 'It is a log and no file.';
  const text = unseal(bytes);
  return text === null ? 'It is not what was written: its checksum does not fit.' : readFile(file, text);
}

/** Everything, the stamps of what is gone too: a line for each file, its name and what is in it. */
export function saveMachine(machine: Machine): Uint8Array {
  return encodeText([...contents(machine)].map(([file, text]) => `${file} ${text}\n`).join(''));
}

/**
 * Replaces everything, files too. New files come first: when the disk is full in between, what is there is a mixture, each file of which is as
 * old as what was there or as new as what came, and the log from before can be replayed over it. The machine is changed at the end.
 */
export function installMachine(machine: Machine, disk: Files, bytes: Uint8Array): 'ok' | 'full' {
  const files = linesIn(decodeText(bytes));
  for (const [file, { text }] of files) if (disk.put(file, seal(text)) === 'full') return 'full';
  for (const file of filesOf(disk)) if (!files.has(file)) disk.remove(file);
  clearMachine(machine);
  for (const [file, { content }] of files) remember(machine, file, content);
  return 'ok';
}

/**
 * Stamps of what ended at this index or before go: the log has nothing older any more that could bring it back, and what it has is on the disk.
 * Answers how many went.
 */
export function forgetGone(machine: Machine, disk: Files, upTo: number): number {
  const old = [...tableEntries(machine.gone)].filter(([, stamp]) => !isLater(stamp, upTo));
  for (const [file] of old) {
    tableDelete(machine.gone, file);
    disk.remove(file);
  }
  return old.length;
}

/** A snapshot comes from a node like this one; what is none has been damaged on its way, and nothing of it is taken. */
function linesIn(
  snapshot: string,
): ReadonlyMap<string, { readonly text: string; readonly content: FileContent }> {
  const files = new Map<string, { text: string; content: FileContent }>();
  const lines = snapshot.split('\n');
  if (lines.pop() !== '') throw new Error('a snapshot ends in the middle of a line');
  for (const line of lines) {
    const blank = line.indexOf(' ');
    const file = line.slice(0, Math.max(0, blank));
    const text = line.slice(blank + 1);
    const content = readFile(file, text);
    if (typeof content === 'string') throw new Error(`a snapshot cannot be read: ${file}: ${content}`);
    files.set(file, { text, content });
  }
  return files;
}

/** In one order, whatever happened before. */
function* contents({ tables, items, gone }: Machine): Generator<readonly [file: string, text: string]> {
  for (const [name, cell] of inOrder(tables)) yield [fileOfTable(name), writeTable(name, cell.stamp, cell)];
  for (const [file, { stamp, place, item }] of inOrder(items)) yield [file, writeItem(place, stamp, item)];
  for (const [file, stamp] of inOrder(gone)) {
    const place = placeOf(file);
    yield [
      file,
      place === null ? writeTable(tableOf(file) ?? '', stamp, null) : writeItem(place, stamp, null),
    ];
  }
}

function inOrder<Value>(table: Table<Value>): readonly [string, Value][] {
  return [...tableEntries(table)].sort(([left], [right]) => compareText(left, right));
}

/** False for what is void: an item older than its table, or than the end of that. Files of tables are read before those of their items. */
function remember(machine: Machine, file: string, content: FileContent): boolean {
  if (content.is === 'table') {
    if (content.cell === null) endTable(machine, content.name, content.stamp);
    else setTable(machine, content.name, content.cell);
    return true;
  }
  const { place, stamp, item } = content;
  if (!isLater(stamp, stampOfTable(machine, place.table))) return false;
  if (item === null) endItem(machine, file, stamp);
  else setItem(machine, file, { stamp, place, item });
  return true;
}

function filesOf(disk: Files): readonly string[] {
  const files = disk.names().filter(isOfTables);
  return [
    ...files.filter((file) => tableOf(file) !== null),
    ...files.filter((file) => tableOf(file) === null),
  ];
}

/** What a file is of, by its name. */
function whose(file: string): string {
  const place = placeOf(file);
  if (place === null) return '';
  const { table, partitionKey, sortKey } = place;
  return `The item ${[partitionKey, sortKey].filter((key) => key !== '').join(', ')} of ${table}: `;
}
