/** The tour in the page's hands. */
import { expect, test, vi } from 'vitest';
import type { LabHandle } from '../../../src/lab/types.ts';
import { LabView } from '../../../src/views/lab-view.svelte.ts';
import { TourView } from '../../../src/views/tour/tour-view.svelte.ts';
import { localLab } from '../../support/lab.ts';

// How much motion somebody wants is the browser's to say, and there is none here.
vi.mock('../../../src/views/calm.svelte.ts', () => ({ calm: { current: false } }));

test('where its scenario cannot be opened it says so, and does not begin', async () => {
  const lab = localLab();
  const refusing = Object.assign(Object.create(lab) as LabHandle, {
    open: () => Promise.resolve({ ok: false, says: ['Not here.'] }),
  });
  const view = new LabView(refusing, { nextFrame: () => undefined, isHidden: () => false });
  const tour = new TourView(view);
  await tour.begin();
  expect([tour.state, tour.stop]).toEqual(['failed', null]);
  await lab.dispose();
});
