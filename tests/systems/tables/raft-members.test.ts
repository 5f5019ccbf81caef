/** Scripts of Raft by hand: who belongs to the cluster, and how that changes. */
import { describe, expect } from 'vitest';
import { isNoVoter, membersOf } from '../../../src/systems/tables/raft/majority.ts';
import type { Hand } from './hand.ts';
import { isCommitted, last, put, script } from './play.ts';

const BARE = { preVote: false, checkQuorum: false };

/** n4 and n5 have everything, and are asked for nothing yet. */
function learn(hand: Hand): void {
  hand.elect('n1');
  hand.beats('n1', 1);
  hand.want('n1', 'n2', 'n3', 'n4', 'n5');
  for (let beat = 0; beat < 10 && hand.state('n4').commit === 0; beat += 1) hand.beats('n1', 1);
}

describe('members', () => {
  script('who is new learns first, and votes when both lists have agreed', {
    plays(hand) {
      hand.elect('n1');
      put(hand, 'n1', 'a');
      hand.deliver();
      hand.want('n1', 'n2', 'n3', 'n4');
      hand.beats('n1', 12);
      return () => {
        const steps = hand.notes('members') as readonly {
          voters: string[];
          next: string[] | null;
          learners: string[];
        }[];
        const three = ['n1', 'n2', 'n3'];
        expect(steps).toEqual([
          { voters: three, next: null, learners: ['n4'] },
          { voters: three, next: [...three, 'n4'], learners: [] },
          { voters: [...three, 'n4'], next: null, learners: [] },
        ]);
        expect(last(hand, 'n4')).toBe(last(hand, 'n1'));
        expect(membersOf(hand.state('n4')).voters).toContain('n4');
      };
    },
  });

  script('a new list does not count before the old one has agreed', {
    mutant: 'changes-at-once',
    options: BARE,
    plays(hand) {
      learn(hand);
      hand.apart(['n1', 'n4', 'n5'], ['n2', 'n3']);
      hand.beats('n1', 4);
      put(hand, 'n1', 'a');
      hand.deliver();
      hand.elect('n2');
      put(hand, 'n2', 'b');
      hand.deliver();
      return () => {
        expect(isCommitted(hand, 'n1', last(hand, 'n1'))).toBe(false);
        hand.together();
        hand.beats('n2', 14);
        expect(membersOf(hand.state('n1')).voters).toHaveLength(5);
      };
    },
  });

  script('nothing is changed before the last change is committed', {
    mutant: 'changes-too-early',
    options: BARE,
    plays(hand) {
      learn(hand);
      hand.apart(['n1', 'n4', 'n5'], ['n2', 'n3']);
      hand.beats('n1', 4);
      put(hand, 'n1', 'a');
      hand.deliver();
      hand.elect('n2');
      put(hand, 'n2', 'b');
      hand.deliver();
      return () => {
        expect(membersOf(hand.state('n1')).next).toHaveLength(5);
        expect(isCommitted(hand, 'n1', last(hand, 'n1'))).toBe(false);
      };
    },
  });

  script('nothing is changed before an entry of the leader’s own term is committed', {
    plays(hand) {
      hand.elect('n1');
      hand.beats('n1', 1);
      hand.kill('n1');
      hand.timeout('n2');
      while (hand.state('n2').role !== 'leader') hand.deliver({}, 1);
      hand.want('n2', 'n3');
      hand.take();
      hand.beat('n2');
      hand.take();
      hand.beat('n2');
      const early = hand.notes('members').length;
      hand.deliver();
      hand.beats('n2', 6);
      return () => {
        expect(early).toBe(0);
        expect(membersOf(hand.state('n2'))).toEqual({ voters: ['n2', 'n3'], next: null, learners: [] });
      };
    },
  });

  /** n3 does not know that it is out, and has no leader. */
  script('who is out and does not know it disturbs nobody', {
    plays(hand) {
      hand.elect('n1');
      hand.beats('n1', 1);
      hand.apart(['n1', 'n2'], ['n3']);
      hand.want('n1', 'n2');
      hand.beats('n1', 8);
      hand.kill('n1');
      hand.start('n1');
      hand.elect('n2');
      hand.together();
      const terms: number[] = [];
      for (let tries = 0; tries < 3; tries += 1) {
        hand.timeout('n3');
        hand.deliver({ kind: 'request vote' });
        hand.take();
        hand.beats('n2', 1);
        terms.push(hand.state('n2').term);
      }
      return () => {
        expect(terms).toEqual([2, 2, 2]);
        expect(hand.state('n2').role).toBe('leader');
      };
    },
  });

  script('who is out and does not know it disturbs nobody without pre-votes either', {
    options: { preVote: false },
    plays(hand) {
      hand.elect('n1');
      hand.beats('n1', 1);
      hand.apart(['n1', 'n2'], ['n3']);
      hand.want('n1', 'n2');
      hand.beats('n1', 8);
      for (let tries = 0; tries < 3; tries += 1) {
        hand.timeout('n3');
        hand.beats('n1', 1);
      }
      hand.timeout('n3');
      const asks = hand.take({ kind: 'request vote' });
      hand.together();
      hand.beats('n1', 1);
      for (const wire of asks) hand.hand(wire);
      hand.beats('n1', 2);
      return () => {
        expect(hand.state('n1').role).toBe('leader');
        expect(hand.state('n1').term).toBe(1);
      };
    },
  });

  script('a leader that has to go hands over, and goes', {
    plays(hand) {
      hand.elect('n1');
      hand.beats('n1', 1);
      hand.want('n2', 'n3');
      hand.beats('n1', 4);
      const heir = ['n2', 'n3'].find((id) => hand.state(id).role === 'leader');
      if (heir !== undefined) hand.beats(heir, 8);
      return () => {
        expect(heir).toBeDefined();
        expect(hand.left).toEqual(['n1']);
        expect(membersOf(hand.state(String(heir))).voters).toEqual(['n2', 'n3']);
      };
    },
  });
});

