/**
 * The three dares, each done on the first visit's cluster by what the page lets a person do: a rope round Bravo, a kill, and commands. `fig` is one
 * of Bravo's keys.
 */
import { expect, test } from 'vitest';
import { goOn, SILENT } from '../../../src/views/conversation.ts';
import { deedText, NOTHING_DARED, watch, type Dared } from '../../../src/views/dares.ts';
import { firstVisit } from '../../../src/views/starters.ts';
import { sceneOf } from '../../../src/views/systems/index.ts';
import type { Scene } from '../../../src/views/systems/scene.ts';
import { kill, MILLI, opened } from './running.ts';

const types = (ms: number, text: string): object => ({ at: `${ms}ms`, do: 'command', client: 'c1', text });
const rope = (ms: number): object => ({ at: `${ms}ms`, do: 'partition', groups: [['kvn2']] });

/** As a page does it: frame by frame, each event once. */
async function played(script: readonly object[], until: number): Promise<Dared> {
  const lab = await opened(firstVisit.text, script, firstVisit.opensAt);
  let [talk, dared, cursor, epoch] = [SILENT, NOTHING_DARED, 0, -1];
  for (let moment = firstVisit.opensAt ?? 0; moment <= until * MILLI; moment += 8 * MILLI) {
    expect(await lab.seek(moment)).toEqual({ ok: true });
    const frame = await lab.frame(0, { epoch, cursor, picture: -1, inside: -1 });
    if (frame.epoch !== epoch) talk = SILENT;
    ({ cursor, epoch } = frame);
    talk = goOn(talk, frame.events);
    const scene = sceneOf('cache', frame.picture, frame.inside) as Scene;
    const nodes = (frame.picture?.nodes ?? []).filter(({ isClient }) => !isClient);
    dared = watch(dared, { epoch, scene, talk, nodes });
  }
  return dared;
}

const names: Readonly<Record<string, string>> = { kvn2: 'Bravo', kvn3: 'Charlie' };
const nameOf = (id: string): string => names[id] ?? id;

test('nobody has done anything: none is done', async () => {
  expect((await played([], 3_000)).done.size).toBe(0);
});

test('lose a key with one kill: what only Bravo could take in, because of the rope round it, dies with it', async () => {
  const { done } = await played([rope(600), types(610, 'SET fig red'), kill('kvn2', 660)], 1_000);
  const deed = done.get('lose');
  expect(deed).toEqual({ dare: 'lose', key: 'fig', node: 'kvn2' });
  expect(deed && deedText(deed, nameOf)).toBe('fig died with Bravo, the only one that had it.');
});

test('one kill alone loses nothing, and what was deleted is not lost', async () => {
  const script = [types(500, 'SET fig red'), types(600, 'DEL fig'), kill('kvn2', 800)];
  expect((await played(script, 2_500)).done.has('lose')).toBe(false);
});

test('make two nodes disagree: behind a rope Bravo doubts everybody, and they do not doubt each other', async () => {
  const { done } = await played([rope(600)], 1_200);
  expect(done.get('disagree')).toMatchObject({ dare: 'disagree', how: 'doubt' });
  expect(done.size).toBe(1);
});

test('get an old answer: what Bravo promised behind the rope dies with it, and its heir answers what was before', async () => {
  const script = [
    types(500, 'SET fig red'),
    rope(600),
    types(610, 'SET fig blue'),
    kill('kvn2', 660),
    types(1_200, 'GET fig'),
  ];
  const deed = (await played(script, 1_600)).done.get('old');
  expect(deed).toEqual({ dare: 'old', key: 'fig', node: 'kvn3' });
  expect(deed && deedText(deed, nameOf)).toBe('Charlie answered fig with less than you had been promised.');
});
