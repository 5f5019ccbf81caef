/** A reply of the store as data that may travel: what a client of RESP 2 would see, with integers too large for JSON as texts. */
import type { Data } from '../../kernel/contract.ts';
import { formatDouble } from '../../store/doubles.ts';
import type { Reply } from '../../store/reply.ts';

export function replyData(reply: Reply): Data {
  if (typeof reply === 'bigint') return { integer: String(reply) };
  if (reply === null || typeof reply !== 'object') return reply;
  if (isList(reply)) return reply.map(replyData);
  if ('error' in reply) return { error: reply.error };
  if ('status' in reply) return { status: reply.status };
  if ('nilArray' in reply) return null;
  if ('double' in reply) return formatDouble(reply.double);
  if ('map' in reply) return reply.map.map(replyData);
  if ('set' in reply) return reply.set.map(replyData);
  if ('push' in reply) return reply.push.map(replyData);
  if ('boolean' in reply) return reply.boolean ? 1 : 0;
  return reply.verbatim;
}

function isList(reply: object): reply is readonly Reply[] {
  return Array.isArray(reply);
}
