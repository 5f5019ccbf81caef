/** The client: whom it asks, what it follows, when it gives up, and what it does by itself. */
import { describe, expect, it } from 'vitest';
import { only } from '../../support/histories.ts';
import { led, talk, typed, type Manner, type Talk } from './pretend.ts';

const MAKE = 'create-table Music Artist SongTitle @n2';
const PUT = `put-item Music '{"Artist": "Queen", "SongTitle": "Innuendo"}'`;
const asked = ({ history }: Talk) =>
  only(history, 'sent')
    .filter(({ node }) => node === 'c1')
    .map(({ at, message }) => [Math.round(at / 1_000), message.to]);

describe('a client', () => {
  it('that asks who does not lead is sent on, asks there, and says so', async () => {
    const run = await talk(typed(MAKE, `${PUT} @n1`, 'get-item Music Queen Innuendo @n1'));
    expect(run.replies[1]).toBe(
      'localhost:8100 does not lead and names localhost:8101: asked there.\nThe item is written (index 2).',
    );
    expect(run.ends[1]).toMatchObject({
      status: 'ok',
      value: { status: 200, node: 'n2', exit: 0, hops: [{ from: 'n1', to: 'n2' }], body: { index: 2 } },
    });
    expect(asked(run).map(([, to]) => to)).toEqual(['n2', 'n1', 'n2', 'n1']);
    expect(JSON.parse(run.replies[2] as string)).toEqual({ Artist: 'Queen', SongTitle: 'Innuendo' });
  });

  it('stops after three hops', async () => {
    const circle: Manner = { leader: (_now, node) => ({ n1: 'n2', n2: 'n3', n3: 'n1' })[node] as string };
    const run = await talk(typed(`${PUT} @n1`), circle);
    expect(asked(run).map(([, to]) => to)).toEqual(['n1', 'n2', 'n3', 'n1']);
    expect(run.replies[0]?.split('\n').slice(-2)).toEqual([
      'NotLeader: Writes go to the leader, n2 at localhost:8101.',
      'exit 1',
    ]);
    expect(run.ends[0]).toMatchObject({ status: 'failed', value: { status: 421, exit: 1 } });
  });

  it('asks again where there is no leader, a little later each time, and gives up', async () => {
    const run = await talk(typed(`${PUT} @n1`), { leader: () => null });
    const times = asked(run).map(([at]) => at as number);
    const pauses = times.slice(1).map((at, index) => Math.round((at - (times[index] as number) - 10) / 100));
    expect(pauses).toEqual([1, 2, 4, 8, 10, 10, 10, 10, 10, 10, 10, 10, 10]);
    expect(run.replies[0]).toBe(
      'NoLeader: There is no leader now, so nothing can be written. Given up after 10.5 s.\nexit 1',
    );
    expect(run.ends[0]).toMatchObject({ status: 'failed', value: { status: 503, exit: 1 } });
  });

  it('is well served as soon as there is one', async () => {
    const run = await talk(typed(MAKE), { leader: (now) => (now > 2_000_000 ? 'n3' : null) });
    expect(run.replies[0]).toBe(
      'localhost:8101 does not lead and names localhost:8102: asked there.\nTable Music is made (index 1).',
    );
  });

  it('does not ask again after silence: a write may have happened, of a read nothing has', async () => {
    const run = await talk(
      [['100ms', `${PUT} @n1`], { at: '200ms', do: 'kill', node: 'n3' }, ['300ms', 'status @n3']],
      { leader: () => 'silent' },
    );
    expect(asked(run).length).toBe(2);
    expect(run.replies).toEqual([
      '(unknown) no answer within 5 s: it may have happened\nexit 1',
      'localhost:8102: connection refused, or no answer within 5 s\nexit 1',
    ]);
    expect(run.ends.map(({ status }) => status)).toEqual(['unknown', 'failed']);
    const settled = only(run.history, 'settled').map(({ at }) => at);
    expect(settled).toEqual([5_100_000, 5_300_000]);
  });

  it('takes what the node does not know for unknown', async () => {
    const run = await talk(typed(`${PUT} @n1`), { leader: () => 'unsure' });
    expect(run.replies[0]).toBe(
      '(unknown) Timeout: No majority has agreed in time. It may happen yet.\nexit 1',
    );
    expect(run.ends[0]?.status).toBe('unknown');
  });
});

