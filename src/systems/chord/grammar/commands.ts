/** The commands of the prompt, as data: they feed usage, help, and what is asked. */
import { pathOf } from '../../request-asks.ts';
import type { CommandName } from '../asks.ts';
import type { Request } from '../requests.ts';

export interface CommandSpec {
  readonly name: Exclude<CommandName, 'workload' | 'leave'>;
  readonly says: string;
  /** What stands behind it, as it is explained: `<key>`. What need not be there stands in brackets. */
  readonly takes: readonly string[];
  /** Which of these names the node that is asked. */
  readonly node?: number;
  /** Which of these is JSON, and which names a node. */
  readonly json?: number;
  readonly via?: number;
  readonly example: string;
  request(words: readonly string[]): Request;
}

const kv = (key = ''): string => pathOf('kv', key);
const show = (name: string) => (): Request => ({ method: 'GET', path: pathOf('chord', name) });

export const COMMANDS: readonly CommandSpec[] = [
  {
    name: 'put',
    says: 'Stores a value under a key: any JSON, such as 3, true, "text" or {"name":"東京"}.',
    takes: ['<key>', '<json>'],
    json: 1,
    example: `put city '{"name":"東京"}'`,
    request: ([key, body = '']) => ({ method: 'PUT', path: kv(key), body }),
  },
  {
    name: 'get',
    says: 'Reads a key.',
    takes: ['<key>'],
    example: 'get city',
    request: ([key]) => ({ method: 'GET', path: kv(key) }),
  },
  {
    name: 'delete',
    says: 'Deletes a key.',
    takes: ['<key>'],
    example: 'delete city',
    request: ([key]) => ({ method: 'DELETE', path: kv(key) }),
  },
  {
    name: 'lookup',
    says: 'Finds the node where a key belongs, and shows the way there, one node a line.',
    takes: ['<key>'],
    example: 'lookup city',
    request: ([key = '']) => ({ method: 'GET', path: pathOf('chord', 'lookup', key) }),
  },
  {
    name: 'ring',
    says: 'Walks round the ring from successor to successor, and tells where it breaks.',
    takes: [],
    example: 'ring',
    request: show('neighbours'),
  },
  {
    name: 'neighbours',
    says: 'Shows the predecessor and the successors that a node knows.',
    takes: ['[<node>]'],
    node: 0,
    example: 'neighbours n2',
    request: show('neighbours'),
  },
  {
    name: 'fingers',
    says: 'Shows the fingers of a node: shortcuts across the ring.',
    takes: ['[<node>]'],
    node: 0,
    example: 'fingers n2',
    request: show('fingers'),
  },
  {
    name: 'keys',
    says: 'Shows which keys a node has in its memory.',
    takes: ['[<node>]'],
    node: 0,
    example: 'keys n2',
    request: show('keys'),
  },
  {
    name: 'join',
    says: 'A node that is outside joins the ring, through one that is in it.',
    takes: ['<node>', '<via>'],
    node: 0,
    via: 1,
    example: 'join n9 n2',
    request: ([, via = '']) => ({
      method: 'POST',
      path: pathOf('chord', 'join'),
      body: JSON.stringify({ via }),
    }),
  },
];

/** An act on the cluster, which is done where the line is typed and never comes to a client; this is what it is explained by. */
export const LEAVE: Pick<CommandSpec, 'takes' | 'says' | 'example'> & { readonly name: 'leave' } = {
  name: 'leave',
  says: 'A node hands its keys over and leaves.',
  takes: ['<node>'],
  example: 'leave n2',
};

export function usageOf({ name, takes }: Pick<CommandSpec, 'takes'> & { readonly name: string }): string {
  return `Usage: ${[name, ...takes].join(' ')}`;
}
