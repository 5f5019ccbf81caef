/** The options of SET and GETEX: which may stand together is one rule for both. */
import type { Bytes } from '../bytes.ts';
import { lowerCase } from '../bytes.ts';
import type { Context } from '../context.ts';
import { readDeadline, type TimeUnit } from '../expiry-times.ts';
import type { Integer } from '../integers.ts';
import { SYNTAX } from '../refusals.ts';

export interface StringOptions {
  only: 'nx' | 'xx' | undefined;
  get: boolean;
  keep: boolean;
  persist: boolean;
  unit: TimeUnit | undefined;
  /** In that unit, as it came. */
  time: Bytes | undefined;
}

/** The options from `args[from]` on. The same option may come twice; the last one holds. */
export function readStringOptions(
  args: readonly Bytes[],
  from: number,
  command: 'set' | 'getex',
): StringOptions {
  const options: StringOptions = {
    only: undefined,
    get: false,
    keep: false,
    persist: false,
    unit: undefined,
    time: undefined,
  };
  for (let index = from; index < args.length; index += 1) {
    const word = lowerCase(args[index] as Bytes);
    if (isUnit(word)) {
      index += 1;
      takeTime(options, word, args[index]);
    } else if (command === 'set') {
      takeSetWord(options, word);
    } else if (word === 'persist' && options.unit === undefined) {
      options.persist = true;
    } else {
      throw SYNTAX;
    }
  }
  return options;
}

function isUnit(word: string): word is TimeUnit {
  return word === 'ex' || word === 'px' || word === 'exat' || word === 'pxat';
}

function takeTime(options: StringOptions, unit: TimeUnit, time: Bytes | undefined): void {
  const other = options.unit !== undefined && options.unit !== unit;
  if (time === undefined || other || options.keep || options.persist) throw SYNTAX;
  options.unit = unit;
  options.time = time;
}

function takeSetWord(options: StringOptions, word: string): void {
  if ((word === 'nx' || word === 'xx') && (options.only === undefined || options.only === word)) {
    options.only = word;
  } else if (word === 'get') {
    options.get = true;
  } else if (word === 'keepttl' && options.unit === undefined) {
    options.keep = true;
  } else {
    throw SYNTAX;
  }
}

/** The deadline that the options give; undefined when they give none. */
export function deadlineOf(
  { unit, time }: Pick<StringOptions, 'unit' | 'time'>,
  context: Context,
): Integer | undefined {
  return unit === undefined || time === undefined ? undefined : readDeadline(time, unit, context, true);
}
