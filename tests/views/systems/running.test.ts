/** The operation in the middle of the ring, from what was recorded of real ones. */
import { describe, expect, test } from 'vitest';
import type { HistoryEvent } from '../../../src/cluster/recorder.ts';
import type { Lab } from '../../../src/lab/lab.ts';
import type { Inside } from '../../../src/lab/inside.ts';
import { goOn, SILENT, type Exchange } from '../../../src/views/conversation.ts';
import { cacheRunning } from '../../../src/views/systems/cache/running.ts';
import { MILLI, opened } from './running.ts';

async function talkAt(lab: Lab, moment: number): Promise<{ asked: Exchange; inside: Inside }> {
  expect(await lab.seek(moment)).toEqual({ ok: true });
  const frame = await lab.frame(0, { epoch: -1, cursor: 0, picture: -1, inside: -1 });
  const { typed } = goOn(SILENT, frame.events as readonly HistoryEvent[]);
  return { asked: typed as Exchange, inside: frame.inside as Inside };
}

const cluster = (options: object): string =>
  JSON.stringify({ version: 1, system: 'cache', nodes: 5, options: { virtualNodes: 1, ...options } });
const types = (at: string, text: string): object => ({ at, do: 'command', client: 'c1', text });

/** How many had answered, whenever that changed. */
async function counts(lab: Lab, from: number, to: number): Promise<number[]> {
  const seen: number[] = [];
  for (let moment = from * MILLI; moment < to * MILLI; moment += MILLI) {
    const { asked, inside } = await talkAt(lab, moment);
    const count = cacheRunning(asked, inside).slots.filter(({ hasAnswered }) => hasAnswered).length;
    if (seen.at(-1) !== count) seen.push(count);
  }
  return seen;
}

describe.each([
  { mode: 'primary', write: 2 },
  { mode: 'quorum', write: 2, read: 2 },
])('in $mode mode', (options) => {
  test('a write counts one answer after the other, and is done with two of three', async () => {
    const lab = await opened(cluster(options), [types('1s', 'SET apple 1')]);
    expect(await counts(lab, 1_001, 1_060)).toEqual([0, 1, 2, 3]);
    const { asked, inside } = await talkAt(lab, 1_060 * MILLI);
    expect(asked).toMatchObject({ ended: 'ok', command: 'SET apple 1' });
    const { needed, slots, isWrite } = cacheRunning(asked, inside);
    expect([needed, slots.length, isWrite]).toEqual([2, 3, true]);
    expect(slots[0]?.node).toBe(asked.by);
  });

  test('with both copies cut off only one answer comes, and the write is not confirmed', async () => {
    const groups = [['n1'], ['n2'], ['n3'], ['n4'], ['n5']];
    const lab = await opened(cluster(options), [
      { at: '990ms', do: 'partition', groups },
      types('1s', 'SET apple 1'),
    ]);
    const { asked, inside } = await talkAt(lab, 6_000 * MILLI);
    expect(asked.ended).not.toBe('ok');
    const { needed, slots } = cacheRunning(asked, inside);
    expect(needed).toBe(2);
    expect(slots.filter(({ hasAnswered }) => hasAnswered)).toHaveLength(1);
  });
});

test('a read is the word of one; in quorum mode of two', async () => {
  const script = [types('1s', 'SET apple 1'), types('2s', 'GET apple')];
  const one = await talkAt(await opened(cluster({ mode: 'primary' }), script), 2_200 * MILLI);
  expect(cacheRunning(one.asked, one.inside)).toMatchObject({ needed: 1, isWrite: false });
  expect(cacheRunning(one.asked, one.inside).slots).toEqual([{ node: one.asked.by, hasAnswered: true }]);
  const two = await talkAt(
    await opened(cluster({ mode: 'quorum', write: 2, read: 2 }), script),
    2_200 * MILLI,
  );
  const running = cacheRunning(two.asked, two.inside);
  expect([running.needed, running.slots.length]).toEqual([2, 3]);
});

test('what speaks of no key has nobody to wait for but whom it asks', async () => {
  const { asked, inside } = await talkAt(await opened(cluster({}), [types('1s', 'PING')]), 1_200 * MILLI);
  expect(cacheRunning(asked, inside).slots.length).toBeLessThanOrEqual(1);
});
