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

export function flags<Options extends OptionConfigs>(
  args: readonly string[],
  options: Options,
): Readonly<Record<keyof Options, string | boolean | undefined>> {
  try {
    const { values } = parseArgs({ args: [...args], options, strict: true, allowPositionals: false });
    return values as unknown as Record<keyof Options, string | boolean | undefined>;
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
