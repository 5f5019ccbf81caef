/** Logs of tables for tests: entries by hand, and entries by chance that meet each other often. */
import fc from 'fast-check';
import type { Command, Item } from '../../../../src/systems/tables/commands.ts';
import { apply, type Applied } from '../../../../src/systems/tables/machine/apply.ts';
import type { Machine } from '../../../../src/systems/tables/machine/machine.ts';
import type { PaperDisk } from '../../../protocols/paper-disk.ts';

export const create = (tableName: string, partitionKeyName: string, sortKeyName?: string): Command => ({
  type: 'CreateTableCommandType',
  payload: { tableName, partitionKeyName, ...(sortKeyName !== undefined && { sortKeyName }) },
});
export const drop = (tableName: string): Command => ({
  type: 'DeleteTableCommandType',
  payload: { tableName },
});
export const put = (tableName: string, item: Item): Command => ({
  type: 'PutItemCommandType',
  payload: { tableName, item },
});
export const remove = (tableName: string, partitionKey: string, sortKey?: string): Command => ({
  type: 'DeleteItemCommandType',
  payload: { tableName, partitionKey, ...(sortKey !== undefined && { sortKey }) },
});

/** The first entry has the index 1. */
export function applyAll(machine: Machine, disk: PaperDisk, log: readonly Command[]): Applied[] {
  return log.map((command, index) => apply(machine, disk, JSON.stringify(command), index + 1));
}

const table = fc.constantFrom('T', 't');
const key = fc.constantFrom('a', 'ab', 'A', '..', '');
const value = fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<never>;

const entry: fc.Arbitrary<Command> = fc.oneof(
  { weight: 2, arbitrary: fc.tuple(table, fc.constantFrom('p', 's')).map(([name, pk]) => create(name, pk)) },
  { weight: 2, arbitrary: table.map((name) => create(name, 'p', 's')) },
  { weight: 2, arbitrary: table.map(drop) },
  {
    weight: 8,
    arbitrary: fc.tuple(table, key, key, value).map(([name, p, s, v]) => put(name, { p, s, v })),
  },
  { weight: 4, arbitrary: fc.tuple(table, key).map(([name, p]) => remove(name, p)) },
  { weight: 4, arbitrary: fc.tuple(table, key, key).map(([name, p, s]) => remove(name, p, s)) },
);

/** Each begins with a table, so that there is one most of the time. */
export const logs: fc.Arbitrary<readonly Command[]> = fc
  .array(entry, { maxLength: 40 })
  .map((rest) => [create('T', 'p', 's'), create('t', 'p'), ...rest]);

/** Every file and what is in it. */
export function tree({ files }: PaperDisk): Record<string, string> {
  return Object.fromEntries(files.names().map((name) => [name, new TextDecoder().decode(files.get(name))]));
}
