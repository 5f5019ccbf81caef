/**
 * All items at one instant, by their keys: what the catalogues of the running nodes come to when they are laid together. A list of it in some other
 * order is no more than numbers.
 */
import type { Catalogue, NodeId } from '../../kernel/contract.ts';
import { compareText } from '../../kernel/order.ts';
import { isNewer, type Stamp } from '../../kernel/stamps.ts';
import { sortInSlices, type Slices } from './slices.ts';
import type { ItemOrder, TableQuestion } from './records.ts';

/** A key that nobody who runs has, and those who had it last. */
export interface Unheld {
  readonly key: string;
  readonly version: number;
  readonly nodes: readonly NodeId[];
}

export interface Inventory {
  /** By their bytes. */
  readonly keys: readonly string[];
  readonly figures: Readonly<Record<Exclude<ItemOrder, 'key'>, readonly number[]>>;
  readonly unheld: ReadonlyMap<string, Unheld>;
}

interface Laying {
  versionOf(stamp: Stamp): number;
  /** What has expired goes with the next sweep; nobody reads it any more. */
  readonly clock: number;
  /** Keys with whoever had them last, for whom no running node speaks. */
  readonly last: readonly Unheld[];
}

const OFTEN = 256;

export async function layTogether(
  catalogues: readonly Catalogue[],
  { versionOf, clock, last }: Laying,
  slices: Slices,
): Promise<Inventory> {
  const keys: string[] = [];
  const figures = { expiry: [] as number[], version: [] as number[], size: [] as number[] };
  const unheld = new Map<string, Unheld>();
  const lost = last.toSorted((left, right) => compareText(left.key, right.key));
  const heads = catalogues.map(() => 0);
  let nextLost = 0;
  const take = (key: string, expiry: number | null, version: number, size: number): void => {
    keys.push(key);
    figures.expiry.push(expiry ?? Infinity);
    figures.version.push(version);
    figures.size.push(size);
  };
  for (let count = 0; ; count += 1) {
    if (count % OFTEN === 0 && slices.isOver) await slices.rest();
    const key = leastOf(catalogues, heads);
    for (
      let one = lost[nextLost];
      one !== undefined && (key === null || one.key < key);
      one = lost[nextLost]
    ) {
      take(one.key, null, one.version, 0);
      unheld.set(one.key, one);
      nextLost += 1;
    }
    if (key === null) return { keys, figures, unheld };
    // Whoever runs knows what became of it.
    if (lost[nextLost]?.key === key) nextLost += 1;
    const newest = newestOf(catalogues, heads, key);
    if (newest === null || newest.gone || (newest.expires !== null && newest.expires <= clock)) continue;
    take(key, newest.expires, versionOf(newest.stamp), newest.bytes);
  }
}

function leastOf(catalogues: readonly Catalogue[], heads: readonly number[]): string | null {
  let least: string | null = null;
  for (const [index, { keys }] of catalogues.entries()) {
    const key = keys[heads[index] as number];
    if (key !== undefined && (least === null || key < least)) least = key;
  }
  return least;
}

interface Newest {
  readonly stamp: Stamp;
  readonly gone: boolean;
  readonly expires: number | null;
  readonly bytes: number;
}

/** Steps over this key in every catalogue. */
function newestOf(catalogues: readonly Catalogue[], heads: number[], key: string): Newest | null {
  let newest: Newest | null = null;
  for (const [index, { keys, stamps, gone, expires, bytes }] of catalogues.entries()) {
    const at = heads[index] as number;
    if (keys[at] !== key) continue;
    heads[index] = at + 1;
    const stamp = stamps.map((column) => column[at] as number | string);
    if (newest === null || isNewer(stamp, newest.stamp))
      newest = { stamp, gone: gone[at] === true, expires: expires[at] ?? null, bytes: bytes[at] ?? 0 };
  }
  return newest;
}

// --- Lists ----------------------------------------------------------------------------------------------------------------

/** Which key each row is, as numbers in the inventory. */
export async function listOf(
  { keys, figures }: Inventory,
  { contains, order, isDescending }: Pick<TableQuestion, 'contains' | 'order' | 'isDescending'>,
  slices: Slices,
): Promise<Uint32Array> {
  const wanted = await thoseWith(keys, contains, slices);
  if (order === 'key') return isDescending ? wanted.reverse() : wanted;
  const column = figures[order];
  const sign = isDescending ? -1 : 1;
  return sortInSlices(
    wanted,
    (left, right) => {
      const [one, other] = [column[left] as number, column[right] as number];
      if (one === other) return left - right;
      // What never expires comes last, whichever way round.
      if (one === Infinity || other === Infinity) return one === Infinity ? 1 : -1;
      return sign * (one - other);
    },
    slices,
  );
}

async function thoseWith(keys: readonly string[], contains: string, slices: Slices): Promise<Uint32Array> {
  const wanted = new Uint32Array(keys.length);
  if (contains === '') return wanted.map((_, index) => index);
  const pattern = patternOf(contains);
  let count = 0;
  for (const [index, key] of keys.entries()) {
    if (pattern.test(key)) wanted[count++] = index;
    if (index % OFTEN === 0 && slices.isOver) await slices.rest();
  }
  return wanted.slice(0, count);
}

/** Of bytes: only letters from A to Z may be folded, since a byte above them is a part of some other letter. */
function patternOf(bytes: string): RegExp {
  const escaped = bytes.replace(
    /[^A-Za-z0-9]/g,
    (char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
  return new RegExp(
    escaped.replace(/\\x..|[A-Za-z]/g, (part) =>
      part.length > 1 ? part : `[${part.toLowerCase()}${part.toUpperCase()}]`,
    ),
  );
}
