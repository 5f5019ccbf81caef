/** Sliders of a link: what they show, and what letting go of them does. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LinkRules } from '../../../src/cluster/network/rules.ts';
import type { LinkRule, NetworkSpec } from '../../../src/scenario/types.ts';
import { linkActs, stateOf, USUAL, type LinkState } from '../../../src/views/interaction/link-acts.ts';

const usual: NetworkSpec = {
  latency: { law: 'uniform', min: 5_000, max: 15_000 },
  ...{ drop: 0, duplicate: 0, reorder: 0, order: 'fifo', links: [] },
};
const ends = { from: 'n1', to: 'n2', both: false };

/** What the cluster makes of acts that say their times in milliseconds. */
function apply(rules: LinkRules, before: LinkState, after: LinkState): void {
  for (const { from, to, clear, latency, drop, block } of linkActs(ends, before, after)) {
    if (clear === true) rules.clear(String(from), String(to));
    const micros = Number.parseInt(String((latency as { min?: string } | undefined)?.min), 10) * 1_000;
    const rule = {
      from,
      to,
      ...(latency !== undefined && { latency: { law: 'constant', min: micros, max: micros } }),
      ...(drop !== undefined && { drop }),
      ...(block !== undefined && { block }),
    } as LinkRule;
    if (clear !== true) rules.set(rule);
  }
}

const states = fc.record({
  delay: fc.constantFrom(0, 50, 800, 2_000),
  loss: fc.constantFrom(0, 5, 30, 100),
  isCut: fc.boolean(),
});

it('from any state to any other, and no act where nothing changes', () => {
  fc.assert(
    fc.property(fc.array(states, { minLength: 1, maxLength: 6 }), (path) => {
      const rules = new LinkRules(usual);
      for (const wished of path) {
        const now = stateOf(rules.all, 'n1', 'n2');
        apply(rules, now, wished);
        expect(stateOf(rules.all, 'n1', 'n2')).toEqual(wished);
        expect(linkActs(ends, wished, wished)).toEqual([]);
      }
      apply(rules, stateOf(rules.all, 'n1', 'n2'), USUAL);
      expect(rules.all).toEqual([]);
    }),
  );
});

describe('one slider', () => {
  it('is one act', () => {
    expect(linkActs({ ...ends, both: true }, USUAL, { ...USUAL, delay: 800 })).toEqual([
      { do: 'link', from: 'n1', to: 'n2', both: true, latency: { law: 'constant', min: '800ms' } },
    ]);
    expect(linkActs(ends, USUAL, { ...USUAL, loss: 30 })).toEqual([{ do: 'link', ...ends, drop: 0.3 }]);
    expect(linkActs(ends, USUAL, { ...USUAL, isCut: true })).toEqual([{ do: 'link', ...ends, block: true }]);
  });

  it('pushed back to nothing leaves the others where they were', () => {
    const both = { delay: 800, loss: 30, isCut: false };
    expect(linkActs(ends, both, { ...both, delay: 0 })).toEqual([
      { do: 'link', ...ends, clear: true },
      { do: 'link', ...ends, drop: 0.3 },
    ]);
    expect(linkActs(ends, both, USUAL)).toEqual([{ do: 'link', ...ends, clear: true }]);
  });
});

it('shows the rule of its own direction, and none for one kind of message', () => {
  const rules: LinkRule[] = [
    { from: 'n2', to: 'n1', drop: 0.5 },
    { from: 'n1', to: 'n2', kind: 'copy', block: true },
    { from: 'n1', to: 'n2', latency: { law: 'uniform', min: 1_000, max: 90_000 } },
  ];
  expect(stateOf(rules, 'n1', 'n2')).toEqual({ delay: 90, loss: 0, isCut: false });
  expect(stateOf(rules, 'n2', 'n1')).toEqual({ delay: 0, loss: 50, isCut: false });
  expect(stateOf(rules, 'n1', 'n3')).toEqual(USUAL);
});
