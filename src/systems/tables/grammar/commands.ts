/** The commands of the terminal, as data: their flags feed usage, help, and what is asked. */
import type { Flag } from '../../../terminal/flags.ts';
import { pathOf } from '../../request-asks.ts';
import type { CommandName } from '../asks.ts';
import type { Request } from '../requests.ts';

export interface CommandSpec {
  readonly name: Exclude<CommandName, 'workload' | 'run-consistency-test'>;
  readonly says: string;
  readonly flags: readonly Flag[];
  /** Which flags words without a flag stand for. */
  readonly places: readonly string[];
  readonly example: string;
  request(value: (flag: string) => string, has: (flag: string) => boolean): Request;
}

const TARGET: Flag = {
  name: 'target-addr',
  value: '<address>',
  isRequired: true,
  says: 'The node that is asked, such as localhost:8100. @n1 behind the command does as well.',
};
const TABLE: Flag = { name: 'table-name', value: '<name>', isRequired: true, says: 'The table.' };
const PARTITION: Flag = {
  name: 'partition-key',
  value: '<text>',
  isRequired: true,
  says: 'The partition key of the item.',
};
const SORT: Flag = {
  name: 'sort-key',
  value: '<text>',
  isRequired: false,
  says: 'The sort key of the item, where the table has one.',
};

const itemsOf = (table: string): string => pathOf('tables', table, 'items');

function keysOf(value: (flag: string) => string, has: (flag: string) => boolean): Record<string, string> {
  return {
    partitionKey: value('partition-key'),
    ...(has('sort-key') && { sortKey: value('sort-key') }),
  };
}

export const COMMANDS: readonly CommandSpec[] = [
  {
    name: 'create-table',
    says: 'Makes a table.',
    flags: [
      TARGET,
      TABLE,
      {
        name: 'partition-key-name',
        value: '<name>',
        isRequired: true,
        says: 'The attribute by which items are put together in partitions.',
      },
      {
        name: 'sort-key-name',
        value: '<name>',
        isRequired: false,
        says: 'The attribute by which the items of a partition are in order.',
      },
    ],
    places: ['table-name', 'partition-key-name', 'sort-key-name'],
    example:
      'create-table --target-addr localhost:8100 --table-name Music --partition-key-name Artist --sort-key-name SongTitle',
    request: (value, has) => ({
      method: 'POST',
      path: pathOf('tables'),
      body: JSON.stringify({
        tableName: value('table-name'),
        partitionKeyName: value('partition-key-name'),
        ...(has('sort-key-name') && { sortKeyName: value('sort-key-name') }),
      }),
    }),
  },
  {
    name: 'delete-table',
    says: 'Drops a table with all its items.',
    flags: [TARGET, TABLE],
    places: ['table-name'],
    example: 'delete-table --target-addr localhost:8100 --table-name Music',
    request: (value) => ({ method: 'DELETE', path: pathOf('tables', value('table-name')) }),
  },
  {
    name: 'put-item',
    says: 'Adds an item, or replaces the one with the same keys.',
    flags: [
      TARGET,
      TABLE,
      {
        name: 'item-data',
        value: '<JSON>',
        isRequired: true,
        says: 'The item: a JSON object with its keys.',
      },
    ],
    places: ['table-name', 'item-data'],
    example: 'put-item --target-addr localhost:8100 --table-name Music --item-data "$ITEM"',
    request: (value) => ({ method: 'PUT', path: itemsOf(value('table-name')), body: value('item-data') }),
  },
  {
    name: 'get-item',
    says: 'Reads one item, from what the node has.',
    flags: [TARGET, TABLE, PARTITION, SORT],
    places: ['table-name', 'partition-key', 'sort-key'],
    example:
      "get-item --target-addr localhost:8101 --table-name Music --partition-key 'Queen' --sort-key 'Don\\'t Stop Me Now'",
    request: (value, has) => ({
      method: 'GET',
      path: itemsOf(value('table-name')),
      query: keysOf(value, has),
    }),
  },
  {
    name: 'delete-item',
    says: 'Deletes one item.',
    flags: [TARGET, TABLE, PARTITION, SORT],
    places: ['table-name', 'partition-key', 'sort-key'],
    example:
      "delete-item --target-addr localhost:8100 --table-name Music --partition-key 'The Beatles' --sort-key 'Let It Be'",
    request: (value, has) => ({
      method: 'DELETE',
      path: itemsOf(value('table-name')),
      query: keysOf(value, has),
    }),
  },
  {
    name: 'query-items',
    says: 'Reads all items of a partition, in the order of their sort keys.',
    flags: [
      TARGET,
      TABLE,
      { ...PARTITION, says: 'The partition.' },
      {
        name: 'sort-key-prefix',
        value: '<text>',
        isRequired: false,
        says: 'Only items whose sort key begins so.',
      },
    ],
    places: ['table-name', 'partition-key', 'sort-key-prefix'],
    example:
      "query-items --target-addr localhost:8102 --table-name Music --partition-key 'Queen' --sort-key-prefix 'Don\\'t'",
    request: (value, has) => ({
      method: 'GET',
      path: pathOf('tables', value('table-name'), 'query'),
      query: {
        partitionKey: value('partition-key'),
        ...(has('sort-key-prefix') && { sortKeyPrefix: value('sort-key-prefix') }),
      },
    }),
  },
  {
    name: 'status',
    says: 'Tells how a node is, whom it takes for leader, and how far its log goes.',
    flags: [TARGET],
    places: [],
    example: 'status --target-addr localhost:8100',
    request: () => ({ method: 'GET', path: pathOf('status') }),
  },
];
