/** A throw is part of the history: the node crashes at that event, and nothing of the event is kept. */
import { describe, expect, it } from 'vitest';
import { arrival, Bench, type Parts } from '../support/bench.ts';

const breaking: Parts = {
  boot: () => ({ seen: 0 }),
  receive: (self, message, state) => {
    if (message.kind === 'own') return;
    state.seen += 1;
    self.send('n2', { kind: 'sent' });
    self.send('n1', { kind: 'own' });
    self.note('noted');
    self.invoke('c1.1', null);
    self.disk.append('log', Uint8Array.of(1, 2, 3));
    if (message.kind === 'break') throw new Error(message.says);
  },
};

const broken = (says: string) => arrival(200, { kind: 'break', says } as never);

describe('a throw', () => {
  it('leaves what earlier events did and nothing of its own', () => {
    const bench = new Bench(breaking);
    const advance = bench.to(1_000, [
      arrival(100, { kind: 'fine' }),
      broken('over'),
      arrival(300, { kind: 'fine' }),
    ]);
    expect(advance.crash).toMatchObject({ at: 200, says: 'over' });
    expect(bench.handled).toEqual([
      'boot boot 0',
      'arrival fine 100',
      'arrival own 100',
      'arrival break 200',
    ]);
    expect([advance.sends.length, advance.notes.length, advance.marks.length, advance.writes.length]).toEqual(
      [1, 1, 1, 1],
    );
    expect(advance.sends.every(({ sent }) => sent === 100)).toBe(true);
    expect(advance.notes.every(({ at }) => at === 100)).toBe(true);
    expect(advance.marks.every(({ at }) => at === 100)).toBe(true);
    expect(advance.orphans).toEqual([2]);
    expect(bench.to(2_000).handled).toEqual([]);
  });

  it('keeps no write of its event, and the node is over', () => {
    const once: Parts = {
      receive: (self, { says }) => {
        self.disk.append('log', Uint8Array.of(7));
        if (says) throw new Error(says);
      },
    };
    const bench = new Bench(once);
    const advance = bench.to(1_000, [arrival(100, { kind: 'a' }), broken('x')]);
    expect(advance.writes).toEqual([{ do: 'append', number: 1, name: 'log', bytes: Uint8Array.of(7) }]);
  });

  it('is in the chain, but not by its words', () => {
    const chainAfter = (arrivals: Parameters<Bench['to']>[1]): string =>
      JSON.stringify(
        new Bench({
          receive: (_self, { says }) => {
            if (says) throw new Error(`${says} ${fresh()}`);
          },
        }).to(1_000, arrivals).chain,
      );
    expect(chainAfter([broken('x')])).toBe(chainAfter([broken('x')]));
    const quiet = new Bench({}).to(1_000, [broken('x')]).chain;
    expect(JSON.stringify(quiet)).not.toBe(chainAfter([broken('x')]));
  });

  it('of something that is no error is told as text', () => {
    const bench = new Bench({
      boot: () => {
        throw 'a word' as unknown as Error;
      },
    });
    expect(bench.to(10).crash?.says).toBe('a word');
  });

  it('at boot leaves a node that shows nothing', () => {
    const bench = new Bench({
      boot: () => {
        throw new Error('no');
      },
    });
    bench.to(10);
    expect(bench.runner.look('glance', null)).toEqual({});
    expect(bench.runner.save().state).toBeNull();
  });
});

let counter = 0;
/** Another word every time, as engines word their errors differently. */
function fresh(): string {
  counter += 1;
  return String(counter);
}
