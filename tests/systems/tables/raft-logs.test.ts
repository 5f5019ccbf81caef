/** Scripts of Raft by hand: what is committed, and how logs become equal. */
import { describe, expect } from 'vitest';
import type { NodeId } from '../../../src/kernel/contract.ts';
import type { Hand } from './hand.ts';
import { isCommitted, last, put, script } from './play.ts';

/** Without pre-votes and faith the rules of the paper's figure 2 stand alone. */
const BARE = { preVote: false, checkQuorum: false };

/** It stands until it is elected, and what it sends as a leader stays under way. */
function wins(hand: Hand, id: NodeId): void {
  for (let tries = 0; tries < 3 && hand.state(id).role !== 'leader'; tries += 1) {
    hand.timeout(id);
    hand.deliver({ kind: 'request vote' });
    hand.deliver({ kind: 'vote' });
  }
}

describe('what is committed', () => {
  /** The paper's figure 8. One entry goes in a message, so that n1's old entry comes to n3 before its new one does. */
  script('an entry of an older term is not committed by counting', {
    mutant: 'counts-old-terms',
    nodes: 5,
    options: { ...BARE, batch: 1 },
    plays(hand) {
      hand.elect('n1');
      hand.beats('n1', 1);
      const old = put(hand, 'n1', 'a');
      hand.deliver({ to: 'n2', kind: 'append entries' });
      hand.take();
      hand.kill('n1');
      wins(hand, 'n5');
      put(hand, 'n5', 'b');
      hand.take();
      hand.kill('n5');
      hand.start('n1');
      wins(hand, 'n1');
      hand.take({ to: 'n4' });
      // n3 is asked until the old entry is there, and the new one is not.
      for (let step = 0; step < 20 && last(hand, 'n3') < old; step += 1) hand.deliver({}, 1);
      hand.deliver({ from: 'n3', kind: 'appended' });
      hand.deliver({ from: 'n2', kind: 'appended' });
      hand.take();
      const isCounted = isCommitted(hand, 'n1', old);
      hand.kill('n1');
      hand.start('n5');
      wins(hand, 'n5');
      hand.deliver();
      return () => {
        expect(isCounted).toBe(false);
        expect(hand.state('n5').role).toBe('leader');
        hand.start('n1');
        hand.beats('n5', 4);
        expect(hand.ids.map((id) => last(hand, id))).toEqual(hand.ids.map(() => last(hand, 'n5')));
      };
    },
  });

  script('an entry is applied when it is committed, and not before', {
    mutant: 'applies-early',
    plays(hand) {
      hand.elect('n1');
      put(hand, 'n1', 'a');
      return () => {
        expect(hand.state('n1').applied).toBe(1);
        hand.deliver();
        expect(hand.state('n1').applied).toBe(2);
      };
    },
  });

  script('what nobody else has is taken back', {
    plays(hand) {
      hand.elect('n1');
      hand.apart(['n1'], ['n2', 'n3']);
      const lost = put(hand, 'n1', 'a');
      hand.deliver();
      hand.elect('n2');
      hand.together();
      hand.beats('n2', 2);
      return () => {
        expect(hand.state('n1').log.entries[lost - 1]?.term).toBe(2);
        expect(isCommitted(hand, 'n1', lost)).toBe(true);
      };
    },
  });
});

