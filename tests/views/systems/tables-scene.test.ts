/** The scene of a table store, drawn from what its nodes believe: who leads and who only thinks so, and which entries are known to be committed where. */
import { describe, expect, test } from 'vitest';
import { tablesSceneAs } from '../../../src/views/systems/tables/eyes.ts';
import { tablesScene } from '../../../src/views/systems/tables/scene.ts';
import type { Beside, Scene } from '../../../src/views/systems/scene.ts';
import { belief, idsOf, logOf, progress, store, type Store } from './beliefs.ts';

const scene = ({ picture, inside }: Store): Scene => tablesScene(picture, inside);
const beside = (given: Store): Beside => scene(given).beside as Beside;
const statesOf = (given: Store, id: string): readonly string[] =>
  (beside(given).logs.get(id)?.boxes ?? []).map(({ state }) => state);
const rope = {
  partitions: [{ groups: [['store1'], ['store2', 'store3', 'store4', 'store5']], oneWay: false }],
};

/** As in the picture of the brief: Alfa is cut off and led in term 3, Bravo is dead, Delta leads in term 4. */
const twoLeaders = store(
  [
    belief({ role: 'leader', term: 3, leader: 'store1', log: logOf(1, 1, 2, 3, 3, 3), commit: 5 }),
    null,
    belief({ term: 4, leader: 'store4', log: logOf(1, 1, 2, 3, 3, 4), commit: 5 }),
    belief({
      role: 'leader',
      term: 4,
      leader: 'store4',
      log: logOf(1, 1, 2, 3, 3, 4, 4),
      commit: 6,
      progress: [
        progress('store1', 0, null),
        progress('store2', 5),
        progress('store3', 6),
        progress('store5', 7),
      ],
    }),
    belief({ term: 4, leader: 'store4', log: logOf(1, 1, 2, 3, 3, 4, 4), commit: 6 }),
  ],
  rope,
);

describe('roles', () => {
  test('who leads in the latest term has the crown, and who still believes in an older one has a hollow one', () => {
    const { roles } = scene(twoLeaders);
    expect(roles.get('store4')).toEqual({ glyph: 'leader', says: 'leader · round 4' });
    expect(roles.get('store1')).toEqual({ glyph: 'formerly', says: 'thinks it leads · round 3' });
    expect(roles.get('store3')).toEqual({ glyph: null, says: 'follower · round 4' });
    // What the dead believed nobody knows.
    expect(roles.has('store2')).toBe(false);
  });

  test('a leader whom a majority has left behind leads no more, even where nobody leads yet', () => {
    const left = [5, 5, 5, 4].map((term) => belief({ term }));
    const { roles, says } = scene(store([belief({ role: 'leader', term: 4 }), ...left]));
    expect(roles.get('store1')?.glyph).toBe('formerly');
    expect(says).toEqual({ title: 'No leader', second: 'Nobody has asked for votes yet.', isWorse: true });
    // Two of five are no majority.
    const some = [5, 5, 4, 4].map((term) => belief({ term }));
    expect(scene(store([belief({ role: 'leader', term: 4 }), ...some])).roles.get('store1')?.glyph).toBe(
      'leader',
    );
  });

  test('two in one term are two leaders, and the ring says that this must never be', () => {
    const two = ['store1', 'store2'].map((leader) =>
      belief({ role: 'leader', term: 4, leader, mutants: ['votes-twice'] }),
    );
    const given = store([...two, ...[1, 2, 3].map(() => belief({ term: 4 }))]);
    expect([...scene(given).roles.values()].map(({ glyph }) => glyph)).toEqual([
      'leader',
      'leader',
      null,
      null,
      null,
    ]);
    expect(scene(given).says).toEqual({
      title: 'Alfa, Bravo lead in round 4',
      second: 'That must never be.',
      isWorse: true,
    });
    expect(beside(given).alarm).toBe('A safety rule is off: votes twice');
    expect(beside(twoLeaders).alarm).toBeNull();
    const more = store([
      belief({ mutants: ['votes-twice', 'applies-early'] }),
      belief({ mutants: ['votes-twice'] }),
    ]);
    expect(beside(more).alarm).toBe('2 safety rules are off');
  });

  test('who stands, who only asks whether it could, who has stopped, who has forgotten and who only learns are told apart', () => {
    const { roles } = scene(
      store([
        belief({ role: 'candidate', term: 2 }),
        belief({ role: 'pre-candidate' }),
        belief({ stopped: 'disk' }),
        belief({ isForgetful: true }),
        belief({ members: { voters: idsOf(4), next: null, learners: ['store5'] } }),
      ]),
    );
    expect([...roles.values()]).toEqual([
      { glyph: 'candidate', says: 'asks for votes · round 2' },
      { glyph: 'candidate', says: 'asks who would vote for it · round 1' },
      { glyph: null, says: 'does nothing any more' },
      { glyph: null, says: 'has forgotten how it voted · round 1' },
      { glyph: null, says: 'learner · round 1' },
    ]);
  });
});

