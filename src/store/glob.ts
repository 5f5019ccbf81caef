/**
 * Patterns as KEYS and SCAN take them: `*` any bytes, `?` one byte, `[a-c]` and `[^a-c]` a class, `\` takes the next byte as it is.
 *
 * A star first stands for nothing; when the rest does not match, the last star met takes one byte more. Going back to any earlier star
 * could not help, since the last one can take all that the earlier one could give. So the cost is at most pattern × text, never
 * exponential, whatever strangers write.
 */
import type { Bytes } from './bytes.ts';

const STAR = 42;
const QUESTION = 63;
const OPEN = 91;
const CLOSE = 93;
const CARET = 94;
const BACKSLASH = 92;
const HYPHEN = 45;

export function globMatches(pattern: Bytes, text: Bytes): boolean {
  // To Redis only the empty pattern takes the empty text: it looks at a star when there is a byte for it.
  if (text === '') return pattern === '';
  let at = 0;
  let index = 0;
  let star = -1;
  let resume = 0;
  while (index < text.length) {
    if (at < pattern.length && pattern.charCodeAt(at) === STAR) {
      star = at;
      at += 1;
      if (at === pattern.length) return true;
      resume = index;
      continue;
    }
    const next = at < pattern.length ? matchOne(pattern, at, text.charCodeAt(index)) : -1;
    if (next >= 0) {
      at = next;
      index += 1;
    } else if (star >= 0) {
      at = star + 1;
      resume += 1;
      index = resume;
    } else {
      return false;
    }
  }
  while (at < pattern.length && pattern.charCodeAt(at) === STAR) at += 1;
  return at === pattern.length;
}

/** Whether the element at `at`, no star, takes this byte: the place behind it, or −1. */
function matchOne(pattern: Bytes, at: number, code: number): number {
  const element = pattern.charCodeAt(at);
  if (element === QUESTION) return at + 1;
  if (element === OPEN) return matchClass(pattern, at + 1, code);
  if (element === BACKSLASH && at + 1 < pattern.length) {
    return pattern.charCodeAt(at + 1) === code ? at + 2 : -1;
  }
  return element === code ? at + 1 : -1;
}

/** A class that is never closed reaches to the end of the pattern. Its bounds may stand in either order. */
function matchClass(pattern: Bytes, start: number, code: number): number {
  const negated = pattern.charCodeAt(start) === CARET;
  let at = negated ? start + 1 : start;
  let found = false;
  while (at < pattern.length && pattern.charCodeAt(at) !== CLOSE) {
    const first = pattern.charCodeAt(at);
    if (first === BACKSLASH && at + 1 < pattern.length) {
      found ||= pattern.charCodeAt(at + 1) === code;
      at += 2;
    } else if (pattern.charCodeAt(at + 1) === HYPHEN && at + 2 < pattern.length) {
      const last = pattern.charCodeAt(at + 2);
      found ||= code >= Math.min(first, last) && code <= Math.max(first, last);
      at += 3;
    } else {
      found ||= first === code;
      at += 1;
    }
  }
  return found !== negated ? Math.min(at + 1, pattern.length) : -1;
}