describe('logs', () => {
  script('nothing is taken in behind an entry that is another', {
    mutant: 'skips-the-check',
    options: BARE,
    plays(hand) {
      hand.elect('n1');
      hand.apart(['n1'], ['n2', 'n3']);
      for (const value of ['a', 'b', 'c', 'd']) put(hand, 'n1', value);
      hand.deliver();
      hand.elect('n2');
      for (const value of ['e', 'f']) put(hand, 'n2', value);
      hand.deliver();
      hand.beats('n2', 1);
      hand.kill('n2');
      hand.timeout('n3');
      hand.together();
      hand.deliver();
      hand.beats('n3', 1);
      return () => {
        expect(hand.state('n1').leader).toBe('n3');
        expect(hand.state('n1').log.chains).toEqual(hand.state('n3').log.chains);
      };
    },
  });

  script('an old message takes nothing back', {
    mutant: 'cuts-on-stale',
    plays(hand) {
      hand.elect('n1');
      put(hand, 'n1', 'a');
      const old = hand.take({ to: 'n3' });
      for (const wire of old) hand.hand(wire);
      put(hand, 'n1', 'b');
      hand.deliver();
      hand.beats('n1', 1);
      for (const wire of old) hand.hand(wire);
      return () => expect(last(hand, 'n3')).toBe(3);
    },
  });

  /** Sixty entries of three terms are wrong, and one question for each term finds that out, not one for each entry. */
  script('whoever is wrong is put right with few messages', {
    options: BARE,
    plays(hand) {
      hand.elect('n1');
      let index = 0;
      for (let term = 0; term < 3; term += 1) {
        // It leads, writes for itself alone, and is elected again by those who know nothing of that.
        hand.apart(['n1'], ['n2', 'n3']);
        for (let count = 0; count < 20; count += 1) index = put(hand, 'n1', `${term} ${count}`);
        hand.deliver();
        hand.kill('n1');
        hand.together();
        hand.start('n1');
        if (term < 2) wins(hand, 'n1');
        hand.take();
      }
      hand.kill('n1');
      hand.elect('n2');
      put(hand, 'n2', 'b');
      hand.deliver();
      hand.start('n1');
      const before = hand.sent.length;
      hand.beats('n2', 3);
      return () => {
        const asked = hand.sent
          .slice(before)
          .filter(({ to, message }) => to === 'n1' && message.kind === 'append entries');
        expect(index).toBeGreaterThan(60);
        expect(hand.state('n1').log.chains).toEqual(hand.state('n2').log.chains);
        expect(asked.length).toBeLessThan(12);
      };
    },
  });
});

describe('disks', () => {
  script('a disk that fails stops its node, and it acknowledges nothing any more', {
    plays(hand) {
      hand.elect('n1');
      hand.slow.add('n3');
      hand.slow.add('n2');
      const index = put(hand, 'n1', 'a');
      hand.deliver();
      hand.sync('n3', false, 1);
      const before = hand.sent.length;
      hand.deliver();
      hand.wait(1_000_000);
      hand.beat('n1');
      hand.deliver();
      return () => {
        expect(hand.state('n3').stopped).toBe('its disk failed');
        expect(hand.state('n3')).toMatchObject({ role: 'follower', leader: null, patience: null });
        expect(hand.sent.slice(before).filter(({ from }) => from === 'n3')).toEqual([]);
        expect(isCommitted(hand, 'n1', index)).toBe(false);
      };
    },
  });

  script('a leader whose disk fails leads no more', {
    plays(hand) {
      hand.elect('n1');
      hand.slow.add('n1');
      put(hand, 'n1', 'a');
      hand.sync('n1', false, 1);
      const before = hand.sent.length;
      hand.beat('n1');
      return () => {
        expect(hand.state('n1')).toMatchObject({
          role: 'follower',
          stopped: 'its disk failed',
          patience: null,
        });
        expect(hand.sent.slice(before).filter(({ from }) => from === 'n1')).toEqual([]);
      };
    },
  });

  script('an entry counts only where it is on disk', {
    mutant: 'answers-before-sync',
    plays(hand) {
      hand.elect('n1');
      hand.slow.add('n3');
      const index = put(hand, 'n1', 'a');
      hand.take({ to: 'n2' });
      hand.deliver();
      const isEarly = isCommitted(hand, 'n1', index);
      hand.kill('n3');
      hand.slow.clear();
      hand.kill('n1');
      hand.start('n3');
      hand.elect('n2');
      return () => expect(isEarly).toBe(false);
    },
  });

  script('what the power left of a log is whole, whatever it left', {
    plays(hand) {
      hand.elect('n1');
      for (let more = 0; more < 6; more += 1) {
        hand.slow.add('n3');
        put(hand, 'n1', 'a');
        put(hand, 'n1', 'b');
        hand.deliver();
        hand.kill('n3', 'power', more);
        hand.slow.clear();
        hand.start('n3');
        hand.beats('n1', 3);
        if (hand.state('n3').stopped !== null)
          throw new Error(`${more} changes: ${hand.state('n3').stopped}`);
      }
      return () => expect(hand.state('n3').log.chains).toEqual(hand.state('n1').log.chains);
    },
  });
});
