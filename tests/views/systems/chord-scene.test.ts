/** The picture of a Chord ring: who answers for what by their own word, what of that is not so, and whom each of them knows. */
import { describe, expect, it } from 'vitest';
import { identifierOf, placeOn } from '../../../src/placement/identifier.ts';
import { chordSceneAs } from '../../../src/views/systems/chord/eyes.ts';
import { chordKeyFacts } from '../../../src/views/systems/chord/key-facts.ts';
import { pointersOf, wrongIn } from '../../../src/views/systems/chord/pointers.ts';
import { chordBeads, chordScene } from '../../../src/views/systems/chord/scene.ts';
import type { Arc, Circle, Scene } from '../../../src/views/systems/scene.ts';
import { words } from '../../../src/views/words/panels.ts';
import { believed, BITS, held, insideOf, peer, pictureOf } from './chord-beliefs.ts';

const RING = ['10', '40', '80', 'c0'];
const IDS = RING.map((at) => `n${at}`);
const told = (arcs: readonly Arc[]): (readonly [number, number, string | null])[] =>
  arcs.map(({ from, to, answers, isMute }) => [from * 256, to * 256, isMute ? null : answers]);
const circleOf = (scene: Scene): Circle => scene.circle as Circle;

/** A key that its hash puts behind one place and up to another. */
function keyBetween(after: string, upTo: string): { readonly key: string; readonly place: number } {
  for (let number = 0; ; number += 1) {
    const at = identifierOf(`k${number}`, BITS);
    if (at > after && at <= upTo) return { key: `k${number}`, place: placeOn(at, BITS) };
  }
}

describe('a ring at rest', () => {
  const scene = chordScene(pictureOf(IDS), insideOf(RING));

  it('has everybody answer for what lies behind the one before it, and no pointer wrong', () => {
    expect(told(scene.arcs)).toEqual([
      [-64, 16, 'n10'],
      [16, 64, 'n40'],
      [64, 128, 'n80'],
      [128, 192, 'nc0'],
    ]);
    expect(circleOf(scene).marks).toEqual([]);
    expect(wrongIn(circleOf(scene))).toBe(0);
    expect(scene.says).toEqual({
      title: words.chord.inRing(4),
      second: words.chord.allRight(4),
      isWorse: false,
    });
    expect([scene.lack, scene.apart]).toEqual(['yet', []]);
  });

  it('puts a key with its owner and the ones behind it, and whoever else has it lets go', () => {
    const { key, place } = keyBetween('40', '80');
    const inside = insideOf(RING, {
      '80': { keys: [held(key, place, 2)] },
      c0: { keys: [held(key, place, 1)] },
      '40': { keys: [held(key, place, 2)] },
    });
    const [bead] = chordScene(pictureOf(IDS), inside).beads;
    expect(bead).toMatchObject({ key, answers: 'n80' });
    expect(bead?.copies).toEqual([
      { node: 'n80', state: 'current' },
      { node: 'nc0', state: 'stale' },
      { node: 'n40', state: 'leaving' },
    ]);
    expect(chordBeads(inside)).toEqual([bead]);
    expect(chordKeyFacts(key, insideOf(RING, { '80': { keys: [held(key, place, 2)] } }))).toMatchObject({
      owners: ['n80', 'nc0'],
      answers: 'n80',
      holders: [
        { node: 'n80', place: 'owner', state: 'current', behind: 0 },
        { node: 'nc0', place: 'copy', state: 'missing' },
      ],
    });
  });
});

