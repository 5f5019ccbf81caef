/** Times as arguments: seconds or milliseconds, from now or since 1970, to a deadline in milliseconds since 1970. */
import { readInteger } from './arguments.ts';
import type { Bytes } from './bytes.ts';
import type { Context } from './context.ts';
import { addIntegers, multiplyIntegers, type Integer } from './integers.ts';
import { invalidExpire } from './refusals.ts';

/** `ex` and `px` count from now, `exat` and `pxat` from 1970. */
export type TimeUnit = 'ex' | 'px' | 'exat' | 'pxat';

/** The deadline that an argument stands for. What leaves 64 bits on the way is refused in the name of the command. */
export function readDeadline(text: Bytes, unit: TimeUnit, context: Context, positive: boolean): Integer {
  const time = readInteger(text);
  const wrong = () => invalidExpire(context.commandName);
  if (positive && time <= 0) throw wrong();
  const inMillis = unit === 'px' || unit === 'pxat' ? time : multiplyIntegers(time, 1_000);
  if (inMillis === undefined) throw wrong();
  const deadline = unit === 'exat' || unit === 'pxat' ? inMillis : addIntegers(inMillis, context.now);
  if (deadline === undefined) throw wrong();
  return deadline;
}
