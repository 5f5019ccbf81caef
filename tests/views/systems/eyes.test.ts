/** Through its eyes: what one node believes differs from the truth exactly while it does not know. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Lab } from '../../../src/lab/lab.ts';
import { cacheSceneAs } from '../../../src/views/systems/cache/eyes.ts';
import { differing } from '../../../src/views/systems/differing.ts';
import type { Arc, Eyes, Scene } from '../../../src/views/systems/scene.ts';
import { at, kill, MILLI, opened, type Moment } from './running.ts';

const scenario = JSON.stringify({
  version: 1,
  system: 'cache',
  nodes: 5,
  options: { virtualNodes: 1 },
  until: '10s',
});
const ids = ['n1', 'n2', 'n3', 'n4', 'n5'];

function sceneAs(id: string, { scene, picture, inside }: Moment): Scene | null {
  return cacheSceneAs(id, scene, picture, inside);
}

function eyesOf(id: string, moment: Moment): Eyes {
  const eyes = sceneAs(id, moment)?.eyes ?? null;
  if (eyes === null) throw new Error(`${id} sees nothing`);
  return eyes;
}

interface Note {
  readonly at: number;
  readonly node: string;
  readonly kind: string;
  readonly about: string;
  readonly standing: string;
}

interface Noted {
  readonly what: string;
  readonly at: number;
  readonly node: string;
  readonly kind: string;
  readonly detail: Record<string, string> | null;
}

/** What the history says that nodes came to think of each other, and when. */
async function notesOf(lab: Lab): Promise<Note[]> {
  const lines = (await lab.history()).split('\n').map((line) => JSON.parse(line) as Noted);
  return lines
    .filter(({ what }) => what === 'note')
    .map(({ at: when, node, kind, detail }) => {
      const { node: about = '', standing = '' } = detail ?? {};
      return { at: when, node, kind, about, standing };
    });
}

/** Whom a node takes for dead, or doubts, at an instant, by the notes before it. */
function goneFor(id: string, notes: readonly Note[], moment: number): string[] {
  const doubted = new Set<string>();
  const down = new Set<string>();
  for (const note of notes) {
    if (note.at >= moment || note.node !== id) continue;
    if (note.kind === 'suspects') doubted.add(note.about);
    if (note.kind === 'trusted') doubted.delete(note.about);
    if (note.kind !== 'standing') continue;
    if (note.standing === 'down') down.add(note.about);
    else down.delete(note.about);
  }
  return ids.filter((other) => other !== id && (doubted.has(other) || down.has(other)));
}

const CUT = 2_000 * MILLI;
const HEALED = 6_000 * MILLI;

