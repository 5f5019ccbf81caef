import { beforeEach, expect, test, vi } from 'vitest';
import type { Answer, LabHandle, OpenRequest } from '../../src/lab/types.ts';
import { readScenario } from '../../src/scenario/index.ts';
import { LINK_MAX, writeLink } from '../../src/share/link.ts';
import { sketches } from '../../src/systems/registry.ts';
import { LabView } from '../../src/views/lab-view.svelte.ts';
import { openFirst, openLink } from '../../src/views/opening.ts';
import { OWN, starters } from '../../src/views/starters.ts';
import { en } from '../../src/views/words/en/index.ts';

const read = readScenario({ version: 1, about: { title: 'Sent by a friend' }, system: 'echo' }, sketches);
const written = read.ok ? writeLink(read.scenario, sketches) : null;
const link = written?.ok ? written.link : '';

const opened: string[] = [];
const play = vi.fn(() => Promise.resolve({ ok: true }));

/** A lab that opens whatever is a scenario. */
const lab = {
  open({ text }: OpenRequest): Promise<Answer> {
    const known = readScenario(text, sketches);
    if (known.ok) opened.push(known.scenario.about?.title ?? '');
    return Promise.resolve(
      known.ok ? { ok: true } : { ok: false, says: known.faults.map(({ says }) => says) },
    );
  },
  play,
} as unknown as LabHandle;

let view: LabView;

beforeEach(() => {
  opened.length = 0;
  play.mockClear();
  view = new LabView(lab, { nextFrame: () => undefined, isHidden: () => false });
});

test('without a link the first starter opens and plays', async () => {
  await openFirst(view, '', true);
  expect([opened, view.chosen]).toEqual([[en.starters[starters[0].id]], starters[0].id]);
  expect(play).toHaveBeenCalledOnce();
  expect(view.speech.said).toBeNull();
});

test('a link opens and stands still', async () => {
  await openFirst(view, link, true);
  expect([opened, view.chosen]).toEqual([['Sent by a friend'], OWN]);
  expect(play).not.toHaveBeenCalled();
});

test('a link that is no good gives a sentence, and a page that works', async () => {
  await openFirst(view, `${link}A`, true);
  expect(opened).toEqual([en.starters[starters[0].id]]);
  expect(view.speech.said).toMatchObject({ isBad: true, text: expect.stringContaining('damaged') as string });
  expect(view.refusals).toEqual([]);
});

test('damaged, foreign, newer, too long: each has a sentence of its own, and a fresh ring', async () => {
  const said: string[] = [];
  const bad = [`${link}A`, '#s=', '#s=9abc', `#s=1${'A'.repeat(LINK_MAX)}`];
  for (const [place, one] of bad.entries()) {
    await openFirst(view, one, true);
    expect(opened).toHaveLength(place + 1);
    expect(opened.at(-1)).toBe(en.starters[starters[0].id]);
    said.push(view.speech.said?.text ?? '');
  }
  for (const [place, about] of ['damaged', 'no link', 'newer', 'longer'].entries()) {
    expect(said[place]).toContain(about);
    expect(said[place]).toContain('Here is a fresh ring.');
  }
  expect(new Set(said).size).toBe(bad.length);
});

test('a link into an open page: a good one opens, a bad one leaves all as it is', async () => {
  await openFirst(view, '', true);
  await openLink(view, '#s=9');
  expect([opened.length, view.chosen]).toEqual([1, starters[0].id]);
  expect(view.speech.said?.text).toContain('newer');
  await openLink(view, '#elsewhere');
  await openLink(view, link);
  expect([opened.length, view.chosen]).toEqual([2, OWN]);
});

test('a sound link to a scenario that this page does not know says what is wrong', async () => {
  const foreign = { ...(read.ok ? read.scenario : null), system: 'elsewhere' } as never;
  const other = writeLink(foreign, new Map([['elsewhere', { id: 'elsewhere', nodes: [], options: {} }]]));
  await openFirst(view, other.ok ? other.link : '', true);
  expect(view.speech.said?.text).toContain('there is no system "elsewhere"');
  expect(opened).toEqual([en.starters[starters[0].id]]);
});
