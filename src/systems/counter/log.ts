/**
 * The counter's log: one record of eight bytes for each increment, the new value and a check word. A record that was cut or changed does
 * not pass its check, and what follows it cannot be trusted either.
 */
import type { Disk, TimerBody } from '../../kernel/contract.ts';
import { Fold } from '../../kernel/fold.ts';

export const LOG = 'log';
const BASE = 'base';
const RECORD = 8;

export type Written = 'ok' | 'full';

export function append(disk: Disk<TimerBody>, value: number): Written {
  return disk.append(LOG, record(value));
}

export interface Recovered {
  readonly value: number;
  /** Bytes at the end of the log that made no record. */
  readonly torn: number;
}

export function recover(disk: Disk<TimerBody>): Recovered {
  const base = disk.get(BASE);
  let value = base ? (read(base, 0) ?? 0) : 0;
  const bytes = disk.read(LOG);
  let offset = 0;
  for (; offset + RECORD <= bytes.length; offset += RECORD) {
    const next = read(bytes, offset);
    if (next === null) break;
    value = next;
  }
  return { value, torn: bytes.length - offset };
}

/** Starts the log anew. The base is written first: whatever prefix of the two the power leaves is whole. */
export function restart(disk: Disk<TimerBody>, value: number): Written {
  const written = disk.put(BASE, record(value));
  // On a full disk the old log, torn as it is, is all there is.
  if (written === 'ok') disk.remove(LOG);
  return written;
}

/** For whoever only looks on: the value of each whole record, in order. */
export function recordsOf(bytes: Uint8Array): readonly { readonly value: number; readonly end: number }[] {
  const found: { value: number; end: number }[] = [];
  for (let offset = 0; offset + RECORD <= bytes.length; offset += RECORD) {
    const value = read(bytes, offset);
    if (value === null) break;
    found.push({ value, end: offset + RECORD });
  }
  return found;
}

function record(value: number): Uint8Array {
  const bytes = new Uint8Array(RECORD);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, value);
  view.setInt32(4, check(value));
  return bytes;
}

function read(bytes: Uint8Array, offset: number): number | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const value = view.getUint32(offset);
  return view.getInt32(offset + 4) === check(value) ? value : null;
}

function check(value: number): number {
  const fold = new Fold();
  fold.number(value);
  return fold.b;
}
