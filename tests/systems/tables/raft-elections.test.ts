/** Scripts of Raft by hand: who is elected, and who must not be. */
import { describe, expect } from 'vitest';
import { settle } from '../../../src/systems/tables/raft/raft.ts';
import { beginTransfer } from '../../../src/systems/tables/raft/transfer.ts';
import { isCommitted, last, put, script } from './play.ts';

/** Without pre-votes and faith the rules of the paper's figure 2 stand alone. */
const BARE = { preVote: false, checkQuorum: false };

describe('votes', () => {
  script('a node votes once in a term', {
    mutant: 'votes-twice',
    options: BARE,
    plays(hand) {
      hand.timeout('n1');
      hand.timeout('n2');
      hand.take({ from: 'n1', to: 'n2' });
      hand.take({ from: 'n2', to: 'n1' });
      hand.deliver({ kind: 'request vote' });
      hand.deliver({ kind: 'vote' });
      return () => {
        expect(hand.ids.map((id) => hand.state(id).role)).toEqual(['leader', 'candidate', 'follower']);
      };
    },
  });

  script('a vote is not lost at a restart', {
    mutant: 'forgets-its-vote',
    options: BARE,
    plays(hand) {
      hand.timeout('n1');
      hand.take({ to: 'n2' });
      hand.deliver({ kind: 'request vote' });
      hand.kill('n3');
      hand.start('n3');
      hand.timeout('n2');
      hand.deliver({ from: 'n2', to: 'n3' });
      hand.deliver({ kind: 'vote' });
      return () => {
        expect(hand.state('n3').votedFor).toBe('n1');
        expect(hand.state('n1').role).toBe('leader');
        expect(hand.state('n2').role).toBe('candidate');
      };
    },
  });

  script('a vote is not given before it is on disk', {
    mutant: 'answers-before-sync',
    options: BARE,
    plays(hand) {
      hand.slow.add('n3');
      hand.sync('n3');
      hand.timeout('n1');
      hand.take({ to: 'n2' });
      hand.deliver({ kind: 'request vote' });
      const early = hand.take({ from: 'n3' });
      for (const wire of early) hand.hand(wire);
      hand.kill('n3');
      hand.slow.clear();
      hand.start('n3');
      hand.timeout('n2');
      hand.deliver({ from: 'n2', to: 'n3' });
      hand.deliver({ kind: 'vote' });
      return () => {
        expect(early).toEqual([]);
        expect(hand.state('n2').role).toBe('leader');
      };
    },
  });

  script('who has lost its disk gives no vote', {
    mutant: 'wiped-votes',
    options: BARE,
    plays(hand) {
      hand.timeout('n1');
      hand.take({ to: 'n2' });
      hand.deliver({ kind: 'request vote' });
      hand.wipe('n3');
      hand.start('n3');
      hand.timeout('n2');
      hand.deliver({ from: 'n2', to: 'n3' });
      hand.deliver({ kind: 'vote' });
      return () => {
        expect(hand.state('n1').role).toBe('leader');
        expect(hand.state('n2').role).toBe('candidate');
      };
    },
  });

  script('nobody is elected whose log is behind', {
    mutant: 'elects-the-behind',
    plays(hand) {
      hand.elect('n1');
      const index = put(hand, 'n1', 'a');
      hand.take({ to: 'n3' });
      hand.deliver();
      hand.beat('n1');
      hand.take({ to: 'n3' });
      hand.deliver();
      hand.kill('n1');
      hand.timeout('n3');
      hand.deliver();
      return () => {
        expect(isCommitted(hand, 'n2', index)).toBe(true);
        expect(hand.state('n3').role).not.toBe('leader');
        hand.elect('n2');
        expect(isCommitted(hand, 'n3', index)).toBe(true);
      };
    },
  });

  script('those who are heard are not enough where they are no majority', {
    mutant: 'majority-of-the-living',
    nodes: 5,
    options: BARE,
    plays(hand) {
      hand.elect('n1');
      hand.apart(['n1', 'n2'], ['n3', 'n4', 'n5']);
      hand.wait(1_000_000);
      hand.beats('n1', 2);
      const index = put(hand, 'n1', 'a');
      hand.deliver();
      hand.elect('n3');
      put(hand, 'n3', 'b');
      hand.deliver();
      return () => {
        expect(isCommitted(hand, 'n1', index)).toBe(false);
        hand.together();
        hand.beats('n3', 3);
        expect(hand.state('n1').role).toBe('follower');
        expect(isCommitted(hand, 'n1', index)).toBe(true);
      };
    },
  });
});

