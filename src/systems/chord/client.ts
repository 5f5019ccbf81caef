/** The client of a Chord store: what may be typed, whom it asks, and what it does about answers. */
import type { AnyProgram } from '../../kernel/contract.ts';
import type { Options } from '../../kernel/system.ts';
import { SECOND } from '../../kernel/time.ts';
import { clientProgram, type ClientManner } from '../../protocols/client.ts';
import { withoutClient } from '../request-asks.ts';
import { askOf } from './asks.ts';
import { follow, patienceOf } from './following.ts';
import { printOutcome } from './grammar/print.ts';
import { readLineOfChord } from './grammar/read.ts';
import { learn, miss, nodeFor } from './home.ts';
import { chordOptions } from './options.ts';
import type { Answer } from './requests.ts';
import { askOfDeed } from './traffic.ts';

/** For all askings of an operation together, and less than a prompt waits. */
const TIMEOUT = 55 * SECOND;

export function chordManner(given: Options): ClientManner {
  const options = chordOptions(given);
  const patience = Math.min(patienceOf(options), TIMEOUT - SECOND);
  return {
    read: readLineOfChord,
    print: (body, outcome) => printOutcome(body, outcome, { bits: options.bits, patience, timeout: TIMEOUT }),
    timeout: TIMEOUT,
    patience,
    start: (body, members, known, serial) => ({
      to: nodeFor(askOf(body), members, known, serial),
      asks: body,
    }),
    route: (body, members, known) => nodeFor(askOf(body), members, known, ''),
    dress: withoutClient,
    learn,
    miss,
    follow,
    sample: (_key, _reads, _serial, deed) => askOfDeed(deed),
    isMiss: ({ value }) => (value as Answer | null)?.status === 404,
  };
}

export function chordClient(given: Options): AnyProgram {
  return clientProgram(chordManner(given));
}
