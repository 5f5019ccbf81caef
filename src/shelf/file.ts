/** A file of ours as it comes back: JSON that says of itself what it is and in which version. Whoever wrote it may have been anybody. */
export type BadFile = 'damaged' | 'foreign' | 'newer';
export type ReadHead =
  | { readonly ok: true; readonly fields: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly why: BadFile };

export function writeFile(kind: string, version: number, fields: Readonly<Record<string, unknown>>): string {
  return `${JSON.stringify({ ringside: kind, version, ...fields }, null, 1)}\n`;
}

export function readFile(text: string, kind: string, known: number): ReadHead {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    // A file of ours that was cut off begins as one; all else was none.
    return { ok: false, why: text.includes('"ringside"') ? 'damaged' : 'foreign' };
  }
  const { ringside, version, ...fields } = (raw ?? {}) as Readonly<Record<string, unknown>>;
  if (ringside !== kind) return { ok: false, why: 'foreign' };
  if (typeof version === 'number' && version > known) return { ok: false, why: 'newer' };
  return version === known ? { ok: true, fields } : { ok: false, why: 'damaged' };
}
