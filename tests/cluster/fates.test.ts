/**
 * The fate of a message belongs to its name. Whatever else is done or left undone, a message of the same name is dropped or not, takes as
 * long, and comes twice or not, as it did before.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { messageName } from '../../src/cluster/network/names.ts';
import { build, type ScenarioFile } from '../support/cluster.ts';
import { only } from '../support/histories.ts';
import { messageDraws, runs, scenarioFiles, withMessageActs } from '../support/scenarios.ts';

type Json = Readonly<Record<string, unknown>>;

interface Fate {
  readonly sent: number;
  /** A reason, or how long it takes and how long its copy does, 0 without one. */
  readonly is: string | readonly [number, number];
}

/** Watches the network decide: for every name what was decided, and when. */
async function fatesOf(file: ScenarioFile): Promise<Map<string, Fate>> {
  const { cluster, scenario } = build(file);
  const fates = new Map<string, Fate>();
  const { network } = cluster;
  const send = network.send.bind(network);
  network.send = (envelope) => {
    const fate = send(envelope);
    const name = messageName(envelope);
    const { sent, arrives } = envelope;
    expect(fates.has(name)).toBe(false);
    const copy = typeof fate === 'object' && fate !== null ? fate.arrives - sent : 0;
    fates.set(name, { sent, is: typeof fate === 'string' ? fate : [arrives - sent, copy] });
    return fate;
  };
  await cluster.boot();
  await cluster.advanceTo(scenario.until);
  return fates;
}

/** A network whose law never changes and in which no message waits for another: then a fate is chance and nothing else. */
function still(file: ScenarioFile): ScenarioFile {
  const network = file.network as Json;
  const links = (network.links as Json[]).map(({ bandwidth: _bandwidth, order: _order, ...rule }) => ({
    drop: 0.2,
    ...rule,
  }));
  const script = (file.script as Json[]).filter((action) => action.do !== 'link' && action.do !== 'dice');
  return { ...file, network: { ...network, order: 'free', clients: { drop: 0.1 }, links }, script };
}

const byChance = ({ is }: Fate): boolean => is === 'chance' || typeof is !== 'string';

interface Comparison {
  compared: number;
  /** Of these, how many were sent at another instant in the other run: the runs did diverge. */
  moved: number;
}

function compare(
  one: Map<string, Fate>,
  other: Map<string, Fate>,
  tally: Comparison,
  skip: (name: string) => boolean,
): void {
  for (const [name, fate] of one) {
    const twin = other.get(name);
    // Cuts and deaths are no chance: who meets one meets it.
    if (twin === undefined || !byChance(fate) || !byChance(twin) || skip(name)) continue;
    tally.compared += 1;
    if (twin.sent !== fate.sent) tally.moved += 1;
    // Links of clients are always in order, so there a message may wait for the one before it.
    const isClients = /^c\d+>|>c\d+\//.test(name);
    if (!isClients) expect([name, twin.is]).toEqual([name, fate.is]);
    else expect([name, twin.is === 'chance']).toEqual([name, fate.is === 'chance']);
  }
}

