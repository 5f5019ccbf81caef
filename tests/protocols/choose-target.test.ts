/** Choosing a live target: in turn and by key, and who counts as live. */
import { describe, expect, it } from 'vitest';
import {
  checked,
  firstLive,
  isLive,
  lives,
  newTargets,
  nextInTurn,
  orderFor,
  type Targets,
} from '../../src/protocols/choose-target.ts';

const ALL = ['a', 'b', 'c'];

function without(...silent: readonly string[]): Targets {
  const targets = newTargets();
  for (const id of silent) for (let check = 0; check < 4; check += 1) checked(targets, id);
  return targets;
}

describe('health', () => {
  it('is believed until three checks in a row and the one under way are unanswered, and comes back with one answer', () => {
    const targets = newTargets();
    const seen = Array.from({ length: 5 }, () => {
      checked(targets, 'a');
      return isLive(targets, 'a');
    });
    expect(seen).toEqual([true, true, true, false, false]);
    lives(targets, 'a');
    expect(isLive(targets, 'a')).toBe(true);
  });
});

describe('in turn', () => {
  it('spreads evenly over those who live', () => {
    const targets = newTargets();
    const counts = new Map<string, number>();
    for (let step = 0; step < 300; step += 1) {
      const id = nextInTurn(targets, ALL) as string;
      counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    expect([...counts.values()]).toEqual([100, 100, 100]);
  });

  it('passes over the silent, and finds nobody where nobody lives', () => {
    const targets = without('b');
    expect(Array.from({ length: 4 }, () => nextInTurn(targets, ALL))).toEqual(['a', 'c', 'a', 'c']);
    expect(nextInTurn(without(...ALL), ALL)).toBeNull();
    expect(nextInTurn(newTargets(), [])).toBeNull();
  });
});

describe('by key', () => {
  it('asks the first that lives, in an order that is the same for the same key', () => {
    expect(orderFor(7, ALL)).toEqual(['b', 'c', 'a']);
    expect(orderFor(7, [])).toEqual([]);
    expect(firstLive(without('b'), orderFor(7, ALL))).toBe('c');
    expect(firstLive(without(...ALL), ALL)).toBeNull();
  });
});
