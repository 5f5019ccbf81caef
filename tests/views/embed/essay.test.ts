/** The essay in docs/essay: its three frames are the three files beside it, its pictures say what the files say, and its sentences are what comes of a run. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { runHeadless } from '../../../src/lab/headless.ts';
import { readScenario, writeScenario } from '../../../src/scenario/index.ts';
import { readDoor } from '../../../src/share/door.ts';
import { packLink } from '../../../src/share/link.ts';
import { unknownNames } from '../../../src/share/stage-names.ts';
import { sketches } from '../../../src/systems/registry.ts';
import { stillOf } from '../../../src/views/embed/still.ts';

const folder = new URL('../../../docs/essay/', import.meta.url);
const page = readFileSync(new URL('index.html', folder), 'utf8');
const names = ['two-at-once', 'ok-and-gone', 'kept-and-not-given'] as const;

function scenarioOf(name: string) {
  const read = readScenario(readFileSync(new URL(`${name}.json`, folder), 'utf8'), sketches);
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return read.scenario;
}

test.each(names)('the frame of %s is its file, and every name on its stage means something', (name) => {
  const scenario = scenarioOf(name);
  const packed = packLink(writeScenario(scenario, sketches));
  if (!packed.ok) throw new Error(packed.says);
  expect(page).toContain(packed.link);
  const { door, says } = readDoor(scenario.about);
  expect([says, unknownNames(door.preset)]).toEqual([[], []]);
});

test('it has three frames and no script or style of its own in the page', () => {
  expect(page.match(/<iframe/g)).toHaveLength(3);
  expect(page).not.toMatch(/<script>|<style|\sstyle=|\son[a-z]+=/);
});

async function repliesOf(name: string): Promise<string[]> {
  const { report } = await runHeadless(scenarioOf(name), 'messages', () => 0);
  return report.commands.map(({ at, client, text, reply }) => `${at} ${client} ${text}: ${reply}`);
}

describe('what its sentences say is what comes of it', () => {
  test('both homes die: nobody has apple, the others answer, and Charlie comes back with nothing', async () => {
    expect(await repliesOf('two-at-once')).toEqual([
      '300 c1 SET apple red: OK',
      '400 c1 SET pear green: OK',
      '500 c1 SET fig blue: OK',
      '3500 c1 GET apple: (nil)',
      '4000 c1 GET pear: "green"',
      '6000 c1 GET apple: (nil)',
    ]);
  });

  test('two sides of a cut say OK, and gold is nowhere afterwards', async () => {
    const replies = await repliesOf('ok-and-gone');
    expect(replies.slice(1, 5)).toEqual([
      '2010 c1 SET apple gold: OK',
      '2500 c2 GET apple: "red"',
      '5000 c2 SET apple green: OK',
      '7500 c1 GET apple: "green"',
    ]);
    // On all three.
    expect(replies[5]?.match(/version 2 of epoch 2/g)).toHaveLength(3);
  });

  test('a node that is cut off keeps apple and gives no answer for three seconds', async () => {
    expect((await repliesOf('kept-and-not-given')).slice(1)).toEqual([
      '3000 c1 GET apple: (unknown) no answer within 3 s: it may have happened',
      '3100 c2 GET apple: "red"',
      '8000 c1 GET apple: "red"',
    ]);
  });
});

describe('a picture of what has not run', () => {
  const text = JSON.stringify(scenarioOf('two-at-once'));

  test('says who is there, whose keys are whose, and what the script has done by then', () => {
    const read = stillOf(writeScenario(scenarioOf('two-at-once'), sketches), 2_020_000);
    if (!read.ok) throw new Error(read.says.join(' '));
    const { nodes, standing, title } = read.still;
    expect(title).toBe('Two at once');
    expect(nodes.filter(({ status }) => status === 'down').map(({ name }) => name)).toEqual(['Charlie']);
    expect(standing.beads.find(({ key }) => key === 'apple')).toMatchObject({
      copies: [{ node: 'kvn3', state: 'lost' }],
      answers: null,
    });
    expect(standing.arcs.filter(({ isMute }) => isMute).map(({ owner }) => owner)).toEqual(['kvn3']);
    expect([...standing.places.keys()]).toHaveLength(6);
  });

  test('through somebody’s eyes it shows nobody dead: what that one would know only a run can say', () => {
    const read = stillOf(writeScenario(scenarioOf('two-at-once'), sketches), 2_020_000, 'Alfa');
    expect(read.ok && read.still.nodes.every(({ status }) => status === 'up')).toBe(true);
  });

  test('of what is no scenario it says why', () => {
    const read = stillOf(text.replace('"cache"', '"teapot"'), 0);
    expect(read.ok ? [] : read.says.length).toBeGreaterThan(0);
  });
});
