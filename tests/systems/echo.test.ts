import { describe, expect, it } from 'vitest';
import { judge } from '../../src/history/verdicts.ts';
import { Operations } from '../../src/history/operations.ts';
import { play, type ScenarioFile } from '../support/cluster.ts';
import { only, printed } from '../support/histories.ts';

const type = (at: string, text: string) => ({ at, do: 'command', client: 'c1', text });
const network = { latency: { law: 'constant', min: '10ms' } };

describe('echo', () => {
  it('says what it is told, whoever is asked', async () => {
    const script = [
      type('100ms', 'ECHO "hello  there"'),
      type('200ms', 'echo a b @Charlie'),
      type('300ms', 'SHOUT'),
    ];
    const { history } = await play({ system: 'echo', network, script }, { level: 'operations' });
    expect([...printed(history).values()]).toEqual([
      'hello  there',
      'a b',
      'There is no command SHOUT. There are ECHO, SPIN and THROW.',
    ]);
  });

  it('pings at its own pace, and every ping has its pong', async () => {
    const { history, cluster } = await play(
      { system: 'echo', network, options: { every: '50ms' }, until: '10s' },
      { level: 'messages' },
    );
    const sent = (kind: string) => only(history, 'sent').filter(({ message }) => message.kind === kind);
    expect(sent('ping').length).toBeGreaterThan(450);
    expect(sent('ping').length - sent('pong').length).toBeLessThan(10);
    for (const node of ['n1', 'n2', 'n3'])
      expect(Number((await cluster.look(node, 'witness')).pongs)).toBeGreaterThan(150);
    // Clocks of different nodes do not march in step.
    expect(new Set(sent('ping').map(({ at }) => at)).size).toBe(sent('ping').length);
  });

  it('pings nobody when told to every 0, and learns of those who come and go', async () => {
    const quiet = await play({ system: 'echo', network, options: { every: 0 }, until: '2s' });
    expect(quiet.cluster.counts.sent).toBe(0);
    const script = [
      { at: '1s', do: 'add', node: 'n4' },
      { at: '2s', do: 'remove', node: 'n1' },
    ];
    const { cluster } = await play({ system: 'echo', network, script, until: '3s' });
    expect(await cluster.look('n2', 'belief')).toEqual({ members: ['n3', 'n4'] });
  });

  it('crashes when it is told to throw', async () => {
    const script = [type('100ms', 'THROW "a tantrum"'), type('200ms', 'THROW')];
    const { history } = await play({ system: 'echo', network, script }, { level: 'operations' });
    expect(only(history, 'crashed').map(({ says }) => says)).toEqual(['a tantrum']);
    expect(printed(history).get('c1.2')).toContain('(unknown) no answer within 2 s');
  });

  it('breaks no invariant when a pong comes home to a node that has forgotten its ping', async () => {
    const file: ScenarioFile = {
      system: 'echo',
      network: { latency: { law: 'constant', min: '300ms' } },
      options: { every: '100ms' },
      script: [
        { at: '2s', do: 'kill', node: 'n1' },
        { at: '2001ms', do: 'restart', node: 'n1' },
      ],
      until: '3s',
    };
    const { cluster } = await play(file, { until: 2_000_000 });
    const broken: unknown[] = [];
    while (cluster.position < 3_000_000) {
      await cluster.step(3_000_000);
      broken.push(...(await judge(cluster, new Operations(), false)).filter(({ ok }) => !ok));
    }
    expect(broken.slice(0, 1)).toEqual([]);
  });
});

describe('relay', () => {
  it('passes its tokens round in the order of ids, each held for a while', async () => {
    const file = { system: 'relay', nodes: 4, network, options: { tokens: 1, hold: '40ms' }, until: '5s' };
    const { history } = await play(file, { level: 'contents' });
    const hops = only(history, 'sent').map(
      ({ message }) => [message.from, message.to, (message.body as unknown as { id: number }).id] as const,
    );
    const ways = new Set(hops.map(([from, to]) => `${from}>${to}`));
    expect([...ways].sort()).toEqual(['n1>n2', 'n2>n3', 'n3>n4', 'n4>n1']);
    expect(new Set(hops.map(([, , id]) => id)).size).toBe(4);
    // Four tokens, each moving on every 50 ms.
    expect(hops.length).toBeGreaterThanOrEqual(4 * 99);
    expect(hops.length).toBeLessThanOrEqual(4 * 101);
  });

  it('does not let a doubled token become two', async () => {
    const file = {
      system: 'relay',
      nodes: 3,
      network: { ...network, duplicate: 0.5 },
      options: { tokens: 2 },
      until: '5s',
    };
    const { cluster } = await play(file);
    expect(cluster.counts.duplicated).toBeGreaterThan(500);
    expect(cluster.flights).toBeLessThan(20);
  });

  it('takes no commands', async () => {
    const { history } = await play(
      { system: 'relay', script: [type('1s', 'PASS')] },
      { level: 'operations' },
    );
    expect([...printed(history).values()]).toEqual(['The relay takes no commands.']);
  });
});
