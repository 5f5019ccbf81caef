/** The client of `relay`, which has nothing to ask. */
import { SECOND } from '../../kernel/time.ts';
import { clientProgram, printUnknown } from '../../protocols/client.ts';

const TIMEOUT = 2 * SECOND;

export const relayClient = clientProgram({
  read: () => ({ ok: false, says: 'The relay takes no commands.' }),
  print: () => printUnknown(TIMEOUT),
  route: (_body, members) => members[0]?.id ?? 'n1',
  sample: () => null,
  timeout: TIMEOUT,
});