describe('logs', () => {
  test('an entry is solid where its node knows it committed, half solid where only others know, dashed where nobody does', () => {
    expect(statesOf(twoLeaders, 'store4')).toEqual([...Array<string>(6).fill('known'), 'open']);
    expect(statesOf(twoLeaders, 'store3')).toEqual([...Array<string>(5).fill('known'), 'committed']);
    // Its sixth entry is another one than the sixth that is committed.
    expect(statesOf(twoLeaders, 'store1')).toEqual([...Array<string>(5).fill('known'), 'open']);
  });

  test('what the leader has something else for, or nothing, is marked', () => {
    const other = (id: string): readonly boolean[] =>
      (beside(twoLeaders).logs.get(id)?.boxes ?? []).map(({ isOther }) => isOther);
    expect(other('store1')).toEqual([false, false, false, false, false, true]);
    expect(other('store3').includes(true)).toBe(false);
    const longer = store([
      belief({ role: 'leader', term: 3, leader: 'store1', log: logOf(1, 3), commit: 1 }),
      belief({ term: 3, log: logOf(1, 2, 2), commit: 1 }),
      belief({ term: 3, log: logOf(1), commit: 1 }),
    ]);
    expect(
      beside(longer)
        .logs.get('store2')
        ?.boxes.map(({ isOther }) => isOther),
    ).toEqual([false, true, true]);
  });

  test('eight boxes at most: where there are more entries, seven and a sign of it', () => {
    const long = (count: number): Store => store([belief({ log: logOf(...Array<number>(count).fill(1)) })]);
    const shown = (count: number): (number | boolean)[] => {
      const { boxes = [], hasMore = false } = beside(long(count)).logs.get('store1') ?? {};
      return [boxes[0]?.index ?? 0, boxes.length, hasMore];
    };
    expect(shown(8)).toEqual([1, 8, false]);
    expect(shown(9)).toEqual([3, 7, true]);
    expect(shown(40)).toEqual([34, 7, true]);
  });

  test('a box says what it is', () => {
    const { boxes = [] } = beside(twoLeaders).logs.get('store1') ?? {};
    expect(boxes[0]?.says).toBe('Box 1: nothing, to begin with. It knows that this is committed.');
    expect(boxes[5]?.says).toBe('Box 6: put an item. Not committed. The leader has something else here.');
  });
});

describe('elections', () => {
  const votes = [
    { node: 'store2', isGranted: true },
    { node: 'store3', isGranted: false },
  ];
  const patience = { from: 900_000, until: 1_100_000 };

  test('the corner names who leads and how many it takes, also where nobody leads', () => {
    expect(beside(twoLeaders).lead).toEqual({ by: 'store4', majorities: [{ needed: 3, all: 5 }] });
    expect(beside(store([belief({ count: 3 }), null, null])).lead).toEqual({
      by: null,
      majorities: [{ needed: 2, all: 3 }],
    });
    const members = { voters: idsOf(5), next: idsOf(3), learners: [] };
    expect(beside(store([belief({ role: 'leader', members })])).lead?.majorities).toEqual([
      { needed: 3, all: 5 },
      { needed: 2, all: 3 },
    ]);
    expect(beside(store([null, null, null])).lead).toBeNull();
  });

  test('votes stand beside who asked for them: given, refused, no word; and how many it takes', () => {
    const given = store([
      belief({ role: 'candidate', term: 2, votedFor: 'store1', votes, patience }),
      ...[1, 2, 3, 4].map(() => belief({ term: 2, patience })),
    ]);
    expect(beside(given).elections.get('store1')).toEqual({
      votes: [
        { node: 'store1', word: 'granted' },
        { node: 'store2', word: 'granted' },
        { node: 'store3', word: 'refused' },
        { node: 'store4', word: 'none' },
        { node: 'store5', word: 'none' },
      ],
      needed: 3,
    });
    expect(scene(given).says?.second).toBe('Alfa has 2 of the 3 votes that it takes.');
    expect(beside(given).patience.get('store2')).toEqual(patience);
    // Whoever was elected counts no more.
    expect(beside(store([belief({ role: 'leader', votes })])).elections.size).toBe(0);
  });
});

