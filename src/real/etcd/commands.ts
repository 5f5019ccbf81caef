/** A line at the prompt of a table store, as etcdctl is to be asked; or why it cannot be. */
import type { Data, Member, NodeId } from '../../kernel/contract.ts';
import type { Options } from '../../kernel/system.ts';
import type { Action } from '../../scenario/types.ts';
import { askOf } from '../../systems/tables/asks.ts';
import type { Command } from '../../systems/tables/commands.ts';
import { readLineOfTables } from '../../systems/tables/grammar/read.ts';
import { keysOfItem } from '../../systems/tables/machine/keys.ts';
import { newMachine } from '../../systems/tables/machine/machine.ts';
import { understand } from '../../systems/tables/routes.ts';
import { readTarget, type Target } from '../../systems/request-target.ts';
import type { Asker, RealCall } from '../counterpart.ts';
import { quoted } from '../shell.ts';
import { keyOfItem, keyOfTable, keysOfItems, keysOfPartition } from './keys.ts';

interface Keys {
  readonly partitionKeyName: string;
  readonly sortKeyName: string | null;
}

interface Manner {
  readonly tables: Map<string, Keys>;
  readonly reads: 's' | 'l';
}

/** An empty one: what is asked is understood without any table. */
const MACHINE = newMachine();

/** What a table demands of its items stands in the line that makes it, and the variables of the prompt in those that set them. */
export function tablesAsker(reads: 's' | 'l', options: Options): Asker {
  const tables = new Map<string, Keys>();
  let shell: Data = null;
  return (text, present) => {
    const line = readLineOfTables(text, present, shell, options);
    shell = line.shell ?? shell;
    if (!line.ok && line.acts !== undefined && line.acts.length > 0) {
      const acts = line.acts as unknown as readonly Action[];
      return acts.some((act) => act.do === 'option')
        ? leftOut('it starts the nodes in another folder, which would be another cluster of etcd')
        : { ok: 'acts', acts };
    }
    if (!line.ok)
      return line.outcome?.status === 'ok'
        ? { ok: true, call: ': the prompt itself answers' }
        : leftOut(line.says);
    if (askOf(line.body).client?.command === 'run-consistency-test')
      return leftOut('it is a test of several steps, which only Ringside’s client has');
    const to = line.to ?? present.find(isNode)?.id ?? '';
    try {
      return callOf(line.body, to, present.filter(isNode), { tables, reads });
    } catch (fault) {
      // Half of a pair of surrogates has no bytes that a key could have.
      if (fault instanceof URIError) return leftOut('it names a key that is no proper text');
      throw fault;
    }
  };
}

const isNode = ({ role }: Member): boolean => role === 'node';
const leftOut = (says: string): RealCall => ({
  ok: false,
  says: says.replace(/\s+/g, ' ').replace(/\.$/, ''),
});

function callOf(body: Data, to: NodeId, nodes: readonly Member[], { tables, reads }: Manner): RealCall {
  const target = readTarget(body);
  if (typeof target === 'string') return leftOut(target);
  const asked = understand(MACHINE, body);
  switch (asked.is) {
    case 'status':
      return { ok: true, call: `status_of ${to}` };
    case 'hand over':
      if (asked.to === null) return { ok: true, call: 'hand_over' };
      // What stands in a body may be anything.
      return nodes.some(({ id }) => id === asked.to)
        ? { ok: true, call: `hand_over ${asked.to}` }
        : leftOut('it names nobody who is there');
    case 'write':
      return writeOf(asked.command, to, tables);
    case 'read':
      return readOf(target, to, tables, reads);
    case 'refused':
      return leftOut(saidIn(asked.answer.body));
  }
}

function saidIn(body: Data): string {
  return (body as { readonly message?: string }).message ?? 'Ringside refuses it';
}

function writeOf({ type, payload }: Command, to: NodeId, tables: Map<string, Keys>): RealCall {
  const table = keyOfTable(payload.tableName);
  const isThere = `mod(${word(table)}) > "0"`;
  const call = (condition: string, ...deeds: readonly string[]): RealCall => ({
    ok: true,
    call: ['ask_if', to, ...[condition, ...deeds].map(quoted)].join(' '),
  });
  switch (type) {
    case 'CreateTableCommandType': {
      const { partitionKeyName, sortKeyName = null } = payload;
      if (!tables.has(payload.tableName)) tables.set(payload.tableName, { partitionKeyName, sortKeyName });
      return call(`mod(${word(table)}) = "0"`, put(table, { partitionKeyName, sortKeyName }));
    }
    case 'DeleteTableCommandType':
      tables.delete(payload.tableName);
      return call(isThere, `del ${word(table)}`, `del --prefix ${word(keysOfItems(payload.tableName))}`);
    case 'PutItemCommandType': {
      const keys = tables.get(payload.tableName);
      if (keys === undefined)
        return leftOut(`no line before it makes the table ${payload.tableName}, so its keys are not known`);
      const found = keysOfItem(keys, payload.item);
      if (!found.ok) return leftOut(found.says);
      return call(
        isThere,
        put(keyOfItem(payload.tableName, found.partitionKey, found.sortKey), payload.item),
      );
    }
    case 'DeleteItemCommandType':
      return call(
        isThere,
        `del ${word(keyOfItem(payload.tableName, payload.partitionKey, payload.sortKey ?? ''))}`,
      );
  }
}

function readOf(
  { parts, query }: Target,
  to: NodeId,
  tables: ReadonlyMap<string, Keys>,
  reads: 's' | 'l',
): RealCall {
  const [, table, last] = parts;
  const get = (...words: readonly string[]): RealCall => ({
    ok: true,
    call: ['ask', to, 'get', `--consistency=${reads}`, ...words].join(' '),
  });
  if (table === undefined) return get('--prefix', '--keys-only', 'tables/');
  const partitionKey = query.get('partitionKey') ?? '';
  if (last === 'items')
    return get('--print-value-only', quoted(keyOfItem(table, partitionKey, query.get('sortKey') ?? '')));
  const hasSortKey = tables.get(table)?.sortKeyName !== null;
  if (!hasSortKey) return get('--print-value-only', quoted(keyOfItem(table, partitionKey, '')));
  const prefix = query.get('sortKeyPrefix') ?? '';
  return get('--print-value-only', '--prefix', quoted(keysOfPartition(table, partitionKey, prefix)));
}

const put = (key: string, value: unknown): string => `put ${word(key)} ${word(JSON.stringify(value))}`;

/** As a transaction of etcdctl reads it. JSON has escaped what could end the line. */
const word = (text: string): string => `"${text.replace(/["\\]/g, (one) => `\\${one}`)}"`;
