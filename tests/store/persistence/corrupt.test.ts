/** A whole cluster whose node's disk goes bad: bytes flip, the node refuses to start and says where, and starts again when it is told to. */
import { describe, expect, test } from 'vitest';
import type { HistoryEvent } from '../../../src/cluster/recorder.ts';
import type { Opening } from '../../../src/store/persistence/recovery.ts';
import { build } from '../../support/cluster.ts';
import { dataOf } from './data.ts';
import { engineSketch, engineSystem, type Ledger } from './engine-system.ts';

const SEEDS = [
  { seed: 2, hit: 'log' },
  { seed: 3, hit: 'log' },
  { seed: 8, hit: 'log' },
  { seed: 9, hit: 'base' },
  { seed: 13, hit: 'base' },
];

const KEYS = 400;

/** Every write tells itself from every other; a few snapshots among them. */
function commandOf(key: number): readonly string[] {
  if (key === KEYS - 1) return ['BGREWRITEAOF'];
  // A few bytes of the log that are many of a snapshot.
  if (key % 3 === 0) return ['SETRANGE', `k${key % 23}`, '600', String(key)];
  return key % 3 === 1 ? ['INCR', `n${key % 5}`] : ['APPEND', `k${key % 23}`, String(key)];
}

class Books implements Ledger {
  readonly openings: Opening[] = [];
  /** What was found at each start, and every state before. */
  readonly found: string[] = [];
  readonly states = new Set<string>(['']);
  last = '';
  whole: string | undefined;

  started(opening: Opening, store: Parameters<Ledger['started']>[1]): void {
    this.openings.push(opening);
    // What was there when it died the first time.
    this.whole ??= this.openings.length === 2 ? this.last : undefined;
    this.found.push(dataOf(store));
  }

  changed(store: Parameters<Ledger['changed']>[0]): number {
    this.last = dataOf(store);
    this.states.add(this.last);
    return this.states.size;
  }

  acknowledged(): void {}
}

async function play(seed: number) {
  const books = new Books();
  const system = { ...engineSystem(commandOf, books), sketch: engineSketch };
  const file = {
    system: 'engine',
    seed,
    clients: 1,
    options: { appendfsync: 'always', rewrites: false },
    workload: [{ clients: 2, rate: 200, keys: KEYS, spread: 'uniform', reads: 0, from: 0, until: '4s' }],
    script: [
      { at: '4s', do: 'kill', node: 'n1', how: 'process' },
      { at: '5s', do: 'disk', node: 'n1', act: 'corrupt' },
      { at: '6s', do: 'restart', node: 'n1' },
      { at: '7s', do: 'command', client: 'c1', text: 'DBSIZE' },
      { at: '10s', do: 'option', name: 'salvage', value: true },
      { at: '11s', do: 'restart', node: 'n1' },
      { at: '12s', do: 'command', client: 'c1', text: 'DBSIZE' },
      { at: '13s', do: 'command', client: 'c1', text: 'SET new 1' },
      { at: '14s', do: 'option', name: 'salvage', value: false },
      { at: '15s', do: 'kill', node: 'n1', how: 'process' },
      { at: '16s', do: 'restart', node: 'n1' },
      { at: '17s', do: 'command', client: 'c1', text: 'GET new' },
    ],
    until: '18s',
  };
  const run = build(file, { system, level: 'operations' });
  await run.cluster.boot();
  await run.cluster.advanceTo(run.scenario.until);
  const replies = run.history.flatMap((event) =>
    event.what === 'settled' && event.operation.startsWith('c1.') ? [event.text] : [],
  );
  const crashes = run.history.filter(
    (event): event is HistoryEvent & { what: 'crashed' } => event.what === 'crashed',
  );
  const notes = run.history.flatMap((event) => (event.what === 'note' ? [String(event.detail)] : []));
  return { books, replies, crashes, notes };
}

describe('a node whose disk has gone bad', () => {
  // Flips in records and in snapshots, new and old; where the flip meets what nobody looks at any more, nothing is wrong.
  test.each(SEEDS)(
    '$seed: $hit; it refuses and says where, and starts from what is good',
    async ({ seed, hit }) => {
      const { books, replies, crashes, notes } = await play(seed);
      const [, refused, salvaged, after] = books.openings;
      if (refused === undefined || !('refused' in refused)) throw new Error(`it started: ${hit}`);
      // The history holds the sentence that a person needs: which file, which byte.
      expect(refused.refused).toMatch(
        new RegExp(
          `^The log is damaged: what stands in store/${hit}-\\d{10} at byte \\d+ is not what was written\\.`,
        ),
      );
      expect(crashes.map(({ says }) => says)).toEqual([expect.stringContaining(refused.refused)]);
      expect(replies[0]).toMatch(/null/);
      // What it starts from is something that was, and it says how much is gone.
      if (salvaged === undefined || 'refused' in salvaged) throw new Error('it was not salvaged');
      const { warning, lost } = salvaged;
      expect(books.states).toContain(books.found[2]);
      expect(books.found[2] === books.whole).toBe(lost === 0);
      expect(warning).toMatch(
        lost === 0 ? /: nothing is lost\.$/ : new RegExp(`: ${lost} bytes are lost\\.$`),
      );
      expect(notes).toEqual([warning]);
      // And goes on from there as ever.
      expect(Number(replies[1])).toBeGreaterThan(0);
      expect(after).toMatchObject({ end: { ok: true }, warning: null });
      expect(replies.slice(2)).toEqual(['{"status":"OK"}', '"1"']);
    },
  );
});
