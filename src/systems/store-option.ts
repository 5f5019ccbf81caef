/**
 * What systems whose nodes hold a store say of it: an option `store`, which is its configuration, and no password in what is typed.
 *
 *     options: { store: storeOption, … }, seal: sealLine                  in the sketch
 *     openStore(self.clock, configurationOf(options))                     at boot
 *     session.proofSalt = proofSaltOf(configurationOf(options))           where a session opens
 */
import type { OptionSpec } from '../scenario/systems.ts';
import type { Options } from '../kernel/system.ts';
import { withProofs } from '../store/access/secrets.ts';
import { utf8 } from '../store/bytes.ts';
import { NO_CONFIGURATION, proofSaltOf } from '../store/configuration.ts';
import { readConfiguration } from '../store/read-configuration.ts';
import { rewriteLine } from '../terminal/words.ts';
import { configurationOf } from './store-configuration.ts';

export const storeOption: OptionSpec = {
  kind: 'judged',
  default: NO_CONFIGURATION,
  judge: readConfiguration,
};

/** A line as it is kept: every password has become its proof. */
export function sealLine(text: string, options: Options): string {
  const salt = proofSaltOf(configurationOf(options));
  return rewriteLine(text, (words) => sealWords(words, salt)) ?? cutSecrets(text);
}

function sealWords(words: readonly string[], salt: string): readonly string[] {
  const before = words.map(utf8);
  const after = withProofs(before, salt);
  return before === after
    ? words
    : words.map((word, index) => changedWord(word, before[index], after[index]));
}

/** What is not hidden stays what people wrote, whatever its script. */
function changedWord(word: string, before: string | undefined, after: string | undefined): string {
  return after === undefined || before === after ? word : after;
}

const MAY_HOLD_SECRETS = /auth|hello|config|acl/i;

/** A line that cannot be read, a quote being open, does nothing. So nothing of it is needed, but that it cannot be read still. */
function cutSecrets(text: string): string {
  const found = MAY_HOLD_SECRETS.exec(text);
  return found === null ? text : `${found[0]} "`;
}
