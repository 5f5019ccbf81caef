/** The client: what it says of an operation is what the history knows of it. */
import { describe, expect, it } from 'vitest';
import { play, type ScenarioFile } from '../support/cluster.ts';
import { programFrom } from '../support/bench.ts';
import { only, printed } from '../support/histories.ts';
import { systemFrom } from '../support/systems.ts';

/** Answers after as many milliseconds as it is asked to; `twice` answers twice. */
const waiting = systemFrom(
  programFrom({
    receive: (self, message) => {
      if (message.kind !== 'request') return;
      const { operation } = message;
      const [delay = '0', text = ''] = operation.body.args as string[];
      if (operation.body.do === 'refuse') self.reply(operation, { status: 'failed', value: text });
      else if (operation.body.do !== 'ignore')
        self.after(Number(delay) * 1_000, {
          kind: 'answer',
          operation: operation.id,
          request: operation,
          text,
        });
      if (operation.body.do === 'twice') self.reply(operation, { status: 'ok', value: 'first' });
      if (operation.body.do === 'elsewhere')
        self.reply({ ...operation, id: 'c1.99' }, { status: 'ok', value: 'for nobody' });
    },
    tick: (self, timer) => self.reply(timer.request as never, { status: 'ok', value: timer.text as string }),
  }),
  { timeout: 1_000_000 },
);

const type = (at: string, text: string, client = 'c1') => ({ at, do: 'command', client, text });
const scenario = (script: readonly object[], more: object = {}): ScenarioFile => ({
  system: 'trial',
  clients: 2,
  network: { latency: { law: 'constant', min: '10ms' } },
  script,
  until: '5s',
  ...more,
});
const run = (script: readonly object[], more: object = {}) =>
  play(scenario(script, more), { level: 'messages', system: waiting });

describe('an operation', () => {
  it('is invoked when it is typed and settled when the answer comes', async () => {
    const { history } = await run([type('100ms', 'say 30 hello')]);
    expect(only(history, 'invoked')).toMatchObject([
      { at: 100_000, node: 'c1', operation: 'c1.1', body: { do: 'say', args: ['30', 'hello'] } },
    ]);
    expect(only(history, 'settled')).toMatchObject([
      { at: 150_000, operation: 'c1.1', outcome: { status: 'ok', value: 'hello' }, text: '"hello"' },
    ]);
  });

  it('is failed when the answer says so', async () => {
    const { history } = await run([type('100ms', 'refuse 0 no')]);
    expect(only(history, 'settled')).toMatchObject([
      { outcome: { status: 'failed', value: 'no' }, text: 'failed' },
    ]);
  });

  it('without an answer is unknown after the timeout, and a late answer is ignored', async () => {
    const { history } = await run([type('100ms', 'ignore'), type('200ms', 'say 1500 late')]);
    expect(
      only(history, 'settled').map(({ at, operation, outcome }) => [at, operation, outcome.status]),
    ).toEqual([
      [1_100_000, 'c1.1', 'unknown'],
      [1_200_000, 'c1.2', 'unknown'],
    ]);
    expect(
      only(history, 'handled').some(
        ({ node, kind, at }) => node === 'c1' && kind === 'reply' && at > 1_200_000,
      ),
    ).toBe(true);
  });

  it('is settled once, however often it is answered, and never by an answer to another', async () => {
    const { history } = await run([type('100ms', 'twice 5 second'), type('1s', 'elsewhere 5 own')]);
    expect([...printed(history)]).toEqual([
      ['c1.1', '"first"'],
      ['c1.2', '"own"'],
    ]);
    expect(only(history, 'settled').length).toBe(2);
  });

  it('does not wait for the one before it', async () => {
    const { history } = await run([
      type('100ms', 'say 300 slow'),
      type('150ms', 'say 0 quick'),
      type('160ms', 'say 0 other', 'c2'),
    ]);
    expect(only(history, 'settled').map(({ at, operation }) => [at, operation])).toEqual([
      [170_000, 'c1.2'],
      [180_000, 'c2.1'],
      [420_000, 'c1.1'],
    ]);
  });

  it('that cannot be read is tried and failed at once, and nothing leaves the client', async () => {
    const { history } = await run([type('100ms', 'say "open'), type('200ms', 'say x @n9')]);
    expect(only(history, 'invoked').map(({ body }) => body)).toEqual([
      { text: 'say "open' },
      { text: 'say x @n9' },
    ]);
    expect(only(history, 'settled').map(({ at, outcome }) => [at, outcome.status])).toEqual([
      [100_000, 'failed'],
      [200_000, 'failed'],
    ]);
    expect(only(history, 'sent').filter(({ node }) => node === 'c1')).toEqual([]);
  });

  it('goes to the first member, or to the one who is named', async () => {
    const { history } = await run([type('100ms', 'say 0 a'), type('200ms', 'say 0 b @Charlie')]);
    expect(
      only(history, 'sent')
        .filter(({ node }) => node === 'c1')
        .map(({ message }) => message.to),
    ).toEqual(['n1', 'n3']);
  });
});

describe('a workload', () => {
  const traffic = (more: object) =>
    run([], {
      clients: 0,
      workload: [{ clients: 2, rate: 100, from: '1s', until: '3s', keys: 10, ...more }],
      until: '4s',
    });

  it('begins and ends when it should, at about its rate, shared among its clients', async () => {
    const { history } = await traffic({ reads: 0.25 });
    const invoked = only(history, 'invoked');
    expect(invoked.length).toBeGreaterThan(160);
    expect(invoked.length).toBeLessThan(240);
    expect(invoked.every(({ at }) => at >= 1_000_000 && at < 3_000_000)).toBe(true);
    expect(new Set(invoked.map(({ node }) => node))).toEqual(new Set(['c1', 'c2']));
    const reads = invoked.filter(({ body }) => (body as { do: string }).do === 'read').length;
    expect(reads / invoked.length).toBeGreaterThan(0.15);
    expect(reads / invoked.length).toBeLessThan(0.35);
    // Operations of a workload are named apart from those that are typed.
    expect(
      invoked.every(
        ({ operation }, index) =>
          /^c[12]\.w\d+$/.test(operation) &&
          invoked.findIndex((other) => other.operation === operation) === index,
      ),
    ).toBe(true);
  });

  it('asks by Zipf for a few keys most of the time, and evenly otherwise', async () => {
    const share = async (spread: string): Promise<number> => {
      const { history } = await traffic({ spread, rate: 400, keys: 100 });
      const keys = only(history, 'invoked').map(
        ({ body }) => (body as unknown as { args: string[] }).args[0] as string,
      );
      expect(keys.every((key) => Number(key) >= 0 && Number(key) < 100)).toBe(true);
      return keys.filter((key) => Number(key) < 3).length / keys.length;
    };
    const [even, steep] = [await share('uniform'), await share('zipf')];
    expect(even).toBeLessThan(0.08);
    expect(steep).toBeGreaterThan(0.25);
  });

  it('goes round nobody: each request is answered or unknown', async () => {
    const { history } = await play(
      { system: 'counter', workload: [{ rate: 100, until: '2s' }], network: { drop: 0.2 }, until: '6s' },
      { level: 'operations' },
    );
    const settled = only(history, 'settled');
    expect(settled.length).toBe(only(history, 'invoked').length);
    const unknown = settled.filter(({ outcome }) => outcome.status === 'unknown').length;
    expect(unknown).toBeGreaterThan(20);
    expect(unknown).toBeLessThan(settled.length / 2);
  });
});
