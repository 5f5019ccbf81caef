/** What may be typed at a prompt of the cache: the store's commands, and a few that look into the cluster. Printed as redis-cli prints. */
import type { Data, Outcome } from '../../kernel/contract.ts';
import { SECOND } from '../../kernel/time.ts';
import { printUnknown } from '../../protocols/client.ts';
import { lowerCase } from '../../store/bytes.ts';
import { utf8 } from '../../store/configuration.ts';
import type { Grammar } from '../../terminal/grammar.ts';
import { printReply } from './print-reply.ts';

export const grammar: Grammar = {
  parse(words) {
    if (words.length === 0) return { ok: false, says: 'Type a command, such as SET apple 1.' };
    return { ok: true, body: { command: words.map(utf8) } };
  },
  print(body: Data, { status, value }: Outcome) {
    if (status === 'unknown') return printUnknown(3 * SECOND);
    if (typeof value === 'string') return `(error) ${value}`;
    const { reply } = value as { readonly reply: Data };
    return typeof reply === 'string' && isReport(body) ? reply.trimEnd() : printReply(reply);
  },
};

/** What these say is a text of many lines, shown as it is. */
const REPORTS: readonly string[] = ['metrics', 'health'];

function isReport(body: Data): boolean {
  const { command } = body as { readonly command: readonly string[] };
  return REPORTS.includes(lowerCase(command[0] ?? ''));
}