describe('through a partition and its healing', () => {
  const moments: Moment[] = [];
  let notes: Note[] = [];

  beforeAll(async () => {
    const lab = await opened(scenario, [
      { at: '1s', do: 'command', client: 'c1', text: 'SET apple 1' },
      { at: '2s', do: 'partition', groups: [['n1']] },
      { at: '6s', do: 'heal' },
    ]);
    for (let moment = 1_500 * MILLI; moment < 8_000 * MILLI; moment += 20 * MILLI)
      moments.push(await at(lab, moment));
    notes = await notesOf(lab);
  });

  test('everybody runs all the while, so whoever is taken for dead is marked, by whoever takes them for it, and nobody else', () => {
    for (const moment of moments) {
      for (const id of ids)
        expect([...eyesOf(id, moment).wrongNodes].sort()).toEqual(goneFor(id, notes, moment.at));
    }
  });

  test('nothing is wrong before the cut, nor when all has been told', () => {
    for (const moment of moments.filter((one) => one.at <= CUT || one.at >= HEALED + 1_000 * MILLI)) {
      for (const id of ids) {
        expect(eyesOf(id, moment).wrongNodes.size).toBe(0);
        expect(eyesOf(id, moment).wrongArcs).toEqual([]);
      }
    }
  });

  test('who is cut off has the band wrong from its first doubt until it learns who answers by now', () => {
    const doubts = notes.find(
      ({ node, kind, at: when }) => node === 'n1' && kind === 'suspects' && when > CUT,
    );
    const learns = notes.find(
      ({ node, kind, at: when }) => node === 'n1' && kind === 'standing' && when > HEALED,
    );
    for (const moment of moments)
      expect(eyesOf('n1', moment).wrongArcs.length > 0, `at ${moment.at}`).toBe(
        moment.at > (doubts?.at ?? 0) && moment.at <= (learns?.at ?? 0),
      );
  });

  test('the others have it wrong from when the one who is cut off may not answer until they doubt it', () => {
    const doubts = notes.find(
      ({ node, kind, at: when }) => node === 'n3' && kind === 'suspects' && when > CUT,
    );
    const isMute = ({ scene }: Moment): boolean =>
      scene.arcs.some(({ answers, isMute: isSo }) => answers === 'n1' && isSo);
    expect(moments.some(isMute)).toBe(true);
    for (const moment of moments)
      expect(eyesOf('n3', moment).wrongArcs.length > 0, `at ${moment.at}`).toBe(
        isMute(moment) && moment.at <= (doubts?.at ?? 0),
      );
  });

  test('who is cut off goes on believing in what it keeps, and knows of nothing else', () => {
    const cut = moments.find((one) => one.at === 5_000 * MILLI) as Moment;
    const held = new Set(
      (cut.inside.nodes['n1']?.holdings?.keys ?? []).filter(({ isGone }) => !isGone).map(({ key }) => key),
    );
    const seen = sceneAs('n1', cut) as Scene;
    expect(new Set(seen.beads.map(({ key }) => key))).toEqual(held);
    for (const { copies } of seen.beads)
      for (const copy of copies) expect(copy.state).toBe(copy.node === 'n1' ? 'current' : 'lost');
  });
});

test('a death is not known until it is: the dead one runs in the eyes of whoever does not doubt it', async () => {
  const lab = await opened(scenario, [kill('n2', 2_000)]);
  const moments: Moment[] = [];
  for (let moment = 1_900 * MILLI; moment < 4_000 * MILLI; moment += 20 * MILLI)
    moments.push(await at(lab, moment));
  const notes = await notesOf(lab);
  for (const moment of moments) {
    const isDead = moment.at > CUT;
    for (const id of ['n1', 'n3', 'n4', 'n5']) {
      const isKnown = goneFor(id, notes, moment.at).includes('n2');
      expect([...eyesOf(id, moment).wrongNodes]).toEqual(isDead && !isKnown ? ['n2'] : []);
    }
    expect(sceneAs('n2', moment) === null).toBe(isDead);
  }
});

describe('two bands', () => {
  const arc = (from: number, to: number, answers: string, isMute = false): Arc => ({
    ...{ from, to, answers, isMute },
    owner: answers,
  });

  test('differ where they name different nodes, however they are cut', () => {
    const one = [arc(-0.1, 0.3, 'a'), arc(0.3, 0.9, 'b')];
    expect(differing(one, [arc(-0.1, 0.2, 'a'), arc(0.2, 0.3, 'a'), arc(0.3, 0.9, 'b')])).toEqual([]);
    expect(differing(one, [arc(-0.1, 0.2, 'a'), arc(0.2, 0.9, 'b')])).toEqual([{ from: 0.2, to: 0.3 }]);
    expect(differing(one, [arc(-0.1, 0.3, 'a', true), arc(0.3, 0.9, 'b')])).toHaveLength(1);
    // Behind the last end of one the circle goes on with its first arc.
    expect(differing([arc(-0.2, 0.8, 'a')], [arc(-0.1, 0.9, 'a')])).toEqual([]);
    expect(differing([], one)).toEqual([]);
  });
});
