/** Everything that the shelf keeps, as one file. It is read whole before anything of it is put anywhere. */
import { readFile, writeFile, type BadFile } from './file.ts';
import { isProgress } from './progress.ts';
import { isSession } from './session.ts';
import { isSnapshot } from './snapshot.ts';
import type { Known } from './shelf.ts';

export interface Bundle {
  /** [kind/id, record]. */
  readonly records: readonly (readonly [string, unknown])[];
  /** What was chosen: [name, value]. */
  readonly settings: readonly (readonly [string, string])[];
}

export type ReadBundle =
  /** `skipped` counts records that this version does not know: they are left out. */
  | { readonly ok: true; readonly bundle: Bundle; readonly skipped: number }
  | { readonly ok: false; readonly why: BadFile };

const VERSION = 1;
const KINDS: ReadonlyMap<string, Known<unknown>> = new Map<string, Known<unknown>>([
  ['progress', isProgress],
  ['session', isSession],
  ['snapshot', isSnapshot],
]);

export function writeBundle({ records, settings }: Bundle): string {
  return writeFile('shelf', VERSION, { records, settings });
}

export function readBundle(text: string): ReadBundle {
  const read = readFile(text, 'shelf', VERSION);
  if (!read.ok) return read;
  const { records, settings } = read.fields;
  if (!isPairs(records) || !isPairs(settings)) return { ok: false, why: 'damaged' };
  if (!settings.every(([, value]) => typeof value === 'string')) return { ok: false, why: 'damaged' };
  const known = records.filter(([key, record]) => KINDS.get(key.split('/', 1)[0] ?? '')?.(record) === true);
  const bundle = { records: known, settings: settings as readonly (readonly [string, string])[] };
  return { ok: true, bundle, skipped: records.length - known.length };
}

const isPairs = (value: unknown): value is readonly (readonly [string, unknown])[] =>
  Array.isArray(value) &&
  value.every((pair: unknown) => Array.isArray(pair) && pair.length === 2 && typeof pair[0] === 'string');