describe('what is not so', () => {
  it('is a gap where somebody has died and nobody knows, and the dead one’s key is missed there', () => {
    const { key, place } = keyBetween('10', '40');
    const living = ['10', '80', 'c0'];
    const mine = believed('80', RING);
    const inside = insideOf(living, {
      '80': { ...mine, keys: [held(key, place)] },
      '10': believed('10', RING),
    });
    // The dead one stands where its name's hash puts it, as nobody else can say it any more.
    const { key: dead, place: there } = keyBetween('20', '30');
    const scene = chordScene(pictureOf([...living.map((at) => `n${at}`), dead], [dead]), inside);
    expect(scene.arcs.slice(1, 3)).toEqual([
      { from: 16 / 256, to: there, owner: dead, answers: null, isMute: true },
      { from: there, to: 0.25, owner: 'n80', answers: null, isMute: true },
    ]);
    expect(circleOf(scene).marks.map(({ from, to, is }) => [from, to, is])).toEqual([
      [16 / 256, there, 'gap'],
      [there, 0.25, 'gap'],
    ]);
    expect(scene.beads[0]?.answers).toBeNull();
    expect(scene.beads[0]?.copies.at(-1)).toEqual({ node: 'nc0', state: 'missing' });
    expect(scene.says).toMatchObject({ isWorse: true });
    expect(pointersOf(mine, circleOf(scene)).predecessor).toEqual({ to: 'n40', is: 'dead', right: 'n10' });
    expect(pointersOf(believed('10', RING), circleOf(scene)).successors.map(({ is }) => is)).toEqual([
      'dead',
      'right',
      'right',
    ]);
    const skipping = { ...believed('10', RING), successors: ['40', '80', '10'].map(peer) };
    expect(pointersOf(skipping, circleOf(scene)).successors.at(-1)).toEqual({
      ...{ to: 'n10', is: 'other', right: 'nc0' },
    });
  });

  it('is a stretch that two take for theirs: the true owner’s arc, and a mark for the other', () => {
    const scene = chordScene(pictureOf(IDS), insideOf(RING, { c0: { actsFrom: '50' } }));
    expect(told(scene.arcs)[3]).toEqual([80, 128, 'n80']);
    expect(circleOf(scene).marks).toEqual([{ from: 80 / 256, to: 0.5, is: 'twice', node: 'nc0' }]);
  });

  it('is told of a newcomer: the one behind it answers until its keys are there', () => {
    const { key, place } = keyBetween('40', '60');
    const ring = [...RING, '60'];
    const inside = insideOf(ring, {
      '60': { isFilling: true, actsFrom: null },
      '80': { actsFrom: '40', keys: [held(key, place)] },
    });
    const scene = chordScene(pictureOf(ring.map((at) => `n${at}`)), inside);
    expect(told(scene.arcs)[2]).toEqual([64, 128, 'n80']);
    expect(circleOf(scene).marks).toEqual([{ from: 0.25, to: 96 / 256, is: 'filling', node: 'n60' }]);
    expect(scene.roles.get('n60')?.says).toBe(words.chord.standings.filling);
    expect(scene.beads[0]).toMatchObject({ answers: 'n80' });
    expect(scene.beads[0]?.copies).toEqual([
      { node: 'n60', state: 'coming' },
      { node: 'n80', state: 'current' },
    ]);
  });

  it('leaves outside whoever has not joined: it stands apart, and no pointer should lead to it', () => {
    const ring = [...RING, '60'];
    const changes = Object.fromEntries(RING.map((at) => [at, believed(at, RING)]));
    const inside = insideOf(ring, { ...changes, '60': { standing: 'outside' } });
    const scene = chordScene(pictureOf(ring.map((at) => `n${at}`)), inside);
    expect(scene.apart).toEqual(['n60']);
    expect(scene.roles.get('n60')?.says).toBe(words.chord.standings.outside);
    expect(wrongIn(circleOf(scene))).toBe(0);
  });

  it('is a finger that leads to another one than the owner of its place', () => {
    const mind = believed('10', RING);
    const fingers = mind.fingers.map((finger) =>
      finger.finger === 7 ? { ...finger, to: peer('80') } : finger,
    );
    const circle = circleOf(chordScene(pictureOf(IDS), insideOf(RING, { '10': { fingers } })));
    expect(pointersOf({ ...mind, fingers }, circle).fingers.at(-1)).toMatchObject({
      ...{ finger: 7, away: 0.5, start: 144 / 256 },
      ...{ to: 'n80', is: 'other', right: 'nc0' },
    });
    expect(wrongIn(circle)).toBe(1);
  });

  it('is said where a rule is off', () => {
    const off = insideOf(RING, { '10': { mutants: ['forgets-deletions'] } });
    const alarm = words.tables.ruleOff(words.chord.mutants['forgets-deletions'] ?? '');
    expect(circleOf(chordScene(pictureOf(IDS), off)).alarm).toBe(alarm);
  });
});

describe('through the eyes of one node', () => {
  const ring = ['10', '30', '50', '70', '90', 'b0', 'd0', 'f0'];
  const ids = ring.map((at) => `n${at}`);
  const { key, place } = keyBetween('f0', 'ff');
  const inside = insideOf(ring, { '10': { suspects: ['n50'], keys: [held(key, place)] } });
  const picture = pictureOf(ids);
  const truth = chordScene(picture, inside);
  const scene = chordSceneAs('n10', truth, picture, inside) as Scene;

  it('there is nobody but its neighbours and its fingers', () => {
    expect([...(scene.eyes?.believed ?? [])].filter(([, is]) => is !== 'down')).toEqual([
      ['n10', 'up'],
      ['n30', 'up'],
      ['n50', 'doubted'],
      ['n70', 'up'],
      ['n90', 'up'],
      ['nf0', 'up'],
    ]);
    expect([scene.facts.get('nb0'), scene.facts.get('n70'), scene.facts.get('nf0')]).toEqual([
      words.chord.eyes.unknown,
      words.chord.eyes.successor(3),
      words.chord.eyes.predecessor,
    ]);
    // It runs. Whom it does not know it has not wrong.
    expect([...(scene.eyes?.wrongNodes ?? [])]).toEqual(['n50']);
    expect([...circleOf(scene).minds.keys()]).toEqual(['n10']);
  });

  it('what lies between those it knows belongs to nobody whom it could name', () => {
    expect(told(scene.arcs)).toEqual([
      [-16, 16, 'n10'],
      [16, 48, 'n30'],
      [48, 80, null],
      [80, 112, 'n70'],
      [112, 240, null],
    ]);
    expect(scene.eyes?.wrongArcs).toEqual([{ from: 48 / 256, to: 80 / 256 }]);
  });

  it('its own key lies with its successors, as it takes for granted', () => {
    expect(scene.beads).toEqual([
      {
        ...{ key, place, answers: 'n10' },
        copies: [
          { node: 'n10', state: 'current' },
          { node: 'n30', state: 'current' },
        ],
      },
    ]);
  });

  it('is nothing where it is dead', () => {
    expect(chordSceneAs('nff', truth, picture, inside)).toBeNull();
  });
});
