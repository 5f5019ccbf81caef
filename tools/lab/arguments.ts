/** Flags of the command lines. A mistake in them is said in a sentence, and nothing runs. */
import { parseArgs, type ParseArgsConfig } from 'node:util';

export class UsageError extends Error {
  readonly showsUsage: boolean;

  constructor(message: string, showsUsage = true) {
    super(message);
    this.showsUsage = showsUsage;
  }
}

type OptionConfigs = NonNullable<ParseArgsConfig['options']>;

type Flags<Options extends OptionConfigs> = Readonly<Record<keyof Options, string | boolean | undefined>>;

export function flags<Options extends OptionConfigs>(
  args: readonly string[],
  options: Options,
): Flags<Options> {
  return read(args, options, false).flags;
}

/** Where names may stand among the flags. */
export function namesAndFlags<Options extends OptionConfigs>(
  args: readonly string[],
  options: Options,
): { readonly names: readonly string[]; readonly flags: Flags<Options> } {
  return read(args, options, true);
}

function read<Options extends OptionConfigs>(
  args: readonly string[],
  options: Options,
  allowPositionals: boolean,
): { readonly names: readonly string[]; readonly flags: Flags<Options> } {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, strict: true, allowPositionals });
    return { names: positionals, flags: values as unknown as Flags<Options> };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

export function wholeNumber(
  name: string,
  text: string | boolean | undefined,
  fallback: number | null,
): number {
  if (text === undefined && fallback !== null) return fallback;
  const number = typeof text === 'string' && /^\d+$/.test(text) ? Number(text) : NaN;
  if (!Number.isSafeInteger(number))
    throw new UsageError(`--${name} takes a whole number, not ${String(text ?? 'nothing')}.`);
  return number;
}
