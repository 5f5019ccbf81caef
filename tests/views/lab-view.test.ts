import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Frame, Interest, LabHandle } from '../../src/lab/types.ts';
import { LabView } from '../../src/views/lab-view.svelte.ts';
import { words } from '../../src/views/words/index.ts';

const SECOND = 1_000_000;
const branch = { id: 1, parent: null, at: 0, head: 0, actions: 0, began: null, without: null };
const node = {
  ...{ id: 'n1', name: 'Alfa', role: 'node', isClient: false, status: 'up', incarnation: 1, events: 0 },
  ...{ weight: 1, isLeaving: false, glance: {}, disk: { bytes: 0, unsynced: 0 } },
} as const;
const picture = {
  ...{ at: 0, nodes: [node, { ...node, id: 'n10', name: 'Juliett' }, { ...node, id: 'n2', name: 'Bravo' }] },
  ...{
    flights: [],
    inFlight: 0,
    crowds: [],
    network: { isolated: [], partitions: [], rules: [] },
    messages: { sent: 0, delivered: 0, dropped: 0, duplicated: 0 },
  },
  ...{ events: 0, fingerprint: 'f' },
};
const usual = {
  ...{ epoch: 1, system: 'echo', title: '', at: 0, head: 0, until: 10 * SECOND, playing: false, pace: 1 },
  ...{ achieved: 1, settled: true, simulated: false, picture, pictureNumber: 1, cursor: 0, events: [] },
  ...{ inside: null, insideNumber: 0, eventsDropped: 0, branch: 1, branches: [branch], notice: null },
  ...{ isSeekingNext: false, hurry: 1, marksNumber: 0, bookmarks: [], undoable: null, made: null },
  choices: { hurries: true, stopsAtBookmarks: false, keepsRunning: false },
} as Frame;
const note = (at: number) =>
  ({ at, node: 'n1', number: 1, what: 'note', kind: `note ${at}`, detail: null }) as const;

/** A lab that answers with the frames it is given, and a screen whose frames come when told. */
function stand() {
  const frames: Frame[] = [];
  const asked: Interest[] = [];
  const waiting: (() => void)[] = [];
  let isHolding = false;
  let isHidden = false;
  let draw: (now: number) => void = () => undefined;
  const lab = {
    frame: vi.fn(async (_elapsed: number, interest: Interest) => {
      asked.push(interest);
      if (isHolding) await new Promise<void>((resolve) => waiting.push(resolve));
      return frames.shift() ?? { ...usual, picture: null };
    }),
    open: vi.fn(() => Promise.resolve({ ok: true })),
    scenario: vi.fn(() => Promise.resolve('{}')),
    script: vi.fn(() => Promise.resolve([])),
    marks: vi.fn(() => Promise.resolve({ marks: [], cuts: [] })),
    runAlone: vi.fn(() => Promise.resolve()),
    undo: vi.fn(() => Promise.resolve({ ok: true })),
    play: vi.fn(() => Promise.resolve({ ok: true })),
    pause: vi.fn(() => Promise.resolve()),
    act: vi.fn(() => Promise.resolve({ ok: true })),
    openBranch: vi.fn(() => Promise.resolve({ ok: true })),
  };
  const view = new LabView(lab as unknown as LabHandle, {
    nextFrame: (next) => (draw = next),
    isHidden: () => isHidden,
  });
  view.start();
  let now = 0;
  const tick = async (frame?: Partial<Frame>, wait = 100): Promise<void> => {
    if (frame) frames.push({ ...usual, ...frame });
    draw((now += wait));
    await new Promise((resolve) => setTimeout(resolve, 0));
  };
  return {
    ...{ view, lab, asked, tick },
    hold: () => (isHolding = true),
    release: async (): Promise<void> => {
      waiting.shift()?.();
      await new Promise((resolve) => setTimeout(resolve, 0));
    },
    hide: (hidden: boolean) => (isHidden = hidden),
  };
}

