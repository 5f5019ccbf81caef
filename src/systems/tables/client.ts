/** The client of a table store: what may be typed, whom it asks, and what it does about answers. */
import type { AnyProgram } from '../../kernel/contract.ts';
import { SECOND } from '../../kernel/time.ts';
import { clientProgram, type ClientManner } from '../../protocols/client.ts';
import { withoutClient } from '../request-asks.ts';
import { errorOf } from './answers.ts';
import { askOf } from './asks.ts';
import { follow, leaderOf, learn, PATIENCE } from './following.ts';
import { printOutcome } from './grammar/print.ts';
import { actOfTables, readLineOfTables } from './grammar/read.ts';
import type { Answer } from './requests.ts';
import { askOfDeed, nodeFor } from './traffic.ts';

export const tablesManner: ClientManner = {
  read: (text, members, shell) => readLineOfTables(text, members, shell),
  typed: actOfTables,
  print: printOutcome,
  // Each asking has its patience; this is for all of them together, and less than a prompt waits.
  timeout: 55 * SECOND,
  patience: PATIENCE,
  start: (body, members, known, serial) => ({
    to: nodeFor(askOf(body), members, leaderOf(known), serial),
    asks: body,
  }),
  route: (body, members, known) => nodeFor(askOf(body), members, leaderOf(known), ''),
  dress: withoutClient,
  learn,
  follow,
  sample: (_key, _reads, _serial, deed) => askOfDeed(deed),
  isMiss: ({ value }) => errorOf((value as Answer | null)?.body ?? null).endsWith('NotFound'),
};

export const tablesClient: AnyProgram = clientProgram(tablesManner);
