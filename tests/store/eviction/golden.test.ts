/** The published algorithms step by step, followed by hand on paper before the code was asked. */
import { describe, expect, test } from 'vitest';
import { policies, type PolicyName } from '../../../src/store/eviction/policies.ts';

/** `refer` answers `hit`, `miss`, or who went; a key is one letter. */
function cache(name: PolicyName, capacity: number): (keys: string) => string {
  const policy = policies[name];
  const state = policy.create(capacity);
  let resident = 0;
  return (keys) =>
    [...keys]
      .map((key) => {
        if (policy.onHit(state, key)) return 'hit';
        const gone = resident < capacity ? undefined : policy.victim(state, () => 0);
        if (gone === undefined) resident += 1;
        policy.onInsert(state, key);
        return gone ?? 'miss';
      })
      .join(' ');
}

describe('LRU and LFU', () => {
  test('LRU', () => {
    const refer = cache('lru', 3);
    expect(refer('abc')).toBe('miss miss miss');
    expect(refer('a')).toBe('hit');
    expect(refer('d')).toBe('b');
    expect(refer('bc')).toBe('c a');
  });

  test('LFU: the least used goes, among equals the least recently used', () => {
    const refer = cache('lfu', 3);
    // a 2, b 1, c 1
    expect(refer('abca')).toBe('miss miss miss hit');
    expect(refer('d')).toBe('b');
    // c 2 is used after a 2, d 1
    expect(refer('c')).toBe('hit');
    expect(refer('e')).toBe('d');
    // e 2 is the latest of three equals, so a goes
    expect(refer('e')).toBe('hit');
    expect(refer('f')).toBe('a');
  });
});

describe('SIEVE (NSDI 2024, algorithm 1)', () => {
  test('the hand clears what was visited, takes the first that was not, and rests there', () => {
    const refer = cache('sieve', 4);
    // Old to new: a b c d; a and c visited.
    expect(refer('abcd')).toBe('miss miss miss miss');
    expect(refer('ac')).toBe('hit hit');
    // The hand clears a, takes b, rests on c.   a c* d e
    expect(refer('e')).toBe('b');
    // It clears c, takes d, rests on e.   a c e f
    expect(refer('f')).toBe('d');
    // It takes e, rests on f: a and c are kept in their places, though no longer visited.   a c f g
    expect(refer('g')).toBe('e');
    expect(refer('h')).toBe('f');
    // The hand stands at g, the newest but one. a is visited; g and h go before the hand comes round.   a* c h i → a* c i j
    expect(refer('a')).toBe('hit');
    expect(refer('i')).toBe('g');
    expect(refer('j')).toBe('h');
  });

  test('when all were visited it goes round once, and takes the oldest', () => {
    const refer = cache('sieve', 3);
    expect(refer('abcabc')).toBe('miss miss miss hit hit hit');
    expect(refer('d')).toBe('a');
    // Its rest is on b, whose bit is cleared.
    expect(refer('e')).toBe('b');
  });

  test('past the newest the hand begins again at the oldest', () => {
    const policy = policies.sieve;
    const state = policy.create(3);
    for (const key of 'abc') policy.onInsert(state, key);
    policy.onHit(state, 'a');
    policy.onHit(state, 'b');
    // a and b are cleared, c goes and was the newest: the hand has nowhere to rest.
    expect(policy.victim(state, () => 0)).toBe('c');
    policy.onInsert(state, 'd');
    expect(policy.victim(state, () => 0)).toBe('a');
  });

  test('a deleted key takes the hand one further', () => {
    const policy = policies.sieve;
    const state = policy.create(4);
    for (const key of 'abcd') policy.onInsert(state, key);
    expect(policy.victim(state, () => 0)).toBe('a');
    policy.onRemove(state, 'b');
    policy.onInsert(state, 'e');
    expect(policy.victim(state, () => 0)).toBe('c');
  });
});

describe('S3-FIFO (SOSP 2023, algorithm 1)', () => {
  test('ten entries: one small, nine main', () => {
    const refer = cache('s3fifo', 10);
    // All begin in the small queue, which may be longer while there is room. a is used twice again, b once.
    expect(refer('abcdefghij')).toBe('miss miss miss miss miss miss miss miss miss miss');
    expect(refer('aab')).toBe('hit hit hit');
    // a moves to main; b, used again only once, goes and leaves a ghost.   S: c…j k  M: a  G: b
    expect(refer('k')).toBe('b');
    // c goes for b, whose ghost brings it straight into main.   S: d…k  M: a b  G: c
    expect(refer('b')).toBe('c');
    expect(refer('ab')).toBe('hit hit');
    // A scan takes only what is in small.   S: l m n o p q r s  M: a b
    expect(refer('lmnopqrs')).toBe('d e f g h i j k');
    expect(refer('ab')).toBe('hit hit');
  });

  test('main is a queue in which every use buys one more round', () => {
    const refer = cache('s3fifo', 3);
    // One small, two main, two ghosts. a is used three times (and a fourth, that is not counted).
    expect(refer('aaaaa')).toBe('miss hit hit hit hit');
    expect(refer('bc')).toBe('miss miss');
    // a moves to main with its uses cleared; b goes.   S: c d  M: a  G: b
    expect(refer('d')).toBe('b');
    // c goes, b comes back by its ghost; then the same with d and c.   S: –  M: a b c  G: d
    expect(refer('bc')).toBe('c d');
    expect(refer('b')).toBe('hit');
    // Main is over its share: a was not used since it came there, and goes; main leaves no ghosts.   S: e  M: b(1) c  G: d
    expect(refer('e')).toBe('a');
    // Had a left a ghost, it would be in main now.   S: a  M: b(1) c  G: d e
    expect(refer('a')).toBe('e');
    // a's ghost pushes out d's.   S: –  M: b(1) c e  G: a
    expect(refer('e')).toBe('a');
    // b's use buys it a round; c, without one, goes.   S: f  M: e b(0)
    expect(refer('f')).toBe('c');
    expect(refer('b')).toBe('hit');
  });

  test('a ghost is not resident', () => {
    const policy = policies.s3fifo;
    const state = policy.create(10);
    for (const key of 'abcdefghij') policy.onInsert(state, key);
    expect(policy.victim(state, () => 0)).toBe('a');
    expect(policy.onHit(state, 'a')).toBe(false);
    policy.onRemove(state, 'a');
    policy.onInsert(state, 'a');
    // Still it was remembered: a is in main, and the small queue goes on with b.
    expect(policy.victim(state, () => 0)).toBe('b');
  });
});

describe('W-TinyLFU (2017)', () => {
  test('five entries: window of one, main of four, three of them protected', () => {
    const refer = cache('wtinylfu', 5);
    expect(refer('abcde')).toBe('miss miss miss miss miss');
    // Window: e. Probation: a b c d. Those used again are protected: a b.
    expect(refer('ab')).toBe('hit hit');
    // e was asked for once, as was c: the tie goes to the resident. So goes every stranger of a scan.
    expect(refer('fghi')).toBe('e f g h');
    expect(refer('abcd')).toBe('hit hit hit hit');
    // Protected holds three: a fell back to probation when d was promoted. Now e, asked for once before, comes three times more …
    expect(refer('e')).toBe('i');
    expect(refer('eee')).toBe('hit hit hit');
    // … and with five uses against a's three it is admitted.
    expect(refer('x')).toBe('a');
    expect(refer('bcde')).toBe('hit hit hit hit');
  });
});
