/** What clients do by themselves: they put, read and delete a number of keys. */
import type { Data } from '../../kernel/contract.ts';
import type { Deed } from '../../protocols/workload.ts';
import { pathOf } from '../request-asks.ts';
import { dataOf } from './asks.ts';

/** A value begins with its serial, so that it can be told whose it is, and is filled up to its size. */
export function askOfDeed({ what, key, serial, bytes }: Deed): Data {
  const path = pathOf('kv', `key:${key}`);
  const client = { command: 'workload' } as const;
  if (what === 'read') return dataOf({ method: 'GET', path, client });
  if (what === 'delete') return dataOf({ method: 'DELETE', path, client });
  // With its quotes.
  const text = bytes === null ? serial : serial.padEnd(bytes - 2, '.');
  return dataOf({ method: 'PUT', path, body: JSON.stringify(text), client });
}
