/**
 * What a node remembers of the writes that it was asked for, so that whoever asks again hears the same and nothing is done twice (the option
 * `requestIds`).
 *
 * A deed belongs to the key that it changed, and goes wherever that key goes: with the effects to the copies, with the key to whoever catches
 * up or takes it over, and into the log in the very record of the change. So **where a write survives, the memory of it does**; and where a
 * write was lost in a failover, its memory is lost with it, and whoever asks again has it done once. What changed nothing is remembered only by
 * the node that said so: done again it would change nothing either, unless the key has changed meanwhile.
 *
 * The memory of a deed lasts as long as the option says, from when a node learnt of it. Who asks later has it done again.
 */
import type { Data, Status } from '../../kernel/contract.ts';
import { newTable, tableDelete, tableGet, tableSet, type Table } from '../../kernel/table.ts';
import type { Micros } from '../../kernel/time.ts';

export interface Deed {
  readonly operation: string;
  readonly key: string;
  readonly status: Status;
  readonly reply: Data;
  /** Of the key, after it. */
  readonly version: number;
  readonly epoch: number;
}

export interface Deeds {
  /** In the order in which they were learnt. */
  readonly known: Table<{ readonly deed: Deed; readonly since: Micros }>;
  readonly byKey: Table<readonly string[]>;
}

export function newDeeds(): Deeds {
  return { known: newTable(), byKey: newTable() };
}

export function deedOf({ known }: Deeds, operation: string): Deed | undefined {
  return tableGet(known, operation)?.deed;
}

export function deedsOn(deeds: Deeds, key: string): readonly Deed[] {
  return (tableGet(deeds.byKey, key) ?? []).flatMap((operation) => deedOf(deeds, operation) ?? []);
}

export function keepDeed(deeds: Deeds, deed: Deed, now: Micros): void {
  const { operation, key } = deed;
  const before = tableGet(deeds.byKey, key) ?? [];
  if (!before.includes(operation)) tableSet(deeds.byKey, key, [...before, operation]);
  tableSet(deeds.known, operation, { deed, since: now });
}

/** The key stands here as it stood elsewhere: what was done to it is what they say there, and no more. */
export function replaceDeeds(deeds: Deeds, key: string, those: readonly Deed[], now: Micros): void {
  for (const operation of tableGet(deeds.byKey, key) ?? []) tableDelete(deeds.known, operation);
  tableDelete(deeds.byKey, key);
  for (const deed of those) keepDeed(deeds, deed, now);
}

/** A log says what was learnt, not when: as if it were now. */
export function renewDeeds({ known }: Deeds, now: Micros): void {
  for (const [operation, { deed }] of known.map) tableSet(known, operation, { deed, since: now });
}

const FORGOTTEN_MAX = 500;

export function forgetDeeds(deeds: Deeds, now: Micros, memory: Micros): void {
  let looked = 0;
  for (const [operation, { deed, since }] of deeds.known.map) {
    looked += 1;
    if (looked > FORGOTTEN_MAX || now - since < memory) return;
    tableDelete(deeds.known, operation);
    const left = (tableGet(deeds.byKey, deed.key) ?? []).filter((each) => each !== operation);
    if (left.length > 0) tableSet(deeds.byKey, deed.key, left);
    else tableDelete(deeds.byKey, deed.key);
  }
}

/** As the log keeps it. */
export function deedWords({ operation, key, status, reply, version, epoch }: Deed): readonly string[] {
  return ['deed', key, operation, status, JSON.stringify(reply), `${version}`, `${epoch}`];
}

export function deedFrom(words: readonly string[]): Deed {
  const [, key = '', operation = '', status = '', reply = 'null', version = '', epoch = ''] = words;
  return {
    operation,
    key,
    status: status as Status,
    reply: JSON.parse(reply) as Data,
    version: Number(version),
    epoch: Number(epoch),
  };
}
