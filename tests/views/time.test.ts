import { describe, expect, it, vi } from 'vitest';
import type { Frame, LabHandle } from '../../src/lab/types.ts';
import { Speech } from '../../src/views/speech.svelte.ts';
import { flagsOf, linesOf } from '../../src/views/time/lines.ts';
import { paceAt, paceText, placeOf, SLIDER_MAX, SLIDER_MIN } from '../../src/views/time/paces.ts';
import { TimeView } from '../../src/views/time/time-view.svelte.ts';

const SECOND = 1_000_000;
const name = (id: string): string => ({ n1: 'Alfa', n2: 'Bravo' })[id] ?? id;
const kill = { at: 2 * SECOND, do: 'kill', node: 'n2', how: 'power' } as const;
const first = { id: 1, parent: null, at: 0, head: 9 * SECOND, actions: 0, began: null, without: null };

describe('paces', () => {
  it('go from a thousandth to flat out, and every place of the slider is its own', () => {
    expect(paceAt(SLIDER_MIN)).toBe(0.001);
    expect(paceAt(0)).toBe(1);
    expect(paceAt(SLIDER_MAX - 1)).toBe(1_000);
    expect(paceAt(SLIDER_MAX)).toBe('flat out');
    for (let place = SLIDER_MIN; place <= SLIDER_MAX; place += 1) expect(placeOf(paceAt(place))).toBe(place);
  });

  it('are said as people say them', () => {
    expect([0.02, 0.1, 1, 4, 2.5, 0.001, 'flat out' as const].map(paceText)).toEqual([
      '1/50×',
      '1/10×',
      '1×',
      '4×',
      '2.5×',
      '1/1000×',
      'flat out',
    ]);
  });
});

describe('branches', () => {
  it('stand below the one that they left, each with what it began with and how long it is', () => {
    const branches = [
      first,
      { ...first, id: 2, parent: 1, at: 2 * SECOND, head: 5 * SECOND, began: kill },
      { ...first, id: 3, parent: 1, at: 7 * SECOND, head: 7 * SECOND },
      { ...first, id: 4, parent: 2, at: 2 * SECOND, head: 3.5 * SECOND, without: kill },
    ];
    const lines = linesOf({ branches, branch: 4 }, (action) => `did ${action.do}`);
    expect(lines).toEqual([
      { id: 1, title: 'The first', about: '9 s long', isOpen: false, depth: 0 },
      { id: 2, title: 'From 2.0 s', about: 'did kill · 3 s long', isOpen: false, depth: 1 },
      { id: 4, title: 'From 2.0 s', about: 'without: did kill · 1.5 s long', isOpen: true, depth: 2 },
      { id: 3, title: 'From 7.0 s', about: 'nothing done yet', isOpen: false, depth: 1 },
    ]);
  });
});

describe('bookmarks on the line of time', () => {
  const branches = [
    first,
    { ...first, id: 2, parent: 1, at: 2 * SECOND, head: 5 * SECOND },
    { ...first, id: 3, parent: 2, at: 4 * SECOND, head: 7 * SECOND },
  ];
  const bookmark = (id: number, branch: number, seconds: number) => ({
    ...{ id, branch, at: seconds * SECOND, name: `moment ${id}` },
  });
  const bookmarks = [
    bookmark(1, 1, 1),
    bookmark(2, 1, 3),
    bookmark(3, 2, 3),
    bookmark(4, 2, 5),
    bookmark(5, 3, 6),
  ];
  const on = (branch: number): string[] => flagsOf({ branches, branch, bookmarks }).map(({ text }) => text);

  it('are those of the open branch and of the past that it shares', () => {
    expect(on(1)).toEqual(['moment 1', 'moment 2']);
    expect(on(2)).toEqual(['moment 1', 'moment 3', 'moment 4']);
    expect(on(3)).toEqual(['moment 1', 'moment 3', 'moment 5']);
  });

  it('stand exactly where they were set', () => {
    const [flag] = flagsOf({ branches, branch: 1, bookmarks });
    expect(flag).toMatchObject({ at: SECOND, stand: SECOND, shape: 'flag' });
  });
});