describe('traffic', () => {
  const workload = [{ clients: 2, rate: 50, keys: 5, reads: 0.5, from: '1s', until: '5s' }];

  it('makes its table, writes where the leader is, reads everywhere', async () => {
    const run = await talk([], led('n2'), { workload, until: '8s' });
    const ends = only(run.history, 'settled').map(({ outcome }) => outcome);
    expect(ends.length).toBeGreaterThan(100);
    const codes = new Set(ends.map(({ value }) => (value as { status: number }).status));
    expect([...codes].sort()).toEqual([200, 404]);
    const [n1, n2, n3] = ['n1', 'n2', 'n3'].map(
      (id) =>
        only(run.history, 'sent').filter(({ message }) => message.to === id && message.kind === 'request')
          .length,
    ) as [number, number, number];
    expect(n2).toBeGreaterThan(n1 + n3);
    expect(Math.min(n1, n3)).toBeGreaterThan(20);
    expect(
      (await Promise.all(['n1', 'n2', 'n3'].map((id) => run.cluster.look(id, 'census')))) as unknown[],
    ).toEqual(Array.from({ length: 3 }, () => expect.objectContaining({ keys: 5 })));
  });

  it('finds another leader when the one it knew says nothing any more', async () => {
    const manner: Manner = {
      leader: (now, node) => (now < 3_000_000 ? 'n2' : node === 'n2' ? 'silent' : 'n3'),
    };
    const run = await talk([], manner, { workload, until: '12s' });
    const writes = only(run.history, 'settled').filter(
      ({ outcome }) => outcome.status === 'ok' && outcome.value !== null,
    );
    const late = writes.filter(
      ({ at, outcome }) =>
        at > 3_600_000 && at < 5_000_000 && (outcome.value as { node: string }).node === 'n3',
    );
    expect(late.length).toBeGreaterThan(10);
  });
});

describe('the consistency test', () => {
  it('passes in four phases when all have what was written', async () => {
    const run = await talk([
      ['1s', 'run-consistency-test'],
      ['5s', './test_eventual_consistency.sh'],
      ['9s', 'make run-consistency-test @n3'],
    ]);
    const [first, , last] = run.replies as string[];
    expect(first?.split('\n')).toEqual([
      'localhost:8100 does not lead and names localhost:8101: asked there.',
      'Phase 1: write at the leader: localhost:8101 wrote index 2',
      'Phase 2: read at the followers at once',
      '  localhost:8100: index 2',
      '  localhost:8102: index 2',
      'Phase 3: wait 2 s',
      'Phase 4: read at every node',
      '  localhost:8100: index 2',
      '  localhost:8101: index 2',
      '  localhost:8102: index 2',
      'PASS: all nodes have what was written.',
    ]);
    for (const reply of run.replies) expect(reply).toMatch(/^PASS: /m);
    expect(last?.split('\n')[0]).toBe('localhost:8102 does not lead and names localhost:8101: asked there.');
    expect(run.ends[0]).toMatchObject({
      status: 'ok',
      value: { exit: 0, body: { passed: true, lagging: [] } },
    });
  });

  it('fails where one has not, and names it', async () => {
    const run = await talk([
      ...typed('run-consistency-test'),
      { at: '5s', do: 'partition', groups: [['n1', 'n2'], ['n3']] },
      ['6s', 'run-consistency-test'],
    ]);
    const lines = (run.replies[1] as string).split('\n');
    expect(lines.slice(-2)).toEqual(['FAIL: behind is localhost:8102.', 'exit 1']);
    expect(lines.filter((line) => line.endsWith('which is older')).length).toBe(2);
    expect(run.ends[1]).toMatchObject({ status: 'failed', value: { exit: 1, body: { lagging: ['n3'] } } });
  });

  it('fails where nothing can be written, and where a node is silent', async () => {
    const without = await talk(typed('run-consistency-test'), { leader: () => null });
    expect(without.replies[0]).toBe(
      'Phase 1: write at the leader: NoLeader\nFAIL: nothing was read.\nexit 1',
    );
    const silent = await talk([{ at: '50ms', do: 'kill', node: 'n3' }, ...typed('run-consistency-test')]);
    expect(silent.replies[0]).toMatch(
      / {2}localhost:8102: no answer\nFAIL: behind is localhost:8102\.\nexit 1$/,
    );
  });
});