describe('who has lost its disk', () => {
  script('abstains, is taken out, and comes in again', {
    plays(hand) {
      hand.elect('n1');
      put(hand, 'n1', 'a');
      hand.deliver();
      hand.wipe('n3');
      hand.start('n3');
      const before = [hand.state('n3').isForgetful, isNoVoter(hand.state('n1'), 'n3')];
      hand.beats('n1', 1);
      const isTold = hand.state('n1').forgotten.includes('n3');
      hand.beats('n1', 14);
      return () => {
        expect(before).toEqual([true, false]);
        expect(isTold).toBe(true);
        const steps = hand.notes('members') as readonly { voters: string[]; next: string[] | null }[];
        expect(steps.map(({ voters, next }) => [voters.length, next?.length ?? null])).toEqual([
          [3, 2],
          [2, null],
          [2, 3],
          [3, null],
        ]);
        expect(hand.state('n3').isForgetful).toBe(false);
        expect(last(hand, 'n3')).toBe(last(hand, 'n1'));
      };
    },
  });

  script('does not take for its own past what was meant for who it was', {
    plays(hand) {
      hand.elect('n1');
      hand.wipe('n3');
      hand.start('n3');
      const answer = { kind: 'vote', term: 1, isGranted: false, isPreVote: false, asked: 1 } as const;
      hand.hand({ from: 'n2', to: 'n3', message: answer });
      hand.kill('n3');
      hand.start('n3');
      return () => expect(hand.state('n3').isForgetful).toBe(true);
    },
  });

  /** An answer of its former life comes late, when it is sent entries again. */
  script('is not taken to have what it had in its former life', {
    plays(hand) {
      hand.elect('n1');
      for (let count = 0; count < 5; count += 1) put(hand, 'n1', 'a');
      hand.deliver({ to: 'n3' });
      const late = hand.take({ from: 'n3' });
      hand.deliver();
      hand.wipe('n3');
      hand.start('n3');
      hand.beat('n1');
      hand.deliver({ to: 'n3' });
      hand.deliver({ kind: 'forgotten' });
      for (const wire of late) hand.hand(wire);
      const match = hand.state('n1').followers.get('n3')?.match;
      return () => expect(match).toBe(0);
    },
  });
});
