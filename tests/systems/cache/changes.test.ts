import { describe, expect, test } from 'vitest';
import { nextView, type Facts } from '../../../src/systems/cache/changes.ts';
import { foundingView } from '../../../src/systems/cache/founding.ts';
import { optionsOf } from '../../../src/systems/cache/options.ts';
import type { View } from '../../../src/systems/cache/view.ts';

const options = optionsOf({ autoMoves: true, write: 1, replicas: 3 });
const members = ['n1', 'n2', 'n3'].map((id) => ({ id, name: id, role: 'node', weight: 1 }));
const founded = foundingView(members);

function facts(changes: Partial<Facts> = {}, wished: readonly string[] = ['n1', 'n2', 'n3']): Facts {
  return {
    fallen: new Set(),
    lost: new Set(),
    started: new Map(),
    caughtUp: new Set(['n1', 'n2', 'n3', 'n4']),
    handedOver: new Set(),
    wishes: new Map(wished.map((id) => [id, { weight: 1, isLeaving: false }])),
    isRebalanceOrdered: false,
    ...changes,
  };
}

const standings = ({ members: all }: View): string[] => all.map(({ id, standing }) => `${id} ${standing}`);
const ids = (placed: View['target']): string[] => (placed ?? []).map(({ id }) => id);

/** One view after the other, as long as there is something to change. */
function settle(view: View, known: (view: View) => Facts): View[] {
  const views = [view];
  for (;;) {
    const last = views.at(-1) as View;
    const next = nextView(last, known(last), options);
    if (next === null) return views;
    views.push(next);
    expect(views.length).toBeLessThan(20);
  }
}

