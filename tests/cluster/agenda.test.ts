import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Agenda, type Busy } from '../../src/cluster/agenda.ts';
import { NEVER } from '../../src/kernel/time.ts';
import { runs } from '../support/scenarios.ts';

class Somebody implements Busy {
  due: number;
  place = -1;
  isMoved = false;

  constructor(due: number) {
    this.due = due;
  }
}

const due = fc.oneof({ weight: 5, arbitrary: fc.nat(30) }, { weight: 1, arbitrary: fc.constant(NEVER) });
type Doing = { readonly who: number; readonly due: number } | { readonly asks: number };
const doings: fc.Arbitrary<Doing[]> = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.record({ who: fc.nat(99), due }) },
    { weight: 1, arbitrary: fc.record({ asks: fc.nat(31) }) },
  ),
  { maxLength: 80 },
);

describe('an agenda', () => {
  it('says what going through everybody says, in the same order', () => {
    fc.assert(
      fc.property(fc.array(due, { maxLength: 40 }), doings, (dues, steps) => {
        const everybody = dues.map((one) => new Somebody(one));
        const agenda = new Agenda<Somebody>();
        agenda.seat(everybody);
        for (const step of steps) {
          if ('asks' in step) {
            expect(agenda.before(step.asks)).toEqual(everybody.filter((one) => one.due < step.asks));
            expect(agenda.first).toBe(Math.min(NEVER, ...everybody.map((one) => one.due)));
          } else {
            const somebody = everybody[step.who % Math.max(1, everybody.length)];
            if (somebody === undefined) continue;
            somebody.due = step.due;
            agenda.moved(somebody);
          }
        }
      }),
      runs(300),
    );
  });

  it('takes no word from one who belongs to it no more', () => {
    const agenda = new Agenda<Somebody>();
    const [old, young] = [new Somebody(5), new Somebody(7)];
    agenda.seat([old]);
    agenda.seat([young]);
    old.due = 1;
    agenda.moved(old);
    expect(agenda.first).toBe(7);
  });
});