const NONE_YET = { bookmarks: [], marksNumber: 0 };

/** A lab whose seeks come to their end when they are told to. */
function stand(given: Partial<Frame> = {}) {
  const waiting: (() => void)[] = [];
  const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
  const lab = {
    seek: vi.fn(() => new Promise((resolve) => waiting.push(() => resolve({ ok: true })))),
    next: vi.fn(() => Promise.resolve({ ended: 'limit', mark: null })),
    undo: vi.fn(() => Promise.resolve({ ok: true })),
    openBranch: vi.fn(() => Promise.resolve({ ok: true })),
    marks: vi.fn(() => Promise.resolve({ marks: [], cuts: [] })),
  };
  const frame = { at: 0, head: 9 * SECOND, epoch: 1, branch: 1, branches: [first], ...NONE_YET, ...given };
  const speech = new Speech();
  const parts = { lab: lab as unknown as LabHandle, speech, nameOf: name, frame: () => frame as Frame };
  const arrive = async (): Promise<void> => {
    waiting.shift()?.();
    await settle();
  };
  return { lab, speech, frame: frame as Frame, time: new TimeView(parts), arrive, settle };
}

describe('TimeView', () => {
  it('has one seek on its way while somebody drags, and goes to the last place that was wanted', async () => {
    const { lab, time, arrive, frame } = stand();
    for (const at of [1, 2, 3, 4]) void time.scrub(at * SECOND);
    expect(lab.seek.mock.calls).toEqual([[SECOND]]);
    await arrive();
    expect(lab.seek.mock.calls).toEqual([[SECOND], [4 * SECOND]]);
    time.letGo();
    time.take(frame, frame, 0);
    // The handle stays in its place until the cluster has come there.
    expect(time.held).toBe(4 * SECOND);
    await arrive();
    time.take(frame, frame, 0);
    expect(time.held).toBeNull();
  });

  it('does not wait for a place that is run on to', () => {
    const { lab, time } = stand({ head: SECOND });
    void time.scrub(5 * SECOND);
    return Promise.resolve()
      .then(() => void time.scrub(6 * SECOND))
      .then(() => expect(lab.seek.mock.calls).toEqual([[5 * SECOND], [6 * SECOND]]));
  });

  it('says what Next has come to', async () => {
    const { lab, speech, time } = stand();
    await time.next();
    expect(speech.said?.text).toBe('Nothing worth a stop happened for 60 s.');
    const mark = { at: 5, kind: 'doubt', count: 1, node: 'n1', of: 'n2', text: null, action: null };
    lab.next.mockResolvedValueOnce({ ended: 'found', mark } as never);
    await time.next();
    expect(speech.said?.text).toBe('Alfa doubts Bravo.');
  });

  it('says what was undone, with the way back', () => {
    const { lab, speech, frame, time } = stand();
    const branch = { ...first, id: 2, parent: 1, at: kill.at, head: kill.at, without: kill };
    time.take(frame, { ...frame, branch: 2, branches: [first, branch] }, 0);
    expect(speech.said?.text).toBe('Undone: Pull the plug of Bravo. What followed is kept.');
    speech.said?.offer?.take();
    expect(lab.openBranch).toHaveBeenCalledWith(1);
  });

  it('asks for marks when there are others, a few times a second at most', async () => {
    const { lab, time, frame, settle } = stand();
    for (let now = 0; now < 1_000; now += 16) {
      time.take(frame, { ...frame, marksNumber: now }, now);
      await settle();
    }
    expect(lab.marks.mock.calls.length).toBeLessThanOrEqual(5);
    const before = lab.marks.mock.calls.length;
    time.take(frame, { ...frame, marksNumber: 992 }, 2_000);
    await settle();
    time.take(frame, { ...frame, marksNumber: 992 }, 3_000);
    await settle();
    expect(lab.marks.mock.calls.length - before).toBeLessThanOrEqual(1);
  });
});
