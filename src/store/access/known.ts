/** Which commands, subcommands and categories rules may speak of. Apart from users.ts, because the commands themselves know of users. */
import type { Bytes } from '../bytes.ts';
import { CATEGORIES } from '../command.ts';

type Named = (args: readonly Bytes[]) => { readonly name: string } | undefined;

/** By the table of commands, or by the list of them where the table is not at hand. Asked in lower case: `get`, `config|get`, `@read`. */
export function rulesKnow(named: Named): (what: Bytes) => boolean {
  return (what) =>
    what.startsWith('@')
      ? (CATEGORIES as readonly string[]).includes(what.slice(1))
      : named(what.split('|'))?.name === what;
}
