/** The fate of single messages, as the network decides it. */
import { describe, expect, it } from 'vitest';
import { Network } from '../../../src/cluster/network/network.ts';
import { sizeOf } from '../../../src/kernel/bytes.ts';
import { seedChain } from '../../../src/kernel/chance.ts';
import type { Envelope } from '../../../src/kernel/protocol.ts';
import { NEVER } from '../../../src/kernel/time.ts';
import type { NetworkSpec } from '../../../src/scenario/types.ts';

const plain: NetworkSpec = {
  latency: { law: 'uniform', min: 1_000, max: 9_000 },
  drop: 0,
  duplicate: 0,
  reorder: 0,
  order: 'fifo',
  links: [],
};
let number = 0;

function network(spec: Partial<NetworkSpec> = {}, seed = 1, dead: readonly string[] = []): Network {
  return new Network({ ...plain, ...spec }, seedChain(seed), {
    isClient: (id) => id.startsWith('c'),
    absence: (id) => (dead.includes(id) ? 'dead' : null),
    open: (body) => body,
  });
}

function envelope(sent: number, more: Partial<Envelope> = {}): Envelope {
  number += 1;
  return {
    from: 'n1',
    to: 'n2',
    number,
    copy: 0,
    sent,
    cause: 1,
    root: 'r',
    kind: 'k',
    count: 0,
    arrives: NEVER,
    body: 'x',
    ...more,
  };
}

