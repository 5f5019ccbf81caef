/**
 * A deep copy of plain data, with everything that State may hold. Two fields that name the same object name the same copy. `replace` may
 * put something else in an object's place.
 */
/** Over this, `structuredClone` on the way to another thread would be in danger; and the contract says 100. */
const DEPTH_MAX = 100;

export function copyData(value: unknown, replace?: (object: object) => object | undefined): unknown {
  const seen = new Map<object, unknown>();
  const visit = (item: unknown, depth: number): unknown => {
    if (typeof item !== 'object' || item === null) {
      if (typeof item === 'function') throw new Error('a function cannot be part of the state of a program');
      return item;
    }
    const known = seen.get(item);
    if (known !== undefined) return known;
    if (depth > DEPTH_MAX) throw new Error('the state of a program nests deeper than 100');
    const replaced = replace?.(item);
    if (replaced !== undefined) {
      seen.set(item, replaced);
      return replaced;
    }
    if (Array.isArray(item)) {
      const list: unknown[] = new Array(item.length);
      seen.set(item, list);
      for (let index = 0; index < item.length; index += 1) list[index] = visit(item[index], depth + 1);
      return list;
    }
    if (item instanceof Map) {
      const map = new Map<unknown, unknown>();
      seen.set(item, map);
      for (const [key, entry] of item) map.set(visit(key, depth + 1), visit(entry, depth + 1));
      return map;
    }
    if (item instanceof Set) {
      const set = new Set<unknown>();
      seen.set(item, set);
      for (const entry of item) set.add(visit(entry, depth + 1));
      return set;
    }
    if (ArrayBuffer.isView(item)) {
      const view = (item as Uint8Array).slice();
      seen.set(item, view);
      return view;
    }
    const prototype: unknown = Object.getPrototypeOf(item);
    if (prototype !== Object.prototype && prototype !== null) {
      throw new Error('a class instance cannot be part of the state of a program');
    }
    const record: Record<string, unknown> = {};
    seen.set(item, record);
    for (const key of Object.keys(item))
      record[key] = visit((item as Record<string, unknown>)[key], depth + 1);
    return record;
  };
  return visit(value, 0);
}
