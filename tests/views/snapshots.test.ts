/** Moments kept under a name: the same run comes out, whatever the shelf does, and a file that is no good changes nothing. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PLAIN_DOOR, readDoor } from '../../src/share/door.ts';
import { passingSnapshots, readSnapshot, writeSnapshot, type Snapshot } from '../../src/shelf/snapshot.ts';
import { pack } from '../../src/views/share/parcel.ts';
import { miniatureOf } from '../../src/views/snapshots/miniature.ts';
import { imported, nameIn, SavedMoments } from '../../src/views/snapshots/saved-moments.svelte.ts';
import { act, asked, opened } from './drawer/lab.ts';

const TEXT = JSON.stringify({ version: 1, system: 'echo' });
const snapshot = (name: string, more: Partial<Snapshot> = {}): Snapshot => ({
  ...{ version: 1, name, text: TEXT, at: 0, title: 'Any', system: 'echo', savedAt: 1 },
  picture: { nodes: [['n1', 'Alfa', 0.25, true]], arcs: [], keys: [] },
  ...more,
});
const names = ({ list }: SavedMoments): readonly string[] | undefined => list?.map(([, { name }]) => name);

describe('the list', () => {
  test('put, found, renamed, removed, and put back', async () => {
    const moments = new SavedMoments(passingSnapshots());
    await moments.load();
    expect(moments.list).toEqual([]);
    expect(await moments.put(snapshot('one'))).toBe('kept');
    expect(await moments.put(snapshot('two', { savedAt: 2 }))).toBe('kept');
    expect(names(moments)).toEqual(['two', 'one']);
    const [two, one] = moments.list ?? [];
    if (one === undefined || two === undefined) throw new Error('two were kept');
    await moments.rename(one, 'the first');
    expect(names(moments)).toEqual(['two', 'the first']);
    expect(await moments.remove(two)).toBe(true);
    expect(names(moments)).toEqual(['the first']);
    await moments.put(two[1], two[0]);
    expect(moments.list?.[0]).toEqual(two);
  });

  test('a browser that keeps nothing: it is there with the page, and that is said', async () => {
    const refuse = (): Promise<never> => Promise.reject(new Error('the browser keeps nothing'));
    const moments = new SavedMoments({ get: refuse, put: refuse, remove: refuse, all: refuse });
    await moments.load();
    expect(moments.isPassing).toBe(true);
    expect(await moments.put(snapshot('one'))).toBe('passing');
    expect(names(moments)).toEqual(['one']);
  });

  test('a browser that is full: nothing changes, and what was kept stays', async () => {
    const shelf = passingSnapshots();
    await shelf.put('a', snapshot('one'));
    const moments = new SavedMoments({
      get: (id) => shelf.get(id),
      all: () => shelf.all(),
      remove: (id) => shelf.remove(id),
      put: () => Promise.reject(new DOMException('no room', 'QuotaExceededError')),
    });
    await moments.load();
    expect(await moments.put(snapshot('two'))).toBe('full');
    expect(moments.isPassing).toBe(false);
    expect(names(moments)).toEqual(['one']);
  });

  test('a name is one line', () => {
    expect(nameIn(' a\n\tb ')).toBe('a b');
    expect(nameIn('x'.repeat(500))).toHaveLength(120);
  });
});

describe('the file', () => {
  const text = writeSnapshot(snapshot('<img src=x onerror=hit()>'));

  test('there and back', () => {
    expect(imported(text)).toEqual({ ok: true, snapshot: snapshot('<img src=x onerror=hit()>') });
  });

  test.each([
    ['damaged', text.slice(0, -30)],
    ['damaged', writeSnapshot(snapshot('one', { text: '{"version":1,"system":"none"}' }))],
    ['damaged', text.replace('0.25', '"0.25"')],
    ['newer', text.replace('"version": 1', '"version": 2')],
    ['foreign', TEXT],
    ['foreign', '{"ringside":"shelf","version":1,"records":[],"settings":[]}'],
    ['foreign', ''],
  ])('%s: %s', (why, file) => {
    expect(imported(file)).toEqual({ ok: false, why });
  });

  test('a thousand mutated files throw nothing', () => {
    fc.assert(
      fc.property(
        fc.nat(text.length),
        fc.nat(20),
        fc.string({ unit: 'binary', maxLength: 5 }),
        (place, cut, put) => {
          const read = readSnapshot(text.slice(0, place) + put + text.slice(place + cut));
          expect(read.ok || ['damaged', 'foreign', 'newer'].includes(read.why)).toBe(true);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

test('opened again it is the same moment: nodes, keys, versions, fingerprint', async () => {
  const lab = await opened('cache');
  await asked(lab, 'SET kiwi green');
  await act(lab, { do: 'kill', node: 'n2' });
  await lab.pass(300_000);
  const recording = await lab.recording();
  if (recording === null) throw new Error('something is open');
  const { text } = pack(recording, { ...PLAIN_DOOR, at: recording.at });
  const before = await lab.frame(0, { epoch: -1, cursor: 0, picture: -1, inside: -1 });
  const read = imported(writeSnapshot(snapshot('kept', { text, at: recording.at })));
  if (!read.ok) throw new Error(read.why);

  const other = await opened('cache', {}, { seed: 99 });
  const { about } = JSON.parse(read.snapshot.text) as { about: unknown };
  expect(await other.open({ text: read.snapshot.text, at: readDoor(about).door.at })).toEqual({ ok: true });
  const after = await other.frame(0, { epoch: -1, cursor: 0, picture: -1, inside: -1 });
  expect(after.picture?.fingerprint).toBe(before.picture?.fingerprint);
  expect(after.picture?.nodes).toEqual(before.picture?.nodes);
  expect(after.inside).toEqual(before.inside);
  expect(after.made).toBe('equal');
});

test('the picture is small, however many there are', () => {
  const ids = Array.from({ length: 400 }, (_, place) => `n${place}`);
  const picture = miniatureOf({
    nodes: ids.map((id) => ({ id, name: 'Foxtrot', status: id === 'n1' ? 'down' : 'up' })),
    places: new Map(ids.map((id, place) => [id, place / 400])),
    arcs: ids.slice(0, 192).map((owner, place) => ({
      ...{ from: place / 192, to: (place + 1) / 192, owner, answers: owner, isMute: false },
    })),
    beads: ids.map((id, place) => ({
      place: place / 400,
      bead: { key: id, place: place / 400, copies: [{ node: id, state: 'current' }], answers: id },
    })),
  });
  expect(JSON.stringify(picture).length).toBeLessThan(10_000);
  expect(picture.nodes[1]).toEqual(['n1', 'Foxtrot', 0.003, false]);
  // Of so many slices 96 are looked at: in the middle of each an owner of the very ring, if it is one of those that are drawn.
  expect(picture.arcs).toHaveLength(96);
  expect(picture.arcs[10]).toEqual([0.104, 0.115, 21]);
  expect(picture.arcs.at(-1)).toEqual([0.99, 1, -1]);
  expect(readSnapshot(writeSnapshot(snapshot('large', { picture })))).toMatchObject({ ok: true });
});
