/** How large things may be, and what is said of those that are larger. */
import { encodeText } from '../../kernel/bytes.ts';

/** Of a table or an attribute, in bytes of UTF-8. */
export const NAME_MAX = 255;
export const KEY_MAX = 1_024;
/** Of a request, which is one item at most. */
export const BODY_MAX = 64 * 1_024;

/** Null where the text is neither empty nor too long. */
export function faultOfText(what: string, text: unknown, most: number): string | null {
  if (typeof text !== 'string') return `${what} must be a text.`;
  if (text === '') return `${what} must not be empty.`;
  // No character takes more than three bytes for each of its code units, so most texts need not be counted.
  if (text.length * 3 > most && encodeText(text).length > most) return `${what} may have ${most} bytes.`;
  return null;
}