describe('the middle of the ring', () => {
  const leader = (given: Parameters<typeof belief>[0]): ReturnType<typeof belief> =>
    belief({ role: 'leader', term: 2, leader: 'store1', ...given });

  test('counts where the first entry is stored that is not committed yet, by what lies on disks', () => {
    expect(scene(twoLeaders).says).toEqual({
      title: 'Box 7: stored on 2 of 5',
      second: '3 are needed.',
      isWorse: false,
    });
    const log = logOf(1, 2);
    // One has it in memory only, one has another entry there; of the dead one the leader has heard that it has it.
    const given = store([
      leader({ log, commit: 1, progress: [progress('store5', 2)] }),
      belief({ term: 2, log, commit: 1, durable: 1 }),
      belief({ term: 2, log: logOf(1, 1), commit: 1 }),
      belief({ term: 2, log: logOf(1), commit: 1 }),
      null,
    ]);
    expect(scene(given).says).toMatchObject({ title: 'Box 2: stored on 2 of 5' });
  });

  test('says who leads when all is committed', () => {
    const all = store([
      leader({ count: 3, log: logOf(1, 2) }),
      ...[1, 2].map(() => belief({ count: 3, log: logOf(1, 2) })),
    ]);
    expect(scene(all).says).toEqual({
      title: 'Alfa leads',
      second: '2 boxes, all committed.',
      isWorse: false,
    });
  });

  test('says how many can be reached where they are too few to elect anybody, whatever keeps them apart', () => {
    const three = [1, 2, 3].map(() => belief({ count: 3 }));
    const [one] = three;
    const few = { title: 'No leader', second: '1 of 3 can be reached, 2 are needed.', isWorse: true };
    expect(scene(store([one!, null, null])).says).toEqual(few);
    expect(scene(store(three, { isolated: ['store1', 'store2'] })).says).toEqual(few);
    const apart = { groups: [['store1'], ['store2'], ['store3']], oneWay: false };
    expect(scene(store(three, { partitions: [apart] })).says).toEqual(few);
    expect(scene(store(three, { partitions: [{ ...apart, oneWay: true }] })).says).toEqual(few);
    expect(scene(store(three, { rules: [{ from: '*', to: '*', block: true }] })).says).toEqual(few);
    expect(
      scene(store(three, { rules: [{ from: '*', to: '*', kind: 'vote', block: true }] })).says,
    ).not.toEqual(few);
    expect(scene(store([null, null, null])).says).toEqual({ title: 'No leader', second: '', isWorse: true });
  });
});

describe('through its eyes', () => {
  const eyes = (id: string): Scene | null =>
    tablesSceneAs(id, scene(twoLeaders), twoLeaders.picture, twoLeaders.inside);

  test('who thinks that it leads sees a crown on itself, and of the others’ logs what they have told it', () => {
    const alfa = eyes('store1');
    expect(alfa?.roles.get('store1')).toEqual({ glyph: 'leader', says: 'leader · round 3' });
    expect([...(alfa?.beside?.logs.keys() ?? [])]).toEqual(['store1']);
    const delta = eyes('store4');
    expect(delta?.beside?.logs.get('store3')?.boxes).toHaveLength(6);
    expect(delta?.beside?.logs.get('store3')?.boxes.map(({ state }) => state)).toEqual(
      Array(6).fill('committed'),
    );
    expect(delta?.beside?.logs.get('store2')?.boxes).toHaveLength(5);
    // It has not heard of Alfa in this term, and Bravo it heard long ago.
    expect(delta?.eyes?.believed.get('store1')).toBe('doubted');
    expect(delta?.eyes?.wrongNodes.has('store2')).toBe(false);
  });

  test('a follower knows its own log, and whom it takes for the leader', () => {
    const charlie = eyes('store3');
    expect([...(charlie?.roles ?? [])]).toEqual([
      ['store3', { glyph: null, says: 'follower · round 4' }],
      ['store4', { glyph: 'leader', says: 'leader · round 4' }],
    ]);
    // That Bravo is dead nobody has told it.
    expect([...(charlie?.eyes?.wrongNodes ?? [])]).toEqual(['store2']);
  });

  test('the dead see nothing', () => {
    expect(eyes('store2')).toBeNull();
  });
});
