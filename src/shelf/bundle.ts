/** Everything that the shelf keeps, as one file. It is read whole before anything of it is put anywhere. */
import { isProgress } from './progress.ts';
import { isSession } from './session.ts';
import type { Known } from './shelf.ts';

export interface Bundle {
  /** [kind/id, record]. */
  readonly records: readonly (readonly [string, unknown])[];
  /** What was chosen: [name, value]. */
  readonly settings: readonly (readonly [string, string])[];
}

export type BadBundle = 'damaged' | 'foreign' | 'newer';
export type ReadBundle =
  /** `skipped` counts records that this version does not know: they are left out. */
  | { readonly ok: true; readonly bundle: Bundle; readonly skipped: number }
  | { readonly ok: false; readonly why: BadBundle };

const VERSION = 1;
const KINDS: ReadonlyMap<string, Known<unknown>> = new Map<string, Known<unknown>>([
  ['progress', isProgress],
  ['session', isSession],
]);

export function writeBundle({ records, settings }: Bundle): string {
  return `${JSON.stringify({ ringside: 'shelf', version: VERSION, records, settings }, null, 1)}\n`;
}

export function readBundle(text: string): ReadBundle {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    // A file of ours that was cut off begins as one; all else was none.
    return { ok: false, why: text.includes('"ringside"') ? 'damaged' : 'foreign' };
  }
  const { ringside, version, records, settings } = (raw ?? {}) as Readonly<Record<string, unknown>>;
  if (ringside !== 'shelf') return { ok: false, why: 'foreign' };
  if (typeof version === 'number' && version > VERSION) return { ok: false, why: 'newer' };
  if (version !== VERSION || !isPairs(records) || !isPairs(settings)) return { ok: false, why: 'damaged' };
  if (!settings.every(([, value]) => typeof value === 'string')) return { ok: false, why: 'damaged' };
  const known = records.filter(([key, record]) => KINDS.get(key.split('/', 1)[0] ?? '')?.(record) === true);
  const bundle = { records: known, settings: settings as readonly (readonly [string, string])[] };
  return { ok: true, bundle, skipped: records.length - known.length };
}

const isPairs = (value: unknown): value is readonly (readonly [string, unknown])[] =>
  Array.isArray(value) &&
  value.every((pair: unknown) => Array.isArray(pair) && pair.length === 2 && typeof pair[0] === 'string');
