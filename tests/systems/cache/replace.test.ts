/** A node that stays away: first others answer for it, later others make the copies that it held. */
import { describe, expect, test } from 'vitest';
import type { HistoryEvent } from '../../../src/cluster/recorder.ts';
import { play } from '../../support/cluster.ts';
import { only } from '../../support/histories.ts';
import { talk } from './talk.ts';

const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];

/** Six nodes in the order of the ring, a slice each; every key on three neighbours. */
function ring(kills: readonly string[], replaceAfter: string): Promise<{ history: HistoryEvent[] }> {
  return play(
    {
      system: 'cache',
      nodes: ['kvn1', 'kvn2', 'kvn3', 'kvn4', 'kvn5', 'kvn6'].map((id) => ({ id })),
      options: { virtualNodes: 1, replaceAfter },
      script: [
        ...LETTERS.map((key) => ({ at: '500ms', do: 'command', client: 'c1', text: `SET ${key} ${key}` })),
        ...kills.map((at, index) => ({ at, do: 'kill', node: `kvn${index + 2}` })),
        ...LETTERS.map((key) => ({ at: '40s', do: 'command', client: 'c1', text: `GET ${key}` })),
      ],
      until: '60s',
    },
    { level: 'contents' },
  );
}

const found = (history: readonly HistoryEvent[]): number =>
  history.filter((event) => event.what === 'settled' && event.text.startsWith('"')).length;

describe('three neighbours die, all who hold some keys', () => {
  test('with time between them to make new copies, nothing is lost', async () => {
    const { history } = await ring(['5s', '15s', '25s'], '2s');
    expect(found(history)).toBe(26);
  });

  test('without it some keys are gone, and so without replacing', async () => {
    const atOnce = found((await ring(['5s', '5100ms', '5200ms'], '2s')).history);
    const never = found((await ring(['5s', '15s', '25s'], '0s')).history);
    expect(atOnce).toBeLessThan(26);
    expect(never).toBe(atOnce);
  });

  test('new copies come from survivors, and only after the others have noticed', async () => {
    const { history } = await ring(['5s'], '2s');
    const noticed = history.find(
      (event) => event.what === 'note' && event.kind === 'standing' && event.at > 5_000_000,
    );
    const copying = only(history, 'sent').filter(
      ({ at, message }) => message.kind === 'items' && at > 5_000_000,
    );
    expect(copying.length).toBeGreaterThan(0);
    expect(copying.every(({ at }) => at > (noticed?.at ?? Infinity))).toBe(true);
    expect(copying.some(({ message }) => message.from === 'kvn2')).toBe(false);
  });
});

describe('a read whose primary is silent', () => {
  const lines = [
    ['1s', 'SET apple red'],
    { at: '2s', do: 'kill', node: 'n3' },
    ['2001ms', 'GET apple'],
  ] as const;
  // `apple` is answered by n3 here.
  const alone = { nodes: 3, options: { placement: 'modulo' }, until: '8s' };

  test('takes a copy’s word, which may be old', async () => {
    const { replies, history } = await talk(lines, alone);
    expect(replies[1]).toBe('"red"');
    expect(JSON.stringify(history.filter(({ what }) => what === 'settled').at(-1))).toContain(
      '"isStale":true',
    );
  });

  test('waits for whoever takes over, if a copy’s word is not good enough', async () => {
    const { replies, history } = await talk(lines, {
      ...alone,
      options: { ...alone.options, staleReads: false },
    });
    expect(replies[1]).toBe('"red"');
    expect(JSON.stringify(history.filter(({ what }) => what === 'settled').at(-1))).not.toContain('isStale');
  });
});
