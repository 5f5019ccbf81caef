import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Cuts } from '../../../src/cluster/network/cuts.ts';
import { runs } from '../../support/scenarios.ts';

const isClient = (id: string): boolean => id.startsWith('c');
const everybody = ['n1', 'n2', 'n3', 'n4', 'c1', 'c2'];

/** Every pair that cannot be heard, as `from>to`. */
function closed(cuts: Cuts, among: readonly string[] = everybody): string[] {
  return among.flatMap((from) =>
    among.flatMap((to) => (from !== to && cuts.between(from, to, isClient) ? [`${from}>${to}`] : [])),
  );
}
const both = (pairs: readonly string[]): string[] =>
  pairs.flatMap((pair) => [pair, pair.split('>').reverse().join('>')]).sort();

describe('cuts', () => {
  it('of a partition part its groups; who is not named is one further group, and clients reach everybody', () => {
    const cuts = new Cuts();
    expect(cuts.isClear).toBe(true);
    cuts.partition({ groups: [['n1'], ['n2']], oneWay: false });
    expect(closed(cuts).sort()).toEqual(both(['n1>n2', 'n1>n3', 'n1>n4', 'n2>n3', 'n2>n4']));
    expect(cuts.between('n1', 'n2', isClient)).toBe('partition');
  });

  it('of a partition that names a client part it too', () => {
    const cuts = new Cuts();
    cuts.partition({
      groups: [
        ['n1', 'c1'],
        ['n2', 'n3', 'n4'],
      ],
      oneWay: false,
    });
    expect(closed(cuts, ['n1', 'n2', 'c1', 'c2']).sort()).toEqual(both(['n1>n2', 'c1>n2']));
  });

  it('of one way stop what earlier groups say to later ones, and let the answer pass', () => {
    const cuts = new Cuts();
    cuts.partition({ groups: [['n1'], ['n2']], oneWay: true });
    expect(closed(cuts).sort()).toEqual(['n1>n2', 'n1>n3', 'n1>n4', 'n2>n3', 'n2>n4']);
  });

  it('of an isolation part one from all, clients too, and clients from all', () => {
    const cuts = new Cuts();
    cuts.isolate('n1');
    cuts.isolate('c2');
    expect(closed(cuts, ['n1', 'n2', 'c1', 'c2']).sort()).toEqual(
      both(['n1>n2', 'n1>c1', 'n1>c2', 'c2>n2', 'c2>c1']),
    );
    expect(cuts.between('n1', 'n2', isClient)).toBe('isolated');
  });

  it('end with a heal: all of them, or one isolation', () => {
    const cuts = new Cuts();
    cuts.partition({ groups: [['n1']], oneWay: false });
    cuts.isolate('n2');
    cuts.isolate('n3');
    cuts.heal('n2');
    expect(cuts.isolated).toEqual(['n3']);
    expect(cuts.partitions.length).toBe(1);
    cuts.heal('n1');
    expect(cuts.partitions.length).toBe(1);
    cuts.heal();
    expect(cuts.isClear).toBe(true);
    expect(closed(cuts)).toEqual([]);
  });

  it('add up: what any of them closes is closed', () => {
    const group = fc.uniqueArray(fc.constantFrom(...everybody), { minLength: 1, maxLength: 3 });
    const partition = fc.record({
      groups: fc
        .tuple(group, group)
        .map(([one, other]) =>
          [one, other.filter((id) => !one.includes(id))].filter((ids) => ids.length > 0),
        ),
      oneWay: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(partition, { maxLength: 3 }), (partitions) => {
        const all = new Cuts();
        const apart = new Set<string>();
        for (const one of partitions) {
          all.partition(one);
          const alone = new Cuts();
          alone.partition(one);
          for (const pair of closed(alone)) apart.add(pair);
        }
        expect(closed(all).sort()).toEqual([...apart].sort());
        // Restored from what is saved, they are the same.
        const again = new Cuts();
        again.isolate('n1');
        again.restore(structuredClone(all.partitions), all.isolated);
        expect(closed(again)).toEqual(closed(all));
      }),
      runs(200),
    );
  });
});
