/** What every shelf of progress does. The one in memory shows it in Node, the browser's in a browser, against the real IndexedDB. */
import type { Progress, ProgressShelf } from '../../src/shelf/progress.ts';

/** What both Vitest and Playwright can be asked to expect. */
export interface Expectation {
  toBe(value: unknown): void;
  toBeNull(): void;
  toEqual(value: unknown): void;
  readonly not: { toBe(value: unknown): void };
}

export type ShelfCase = (shelf: ProgressShelf, expect: (value: unknown) => Expectation) => Promise<void>;

export const progressOf = (lesson: string, step = 'one'): Progress => ({
  version: 1,
  lesson,
  step,
  state: 'open',
  isLearnt: false,
  steps: [
    [
      step,
      {
        state: 'done',
        guess: 2,
        sure: 3,
        answer: { kind: 'choice', choice: 1 },
        isTooLate: false,
        hints: 1,
        wrote: 'Because of the copies.',
        from: { text: '{}', at: 1_000_000 },
        ran: null,
        isObserved: false,
      },
    ],
  ],
});

/** Each is given a shelf on which nothing lies yet. */
export const shelfCases: readonly (readonly [string, ShelfCase])[] = [
  [
    'gives back what was put there, and nothing where nothing was',
    async (shelf, expect) => {
      expect(await shelf.get('a')).toBeNull();
      await shelf.put('a', progressOf('a'));
      expect(await shelf.get('a')).toEqual(progressOf('a'));
    },
  ],
  [
    'keeps the last that was put there',
    async (shelf, expect) => {
      await shelf.put('a', progressOf('a'));
      await shelf.put('a', progressOf('a', 'two'));
      expect((await shelf.get('a'))?.step).toBe('two');
    },
  ],
  [
    'lists by id, and lists no more what was removed',
    async (shelf, expect) => {
      for (const id of ['b', 'a', 'c']) await shelf.put(id, progressOf(id));
      await shelf.remove('b');
      expect((await shelf.all()).map(([id]) => id)).toEqual(['a', 'c']);
    },
  ],
  [
    'gives back a copy',
    async (shelf, expect) => {
      const put = progressOf('a');
      await shelf.put('a', put);
      const got = await shelf.get('a');
      expect(got).not.toBe(put);
      (got as { step: string }).step = 'changed';
      (put as { step: string }).step = 'changed too';
      expect((await shelf.get('a'))?.step).toBe('one');
    },
  ],
  [
    'leaves a record of a newer Ringside alone, and does not show it',
    async (shelf, expect) => {
      await shelf.put('a', { ...progressOf('a'), version: 2 } as unknown as Progress);
      await shelf.put('b', progressOf('b'));
      expect(await shelf.get('a')).toBeNull();
      expect((await shelf.all()).map(([id]) => id)).toEqual(['b']);
    },
  ],
];
