/** What a frame answers to the page around it, with a cluster that really runs behind it. */
import { expect, test } from 'vitest';
import type { Order } from '../../../src/share/embed.ts';
import { direct } from '../../../src/views/embed/direct.ts';
import { LabView } from '../../../src/views/lab-view.svelte.ts';
import { localLab } from '../../support/lab.ts';

const text = JSON.stringify({ version: 1, system: 'counter', nodes: 3, until: '2s' });

test('what the lab does is done, and what it refuses is not, with its own sentence', async () => {
  const lab = localLab();
  const view = new LabView(lab, { nextFrame: () => undefined, isHidden: () => false });
  expect(await view.open(text, false)).toBe(true);
  expect(await direct(view, { do: 'seek', at: 1_000_000 } as Order & { do: 'seek' })).toEqual({ ok: true });
  expect(await direct(view, { do: 'step', by: 'back' } as Order & { do: 'step' })).toEqual({ ok: true });
  expect((await lab.frame(0, { epoch: -1, cursor: 0, picture: -1 })).at).toBeLessThan(1_000_000);
  expect(await direct(view, { do: 'seek', at: 0 } as Order & { do: 'seek' })).toEqual({ ok: true });
  for (const order of [
    { do: 'step', by: 'back' },
    { do: 'play', pace: 5_000 },
  ]) {
    const done = await direct(view, order as Parameters<typeof direct>[1]);
    expect(done.ok).toBe(false);
    expect('says' in done && done.says.join(' ')).toMatch(/\.$/);
  }
});
