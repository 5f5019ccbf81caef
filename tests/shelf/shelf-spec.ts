/** What every shelf of progress does. The browser's runs it in a browser, against the real IndexedDB; the one in memory here. */
import { expect, it } from 'vitest';
import type { Progress, ProgressShelf } from '../../src/shelf/progress.ts';

const progress = (lesson: string, step = 'one'): Progress => ({
  version: 1,
  lesson,
  step,
  state: 'open',
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

export function shelfSpec(open: () => ProgressShelf): void {
  it('gives back what was put there, and nothing where nothing was', async () => {
    const shelf = open();
    expect(await shelf.get('a')).toBeNull();
    await shelf.put('a', progress('a'));
    expect(await shelf.get('a')).toEqual(progress('a'));
  });

  it('keeps the last that was put there', async () => {
    const shelf = open();
    await shelf.put('a', progress('a'));
    await shelf.put('a', progress('a', 'two'));
    expect((await shelf.get('a'))?.step).toBe('two');
  });

  it('lists by id, and lists no more what was removed', async () => {
    const shelf = open();
    for (const id of ['b', 'a', 'c']) await shelf.put(id, progress(id));
    await shelf.remove('b');
    expect((await shelf.all()).map(([id]) => id)).toEqual(['a', 'c']);
  });

  it('gives back a copy', async () => {
    const shelf = open();
    const put = progress('a');
    await shelf.put('a', put);
    const got = await shelf.get('a');
    expect(got).not.toBe(put);
    (got as { step: string }).step = 'changed';
    expect((await shelf.get('a'))?.step).toBe('one');
  });

  it('leaves a record of a newer Ringside alone, and does not show it', async () => {
    const shelf = open();
    await shelf.put('a', { ...progress('a'), version: 2 } as unknown as Progress);
    await shelf.put('b', progress('b'));
    expect(await shelf.get('a')).toBeNull();
    expect((await shelf.all()).map(([id]) => id)).toEqual(['b']);
  });
}