describe('LabView', () => {
  let s = stand();
  beforeEach(() => (s = stand()));

  it('asks only for what is new, and starts over with another epoch', async () => {
    await s.tick({ events: [note(1)], cursor: 1 });
    await s.tick({ events: [note(2)], cursor: 2, picture: null });
    expect(s.asked[1]).toEqual({ epoch: 1, cursor: 1, picture: 1, inside: 0 });
    expect(s.view.known.events.map(({ at }) => at)).toEqual([1, 2]);
    await s.tick({ epoch: 2, events: [note(1)], cursor: 1 });
    expect(s.view.known.events.map(({ at }) => at)).toEqual([1]);
    expect(s.view.picture?.nodes.map(({ id }) => id)).toEqual(['n1', 'n2', 'n10']);
  });

  it('has one question on its way at most, and says when the answer is late', async () => {
    s.hold();
    await s.tick();
    await s.tick();
    expect(s.lab.frame).toHaveBeenCalledTimes(1);
    await s.tick(undefined, 2_000);
    expect(s.view.silence).toBe('long');
    await s.release();
    await s.tick();
    expect(s.view.silence).toBe('none');
    expect(s.lab.frame).toHaveBeenCalledTimes(2);
  });

  it('asks nothing of a hidden page, and pauses what was playing', async () => {
    await s.tick({ playing: true });
    s.hide(true);
    await s.view.wentAway();
    await s.tick();
    expect(s.lab.frame).toHaveBeenCalledTimes(1);
    expect(s.lab.pause).toHaveBeenCalledOnce();
    expect(s.view.isAway).toBe(true);
    s.hide(false);
    await s.view.play();
    expect(s.view.isAway).toBe(false);
  });

  it('goes on while it is hidden, if that was chosen', async () => {
    const choices = { ...usual.choices, keepsRunning: true };
    await s.tick({ playing: true, choices });
    s.hide(true);
    await s.view.wentAway();
    s.hide(false);
    await s.view.wentAway();
    expect(s.lab.runAlone.mock.calls).toEqual([[true], [false]]);
    expect(s.lab.pause).not.toHaveBeenCalled();
  });

  it('says that a branch was made, with the way back', async () => {
    await s.tick({ at: 3 * SECOND, head: 9 * SECOND });
    expect(s.view.isPast).toBe(true);
    const made = {
      id: 2,
      parent: 1,
      at: 3 * SECOND,
      head: 3 * SECOND,
      actions: 1,
      began: null,
      without: null,
    };
    await s.tick({ epoch: 2, at: 3 * SECOND, head: 3 * SECOND, branch: 2, branches: [branch, made] });
    expect(s.view.speech.said?.text).toBe('New branch from 3.0 s. The old one is kept.');
    s.view.speech.said?.offer?.take();
    expect(s.lab.openBranch).toHaveBeenCalledWith(1);
  });

  it('says acts aloud, and what to do when time stands still', async () => {
    await s.tick({});
    await s.view.act({ do: 'freeze', node: 'n1' }, 'Alfa stands still.');
    expect(s.view.speech.said?.text).toBe(`Alfa stands still. ${words.time.standsStill}`);
    // What was done can be taken back.
    s.view.speech.said?.offer?.take();
    expect(s.lab.undo).toHaveBeenCalledOnce();
    s.lab.act.mockResolvedValueOnce({ ok: false, says: ['there is no node n9'] } as never);
    await s.view.act({ do: 'freeze', node: 'n9' }, '');
    expect(s.view.speech.said).toMatchObject({ text: 'there is no node n9', isBad: true });
  });

  it('plays what was opened only while nothing else has been opened meanwhile', async () => {
    const { view, lab } = stand();
    const answers: (() => void)[] = [];
    lab.open.mockImplementation(
      () => new Promise((resolve) => answers.push(() => resolve({ ok: true }))) as Promise<{ ok: boolean }>,
    );
    const [first, second] = [view.open('{}', true), view.open('{}', false)];
    for (const answer of answers) answer();
    await Promise.all([first, second]);
    expect(lab.play).not.toHaveBeenCalled();
  });

  it('says how slow it is, without wavering at the edge', async () => {
    await s.tick({ playing: true, achieved: 0.6, pace: 4 });
    expect(s.view.slowness).toBe('2.4×');
    await s.tick({ playing: true, achieved: 0.93, pace: 4 });
    expect(s.view.slowness).not.toBeNull();
    await s.tick({ playing: true, achieved: 0.97, pace: 4 });
    expect(s.view.slowness).toBeNull();
  });
});
