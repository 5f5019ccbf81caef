/**
 * The policies once more, as plainly as they can be said: arrays searched from end to end, nothing clever. What the real ones do in
 * constant time must be what these do.
 */
import { estimateUses, newSketch, recordUse } from '../../../src/store/eviction/sketch.ts';

export interface Model {
  insert(key: string): void;
  hit(key: string): boolean;
  remove(key: string): void;
  victim(): string | undefined;
}

function without(list: string[], key: string): boolean {
  const at = list.indexOf(key);
  if (at !== -1) list.splice(at, 1);
  return at !== -1;
}

/** Oldest first. */
export function lruModel(): Model {
  const used: string[] = [];
  return {
    insert: (key) => void used.push(key),
    hit(key) {
      if (!without(used, key)) return false;
      used.push(key);
      return true;
    },
    remove: (key) => void without(used, key),
    victim: () => used.shift(),
  };
}

export function fifoModel(): Model {
  const arrived: string[] = [];
  return {
    insert: (key) => void arrived.push(key),
    hit: (key) => arrived.includes(key),
    remove: (key) => void without(arrived, key),
    victim: () => arrived.shift(),
  };
}

export function lfuModel(): Model {
  const entries: { key: string; uses: number; last: number }[] = [];
  let now = 0;
  const drop = (key: string) => {
    const at = entries.findIndex((entry) => entry.key === key);
    if (at !== -1) entries.splice(at, 1);
  };
  return {
    insert: (key) => void entries.push({ key, uses: 1, last: (now += 1) }),
    hit(key) {
      const entry = entries.find((candidate) => candidate.key === key);
      if (entry === undefined) return false;
      entry.uses += 1;
      entry.last = now += 1;
      return true;
    },
    remove: drop,
    victim() {
      const worst = entries.toSorted((a, b) => a.uses - b.uses || a.last - b.last)[0];
      if (worst !== undefined) drop(worst.key);
      return worst?.key;
    },
  };
}

export function sieveModel(): Model {
  const arrived: string[] = [];
  const visited = new Set<string>();
  /** The key under the hand; undefined: begin at the oldest. */
  let hand: string | undefined;
  const drop = (key: string) => {
    const at = arrived.indexOf(key);
    if (hand === key) hand = arrived[at + 1];
    without(arrived, key);
    visited.delete(key);
  };
  return {
    insert: (key) => void arrived.push(key),
    hit(key) {
      if (!arrived.includes(key)) return false;
      visited.add(key);
      return true;
    },
    remove: (key) => void (arrived.includes(key) && drop(key)),
    victim() {
      if (arrived.length === 0) return undefined;
      let at = hand === undefined ? 0 : arrived.indexOf(hand);
      while (visited.delete(arrived[at] as string)) at = (at + 1) % arrived.length;
      const key = arrived[at] as string;
      hand = arrived[at + 1];
      without(arrived, key);
      return key;
    },
  };
}

export function s3FifoModel(capacity: number): Model {
  const small: string[] = [];
  const main: string[] = [];
  const ghosts: string[] = [];
  const uses = new Map<string, number>();
  const smallShare = Math.max(1, Math.floor(capacity / 10));
  const fromMain = (): string | undefined => {
    for (let key = main.shift(); key !== undefined; key = main.shift()) {
      const count = uses.get(key) ?? 0;
      if (count === 0) return key;
      uses.set(key, count - 1);
      main.push(key);
    }
    return undefined;
  };
  const fromSmall = (): string | undefined => {
    for (let key = small.shift(); key !== undefined; key = small.shift()) {
      const count = uses.get(key) ?? 0;
      uses.set(key, 0);
      if (count > 1) {
        main.push(key);
        continue;
      }
      ghosts.push(key);
      if (ghosts.length > capacity - smallShare) ghosts.shift();
      return key;
    }
    return undefined;
  };
  return {
    insert(key) {
      uses.set(key, 0);
      (without(ghosts, key) ? main : small).push(key);
    },
    hit(key) {
      if (!small.includes(key) && !main.includes(key)) return false;
      uses.set(key, Math.min(3, (uses.get(key) ?? 0) + 1));
      return true;
    },
    remove: (key) => void (without(small, key) || without(main, key)),
    victim: () => (main.length > capacity - smallShare ? fromMain() : (fromSmall() ?? fromMain())),
  };
}

/** The lists anew; the sketch is the real one, which has tests of its own. */
export function wTinyLfuModel(capacity: number): Model {
  const windowList: string[] = [];
  const probation: string[] = [];
  const guarded: string[] = [];
  const sketch = newSketch(capacity);
  const windowShare = Math.max(1, Math.floor(capacity / 100));
  const guardedShare = Math.floor(((capacity - windowShare) * 4) / 5);
  return {
    insert(key) {
      recordUse(sketch, key);
      windowList.push(key);
      if (windowList.length > windowShare) probation.push(windowList.shift() as string);
    },
    hit(key) {
      if (![...windowList, ...probation, ...guarded].includes(key)) return false;
      recordUse(sketch, key);
      if (without(windowList, key)) {
        windowList.push(key);
        return true;
      }
      if (!without(probation, key)) without(guarded, key);
      guarded.push(key);
      if (guarded.length > guardedShare) probation.push(guarded.shift() as string);
      return true;
    },
    remove: (key) => void (without(windowList, key) || without(probation, key) || without(guarded, key)),
    victim() {
      const from = probation.length > 0 ? probation : guarded;
      const [candidate] = windowList;
      const [incumbent] = from;
      if (incumbent === undefined) return windowList.shift();
      if (candidate === undefined || windowList.length < windowShare) return from.shift();
      if (estimateUses(sketch, candidate) <= estimateUses(sketch, incumbent)) return windowList.shift();
      const gone = from.shift();
      probation.push(windowList.shift() as string);
      return gone;
    },
  };
}
