/** A program that does a bit of everything, for the tests of hosts. What it is asked to do wrong, it does. */
import type { AnyProgram, Data, Kinded, Program, TimerBody } from '../../src/kernel/contract.ts';
import type { Start } from '../../src/kernel/protocol.ts';
import { newTable, tableSet, tableSize, type Table } from '../../src/kernel/table.ts';

interface Gossip extends Kinded {
  readonly text?: string | undefined;
  readonly value?: Data;
}

interface State {
  seen: number;
  last: Data;
  readonly heard: Table<number>;
  readonly peers: readonly string[];
}

const texts = ['', 'plain', 'größer', '語', '🙂', '\ud83d', 'x'.repeat(100)];

const gossip: Program<State, Gossip, TimerBody> = {
  boot(self) {
    self.after(500, { kind: 'beat' });
    return { seen: 0, last: null, heard: newTable(), peers: self.setup.members.map((member) => member.id) };
  },
  receive(self, state, from, message) {
    if (message.kind === 'loop') for (;;);
    if (message.kind === 'throw') throw new Error('asked to');
    state.seen += 1;
    state.last = message.value ?? null;
    tableSet(state.heard, `${from}:${state.seen % 50}`, self.now);
    if (message.kind === 'gossip')
      self.send(from, { kind: 'heard', value: { seen: state.seen, of: message.text ?? null } });
    self.work(Math.floor(self.random() * 50));
  },
  tick(self, state, timer) {
    if (timer.kind === 'synced') {
      self.note('synced', { entries: tableSize(state.heard) });
      return;
    }
    const number = Math.floor(self.random() * 1_000_000);
    for (const peer of state.peers) {
      if (peer === self.id) continue;
      const value = {
        number,
        half: number / 2,
        flags: [true, false, null],
        bytes: Uint8Array.of(number & 255, 7),
        clock: self.clock,
      };
      self.send(peer, { kind: 'gossip', text: texts[number % texts.length], value });
    }
    self.disk.append('log', Uint8Array.of(1, 2, number & 255));
    self.disk.sync({ kind: 'synced' });
    self.after(300 + (number % 700), { kind: 'beat' });
  },
  glance: ({ seen }) => ({ seen }),
  belief: ({ peers }) => ({ peers }),
  witness: ({ last }) => ({ last }),
  census: ({ heard }) => ({ keys: tableSize(heard), digest: '' }),
};

export function programOf(start: Start): AnyProgram {
  if (start.system !== 'gossip') throw new Error(`there is no system ${start.system}`);
  return gossip;
}
