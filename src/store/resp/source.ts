/**
 * A stream of bytes that comes in chunks cut anywhere, for readers that go by offsets. A chunk is read where it lies; only what is left
 * over at its end is copied, once, to be joined by the next.
 */
export const LF = 0x0a;
export const CR = 0x0d;

/** What is kept for an unfinished item is given back once it is done, if it grew beyond this. */
const IDLE_MAX = 16_384;
const OWN_MIN = 64;
const NOTHING = new Uint8Array(0);

export interface ByteSource {
  /** What is being read, from `position` to `end`: the host's chunk, or `own`. */
  bytes: Uint8Array;
  position: number;
  end: number;
  /** No line end stands between `position` and here, so that a line that comes byte by byte is searched once. */
  scanned: number;
  own: Uint8Array;
  /** How many bytes the item at `position` will have; small when that is not known. */
  expected: number;
}

export function createSource(): ByteSource {
  return { bytes: NOTHING, position: 0, end: 0, scanned: 0, own: NOTHING, expected: 0 };
}

/** The chunk stays the host's: it must be read to its end, or kept by `keepSource`, before it is used for anything else. */
export function feedSource(source: ByteSource, chunk: Uint8Array, length: number): void {
  if (source.position === source.end) {
    source.bytes = chunk;
    source.position = 0;
    source.scanned = 0;
    source.end = length;
    return;
  }
  keepSource(source);
  const end = source.end + length;
  if (end > source.own.length) grow(source, end);
  source.own.set(length === chunk.length ? chunk : chunk.subarray(0, length), source.end);
  source.end = end;
}

export function keepSource(source: ByteSource): void {
  const { bytes, position, end } = source;
  const rest = end - position;
  if (rest === 0) {
    if (source.own.length > IDLE_MAX) source.own = NOTHING;
  } else if (bytes !== source.own) {
    if (rest > source.own.length) source.own = new Uint8Array(Math.max(rest, OWN_MIN));
    source.own.set(bytes.subarray(position, end));
  } else if (position > 0) {
    bytes.copyWithin(0, position, end);
  }
  source.bytes = source.own;
  source.scanned = Math.max(0, source.scanned - position);
  source.position = 0;
  source.end = rest;
}

/** Doubling keeps the copying linear; what an item is known to need is not exceeded by more than the chunk that completes it. */
function grow(source: ByteSource, needed: number): void {
  const doubled = 2 * needed;
  const own = new Uint8Array(
    Math.max(needed, doubled > source.expected && source.expected > needed ? source.expected : doubled),
  );
  own.set(source.own.subarray(0, source.end));
  source.own = own;
  source.bytes = own;
}

/** Where the line ends, or -1. A byte `veil` on the way hides all that follows it. */
export function findLineEnd(source: ByteSource, wanted: number, veil = wanted): number {
  const { bytes, end } = source;
  let at = Math.max(source.position, source.scanned);
  while (at < end && bytes[at] !== wanted && bytes[at] !== veil) at += 1;
  source.scanned = at;
  return at < end && bytes[at] === wanted ? at : -1;
}
