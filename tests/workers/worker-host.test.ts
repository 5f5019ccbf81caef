import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { NodeLost, type Port } from '../../src/cluster/host.ts';
import type { Advance } from '../../src/kernel/protocol.ts';
import { postAdvance } from '../../src/workers/wire-advance.ts';
import { WorkerHost, type WorkerHostOptions } from '../../src/workers/worker-host.ts';
import { startOf } from './duet.ts';
import { bundleEntry, startThread, ThreadWorker } from './thread-worker.ts';

let code = '';
beforeAll(async () => {
  code = await bundleEntry();
});

let host: WorkerHost;
const open = (options: Partial<WorkerHostOptions> = {}): void => {
  host = new WorkerHost({ startWorker: () => startThread(code), ...options });
};
afterEach(() => host.dispose());

async function booted(node: string): Promise<Port> {
  const port = await host.start(node);
  await port.call({ do: 'boot', start: startOf(node) });
  return port;
}

const tell = (port: Port, kind: string, until = 1_000): Promise<Advance> =>
  Promise.resolve(
    port.call<Advance>({
      do: 'advance',
      until,
      arrivals: [],
      acts: [{ at: 10, do: 'tell', message: { kind }, root: kind }],
    }),
  );

const glance = async (port: Port): Promise<unknown> =>
  port.call({ do: 'look', look: 'glance', detail: null });

const lost = (promise: Promise<unknown>): Promise<NodeLost> =>
  promise.then(
    () => Promise.reject(new Error('it was answered')),
    (error: unknown) => error as NodeLost,
  );

describe('Workers of the host', () => {
  it('are one for each node, and end with it', async () => {
    open();
    const before = ThreadWorker.live;
    await Promise.all(['n1', 'n2', 'n3'].map((node) => host.start(node)));
    expect([host.live, ThreadWorker.live - before, host.simulated, host.isSimulated('n1')]).toEqual([
      3,
      3,
      false,
      false,
    ]);
    host.end('n2');
    host.end('n2');
    host.end('nobody');
    expect(host.live).toBe(2);
    await vi.waitUntil(() => ThreadWorker.live - before === 2, { timeout: 10_000 });
  });

  it('are shared when there would be too many, and say so', async () => {
    open({ sharedAbove: 2 });
    const ports = new Map<string, Port>();
    for (const node of ['n1', 'n2', 'n3', 'n4', 'n5']) ports.set(node, await booted(node));
    expect([host.live, host.simulated]).toEqual([2, true]);
    expect(['n1', 'n2', 'n3', 'n4', 'n5'].map((node) => host.isSimulated(node))).toEqual([
      true,
      true,
      true,
      true,
      true,
    ]);
    for (const node of ['n1', 'n3']) host.end(node);
    expect([host.live, host.isSimulated('n5'), host.isSimulated('n2')]).toEqual([2, false, true]);
    expect(await glance(ports.get('n5') as Port)).toEqual({});
    host.end('n5');
    expect(host.live).toBe(1);
    expect(await lost(glance(ports.get('n3') as Port))).toMatchObject({ message: 'n3 was ended' });
  });

  it('leave no thread, listener or open call behind, after ten resets', async () => {
    open();
    const [threads, listeners] = [ThreadWorker.live, ThreadWorker.listeners];
    for (let reset = 0; reset < 10; reset += 1) {
      const port = await booted('n1');
      const starting = lost(Promise.resolve(host.start('n2')));
      const calling = lost(glance(port));
      host.dispose();
      expect(host.live).toBe(0);
      expect(await calling).toMatchObject({ message: 'n1 was ended' });
      expect(await starting).toBeInstanceOf(Error);
    }
    await vi.waitUntil(() => ThreadWorker.live === threads, { timeout: 10_000 });
    expect(ThreadWorker.listeners).toBe(listeners);
  });

  it('that cannot be started are a sentence', async () => {
    open({
      startWorker: () => {
        throw new Error('Workers are blocked by policy');
      },
    });
    await expect(host.start('n1')).rejects.toThrow(
      'A Worker cannot be started here: Workers are blocked by policy.',
    );
    open({ startWorker: () => startThread('throw new Error("no such file")') });
    await expect(host.start('n1')).rejects.toThrow('A Worker cannot be started here: no such file.');
    expect(host.live).toBe(0);
  });
});