describe('a fate', () => {
  it('of any message that is in both runs is the same when one link stops dropping', async () => {
    const tally = { compared: 0, moved: 0 };
    let freed = 0;
    await fc.assert(
      fc.asyncProperty(scenarioFiles({ systems: ['echo', 'counter'] }), async (plain) => {
        const file = still(plain);
        const network = file.network as Json;
        const healthy = { from: 'n1', to: 'n2', drop: 0 };
        const faulty = { ...healthy, drop: 0.4 };
        const withDrop = await fatesOf({
          ...file,
          network: { ...network, links: [...(network.links as Json[]), faulty] },
        });
        const without = await fatesOf({
          ...file,
          network: { ...network, links: [...(network.links as Json[]), healthy] },
        });
        const isOnLink = (name: string): boolean => name.startsWith('n1>n2/');
        for (const [name, { is }] of withDrop) if (isOnLink(name) && is === 'chance') freed += 1;
        compare(withDrop, without, tally, isOnLink);
        // On the link itself the drops are gone; what was not dropped fares as before.
        for (const [name, { is }] of without) if (isOnLink(name)) expect(is).not.toBe('chance');
        compare(withDrop, without, tally, (name) => !isOnLink(name) || withDrop.get(name)?.is === 'chance');
      }),
      runs(40),
    );
    expect(freed).toBeGreaterThan(20);
    expect(tally.compared).toBeGreaterThan(5_000);
    expect(tally.moved).toBeGreaterThan(20);
  });

  it('of any other message is the same when messages are dropped, delayed or doubled by hand', async () => {
    const tally = { compared: 0, moved: 0 };
    await fc.assert(
      fc.asyncProperty(
        scenarioFiles({ systems: ['echo', 'counter'] }),
        messageDraws,
        async (plain, draws) => {
          const file = still(plain);
          compare(await fatesOf(file), await fatesOf(await withMessageActs(file, draws)), tally, () => false);
        },
      ),
      runs(40),
    );
    expect(tally.compared).toBeGreaterThan(5_000);
  });

  it('is the same when any one act is left out of the script', async () => {
    const tally = { compared: 0, moved: 0 };
    await fc.assert(
      fc.asyncProperty(scenarioFiles(), fc.nat(100), async (plain, draw) => {
        const file = still(plain);
        const script = file.script as Json[];
        if (script.length === 0) return;
        const shorter = script.filter((_, index) => index !== draw % script.length);
        // The numbers of commands are part of names, and of whom an `add` brings later acts may speak: those two stay.
        const left = script[draw % script.length]?.do;
        if (left === 'command' || left === 'add') return;
        compare(await fatesOf(file), await fatesOf({ ...file, script: shorter }), tally, () => false);
      }),
      runs(60),
    );
    expect(tally.compared).toBeGreaterThan(5_000);
    expect(tally.moved).toBeGreaterThan(5);
  });
});

describe('names', () => {
  it('are given once, also after the dice', async () => {
    const file = {
      system: 'echo',
      options: { every: '20ms' },
      script: [{ at: '1s', do: 'dice', salt: 4 }],
      until: '2s',
    };
    const run = build(file, { level: 'messages' });
    await run.cluster.boot();
    await run.cluster.advanceTo(run.scenario.until);
    const names = only(run.history, 'sent').map(({ message }) => message.name);
    expect(names.length).toBeGreaterThan(300);
    expect(names.length - new Set(names).size).toBe(0);
  });

  it('begin with the link, then say what caused the message, its kind, and its number', async () => {
    const file = {
      system: 'counter',
      nodes: 2,
      clients: 1,
      script: [
        { at: '10ms', do: 'command', client: 'c1', text: 'INCR' },
        { at: '1s', do: 'command', client: 'c1', text: 'INCR' },
      ],
      until: '2s',
    };
    const run = build(file, { level: 'messages' });
    await run.cluster.boot();
    await run.cluster.advanceTo(run.scenario.until);
    const names = only(run.history, 'sent').map(({ message }) => message.name);
    expect(names.filter((name) => name.includes('/c1.'))).toEqual([
      'c1>n1/c1.1/request/0',
      'n1>c1/c1.1/reply/0',
      'n1>n2/c1.1/mirror/0',
      'c1>n1/c1.2/request/0',
      'n1>c1/c1.2/reply/0',
      'n1>n2/c1.2/mirror/0',
    ]);
    // Without an operation, the sender's timer is the cause, however far the message has come.
    expect(names.filter((name) => !name.includes('/c1.')).slice(0, 3)).toEqual([
      'n2>n1/ask/ask/0',
      'n1>n2/ask/mirror/0',
      'n2>n1/ask/ask/1',
    ]);
  });
});
