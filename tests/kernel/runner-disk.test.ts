/** The disk as a program sees it: what it answers at once, what it promises later, and what its device may do wrong. */
import { describe, expect, it } from 'vitest';
import type { NodeAct } from '../../src/kernel/protocol.ts';
import { arrival, Bench, type Parts } from '../support/bench.ts';

/** Writes what it is told and syncs; says when it heard of it. */
const writing: Parts = {
  receive: (self, { kind, bytes }) => {
    self.note('answer', self.disk.append('log', bytes ?? Uint8Array.of(1)));
    if (kind === 'sync') self.disk.sync({ kind: 'synced' });
  },
  tick: (self, timer) => self.note(self.disk.failed ? `${timer.kind}, failed` : timer.kind, self.now),
};
const law = (min: number, max: number, capacity = 1_000_000) => ({ diskLaw: { min, max, capacity } });
const act = (at: number, what: 'full' | 'slow' | 'fail' | 'ok', times = 1): NodeAct => ({
  at,
  do: 'disk',
  act: what,
  times,
});

describe('a sync', () => {
  it('takes a time within the law and makes durable what was written before it was asked', () => {
    const bench = new Bench(writing, law(500, 900));
    for (let at = 1_000; at < 100_000; at += 1_000) {
      bench.to(at + 1_000, [arrival(at, { kind: 'sync' }), arrival(at + 100, { kind: 'write' })]);
    }
    const writes = bench.advances.flatMap((advance) => advance.writes);
    const syncs = writes.filter((write) => write.do === 'sync');
    expect(syncs.length).toBe(99);
    const latencies = syncs.map(({ at }, index) => at - 1_000 * (index + 1));
    expect(Math.min(...latencies)).toBeGreaterThanOrEqual(500);
    expect(Math.max(...latencies)).toBeLessThanOrEqual(900);
    expect(new Set(latencies).size).toBeGreaterThan(30);
    // The write 100 µs after the request is not covered by it.
    expect(syncs.map(({ upTo }) => upTo)).toEqual(syncs.map((_, index) => 2 * index + 1));
  });

  it('is over when the device is done, however long the node is busy', () => {
    const bench = new Bench(writing, {
      ...law(500, 500),
      service: { cost: 0, kinds: { long: 5_000 }, line: 9 },
    });
    const { writes } = bench.to(10_000, [arrival(100, { kind: 'sync' }), arrival(200, { kind: 'long' })]);
    expect(writes.filter((write) => write.do === 'sync')).toEqual([{ do: 'sync', upTo: 1, at: 600 }]);
    expect(bench.notes).toEqual([
      ['answer', 'ok'],
      ['answer', 'ok'],
      ['synced', 5_200],
    ]);
  });

  it('is over while the node is frozen, though the program hears of it later', () => {
    const bench = new Bench(writing, law(500, 500));
    bench.to(150, [arrival(100, { kind: 'sync' })]);
    const frozen = bench.to(2_000, [], [{ at: 150, do: 'freeze' }]);
    expect(frozen.writes).toEqual([{ do: 'sync', upTo: 1, at: 600 }]);
    bench.to(9_000, [], [{ at: 5_000, do: 'thaw' }]);
    expect(bench.notes).toEqual([
      ['answer', 'ok'],
      ['synced', 5_000],
    ]);
  });

  it('cannot be cancelled', () => {
    const bench = new Bench({
      boot: (self) => {
        self.disk.sync({ kind: 'synced' });
        self.cancel(1);
      },
    });
    expect(bench.to(100).crash?.says).toContain('cannot be cancelled');
  });
});

describe('a device', () => {
  it('that is full answers so and writes nothing, until it is well', () => {
    const bench = new Bench(writing);
    bench.to(1_000, [arrival(500, { kind: 'write' })], [act(100, 'full')]);
    bench.to(2_000, [arrival(1_500, { kind: 'write' })], [act(1_000, 'ok')]);
    expect(bench.notes).toEqual([
      ['answer', 'full'],
      ['answer', 'ok'],
    ]);
    expect(bench.advances.flatMap(({ writes }) => [...writes]).length).toBe(1);
  });

  it('is full when its capacity is', () => {
    const bench = new Bench(writing, law(1, 1, 10));
    const six = { kind: 'write', bytes: new Uint8Array(6) } as never;
    bench.to(1_000, [
      arrival(100, six),
      arrival(200, six),
      arrival(300, { kind: 'write', bytes: new Uint8Array(4) } as never),
    ]);
    expect(bench.notes).toEqual([
      ['answer', 'ok'],
      ['answer', 'full'],
      ['answer', 'ok'],
    ]);
  });

  it('that is slow takes its factor longer', () => {
    const bench = new Bench(writing, law(500, 500));
    bench.to(50_000, [arrival(100, { kind: 'sync' })], [act(50, 'slow', 20)]);
    bench.to(90_000, [arrival(60_000, { kind: 'sync' })], [act(50_000, 'ok')]);
    expect(bench.notes).toEqual([
      ['answer', 'ok'],
      ['synced', 10_100],
      ['answer', 'ok'],
      ['synced', 60_500],
    ]);
  });

  it('that fails fails so many syncs; what they should have kept the next one keeps', () => {
    const bench = new Bench(writing, law(500, 500));
    const arrivals = [1, 2, 3].map((second) => arrival(second * 1_000, { kind: 'sync' }));
    const { writes } = bench.to(10_000, arrivals, [act(100, 'fail', 2)]);
    expect(bench.notes.filter((note) => !String(note).startsWith('answer'))).toEqual([
      ['synced, failed', 1_500],
      ['synced, failed', 2_500],
      ['synced', 3_500],
    ]);
    expect(writes.filter((write) => write.do === 'sync')).toEqual([{ do: 'sync', upTo: 3, at: 3_500 }]);
  });
});

describe('what was written', () => {
  it('does not change when the program goes on using its buffer, nor by reading', () => {
    const seen: string[] = [];
    const bench = new Bench({
      boot: (self) => {
        const buffer = Uint8Array.of(1, 2, 3);
        self.disk.append('log', buffer);
        self.disk.put('blob', buffer);
        buffer.fill(9);
        self.disk.read('log').fill(8);
        self.disk.get('blob')?.fill(8);
        seen.push(
          `${self.disk.read('log')} ${self.disk.get('blob')} ${self.disk.read('log', 1, 2)} ${self.disk.size('log')}`,
        );
        seen.push(
          `${self.disk.names()} ${self.disk.get('none')} ${self.disk.read('none').length} ${self.disk.size('none')}`,
        );
        self.disk.remove('log');
        seen.push(String(self.disk.names()));
      },
    });
    const { writes } = bench.to(10);
    expect(seen).toEqual(['1,2,3 1,2,3 2 3', 'blob,log undefined 0 0', 'blob']);
    expect(writes).toEqual([
      { do: 'append', number: 1, name: 'log', bytes: Uint8Array.of(1, 2, 3) },
      { do: 'put', number: 2, name: 'blob', bytes: Uint8Array.of(1, 2, 3) },
      { do: 'remove', number: 3, name: 'log' },
    ]);
  });
});
