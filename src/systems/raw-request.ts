/** A request as it is, to one node, of whose answer nothing is made: `http GET n2 /status`. So the API asks. */
import type { Data, Member } from '../kernel/contract.ts';
import type { Reading } from '../protocols/client.ts';
import type { Found } from '../terminal/address.ts';
import type { Line } from './prompt-line.ts';
import { said } from './said.ts';

/** Any: which of them it takes the node itself says. */
const METHOD = /^[A-Z]{1,20}$/;

export function readRaw(
  { words, target, members }: Line,
  find: (members: readonly Member[], typed: string) => Found,
): Reading {
  const [method = '', address = '', path = '', body] = words.map(({ text }) => text);
  if (words.length < 3 || words.length > 4 || target !== null || !METHOD.test(method))
    return said(2, 'Usage: http GET|PUT|POST|DELETE <address> <path> [<body>]');
  const found = find(members, address);
  if (!found.ok) return said(1, found.says);
  const request: Data = { method, path, ...(body !== undefined && { body }) };
  return { ok: true, body: request, to: found.id };
}