describe('the next view', () => {
  test('is none while all is as it should be', () => expect(nextView(founded, facts(), options)).toBeNull());

  test('takes down who is silent, and moves no key for it', () => {
    const next = nextView(founded, facts({ fallen: new Set(['n2']) }), options) as View;
    expect(standings(next)).toEqual(['n1 up', 'n2 down', 'n3 up']);
    expect(next.placed).toBe(founded.placed);
    expect(next.target).toBeNull();
  });

  test('gives up who stays away, as long as enough are left to hold all copies', () => {
    const wished = ['n1', 'n2', 'n3', 'n4'];
    const four = foundingView(wished.map((id) => ({ id, name: id, role: 'node', weight: 1 })));
    const views = settle(four, () => facts({ fallen: new Set(['n2']), lost: new Set(['n2']) }, wished));
    expect(ids(views[1]?.target ?? null)).toEqual(['n1', 'n3', 'n4']);
    const last = views.at(-1) as View;
    expect(ids(last.placed)).toEqual(['n1', 'n3', 'n4']);
    expect(standings(last)).toEqual(['n1 up', 'n3 up', 'n4 up']);
    const three = nextView(
      founded,
      facts({ fallen: new Set(['n2']), lost: new Set(['n2']) }),
      options,
    ) as View;
    expect([three.target, ids(three.placed)]).toEqual([null, ['n1', 'n2', 'n3']]);
  });

  test('gives nobody up who may be the only one to know of a write', () => {
    const wished = ['n1', 'n2', 'n3', 'n4'];
    const four = foundingView(wished.map((id) => ({ id, name: id, role: 'node', weight: 1 })));
    const away = facts({ fallen: new Set(['n2']), lost: new Set(['n2']) }, wished);
    const manner = (more: object): View => nextView(four, away, { ...options, ...more }) as View;
    expect(manner({ mode: 'quorum', write: 1 }).target).toBeNull();
    expect(ids(manner({ mode: 'quorum', write: 2 }).target)).toEqual(['n1', 'n3', 'n4']);
    expect(ids(manner({ mode: 'primary', write: 1 }).target)).toEqual(['n1', 'n3', 'n4']);
  });

  test('takes one that was given up back in when it returns', () => {
    const wished = ['n1', 'n2', 'n3', 'n4'];
    const three = foundingView(['n1', 'n3', 'n4'].map((id) => ({ id, name: id, role: 'node', weight: 1 })));
    const started = new Map([['n2', { incarnation: 1, name: 'n2', weight: 1 }]]);
    const isNew = (view: View): boolean => !view.members.some(({ id }) => id === 'n2');
    const views = settle(three, (view) => facts(isNew(view) ? { started } : {}, wished));
    expect(ids((views.at(-1) as View).placed)).toEqual(wished);
  });

  test('lets one that begins anew catch up before it acts', () => {
    const started = new Map([['n2', { incarnation: 2, name: 'n2', weight: 1 }]]);
    const next = nextView(founded, facts({ started }), options) as View;
    expect(standings(next)).toEqual(['n1 up', 'n2 catching', 'n3 up']);
    expect(next.members[1]?.incarnation).toBe(2);
    expect(standings(nextView(next, facts(), options) as View)).toEqual(['n1 up', 'n2 up', 'n3 up']);
  });

  test('takes a newcomer in: keys first, then the place, then the vote', () => {
    const started = new Map([['n4', { incarnation: 1, name: 'n4', weight: 1 }]]);
    const wished = ['n1', 'n2', 'n3', 'n4'];
    const isNew = (view: View): boolean => !view.members.some(({ id }) => id === 'n4');
    const views = settle(founded, (view) => facts(isNew(view) ? { started } : {}, wished));
    expect(ids(views[1]?.target ?? null)).toEqual(wished);
    expect(ids(views[1]?.placed ?? null)).toEqual(['n1', 'n2', 'n3']);
    const last = views.at(-1) as View;
    expect(ids(last.placed)).toEqual(wished);
    expect(last.target).toBeNull();
    expect(last.members.every(({ standing, votes }) => standing === 'up' && votes)).toBe(true);
  });

  test('never gives or takes more than one vote at a time', () => {
    const started = new Map(['n4', 'n5', 'n6'].map((id) => [id, { incarnation: 1, name: id, weight: 1 }]));
    const wished = ['n1', 'n2', 'n3', 'n4', 'n5', 'n6'];
    const views = settle(founded, (view) =>
      facts({ ...(view === founded ? { started } : {}), caughtUp: new Set(wished) }, wished),
    );
    const votes = views.map((view) => view.members.filter((member) => member.votes).length);
    expect(votes.at(-1)).toBe(6);
    for (let index = 1; index < votes.length; index += 1) {
      expect(Math.abs((votes[index] as number) - (votes[index - 1] as number))).toBeLessThanOrEqual(1);
    }
  });

  test('lets one go that was asked to, when it has handed over what it held', () => {
    const wishes = new Map(members.map(({ id }) => [id, { weight: 1, isLeaving: id === 'n3' }]));
    const first = nextView(founded, facts({ wishes }), options) as View;
    expect(ids(first.target)).toEqual(['n1', 'n2']);
    const moved = nextView(first, facts({ wishes, handedOver: new Set(['n3']) }), options) as View;
    expect(ids(moved.placed)).toEqual(['n1', 'n2']);
    expect(standings(moved)).toContain('n3 up');
    const settled = nextView(moved, facts({ wishes, handedOver: new Set(['n3']) }), options) as View;
    expect([moved.settling, settled.settling]).toEqual([founded.placed, null]);
    expect(standings(settled)).toContain('n3 up');
    expect(nextView(settled, facts({ wishes }), options)).toBeNull();
    const gone = nextView(settled, facts({ wishes, handedOver: new Set(['n3']) }), options) as View;
    expect(standings(gone)).toEqual(['n1 up', 'n2 up']);
  });

  test('undoes a move to a newcomer that dies on the way', () => {
    const started = new Map([['n4', { incarnation: 1, name: 'n4', weight: 1 }]]);
    const wished = ['n1', 'n2', 'n3', 'n4'];
    const moving = nextView(founded, facts({ started }, wished), options) as View;
    const dead = nextView(
      moving,
      facts({ fallen: new Set(['n4']), caughtUp: new Set() }, wished),
      options,
    ) as View;
    expect(dead.target).toBeNull();
    expect(dead.placed).toBe(founded.placed);
  });

  test('ends no move, and forgets no old place, while as many are missing as have a write', () => {
    const strict = optionsOf({ autoMoves: true, write: 2 });
    const target = [...founded.placed, { id: 'n4', weight: 1 }];
    const wished = ['n1', 'n2', 'n3', 'n4'];
    const newcomer = {
      id: 'n4',
      name: 'n4',
      weight: 1,
      incarnation: 1,
      standing: 'joining',
      votes: false,
    } as const;
    const moving: View = {
      ...founded,
      target,
      members: [...founded.members, { ...newcomer, isLeaving: false }],
    };
    const without = (view: View, ...gone: string[]): View => ({
      ...view,
      members: view.members.map((member) =>
        gone.includes(member.id) ? { ...member, standing: 'down' } : member,
      ),
    });
    expect(nextView(without(moving, 'n1', 'n2'), facts({}, wished), strict)).toBeNull();
    const moved = nextView(without(moving, 'n1'), facts({}, wished), strict) as View;
    expect([moved.target, moved.settling]).toEqual([null, founded.placed]);
    expect(
      nextView(without(moved, 'n1', 'n2'), facts({}, wished), strict)?.settling ?? moved.settling,
    ).toEqual(founded.placed);
  });

  test('keeps keys somewhere even when everybody is sent away', () => {
    expect(nextView(founded, facts({}, []), options)?.placed ?? founded.placed).toEqual(founded.placed);
  });

  test('moves nothing by itself where moves are ordered by hand', () => {
    const started = new Map([['n4', { incarnation: 1, name: 'n4', weight: 1 }]]);
    const byHand = { ...options, autoMoves: false };
    const wished = ['n1', 'n2', 'n3', 'n4'];
    const joined = nextView(founded, facts({ started }, wished), byHand) as View;
    expect(joined.target).toBeNull();
    expect(nextView(joined, facts({}, wished), byHand)).toBeNull();
    const ordered = nextView(joined, facts({ isRebalanceOrdered: true }, wished), byHand) as View;
    expect(ids(ordered.target)).toEqual(wished);
  });
});
