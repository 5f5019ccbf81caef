/** Scripts of Raft by hand: snapshots, in parts, late, twice, and with the power gone in the middle. */
import { describe, expect } from 'vitest';
import { offerSnapshot } from '../../../src/systems/tables/raft/snapshot.ts';
import type { Hand } from './hand.ts';
import { createTable, last, put, script } from './play.ts';

const SMALL = { snapshotEvery: 10, snapshotChunk: 64 };

/** n3 is away until what it lacks is in no log any more. */
function fallBehind(hand: Hand): void {
  hand.elect('n1');
  createTable(hand, 'n1');
  hand.deliver();
  hand.apart(['n1', 'n2'], ['n3']);
  for (let count = 0; count < 15; count += 1) {
    put(hand, 'n1', `value ${count} ${'.'.repeat(40)}`);
    hand.deliver();
  }
  hand.together();
}

function isEqual(hand: Hand): void {
  expect(last(hand, 'n3')).toBe(last(hand, 'n1'));
  expect(hand.state('n3').applied).toBe(hand.state('n1').applied);
}

describe('a snapshot', () => {
  script('comes in parts, and then the entries behind it', {
    options: SMALL,
    plays(hand) {
      fallBehind(hand);
      const before = hand.sent.length;
      hand.beats('n1', 3);
      return () => {
        const parts = hand.sent.slice(before).filter(({ message }) => message.kind === 'install snapshot');
        expect(parts.length).toBeGreaterThan(1);
        expect(hand.notes('snapshot installed')).toHaveLength(1);
        isEqual(hand);
      };
    },
  });

  script('comes through where parts are lost and come twice', {
    options: SMALL,
    plays(hand) {
      fallBehind(hand);
      let number = 0;
      for (let step = 0; step < 300 && last(hand, 'n3') < last(hand, 'n1'); step += 1) {
        const [wire] = hand.wires.splice(0, 1);
        if (wire === undefined) hand.beat('n1');
        else if ((number += 1) % 3 !== 0) {
          hand.hand(wire);
          if (number % 5 === 0) hand.hand(wire);
        }
      }
      hand.deliver();
      hand.beats('n1', 2);
      return () => {
        expect(hand.notes('snapshot installed').length).toBeGreaterThan(0);
        isEqual(hand);
      };
    },
  });

  script('that is late does not take the place of a longer log', {
    mutant: 'snapshot-over-longer',
    options: { ...SMALL, snapshotChunk: 8_192 },
    plays(hand) {
      fallBehind(hand);
      hand.beat('n1');
      // The first question is refused; the snapshot follows.
      hand.deliver({ to: 'n3' }, 1);
      hand.deliver({ to: 'n1' }, 1);
      const late = hand.wires.filter(({ message }) => message.kind === 'install snapshot');
      hand.deliver();
      put(hand, 'n1', 'after');
      hand.deliver();
      hand.beats('n1', 1);
      for (const wire of late) hand.hand(wire);
      hand.beats('n1', 1);
      return () => {
        expect(late).not.toEqual([]);
        isEqual(hand);
      };
    },
  });

  /** n3 has entries behind the snapshot, and does not know that any of them is committed. */
  script('that meets a longer log keeps what follows it there', {
    mutant: 'snapshot-over-longer',
    plays(hand) {
      hand.elect('n1');
      hand.beats('n1', 1);
      for (let count = 0; count < 10; count += 1) put(hand, 'n1', `value ${count}`);
      hand.deliver({ to: 'n3' });
      hand.deliver({ from: 'n3', to: 'n1' }, 5);
      hand.take({ to: 'n3' });
      hand.at('n1', (node) => {
        const follower = node.state.followers.get('n3');
        if (follower !== undefined) offerSnapshot(node, 'n3', { ...follower }, false);
      });
      const [snapshot] = hand.take({ to: 'n3' });
      hand.deliver({ from: 'n3', to: 'n1' });
      hand.take({ to: 'n3' });
      const before = [hand.state('n3').commit, last(hand, 'n3')];
      if (snapshot !== undefined) hand.hand(snapshot);
      const { commit, applied, log } = hand.state('n3');
      return () => {
        expect(before).toEqual([1, 11]);
        expect([commit, applied, log.base.index, log.entries.length]).toEqual([6, 6, 6, 5]);
        hand.beats('n1', 2);
        isEqual(hand);
      };
    },
  });

  /** n1 was started again and has not applied again all that its files show: so the snapshot shows it as well. */
  script('may show more than it says, of what is applied again', {
    options: { ...SMALL, snapshotChunk: 8_192 },
    plays(hand) {
      fallBehind(hand);
      hand.apart(['n1', 'n2'], ['n3']);
      for (let count = 0; count < 12; count += 1) put(hand, 'n1', `more ${count}`);
      hand.deliver({ to: 'n2' });
      hand.deliver({ to: 'n1' });
      hand.take();
      hand.together();
      hand.kill('n1', 'process');
      hand.start('n1');
      const { applied, restored } = hand.state('n1');
      hand.timeout('n1');
      while (hand.state('n1').role !== 'leader') hand.deliver({}, 1);
      hand.deliver({ to: 'n2' });
      hand.take({ from: 'n2' });
      hand.deliver({ to: 'n3' });
      hand.deliver({ from: 'n3', kind: 'appended' }, 1);
      hand.deliver({ to: 'n3', kind: 'install snapshot' });
      const both = ['n2', 'n3'].map((id) => hand.state(id).applied);
      return () => {
        expect(applied).toBeLessThan(restored);
        expect(both).toEqual([applied, applied]);
        expect(hand.state('n3').restored).toBe(restored);
        hand.beats('n1', 3);
        isEqual(hand);
      };
    },
  });

  script('is installed whole or not at all, wherever the power goes', {
    options: { ...SMALL, snapshotChunk: 8_192 },
    plays(hand) {
      fallBehind(hand);
      hand.beat('n1');
      hand.deliver({ to: 'n3' }, 1);
      hand.deliver({ to: 'n1' }, 1);
      const [part] = hand.take({ kind: 'install snapshot' });
      if (part === undefined) throw new Error('no snapshot was sent');
      hand.take();
      hand.slow.add('n3');
      let changes = 1;
      for (let more = 0; more <= changes; more += 1) {
        hand.hand(part);
        changes = hand.disk('n3').pending;
        hand.kill('n3', 'power', more);
        hand.start('n3');
        const { stopped, applied, log } = hand.state('n3');
        if (stopped !== null) throw new Error(`after ${more} of ${changes} changes: ${stopped}`);
        if (applied < log.base.index) throw new Error(`after ${more} of ${changes} changes it has no tables`);
        if (log.base.index > 0) break;
      }
      hand.slow.clear();
      hand.sync('n3');
      hand.beats('n1', 3);
      return () => {
        expect(changes).toBeGreaterThan(3);
        isEqual(hand);
      };
    },
  });
});
