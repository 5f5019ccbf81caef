// From text to raw JSON, with a sentence when it is none.

import { sayWhereJsonStops } from './place.ts';
import { TEXT_MAX } from './schema.ts';

export type ParseResult =
  { readonly ok: true; readonly raw: unknown } | { readonly ok: false; readonly says: string };

export function parse(input: unknown): ParseResult {
  let text: string | undefined;
  try {
    // What is not text goes through text: cycles, functions and everything else that no file can hold end here.
    text = typeof input === 'string' ? input : JSON.stringify(input);
  } catch {
    text = undefined;
  }
  if (text === undefined) return { ok: false, says: 'this cannot be written as JSON' };
  if (text.length > TEXT_MAX) return { ok: false, says: `the text is longer than ${TEXT_MAX} characters` };
  const json = text.startsWith('\ufeff') ? text.slice(1) : text; // some editors put a mark before the text
  try {
    return { ok: true, raw: JSON.parse(json) as unknown };
  } catch {
    return { ok: false, says: sayWhereJsonStops(json) };
  }
}
