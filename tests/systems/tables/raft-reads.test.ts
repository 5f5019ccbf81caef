/** Scripts of Raft by hand: reads that are never old. */
import { describe, expect } from 'vitest';
import { beginTransfer } from '../../../src/systems/tables/raft/transfer.ts';
import { settle } from '../../../src/systems/tables/raft/raft.ts';
import { ask, isCommitted, put, script } from './play.ts';

const SECOND = 1_000_000;

describe('reads by index', () => {
  /** n2 has an entry that n1 acknowledged, and does not know that it is committed. */
  script('wait until the leader knows what is committed', {
    mutant: 'reads-too-early',
    options: { reads: 'index' },
    plays(hand) {
      hand.elect('n1');
      hand.beats('n1', 1);
      const acknowledged = put(hand, 'n1', 'a');
      hand.take({ to: 'n3' });
      hand.deliver({ to: 'n2' }, 1);
      hand.deliver({ to: 'n1' }, 1);
      const wasCommitted = isCommitted(hand, 'n1', acknowledged);
      hand.take();
      hand.kill('n1');
      hand.timeout('n2');
      while (hand.state('n2').role !== 'leader') hand.deliver({}, 1);
      const read = ask(hand, 'n2', acknowledged);
      // n3 lacks the entry: it answers the round, and has nothing yet.
      hand.deliver({ to: 'n3' }, 2);
      hand.deliver({ to: 'n2' }, 2);
      const before = read.applied();
      hand.deliver();
      return () => {
        expect(wasCommitted).toBe(true);
        expect(before).toBeNull();
        expect(read.applied()).toBeGreaterThan(acknowledged);
      };
    },
  });

  script('are not answered by who leads no more', {
    options: { reads: 'index' },
    plays(hand) {
      hand.elect('n1');
      hand.beats('n1', 1);
      hand.apart(['n1'], ['n2', 'n3']);
      hand.elect('n2');
      const acknowledged = put(hand, 'n2', 'a');
      hand.deliver();
      const read = ask(hand, 'n1', acknowledged);
      hand.deliver();
      const before = read.applied();
      hand.together();
      hand.beat('n2');
      return () => {
        expect(isCommitted(hand, 'n2', acknowledged)).toBe(true);
        expect(hand.state('n1').role).toBe('leader');
        expect(before).toBeNull();
      };
    },
  });

  script('prove by a round that began after they came', {
    options: { reads: 'index' },
    plays(hand) {
      hand.elect('n1');
      hand.beats('n1', 1);
      hand.beat('n1');
      const old = hand.take();
      const read = ask(hand, 'n1', 1);
      const fresh = hand.take();
      for (const wire of old) hand.hand(wire);
      hand.deliver();
      const before = read.applied();
      for (const wire of fresh) hand.hand(wire);
      hand.deliver();
      return () => {
        expect(before).toBeNull();
        expect(read.applied()).toBe(1);
      };
    },
  });
});

describe('reads by index, several at once', () => {
  script('share the next round, and do not wait for a heartbeat', {
    options: { reads: 'index' },
    plays(hand) {
      hand.elect('n1');
      hand.beats('n1', 1);
      const before = hand.state('n1').round;
      const reads = [1, 1, 1].map((index) => ask(hand, 'n1', index));
      hand.deliver();
      return () => {
        expect(reads.map((read) => read.applied())).toEqual([1, 1, 1]);
        expect(hand.state('n1').round).toBe(before + 2);
      };
    },
  });
});

describe('a leader that nobody answers', () => {
  script('remembers no more rounds than a lease could need', {
    options: { reads: 'index', checkQuorum: false },
    plays(hand) {
      hand.elect('n1');
      hand.apart(['n1'], ['n2', 'n3']);
      hand.beats('n1', 600);
      const read = ask(hand, 'n1', 1);
      return () => {
        expect(hand.state('n1').rounds.length).toBeLessThanOrEqual(256);
        expect(read.applied()).toBeNull();
        hand.together();
        hand.beats('n1', 2);
        expect(read.applied()).toBe(1);
      };
    },
  });
});

describe('reads with a lease', () => {
  script('end with the lease, whatever the clock on the wall says', {
    mutant: 'lease-by-wall-clock',
    options: { reads: 'lease' },
    plays(hand) {
      hand.elect('n1');
      hand.beats('n1', 2);
      hand.skews.set('n1', -5_000);
      hand.apart(['n1'], ['n2', 'n3']);
      hand.elect('n2');
      const acknowledged = put(hand, 'n2', 'a');
      hand.deliver();
      const read = ask(hand, 'n1', acknowledged);
      return () => {
        expect(isCommitted(hand, 'n2', acknowledged)).toBe(true);
        expect(hand.state('n1').role).toBe('leader');
        expect(read.applied()).toBeNull();
      };
    },
  });

  script('are answered at once while it lasts', {
    options: { reads: 'lease' },
    plays(hand) {
      hand.elect('n1');
      const acknowledged = put(hand, 'n1', 'a');
      hand.deliver();
      hand.beats('n1', 1);
      const before = hand.sent.length;
      const read = ask(hand, 'n1', acknowledged);
      return () => {
        expect(read.applied()).toBe(acknowledged);
        expect(hand.sent.length).toBe(before);
      };
    },
  });

  /** n2 is elected at once, and nobody keeps faith with n1 for that. */
  script('are not answered after leadership was handed over', {
    options: { reads: 'lease' },
    plays(hand) {
      hand.elect('n1');
      hand.beats('n1', 1);
      hand.at('n1', (node) => {
        beginTransfer(node, 'n2');
        settle(node);
      });
      hand.deliver({ to: 'n2' });
      hand.deliver({ to: 'n3' });
      hand.deliver({ to: 'n2' });
      hand.deliver({ to: 'n3' });
      hand.take({ to: 'n1' });
      hand.apart(['n1'], ['n2', 'n3']);
      const acknowledged = put(hand, 'n2', 'a');
      hand.deliver();
      const read = ask(hand, 'n1', acknowledged);
      return () => {
        expect(isCommitted(hand, 'n2', acknowledged)).toBe(true);
        expect(hand.state('n1').role).toBe('leader');
        expect(read.applied()).toBeNull();
      };
    },
  });

  /** n3 heard n1 and was started again: it may not know of that, and n1 has a lease on it. */
  script('rest on faith that is kept over a restart', {
    options: { reads: 'lease', preVote: false },
    plays(hand) {
      hand.elect('n1');
      hand.apart(['n1', 'n3'], ['n2']);
      hand.wait(100_000);
      hand.beats('n1', 1);
      hand.kill('n3');
      hand.start('n3');
      hand.apart(['n1'], ['n2', 'n3']);
      hand.timeout('n2');
      hand.deliver();
      const isElected = hand.state('n2').role === 'leader';
      hand.wait(SECOND);
      hand.elect('n2');
      return () => expect(isElected).toBe(false);
    },
  });
});