describe('the network', () => {
  it('keeps each direction in order, and lets other directions be', () => {
    const net = network();
    const sent = Array.from({ length: 500 }, (_, index) => envelope(index * 100));
    const back = Array.from({ length: 500 }, (_, index) => envelope(index * 100, { from: 'n2', to: 'n1' }));
    for (const [index, one] of sent.entries())
      expect([net.send(one), net.send(back[index] as Envelope)]).toEqual([null, null]);
    const times = sent.map(({ arrives }) => arrives);
    expect(times).toEqual([...times].sort((left, right) => left - right));
    // In order and still moving: somewhere a message was really held up by the one before it.
    expect(new Set(times).size).toBeLessThan(500);
    expect(times.join()).not.toBe(back.map(({ arrives }) => arrives).join());
  });

  it('lets overtake what the chance of reordering picks, and holds nobody up with it', () => {
    const orderly = network();
    const wild = network({ reorder: 0.2 });
    const free = network({ order: 'free' });
    const arrivals = (net: Network): number[] =>
      Array.from({ length: 2_000 }, (_, index) => {
        const one = envelope(index * 100);
        net.send(one);
        return one.arrives;
      });
    const backwards = (times: readonly number[]): number =>
      times.filter((time, index) => time < (times[index - 1] ?? 0)).length;
    const [none, some, all] = [orderly, wild, free].map((net) => backwards(arrivals(net))) as [
      number,
      number,
      number,
    ];
    expect(none).toBe(0);
    expect(some).toBeGreaterThan(50);
    expect(all).toBeGreaterThan(some);
  });

  it('drops and doubles at about the rate it was told', () => {
    const net = network({ drop: 0.1, duplicate: 0.05, order: 'free' });
    const fates = Array.from({ length: 20_000 }, (_, index) => net.send(envelope(index)));
    const dropped = fates.filter((fate) => fate === 'chance').length;
    const doubled = fates.filter((fate) => typeof fate === 'object' && fate !== null).length;
    expect(dropped).toBeGreaterThan(1_800);
    expect(dropped).toBeLessThan(2_200);
    expect(doubled).toBeGreaterThan(780);
    expect(doubled).toBeLessThan(1_020);
    for (const fate of fates) {
      if (typeof fate !== 'object' || fate === null) continue;
      expect(fate.copy).toBe(1);
      expect(fate.arrives - fate.sent).toBeGreaterThanOrEqual(1_000);
    }
  });

  it('drops nothing at 0 and everything at 1', () => {
    const keeps = network();
    const loses = network({ drop: 1 });
    for (let index = 0; index < 200; index += 1) {
      expect(keeps.send(envelope(index))).toBeNull();
      expect(loses.send(envelope(index))).toBe('chance');
    }
  });

  it('sends bytes one after the other where bandwidth is short', () => {
    const latency = { law: 'constant', min: 500, max: 500 } as const;
    const net = network({ latency, links: [{ from: 'n1', to: 'n2', bandwidth: 1_000 }] });
    const body = { text: 'y'.repeat(89) };
    const [first, second, third] = [
      envelope(0, { body }),
      envelope(0, { body }),
      envelope(900_000, { body }),
    ];
    for (const one of [first, second, third]) net.send(one);
    const each = sizeOf(body) * 1_000;
    expect([first.arrives, second.arrives, third.arrives]).toEqual([
      each + 500,
      2 * each + 500,
      900_000 + each + 500,
    ]);
    const other = envelope(0, { body, to: 'n3' });
    net.send(other);
    expect(other.arrives).toBe(500);
  });

  it('names a block before a cut before a death', () => {
    const net = network({ links: [{ from: 'n1', to: 'n2', kind: 'b', block: true }] }, 1, ['n2']);
    const reason = (kind: string): unknown => net.send(envelope(0, { kind }));
    expect(reason('k')).toBe('dead');
    net.cuts.partition({ groups: [['n1']], oneWay: false });
    expect(reason('k')).toBe('partition');
    net.cuts.isolate('n2');
    expect(reason('k')).toBe('isolated');
    expect(reason('b')).toBe('block');
    expect(net.refusal('n1', 'n2', 'b', 5)).toBe('block');
  });

  it('forgets its laws when a rule comes or goes', () => {
    const net = network();
    expect(net.lookahead).toBe(1_000);
    expect(net.send(envelope(0))).toBeNull();
    net.setRule(
      { from: 'n1', to: 'n2', block: true, latency: { law: 'constant', min: 200, max: 200 } },
      true,
    );
    expect([net.send(envelope(1)), net.send(envelope(1, { from: 'n2', to: 'n1' }))]).toEqual([
      'block',
      'block',
    ]);
    expect(net.lookahead).toBe(200);
    net.clearRules('n1', 'n2', false);
    expect([net.send(envelope(1)), net.send(envelope(1, { from: 'n2', to: 'n1' }))]).toEqual([null, 'block']);
    net.clearRules('*', '*', false);
    expect(net.lookahead).toBe(1_000);
  });

  it('goes on from a save, also behind what was held back by hand', () => {
    const spec: Partial<NetworkSpec> = {
      drop: 0.1,
      duplicate: 0.1,
      reorder: 0.1,
      links: [{ from: 'n1', to: 'n3', bandwidth: 9_000 }],
    };
    const net = network(spec);
    const some = (index: number): Envelope =>
      envelope(index * 50, { to: index % 3 === 0 ? 'n3' : 'n2', number: index });
    for (let index = 0; index < 300; index += 1) net.send(some(index));
    net.holdBack('n1', 'n2', 40_000);
    net.setRule({ from: 'n1', to: '*', duplicate: 0.4 }, false);
    net.cuts.isolate('n9');
    const again = network(spec, 77);
    again.send(envelope(0));
    again.restore(structuredClone(net.save()), seedChain(1));
    for (let index = 300; index < 600; index += 1) {
      const [one, twin] = [some(index), some(index)];
      expect(again.send(twin)).toEqual(net.send(one));
      expect(twin).toEqual(one);
    }
    expect(again.save()).toEqual(net.save());
  });

  it('decides otherwise after the dice', () => {
    const fates = (reroll: boolean): string => {
      const net = network({ drop: 0.5 });
      net.send(envelope(0));
      if (reroll) net.reroll(seedChain(1, [5]));
      return Array.from({ length: 64 }, (_, index) =>
        net.send(envelope(index, { root: `r${index}` })) === 'chance' ? 'x' : '.',
      ).join('');
    };
    expect(fates(true)).not.toBe(fates(false));
    expect(fates(true)).toBe(fates(true));
  });
});