describe('pre-votes and faith', () => {
  /** n2 has been told to stand, so its term is later; its log is shorter. n1 is gone. */
  script('among nodes of mixed terms nobody waits for ever', {
    plays(hand) {
      hand.elect('n1');
      hand.take();
      put(hand, 'n1', 'a');
      hand.take({ to: 'n2' });
      hand.deliver();
      hand.kill('n1');
      hand.hand({ from: 'n1', to: 'n2', message: { kind: 'timeout now', term: 1 } });
      hand.take();
      return () => {
        expect([hand.state('n2').term, hand.state('n3').term]).toEqual([2, 1]);
        for (let tries = 0; tries < 3 && hand.state('n3').role !== 'leader'; tries += 1) {
          hand.timeout('n2');
          hand.deliver();
          hand.timeout('n3');
          hand.deliver();
        }
        expect(hand.state('n3').role).toBe('leader');
        expect(last(hand, 'n2')).toBe(last(hand, 'n3'));
      };
    },
  });

  script('who comes back with a later term is taken in again', {
    options: { preVote: false },
    plays(hand) {
      hand.elect('n1');
      hand.apart(['n1', 'n2'], ['n3']);
      for (let tries = 0; tries < 4; tries += 1) {
        hand.timeout('n3');
        hand.beats('n1', 1);
      }
      hand.together();
      return () => {
        expect([hand.state('n1').term, hand.state('n3').term]).toEqual([1, 5]);
        hand.beats('n1', 1);
        expect(hand.state('n1').term).toBe(5);
        // At first n2 stands in a term that was long ago, and is told.
        hand.timeout('n2');
        hand.deliver();
        hand.elect('n2');
        expect(hand.state('n3').leader).toBe('n2');
        expect(hand.state('n2').term).toBe(6);
      };
    },
  });

  script('who asks by pre-vote changes nothing where a leader is heard', {
    plays(hand) {
      hand.elect('n1');
      hand.apart(['n1', 'n2'], ['n3']);
      for (let tries = 0; tries < 4; tries += 1) {
        hand.timeout('n3');
        hand.beats('n1', 1);
      }
      hand.together();
      hand.timeout('n3');
      hand.beat('n1');
      hand.deliver();
      return () => {
        expect(hand.state('n1').role).toBe('leader');
        expect(hand.ids.map((id) => hand.state(id).term)).toEqual([1, 1, 1]);
      };
    },
  });

  script('a leader that hears no majority steps down', {
    plays(hand) {
      hand.elect('n1');
      hand.apart(['n1'], ['n2', 'n3']);
      for (let beats = 0; beats < 10 && hand.state('n1').role === 'leader'; beats += 1) hand.beat('n1');
      return () => expect(hand.state('n1').role).toBe('follower');
    },
  });
});

describe('a hand-over', () => {
  script('makes whoever has everything the leader at once', {
    plays(hand) {
      hand.elect('n1');
      const index = put(hand, 'n1', 'a');
      hand.at('n1', (node) => beginTransfer(node, 'n2'));
      hand.deliver();
      return () => {
        expect(hand.state('n2').role).toBe('leader');
        expect(hand.state('n1').leader).toBe('n2');
        expect(isCommitted(hand, 'n2', index)).toBe(true);
      };
    },
  });

  script('waits until the other one has everything', {
    plays(hand) {
      hand.elect('n1');
      put(hand, 'n1', 'a');
      const late = hand.take({ to: 'n2' });
      hand.deliver();
      hand.at('n1', (node) => beginTransfer(node, 'n2'));
      hand.deliver();
      const before = hand.sent.some(({ message }) => message.kind === 'timeout now');
      for (const wire of late) hand.hand(wire);
      hand.deliver();
      return () => {
        expect(before).toBe(false);
        expect(hand.state('n2').role).toBe('leader');
      };
    },
  });

  script('that nobody takes is given up, and can be tried again', {
    plays(hand) {
      hand.elect('n1');
      for (let tries = 0; tries < 2; tries += 1) {
        hand.at('n1', (node) => {
          beginTransfer(node, 'n2');
          settle(node);
        });
        hand.take({ kind: 'timeout now' });
        hand.beats('n1', 10);
      }
      return () => {
        expect(hand.state('n1').role).toBe('leader');
        expect(hand.state('n1').transfer).toBeNull();
        expect(hand.sent.filter(({ message }) => message.kind === 'timeout now')).toHaveLength(2);
        put(hand, 'n1', 'a');
        hand.deliver();
        expect(isCommitted(hand, 'n1', last(hand, 'n1'))).toBe(true);
      };
    },
  });
});
