/** What clients do by themselves: they put items into a table of their own, read them, and make the table where there is none yet. */
import type { Data, Member, NodeId } from '../../kernel/contract.ts';
import type { Deed } from '../../protocols/workload.ts';
import { nodesAmong } from './addresses.ts';
import { pathOf } from '../request-asks.ts';
import { dataOf, isWrite, type Ask, type Trail } from './asks.ts';
import { isObject, readJson } from './json.ts';
import type { Request } from './requests.ts';

const TABLE = 'Workload';
const KEY_NAME = 'Key';
export const TABLE_PATH = pathOf('tables', TABLE);
const ITEMS_PATH = pathOf('tables', TABLE, 'items');
const client = { command: 'workload' } as const;

/** A value begins with its serial, so that it can be told whose it is, and is filled up to its size. */
export function askOfDeed({ what, key: number, serial, bytes }: Deed): Data {
  const path = ITEMS_PATH;
  const key = `key:${number}`;
  const query = { partitionKey: key };
  if (what === 'read') return dataOf({ method: 'GET', path, query, client });
  if (what === 'delete') return dataOf({ method: 'DELETE', path, query, client });
  const value = bytes === null ? serial : serial.padEnd(bytes, '.');
  return dataOf({ method: 'PUT', path, body: JSON.stringify({ [KEY_NAME]: key, Value: value }), client });
}

/** By request: whoever judges a long history asks again and again. */
const known = new WeakMap<Request, string | null>();

/** The key of an item of this table that is put, read or deleted; null of any other request. */
export function keyAsked(request: Request): string | null {
  if (request.path !== ITEMS_PATH) return null;
  let key = known.get(request);
  if (key === undefined) known.set(request, (key = keyIn(request)));
  return key;
}

function keyIn({ body, query }: Request): string | null {
  if (body === undefined) return query?.partitionKey ?? null;
  // Anybody may send anything to this table too.
  const json = readJson(body);
  const key = json.ok && isObject(json.value) ? json.value[KEY_NAME] : undefined;
  return typeof key === 'string' ? key : null;
}

/**
 * What to ask where the table is missing, or has just been made; null where it is all right as it is. Two clients may make it at once, so that it
 * is there already is as good. A read without a table finds nothing, and that is all.
 */
export function forTable(ask: Ask, trail: Trail, status: number, error: string): Ask | null {
  if (!isWrite(ask)) return null;
  if (trail.table === undefined && error === 'TableNotFound')
    return { ...TABLE_MADE, client, trail: { ...trail, table: 'making' } };
  const isThere = status === 201 || error === 'TableAlreadyExists';
  return trail.table === 'making' && isThere ? { ...ask, trail: { ...trail, table: 'made' } } : null;
}

const TABLE_MADE: Request = {
  method: 'POST',
  path: pathOf('tables'),
  body: JSON.stringify({ tableName: TABLE, partitionKeyName: KEY_NAME }),
};

/** Of writes that nobody is named for, each eighth goes to the next node in turn: a leader that is silent names no other. */
const WRITE_ASIDE = 8;

/** Reads go to all nodes in turn, writes to the one that is known to lead. */
export function nodeFor(ask: Ask, members: readonly Member[], leader: NodeId | null, serial: string): NodeId {
  const nodes = nodesAmong(members);
  const number = Number(/\d{1,9}$/.exec(serial)?.[0] ?? 0);
  const inTurn = nodes[Math.floor(number / (isWrite(ask) ? WRITE_ASIDE : 1)) % nodes.length]?.id ?? 'n1';
  if (!isWrite(ask) || leader === null || number % WRITE_ASIDE === 0) return inTurn;
  return nodes.some(({ id }) => id === leader) ? leader : inTurn;
}
