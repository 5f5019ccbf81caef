/** Virtual time: whole microseconds since the start of the run. 2^53 of them are 285 years, so nothing here overflows. */
export type Micros = number;

export const MILLISECOND: Micros = 1_000;
export const SECOND: Micros = 1_000_000;
export const MINUTE: Micros = 60 * SECOND;

/** "No such instant". A number and not Infinity, because it crosses threads and JSON. */
export const NEVER: Micros = Number.MAX_SAFE_INTEGER;
