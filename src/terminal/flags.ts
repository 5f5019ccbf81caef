/** Flags of a command, `--table-name Music` or `--table-name=Music`, and how they are explained. A short dash does as well as a long one. */
import type { ShellWord } from './shell.ts';

export interface Flag {
  readonly name: string;
  /** Stands for its value where it is explained: `<address>`. */
  readonly value: string;
  readonly isRequired: boolean;
  readonly says: string;
}

export type FlagsRead =
  | {
      readonly ok: true;
      /** By name. */
      readonly values: ReadonlyMap<string, string>;
      readonly wantsHelp: boolean;
    }
  | { readonly ok: false; readonly says: string };

/** Words without a flag are taken for the flags of `places` that are not given, in this order: a short form for who types by hand. */
export function readFlags(
  words: readonly ShellWord[],
  flags: readonly Flag[],
  places: readonly string[] = [],
): FlagsRead {
  const values = new Map<string, string>();
  const loose: string[] = [];
  let wantsHelp = false;
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] as ShellWord;
    const typed = flagIn(word);
    if (typed === null) {
      loose.push(word.text);
      continue;
    }
    const { name, value } = typed;
    if (name === 'help' || name === 'h') {
      wantsHelp = true;
      continue;
    }
    if (!flags.some((flag) => flag.name === name)) return mistake(`There is no flag --${name}.`);
    if (values.has(name)) return mistake(`--${name} is given twice.`);
    const next = words[index + 1];
    if (value !== null) values.set(name, value);
    else if (next === undefined || flagIn(next) !== null) return mistake(`--${name} needs a value.`);
    else {
      values.set(name, next.text);
      index += 1;
    }
  }
  const open = places.filter((name) => !values.has(name));
  if (loose.length > open.length) return mistake(`${loose[open.length] ?? ''} is not expected here.`);
  for (const [index, text] of loose.entries()) values.set(open[index] as string, text);
  return { ok: true, values, wantsHelp };
}

/** The first flag that has to be there and is not. */
export function missingFlag(values: ReadonlyMap<string, string>, flags: readonly Flag[]): Flag | null {
  return flags.find(({ name, isRequired }) => isRequired && !values.has(name)) ?? null;
}

/** `put-item --target-addr <address> [--sort-key <text>]`. */
export function usageOf(command: string, flags: readonly Flag[]): string {
  const parts = flags.map(({ name, value, isRequired }) =>
    isRequired ? `--${name} ${value}` : `[--${name} ${value}]`,
  );
  return [command, ...parts].join(' ');
}

export function explainFlags(flags: readonly Flag[]): readonly string[] {
  const width = Math.max(0, ...flags.map(({ name, value }) => name.length + value.length + 3));
  return flags.map(({ name, value, says }) => `  ${`--${name} ${value}`.padEnd(width)}  ${says}`);
}

/** A value may begin with a dash where it stands in quotes. */
function flagIn({
  text,
  isQuoted,
}: ShellWord): { readonly name: string; readonly value: string | null } | null {
  const found = isQuoted ? null : /^--?([A-Za-z][A-Za-z0-9-]*)(?:=([^]*))?$/.exec(text);
  if (found === null) return null;
  return { name: found[1] as string, value: found[2] ?? null };
}

function mistake(says: string): FlagsRead {
  return { ok: false, says };
}
