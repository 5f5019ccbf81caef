/** A death on stage, instant by instant: what is drawn never says that anything came from the dead. */
import { beforeAll, describe, expect, test } from 'vitest';
import { firstVisit } from '../../../src/views/starters.ts';
import { glyphOf } from '../../../src/views/systems/glyphs.ts';
import type { Bead } from '../../../src/views/systems/scene.ts';
import { at, kill, MILLI, opened, type Moment } from './running.ts';

const DEATH = 1_000 * MILLI;
const DEAD = 'kvn2';
const frames: Moment[] = [];

beforeAll(async () => {
  const lab = await opened(firstVisit.text, [kill(DEAD, 1_000)]);
  for (let moment = 900 * MILLI; moment < 2_600 * MILLI; moment += 4 * MILLI)
    frames.push(await at(lab, moment));
});

const copyOf = ({ copies }: Bead, node: string): string | undefined =>
  copies.find((copy) => copy.node === node && copy.state !== 'leaving')?.state;

describe('a failover', () => {
  test('no message from the dead starts after its death', () => {
    const theirs = frames.flatMap(({ picture }) => picture.flights.filter(({ from }) => from === DEAD));
    expect(theirs.length).toBeGreaterThan(0);
    for (const { sent } of theirs) expect(sent).toBeLessThanOrEqual(DEATH);
  });

  test('a bead stands where its hash says, from the first frame to the last', () => {
    const places = new Map<string, number>();
    for (const { scene } of frames) {
      for (const { key, place } of scene.beads) {
        expect(places.get(key) ?? place).toBe(place);
        places.set(key, place);
      }
    }
    expect(places.size).toBe(26);
  });

  test('what was on the dead node is lost where it was, and nobody else has it because of that', () => {
    for (const { at: moment, scene } of frames) {
      for (const bead of scene.beads) {
        const state = copyOf(bead, DEAD);
        if (state !== undefined) expect(state).toBe(moment > DEATH ? 'lost' : 'current');
      }
    }
  });

  test('a copy that was not there before comes after a square from a survivor, and not before the death was noticed', () => {
    const arrived = new Set<string>();
    let news = 0;
    for (const [index, { scene, picture }] of frames.entries()) {
      const before = frames[index - 1];
      if (before !== undefined) {
        for (const flight of before.picture.flights)
          if (glyphOf('cache', flight.kind) === 'copy' && flight.from !== DEAD) arrived.add(flight.to);
        for (const bead of scene.beads) {
          const old = before.scene.beads.find(({ key }) => key === bead.key);
          for (const { node, state } of bead.copies) {
            if (state !== 'current' || old === undefined || copyOf(old, node) === 'current') continue;
            news += 1;
            expect(arrived).toContain(node);
            expect(before.scene.regards.get(DEAD)?.isNoticed).toBe(true);
            expect(picture.nodes.find(({ id }) => id === node)?.status).toBe('up');
          }
        }
      }
    }
    expect(news).toBeGreaterThan(0);
  });

  test('the slice is nobody’s until the death is noticed; then it is answered by who had the copies all along', () => {
    const held = (frames[0] as Moment).scene.beads.filter(({ answers }) => answers === DEAD);
    expect(held.length).toBeGreaterThan(0);
    for (const { at: moment, scene } of frames) {
      const slice = scene.arcs.find(({ owner }) => owner === DEAD);
      if (slice === undefined) continue;
      const isNoticed = scene.regards.get(DEAD)?.isNoticed === true;
      expect(slice.answers).toBe(isNoticed ? 'kvn3' : DEAD);
      if (!isNoticed) expect(slice.isMute).toBe(moment > DEATH);
    }
    for (const bead of held) expect(copyOf(bead, 'kvn3')).toBe('current');
  });

  test('the silence around the dead only grows until it is noticed', () => {
    let silence = 0;
    for (const { at: moment, scene } of frames) {
      const regard = scene.regards.get(DEAD);
      if (moment <= DEATH + 40 * MILLI || regard === undefined || regard.isNoticed) continue;
      expect(regard.silence).toBeGreaterThanOrEqual(silence);
      silence = regard.silence;
    }
    expect(silence).toBe(1);
  });
});
