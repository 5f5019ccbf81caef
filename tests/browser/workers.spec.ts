/** Nodes are real Workers: counted from outside the page's own code. */
import { callLab, expect, fingerprintAt, frameOf, liveWorkers, open, openPage, test } from './support/lab.ts';

const five = JSON.stringify({ version: 1, system: 'echo', nodes: 5 });

test.beforeEach(async ({ page }) => openPage(page));

test('a kill ends a Worker, a restart starts one', async ({ page }) => {
  await open(page, five);
  // A Worker that was ended is still counted by the browser for a moment.
  await expect.poll(async () => (await liveWorkers(page)).nodes).toBe(5);
  await callLab(page, 'act', { do: 'kill', node: 'n2' });
  await expect.poll(async () => (await liveWorkers(page)).nodes).toBe(4);
  await callLab(page, 'act', { do: 'kill', node: 'n3', how: 'process' });
  await expect.poll(async () => (await liveWorkers(page)).nodes).toBe(3);
  await callLab(page, 'act', { do: 'restart', node: 'n2' });
  await expect.poll(async () => (await liveWorkers(page)).nodes).toBe(4);
});

test('up to 64 nodes have a Worker each; above that they share, and it is said', async ({ page }) => {
  await open(page, JSON.stringify({ version: 1, system: 'echo', nodes: 64 }));
  await expect.poll(async () => (await liveWorkers(page)).nodes).toBe(64);
  expect((await frameOf(page)).simulated).toBe(false);
  await open(page, JSON.stringify({ version: 1, system: 'echo', nodes: 70 }));
  await expect.poll(async () => (await liveWorkers(page)).nodes).toBe(64);
  expect((await frameOf(page)).simulated).toBe(true);
});

test('ten resets and twenty seeks leave nothing behind', async ({ page }) => {
  for (let reset = 0; reset < 10; reset += 1) {
    await open(page, five);
    await fingerprintAt(page, 2_000_000);
    await fingerprintAt(page, 500_000);
    await callLab(page, 'step');
  }
  await expect.poll(() => liveWorkers(page)).toEqual({ nodes: 5, buses: 1, replays: 1 });
});

test('what a power cut takes is what was not synced, and the history says how much', async ({ page }) => {
  const commands = (count: number, text: string): object[] =>
    Array.from({ length: count }, (_, index) => ({
      at: `${100 + index * 20}ms`,
      do: 'command',
      client: 'c1',
      text,
    }));
  // Power is cut before anything of the last bumps could be synced: nobody asked for it.
  for (const how of ['power', 'process']) {
    await open(
      page,
      JSON.stringify({
        version: 1,
        system: 'counter',
        script: [
          ...commands(20, 'INCR'),
          ...commands(10, 'BUMP').map((command, index) => ({ ...command, at: `${600 + index * 10}ms` })),
          { at: '1s', do: 'kill', node: 'n1', how },
          { at: '2s', do: 'restart', node: 'n1' },
        ],
      }),
    );
    await fingerprintAt(page, 3_000_000);
    const { text } = (await callLab(page, 'ask', 'c1', 'GET')) as { text: string };
    const value = Number(/\d+/.exec(text)?.[0]);
    const stopped = (await frameOf(page)).events.find((event) => event.what === 'stopped');
    const bytesLost = stopped?.what === 'stopped' ? stopped.bytesLost : -1;
    if (how === 'process') {
      expect(value).toBe(30);
      expect(bytesLost).toBe(0);
    } else {
      expect(value).toBeGreaterThanOrEqual(20);
      // Eight bytes a record; of a record that was cut in the middle the rest is lost, and the record with it.
      expect(Math.ceil(bytesLost / 8)).toBe(30 - value);
    }
  }
});
