/** One record for what a scenario, a script and a hand say of a link. */
import { describe, expect, it } from 'vitest';
import { LinkRules } from '../../../src/cluster/network/rules.ts';
import type { LatencyLaw, NetworkSpec } from '../../../src/scenario/types.ts';

const slow: LatencyLaw = { law: 'constant', min: 90_000, max: 90_000 };
const fast: LatencyLaw = { law: 'constant', min: 200, max: 200 };
const network: NetworkSpec = {
  latency: { law: 'uniform', min: 5_000, max: 15_000 },
  drop: 0.01,
  duplicate: 0.02,
  reorder: 0.03,
  order: 'fifo',
  links: [],
};
const law = (rules: LinkRules, from = 'n1', to = 'n2', kind = 'ping') =>
  rules.law(from, to, kind, from[0] === 'c' || to[0] === 'c');

describe('rules', () => {
  it('say nothing where there are none', () => {
    expect(law(new LinkRules(network))).toEqual({
      latency: network.latency,
      drop: 0.01,
      duplicate: 0.02,
      reorder: 0.03,
      bandwidth: 0,
      block: false,
      inOrder: true,
    });
  });

  it('match both ends, either of which may be anybody, and a kind', () => {
    const rules = new LinkRules({
      ...network,
      links: [
        { from: 'n1', to: 'n2', drop: 0.5 },
        { from: '*', to: 'n3', block: true },
        { from: 'n3', to: '*', duplicate: 1 },
        { from: 'n1', to: 'n2', kind: 'pong', bandwidth: 7 },
      ],
    });
    expect(law(rules).drop).toBe(0.5);
    expect(law(rules, 'n2', 'n1').drop).toBe(0.01);
    expect([
      law(rules, 'n1', 'n3').block,
      law(rules, 'n9', 'n3').block,
      law(rules, 'n3', 'n1').block,
    ]).toEqual([true, true, false]);
    expect(law(rules, 'n3', 'n7').duplicate).toBe(1);
    expect([law(rules).bandwidth, law(rules, 'n1', 'n2', 'pong').bandwidth]).toEqual([0, 7]);
    expect(rules.narrowsKinds).toBe(true);
  });

  it('leave what they do not speak of, and the newest word counts', () => {
    const rules = new LinkRules({ ...network, links: [{ from: 'n1', to: '*', drop: 0.5, latency: slow }] });
    rules.set({ from: 'n1', to: 'n2', drop: 0 });
    expect(law(rules)).toMatchObject({ drop: 0, latency: slow });
    rules.set({ from: 'n1', to: '*', drop: 0.9 });
    expect(law(rules)).toMatchObject({ drop: 0.9, latency: slow });
    rules.set({ from: 'n1', to: 'n2', block: true });
    rules.set({ from: 'n1', to: 'n2', block: false });
    expect(law(rules).block).toBe(false);
    // One record for each two ends and kind, however often they are spoken of.
    expect(rules.all.length).toBe(2);
  });

  it('are taken off by ends: exact ones, or all of anybody’s', () => {
    const links = [
      { from: 'n1', to: 'n2', drop: 0.5 },
      { from: 'n1', to: 'n2', kind: 'pong', drop: 0.5 },
      { from: 'n1', to: '*', drop: 0.6 },
      { from: 'n2', to: 'n1', drop: 0.7 },
    ];
    const left = (from: string, to: string) => {
      const rules = new LinkRules({ ...network, links });
      rules.clear(from, to);
      return rules.all.length;
    };
    expect([left('n1', 'n2'), left('n1', '*'), left('*', '*'), left('n3', 'n4')]).toEqual([2, 1, 0, 4]);
  });

  it('keep links of clients in order, and give them what the network says of clients', () => {
    const rules = new LinkRules({
      ...network,
      order: 'free',
      clients: { drop: 0, latency: fast },
      links: [{ from: '*', to: '*', reorder: 1 }],
    });
    expect(law(rules, 'c1', 'n1')).toMatchObject({
      drop: 0,
      latency: fast,
      duplicate: 0.02,
      reorder: 0,
      inOrder: true,
    });
    expect(law(rules, 'n1', 'c1')).toMatchObject({ reorder: 0, inOrder: true });
    expect(law(rules)).toMatchObject({ drop: 0.01, reorder: 1, inOrder: false });
  });

  it('look ahead as far as the fastest link that there may be', () => {
    expect(new LinkRules(network).lookahead).toBe(5_000);
    expect(new LinkRules({ ...network, clients: { latency: fast } }).lookahead).toBe(200);
    const rules = new LinkRules(network);
    rules.set({ from: 'n1', to: 'n2', latency: fast });
    expect(rules.lookahead).toBe(200);
    rules.clear('n1', 'n2');
    expect(rules.lookahead).toBe(5_000);
    rules.set({ from: 'n1', to: 'n2', latency: slow });
    expect(rules.lookahead).toBe(5_000);
  });
});
