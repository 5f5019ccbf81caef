/** The tour over its own script, at full pace: it comes to its end by itself, and what it says is so when it says it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Facts } from '../../../src/kernel/facts.ts';
import type { Lab } from '../../../src/lab/lab.ts';
import type { Frame } from '../../../src/lab/types.ts';
import { packLink, readLink } from '../../../src/share/link.ts';
import { readDoor, type Note } from '../../../src/share/door.ts';
import { overviewOf } from '../../../src/systems/cache/overview.ts';
import { cardsFor } from '../../../src/views/gallery/cards.ts';
import { BACK, readingTime, walk, type Guide, type Stop } from '../../../src/views/tour/tour.ts';
import { localLab } from '../../support/lab.ts';

/** Ends what hangs, and is no assertion of time. */
const PATIENCE = 120_000;
const labs: Lab[] = [];
afterAll(async () => {
  for (const lab of labs.splice(0)) await lab.dispose();
});

async function newLab(text: string, at: number): Promise<Lab> {
  const lab = localLab();
  labs.push(lab);
  expect(await lab.open({ text, at })).toEqual({ ok: true });
  return lab;
}

const shown = (lab: Lab): Promise<Frame> => lab.frame(0, { epoch: -1, cursor: 0, picture: -1, inside: -1 });

interface Seen {
  readonly stop: Stop;
  readonly frame: Frame;
  readonly facts: Facts | null;
}

interface Walked {
  readonly lab: Lab;
  readonly seen: readonly Seen[];
  readonly isOver: boolean;
  readonly notes: readonly Note[];
}

/** `hands`: who gets into the way. */
async function walked(hands: (guide: Guide, lab: Lab) => Guide = (guide) => guide): Promise<Walked> {
  const card = (await cardsFor('en')).find(({ opens }) => opens === 'tour');
  if (card === undefined) throw new Error('there is a tour');
  const lab = await newLab(card.text, card.at);
  const { notes } = readDoor((JSON.parse(card.text) as { readonly about: unknown }).about).door;
  const guide: Guide = {
    runTo: async (at) => (await lab.pass(at - (await shown(lab)).at)).ok,
    seek: async (at) => (await lab.seek(at)).ok,
    read: () => Promise.resolve(true),
    link: async () => {
      const packed = packLink((await lab.recording())?.text ?? '');
      return packed.ok ? packed.link : null;
    },
  };
  const stops: Stop[] = [];
  const seen: Seen[] = [];
  const looking: Guide = {
    ...guide,
    read: async () => {
      const frame = await shown(lab);
      const facts = frame.inside === null ? null : overviewOf(frame.inside);
      seen.push({ stop: stops.at(-1) as Stop, frame, facts });
      return true;
    },
  };
  const says = (stop: Stop): string => (stop.kind === 'note' ? stop.note.says : stop.kind);
  const isOver = await walk(
    { notes, back: BACK, says, show: (stop) => stops.push(stop) },
    hands(looking, lab),
  );
  return { lab, seen, isOver, notes };
}

