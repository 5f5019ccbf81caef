/** What may be typed at a prompt of the cache: the store's commands, and a few that look into the cluster. Printed as redis-cli prints. */
import type { Data, Outcome } from '../../kernel/contract.ts';
import { SECOND } from '../../kernel/time.ts';
import { printUnknown } from '../../protocols/client.ts';
import { lowerCase } from '../../store/bytes.ts';
import { utf8 } from '../../store/configuration.ts';
import type { Grammar } from '../../terminal/grammar.ts';
import { printReply } from './print-reply.ts';

/** A coordinator says what it knows, which is not whether it happened. */
function doubtful(reply: Data): string {
  const { error = '' } = reply as { readonly error?: string };
  return `(unknown) ${error}: it may have happened`;
}

export const grammar: Grammar = {
  parse(words) {
    if (words.length === 0) return { ok: false, says: 'Type a command, such as SET apple 1.' };
    return { ok: true, body: { command: words.map(utf8) } };
  },
  print(body: Data, { status, value }: Outcome) {
    if (typeof value === 'string') return `(error) ${value}`;
    const { reply } = (value ?? { reply: null }) as { readonly reply: Data };
    if (status === 'unknown') return reply === null ? printUnknown(3 * SECOND) : doubtful(reply);
    return typeof reply === 'string' && isReport(body) ? reply.trimEnd() : printReply(reply);
  },
};

/** What these say is a text of many lines, shown as it is. */
const REPORTS: readonly string[] = ['metrics', 'health'];

function isReport(body: Data): boolean {
  const { command } = body as { readonly command: readonly string[] };
  return REPORTS.includes(lowerCase(command[0] ?? ''));
}