describe('calls to a Worker', () => {
  it('wait for each other', async () => {
    open();
    const port = await booted('n1');
    const first = glance(port);
    await expect(glance(port)).rejects.toThrow('still busy');
    expect(await first).toEqual({});
  });

  it('that cannot be sent were never made', async () => {
    open();
    const port = await host.start('n1');
    const start = startOf('n1', { system: (() => 1) as unknown as string });
    await expect(port.call({ do: 'boot', start })).rejects.toThrow('could not be cloned');
    expect(await port.call({ do: 'boot', start: startOf('n1') })).toEqual({ next: 0 });
  });

  it('of a node in an endless loop end in NodeLost, and the node can be started again', async () => {
    open({ patience: 400, tick: 20 });
    const port = await booted('n1');
    const other = await booted('n2');
    const error = await lost(tell(port, 'loop'));
    expect(error).toBeInstanceOf(NodeLost);
    expect(error).toMatchObject({ because: 'hung', message: 'n1 does not answer any more' });
    expect(host.live).toBe(1);
    expect(await tell(other, 'gossip')).toMatchObject({ crash: null });
    expect(await tell(await booted('n1'), 'gossip')).toMatchObject({ crash: null });
  });

  it('of all who share the Worker of such a node end with it', async () => {
    open({ patience: 400, tick: 20, sharedAbove: 1 });
    const [first, second, idle] = [await booted('n1'), await booted('n2'), await booted('n3')] as const;
    const errors = await Promise.all([lost(tell(first, 'loop')), lost(tell(second, 'gossip'))]);
    expect(errors.map(({ because }) => because)).toEqual(['hung', 'hung']);
    expect(await lost(glance(idle))).toMatchObject({ because: 'hung' });
    expect(host.live).toBe(0);
  });

  it('have all the time of the world while nobody is awake', async () => {
    let isAwake = false;
    open({ patience: 60, tick: 10, isAwake: () => isAwake });
    const port = await booted('n1');
    let isOver = false;
    const error = lost(tell(port, 'loop')).finally(() => (isOver = true));
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(isOver).toBe(false);
    isAwake = true;
    expect(await error).toMatchObject({ because: 'hung' });
  });
});

/** A Worker that says what the test makes it say. */
class FakeWorker extends EventTarget {
  readonly asked: unknown[] = [];
  isTerminated = false;
  postMessage(message: unknown): void {
    this.asked.push(message);
  }
  terminate(): void {
    this.isTerminated = true;
  }
  readonly mouth = { postMessage: (batch: ArrayBuffer): void => this.say(structuredClone(batch)) };
  say(data: unknown): void {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }
}

describe('what a Worker says', () => {
  let worker: FakeWorker;
  const start = async (node: string): Promise<Port> => {
    const started = host.start(node);
    worker.say({ do: 'ready' });
    return started;
  };
  const nothing: Advance = {
    sends: [],
    notes: [],
    marks: [],
    writes: [],
    overflow: [],
    orphans: [],
    handled: [],
    crash: null,
    next: 7,
    events: 1,
    sent: 0,
    chain: [1, 2],
  };
  beforeEach(() => {
    worker = new FakeWorker();
    open({ startWorker: () => worker as unknown as Worker, sharedAbove: 1, patience: 100, tick: 20 });
  });

  it('of a former life, or to a former call, is not taken for an answer', async () => {
    await start('n1');
    const former = await start('n2');
    const unheard = lost(glance(former));
    const second = host.start('n2');
    expect(await unheard).toMatchObject({ message: 'n2 was ended' });
    const port = await second;
    const answer = port.call({ do: 'advance', until: 1, arrivals: [], acts: [] });
    worker.say({ do: 'reply', seat: 2, call: 1, reply: { seen: 'too late' } });
    worker.say({ do: 'reply', seat: 3, call: 0, reply: { seen: 'too old' } });
    postAdvance(worker.mouth, 2, 1, nothing);
    postAdvance(worker.mouth, 3, 1, { ...nothing, next: 8 });
    postAdvance(worker.mouth, 3, 1, { ...nothing, next: 9 });
    expect(await answer).toMatchObject({ next: 8 });
    expect(worker.asked.filter((message) => !(message instanceof ArrayBuffer))).toContainEqual({
      do: 'end',
      seat: 2,
    });
  });

  it('keeps those alive who wait behind others, and who load', async () => {
    const [first, second, loading] = [await start('n1'), await start('n2'), await start('n3')] as const;
    const behind = second.call({ do: 'save' });
    let unexpected: unknown;
    Promise.resolve(behind).catch((error: unknown) => (unexpected = error));
    const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
    for (let call = 1; call <= 5; call += 1) {
      const quick = glance(first);
      await pause(40);
      worker.say({ do: 'reply', seat: 1, call, reply: {} });
      await quick;
    }
    const boot = loading.call({ do: 'boot', start: startOf('n3') });
    await pause(250);
    expect(unexpected).toBeUndefined();
    worker.say({ do: 'reply', seat: 3, call: 1, reply: { next: 5 } });
    expect(await boot).toEqual({ next: 5 });
    expect(await lost(Promise.resolve(behind))).toMatchObject({ because: 'hung' });
    expect(worker.isTerminated).toBe(true);
  });

  it('when it breaks is NodeLost for all who live there, and no error of the page', async () => {
    const [first, second] = [await start('n1'), await start('n2')] as const;
    const calling = lost(glance(first));
    const event = Object.assign(new Event('error', { cancelable: true }), { message: 'out of memory' });
    worker.dispatchEvent(event);
    expect(event.defaultPrevented).toBe(true);
    expect(await calling).toMatchObject({
      because: 'lost',
      message: 'the Worker of n1 broke: out of memory',
    });
    expect(await lost(glance(second))).toBeInstanceOf(NodeLost);
    expect([worker.isTerminated, host.live]).toEqual([true, 0]);
  });

  it('and cannot be read, likewise', async () => {
    const port = await start('n1');
    const calling = lost(glance(port));
    worker.dispatchEvent(new MessageEvent('messageerror'));
    expect(await calling).toMatchObject({
      because: 'lost',
      message: 'the Worker of n1 broke: the browser gives no reason',
    });
  });
});