describe('the whole tour', () => {
  let whole: Walked;
  beforeAll(async () => {
    whole = await walked();
  }, PATIENCE);

  test('plays the main features to its end, and each caption is so at its instant', async () => {
    const { seen, isOver, notes, lab } = whole;
    expect(isOver).toBe(true);
    expect(seen.map(({ stop }) => stop.kind)).toEqual([
      ...notes.map(() => 'note'),
      'rewind',
      'again',
      'share',
    ]);
    const at = (start: string): Seen => {
      const found = seen.find(({ stop }) => stop.kind === 'note' && stop.note.says.startsWith(start));
      if (found === undefined) throw new Error(`no caption begins with ${start}`);
      return found;
    };
    const answering = ({ facts }: Seen, node: string): number =>
      [...(facts?.keys.values() ?? [])].filter(({ answers }) => answers === node).length;
    const nodes = ({ frame }: Seen, status: string): string[] =>
      (frame.picture?.nodes ?? [])
        .filter((node) => !node.isClient && node.status === status)
        .map(({ id }) => id);
    const readable = ({ facts }: Seen): number =>
      [...(facts?.keys.values() ?? [])].filter(({ isReadable }) => isReadable).length;

    expect([nodes(at('Six nodes'), 'up').length, readable(at('Six nodes'))]).toEqual([6, 26]);
    const gone = at('Bravo is stopped');
    expect(nodes(gone, 'down')).toEqual(['kvn2']);
    expect(gone.facts?.beliefs.filter(({ about, is }) => about === 'kvn2' && is === 'down')).toEqual([]);
    const noticed = at('The others have noticed');
    expect(nodes(noticed, 'down')).toEqual(['kvn2']);
    expect(answering(noticed, 'kvn3')).toBe(answering(gone, 'kvn3') + answering(gone, 'kvn2'));
    expect(readable(noticed)).toBe(26);
    expect(nodes(at('Bravo is back'), 'down')).toEqual([]);
    expect(at('The link from Alfa').frame.picture?.network.rules).not.toEqual([]);
    expect(at('A rope').frame.picture?.network.partitions).toHaveLength(1);
    const cut = at('The four answer');
    expect([answering(cut, 'kvn2'), answering(cut, 'kvn3'), readable(cut)]).toEqual([0, 0, 26]);
    expect(at('The rope is untied').frame.picture?.network.partitions).toEqual([]);
    const joined = at('Golf has joined');
    expect(nodes(joined, 'up')).toContain('kvn7');
    expect(answering(joined, 'kvn7')).toBeGreaterThan(0);
    expect(answering(joined, 'kvn2')).toBeGreaterThan(0);
    // The write is on its way; the read is answered at the end.
    expect(at('A write').facts?.keys.has('apple')).toBe(true);
    const settled = (await shown(lab)).events.filter(({ what }) => what === 'settled');
    expect(JSON.stringify(settled)).toContain('red');
  });

  test('goes back to the very run that it was, and its link holds all of it', async () => {
    const { seen } = whole;
    const print = (find: (stop: Stop) => boolean): string | undefined =>
      seen.find(({ stop }) => find(stop))?.frame.picture?.fingerprint;
    const noted = (place: number): string | undefined =>
      print((stop) => stop.kind === 'note' && stop.place === place + 1);
    expect(print(({ kind }) => kind === 'rewind')).toBe(noted(BACK.from));
    expect(print(({ kind }) => kind === 'again')).toBe(noted(BACK.to));
    const end = seen.at(-1) as Seen;
    const link = end.stop.kind === 'share' ? end.stop.link : null;
    const read = readLink(link ?? '');
    if (!read.ok) throw new Error('the link can be read');
    const other = await newLab(read.text, end.frame.at);
    expect((await shown(other)).picture?.fingerprint).toBe(end.frame.picture?.fingerprint);
  });
});

test.each([
  ['on the way', (guide: Guide): Guide => ({ ...guide, runTo: () => Promise.resolve(false) })],
  ['while reading', (guide: Guide): Guide => ({ ...guide, read: () => Promise.resolve(false) })],
  ['when it would go back', (guide: Guide): Guide => ({ ...guide, seek: () => Promise.resolve(false) })],
])('whoever leaves %s has the cluster as it stands', async (_, hands) => {
  const { isOver, lab } = await walked(hands);
  expect(isOver).toBe(false);
  // And can do what they like with it.
  expect(await lab.act({ do: 'kill', node: 'kvn1' })).toEqual({ ok: true });
});

test('a caption stands as long as it takes to read, in letters of any kind', () => {
  expect(readingTime('')).toBeGreaterThan(1_000);
  expect(readingTime('a'.repeat(60))).toBeGreaterThan(readingTime('a'.repeat(30)));
  expect(readingTime('字'.repeat(20))).toBeGreaterThan(readingTime('a'.repeat(20)));
  expect(readingTime('a'.repeat(2_000))).toBeLessThan(10_000);
});
