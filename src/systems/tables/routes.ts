/**
 * What a request asks for: one table of paths and methods. Of a write only what is certain is judged here (is it JSON, has it keys, is it too
 * large); whether there is such a table, and what its keys are, is known for sure when the entry is applied.
 */
import type { Data, NodeId } from '../../kernel/contract.ts';
import { refusal, type Said } from './answers.ts';
import type { Command, Item } from './commands.ts';
import { isObject, readJson } from './json.ts';
import { BODY_MAX, faultOfText, KEY_MAX, NAME_MAX } from './limits.ts';
import type { Machine } from './machine/machine.ts';
import { getItem, listTables, queryItems } from './machine/read.ts';
import { faultOfTable } from './read-command.ts';
import { readTarget, type Target } from '../request-target.ts';

export type Asked =
  | { readonly is: 'write'; readonly command: Command }
  | { readonly is: 'read'; readonly answer: Said }
  | { readonly is: 'status' }
  /** To whom; null: to whoever has most. */
  | { readonly is: 'hand over'; readonly to: NodeId | null }
  | { readonly is: 'refused'; readonly answer: Said };

type Reader = (call: Call) => Asked;
type Methods = Readonly<Record<string, Reader>>;

interface Call {
  readonly machine: Machine;
  /** The name of the table; empty where the path names none. */
  readonly table: string;
  readonly query: ReadonlyMap<string, string>;
  readonly body: string;
}

const ROUTES: ReadonlyMap<string, Methods> = new Map<string, Methods>([
  ['/status', { GET: () => ({ is: 'status' }) }],
  ['/leader', { POST: handOver }],
  ['/tables', { GET: ({ machine }) => read(listTables(machine)), POST: createTable }],
  ['/tables/:name', { DELETE: ({ table }) => write('DeleteTableCommandType', { tableName: table }) }],
  ['/tables/:name/items', { GET: get, PUT: put, DELETE: remove }],
  ['/tables/:name/query', { GET: query }],
]);

/** Never throws, whatever a client has sent. */
export function understand(machine: Machine, request: Data): Asked {
  const target = readTarget(request);
  if (typeof target === 'string') return refuse(target);
  const { method, body } = target;
  if (faultOfText('The body', body, BODY_MAX) !== null && body !== '')
    return { is: 'refused', answer: refusal('TooLarge', `A request may have ${BODY_MAX} bytes.`) };
  const found = routeOf(target);
  if (found === null)
    return { is: 'refused', answer: refusal('NotFound', `There is nothing at ${target.path}.`) };
  const { methods, table } = found;
  const reader = Object.hasOwn(methods, method) ? methods[method] : undefined;
  if (reader === undefined) {
    const allowed = Object.keys(methods).join(', ');
    const message = `${target.path} takes ${allowed}, and not ${method}.`;
    return { is: 'refused', answer: refusal('MethodNotAllowed', message) };
  }
  const fault = table === null ? null : faultOfText('The table name', table, NAME_MAX);
  if (fault !== null) return refuse(fault);
  return reader({ machine, table: table ?? '', query: target.query, body });
}

function routeOf({ parts }: Target): { readonly methods: Methods; readonly table: string | null } | null {
  const [first, name, last, ...more] = parts;
  if (first === undefined || more.length > 0) return null;
  const pattern = [first, ...(name === undefined ? [] : [':name']), ...(last === undefined ? [] : [last])];
  const methods = ROUTES.get(`/${pattern.join('/')}`);
  return methods === undefined ? null : { methods, table: name ?? null };
}

function handOver({ body }: Call): Asked {
  if (body === '') return { is: 'hand over', to: null };
  const json = readJson(body);
  if (!json.ok) return refuse(json.says);
  const to = isObject(json.value) ? json.value['to'] : undefined;
  return typeof to === 'string'
    ? { is: 'hand over', to }
    : refuse('Whom to hand over to is said by { "to": "n2" }.');
}

function createTable({ body }: Call): Asked {
  const json = readJson(body);
  if (!json.ok) return refuse(json.says);
  if (!isObject(json.value)) return refuse('A table is described by a JSON object.');
  const { tableName, partitionKeyName, sortKeyName } = json.value;
  const fault =
    faultOfText('The table name', tableName, NAME_MAX) ?? faultOfTable(partitionKeyName, sortKeyName);
  if (fault !== null) return refuse(fault);
  return write('CreateTableCommandType', {
    tableName: tableName as string,
    partitionKeyName: partitionKeyName as string,
    ...(sortKeyName !== undefined && { sortKeyName: sortKeyName as string }),
  });
}

function put({ table, body }: Call): Asked {
  const json = readJson(body);
  if (!json.ok) return refuse(json.says);
  if (!isObject(json.value)) return refuse('An item is a JSON object.');
  return write('PutItemCommandType', { tableName: table, item: json.value as Item });
}

function get({ machine, table, query: asked }: Call): Asked {
  const keys = keysIn(asked);
  if (typeof keys === 'string') return refuse(keys);
  return read(getItem(machine, table, keys.partitionKey, keys.sortKey ?? ''));
}

function remove({ table, query: asked }: Call): Asked {
  const keys = keysIn(asked);
  if (typeof keys === 'string') return refuse(keys);
  return write('DeleteItemCommandType', { tableName: table, ...keys });
}

function query({ machine, table, query: asked }: Call): Asked {
  const partitionKey = asked.get('partitionKey') ?? '';
  const fault = faultOfText('partitionKey', partitionKey, KEY_MAX);
  if (fault !== null) return refuse(fault);
  return read(queryItems(machine, table, partitionKey, asked.get('sortKeyPrefix') ?? ''));
}

function keysIn(
  asked: ReadonlyMap<string, string>,
): { readonly partitionKey: string; readonly sortKey?: string } | string {
  const partitionKey = asked.get('partitionKey') ?? '';
  const sortKey = asked.get('sortKey');
  const fault = faultOfText('partitionKey', partitionKey, KEY_MAX);
  if (fault !== null) return fault;
  // Whoever leaves it out and whoever leaves it empty mean the same: that there is none.
  if (sortKey === undefined || sortKey === '') return { partitionKey };
  return faultOfText('sortKey', sortKey, KEY_MAX) ?? { partitionKey, sortKey };
}

function write<Type extends Command['type']>(
  type: Type,
  payload: Extract<Command, { type: Type }>['payload'],
): Asked {
  return { is: 'write', command: { type, payload } as Command };
}

function read(answer: Said): Asked {
  return { is: 'read', answer };
}

function refuse(message: string): Asked {
  return { is: 'refused', answer: refusal('BadRequest', message) };
}
