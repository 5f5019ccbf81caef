/**
 * Values that are dear to make and follow from their name alone, kept for a while: at most twice `limit` of them, those used last. Nothing
 * can tell from outside whether a value was kept or made again, so a memo may stand outside a program's State.
 *
 * Two generations instead of a list of uses: what is found in the old one moves to the young one, and when the young one is full, the old
 * one is forgotten as a whole. That costs no more than a Map does.
 */
export interface Memo<Value> {
  readonly limit: number;
  young: Map<string, Value>;
  old: Map<string, Value>;
}

export function newMemo<Value>(limit: number): Memo<Value> {
  return { limit, young: new Map(), old: new Map() };
}

export function recall<Value>(memo: Memo<Value>, name: string, make: (name: string) => Value): Value {
  const known = memo.young.get(name);
  if (known !== undefined) return known;
  const value = memo.old.get(name) ?? make(name);
  if (memo.young.size >= memo.limit) {
    memo.old = memo.young;
    memo.young = new Map();
  }
  memo.young.set(name, value);
  return value;
}
