import { describe, expect, test } from 'vitest';
import type { HistoryEvent } from '../../../src/cluster/recorder.ts';
import { play, type ScenarioFile } from '../../support/cluster.ts';

const replies = (history: readonly HistoryEvent[]): string[] =>
  history.flatMap((event) => (event.what === 'settled' ? [event.text] : []));

function commands(count: number, at: number, text: (index: number) => string): object[] {
  return Array.from({ length: count }, (_, index) => {
    return { at: `${at * 1_000 + index}ms`, do: 'command', client: 'c1', text: text(index) };
  });
}

const KEYS = 1_000;

describe('S0-18: one of three is killed', () => {
  test('every key still has its value at once, from copies, and can be written again in a moment', async () => {
    const file: ScenarioFile = {
      system: 'cache',
      nodes: 3,
      script: [
        ...commands(KEYS, 1, (index) => `SET key:${index} ${index}`),
        { at: '3s', do: 'kill', node: 'n2' },
        ...commands(KEYS, 3.1, (index) => `GET key:${index}`),
        ...commands(KEYS, 6, (index) => `INCR key:${index}`),
      ],
      until: '12s',
    };
    const { history } = await play(file, { level: 'operations' });
    const texts = replies(history);
    expect(texts.filter((text) => text === 'OK')).toHaveLength(KEYS);
    expect(texts.filter((text) => /^"\d+"$/.test(text))).toHaveLength(KEYS);
    expect(texts.filter((text) => text.startsWith('(integer)'))).toHaveLength(KEYS);
    const fallen = history.filter((event) => event.what === 'note' && event.kind === 'standing');
    expect(JSON.stringify(fallen)).toContain('"node":"n2","standing":"down"');
  });
});

describe('S4-26: the side without a majority', () => {
  const cut: ScenarioFile = {
    system: 'cache',
    nodes: 5,
    network: { latency: { min: '1ms', max: '2ms' } },
    script: [
      ...commands(50, 0.5, (index) => `SET key:${index} before`),
      {
        at: '2s',
        do: 'partition',
        groups: [
          ['n1', 'n2', 'c1'],
          ['n3', 'n4', 'n5'],
        ],
      },
      ...commands(50, 5, (index) => `SET key:${index} after`),
      { at: '9s', do: 'heal' },
      ...commands(50, 14, (index) => `SET key:${index} healed`),
    ],
    until: '18s',
  };

  test('takes over nothing and accepts no write; after healing all is well', async () => {
    const { history, cluster } = await play(cut, { level: 'operations' });
    const texts = replies(history);
    expect(texts.filter((text) => text === 'OK').length).toBe(100);
    const refused = texts.filter(
      (text) => text.startsWith('(error) CLUSTERDOWN') || text.startsWith('(unknown)'),
    );
    expect(refused).toHaveLength(50);
    const epochs = new Set<number>();
    for (const id of ['n1', 'n2', 'n3', 'n4', 'n5']) {
      const { view } = (await cluster.look(id, 'witness')) as { view: { epoch: number } };
      epochs.add(view.epoch);
    }
    expect(epochs.size).toBe(1);
  });
});

describe('S4-23: a node that leaves', () => {
  test('hands over first, while reads go on, and then ends', async () => {
    const file: ScenarioFile = {
      system: 'cache',
      nodes: 4,
      options: { replicas: 1 },
      script: [
        ...commands(300, 0.5, (index) => `SET key:${index} ${index}`),
        { at: '2s', do: 'remove', node: 'n3' },
        ...commands(300, 2, (index) => `GET key:${index}`),
        ...commands(300, 6, (index) => `GET key:${index}`),
      ],
      until: '9s',
    };
    const { history } = await play(file, { level: 'operations' });
    expect(history.filter(({ what }) => what === 'left')).toHaveLength(1);
    expect(replies(history).filter((text) => /^"\d+"$/.test(text))).toHaveLength(600);
  });
});

describe('a kill in the middle of a move', () => {
  const file = (victim: string): ScenarioFile => ({
    system: 'cache',
    nodes: 4,
    options: { write: 2, appendfsync: 'always' },
    script: [
      ...commands(2_000, 0.5, (index) => `SET key:${index} ${index}`),
      { at: '4s', do: 'add', node: 'n5' },
      { at: '4150ms', do: 'kill', node: victim },
      { at: '7s', do: 'restart', node: victim },
    ],
    until: '16s',
  });

  test.each(['n1', 'n5'])('of %s loses nothing, and the move comes to its end', async (victim) => {
    const { cluster } = await play(file(victim), { level: 'operations' });
    const keys = new Map<string, number>();
    for (const id of ['n1', 'n2', 'n3', 'n4', 'n5']) {
      const witness = (await cluster.look(id, 'witness')) as {
        readonly view: { readonly target: unknown; readonly placed: readonly unknown[] };
        readonly keys: readonly (readonly [string])[];
      };
      expect(witness.view.target).toBeNull();
      expect(witness.view.placed).toHaveLength(5);
      for (const [key] of witness.keys) keys.set(key, (keys.get(key) ?? 0) + 1);
    }
    expect(keys.size).toBe(2_000);
    expect([...keys.values()].every((copies) => copies === 3)).toBe(true);
  });
});
