/**
 * JSON of strangers. What is read here becomes part of messages, logs and files, so it must be what those can hold: not too deep, no number that
 * is none, and no attribute that is not data. Depth is counted before anything is read, because how deep a reader can go differs from engine to
 * engine.
 */
import { depthOf, excerptOf } from '../json-depth.ts';
import type { Json } from './commands.ts';

export type Read =
  { readonly ok: true; readonly value: Json } | { readonly ok: false; readonly says: string };

/** Of what a client sends. */
const DEPTH_MAX = 32;
/** In a log or a file an item stands inside of something else. */
export const DEPTH_KEPT = DEPTH_MAX + 3;

export function readJson(text: string, depthMax = DEPTH_MAX): Read {
  if (depthOf(text) > depthMax)
    return { ok: false, says: `JSON may nest ${depthMax} levels deep; this one goes deeper.` };
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    return { ok: false, says: `This is not JSON: ${excerptOf(text)}` };
  }
  const fault = { says: '' };
  const cleaned = clean(value, fault);
  return fault.says === '' ? { ok: true, value: cleaned } : { ok: false, says: fault.says };
}

export function isObject(value: Json | undefined): value is { readonly [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function clean(value: Json, fault: { says: string }): Json {
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) fault.says = 'A number in it is too large to be kept.';
    // Minus nought is nought, as far as anybody can tell.
    return value === 0 ? 0 : value;
  }
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((each: Json) => clean(each, fault));
  const record: Record<string, Json> = {};
  for (const [name, each] of Object.entries(value)) {
    if (name === '__proto__') fault.says = 'An attribute cannot be called __proto__.';
    else record[name] = clean(each, fault);
  }
  return record;
}
