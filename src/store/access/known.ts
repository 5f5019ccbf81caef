/** Which commands, subcommands and categories rules may speak of. Apart from users.ts, because the commands themselves know of users. */
import type { Bytes } from '../bytes.ts';
import { CATEGORIES } from '../command.ts';
import { commandNamed } from '../commands/index.ts';

/** `what` is in lower case: `get`, `config|get`, `@read`. */
export function isKnownToRules(what: Bytes): boolean {
  if (what.startsWith('@')) return (CATEGORIES as readonly string[]).includes(what.slice(1));
  return commandNamed(what.split('|'))?.name === what;
}
