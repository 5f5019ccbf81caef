/**
 * The tables of every node side by side, each as that node would answer by itself. A key is `table`, `table/partition` or `table/partition/sort`, each part
 * percent-encoded; its stamp is the index of the entry that wrote it. Whoever has applied most is who the others are held against.
 */
import type { Holding, NodeId } from '../../../kernel/contract.ts';
import type { Inside } from '../../../lab/inside.ts';
import { mindsOf } from './minds.ts';

export interface Cell {
  /** Null: it has nothing there. */
  readonly value: string | null;
  /** The entry that wrote it. */
  readonly index: number | null;
  readonly differs: boolean;
}

export interface Row {
  readonly key: string;
  readonly parts: readonly string[];
  /** In the order of `nodes`. */
  readonly cells: readonly Cell[];
  readonly differs: boolean;
}

export interface SideBySide {
  readonly nodes: readonly { readonly id: NodeId; readonly applied: number }[];
  readonly rows: readonly Row[];
  /** Somebody holds too many to name them. */
  readonly isCrowded: boolean;
}

export function sideBySide(inside: Inside): SideBySide {
  const minds = mindsOf(inside);
  const held = [...minds].flatMap(([id, { applied }]) => {
    const holdings = inside.nodes[id]?.holdings ?? null;
    if (holdings === null) return [];
    const living = (holdings.keys ?? []).filter(({ isGone }) => !isGone);
    const keys = new Map(living.map((holding) => [holding.key, holding]));
    return [{ id, applied, keys, isCrowded: holdings.keys === null }];
  });
  const ahead = held.reduce<(typeof held)[number] | null>(
    (best, each) => (best === null || each.applied > best.applied ? each : best),
    null,
  );
  const names = [...new Set(held.flatMap(({ keys }) => [...keys.keys()]))].sort(byParts);
  return {
    nodes: held.map(({ id, applied }) => ({ id, applied })),
    rows: names.map((key) => {
      const right = ahead?.keys.get(key);
      const cells = held.map(({ keys }) => cellOf(keys.get(key), right));
      return { key, parts: partsOf(key), cells, differs: cells.some(({ differs }) => differs) };
    }),
    isCrowded: held.some(({ isCrowded }) => isCrowded),
  };
}

function cellOf(own: Holding | undefined, right: Holding | undefined): Cell {
  return {
    value: own?.value ?? null,
    index: own === undefined ? null : Number(own.stamp[0]),
    differs: own?.value !== right?.value || own?.stamp[0] !== right?.stamp[0],
  };
}

function partsOf(key: string): readonly string[] {
  return key.split('/').map(decoded);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** A table before what stands in it, and that by its keys. */
function byParts(left: string, right: string): number {
  const [one, other] = [left.split('/'), right.split('/')];
  for (let index = 0; index < Math.min(one.length, other.length); index += 1) {
    const [a, b] = [one[index] as string, other[index] as string];
    if (a !== b) return a < b ? -1 : 1;
  }
  return one.length - other.length;
}
