/** Arrow keys over cards that stand in rows: where they lead from here. */
export interface Rows {
  readonly count: number;
  /** How many stand side by side. */
  readonly columns: number;
}

/** Null for a key that leads nowhere. */
export function rove(key: string, place: number, { count, columns }: Rows): number | null {
  const ways = new Map([
    ['ArrowRight', place + 1],
    ['ArrowLeft', place - 1],
    ['ArrowDown', place + columns],
    ['ArrowUp', place - columns],
    ['Home', 0],
    ['End', count - 1],
  ]);
  const to = ways.get(key);
  return to === undefined || to < 0 || to >= count ? null : to;
}

/** As many as stand at the height of the first one. */
export function columnsOf(tops: readonly number[]): number {
  return Math.max(1, tops.filter((top) => top === tops[0]).length);
}
