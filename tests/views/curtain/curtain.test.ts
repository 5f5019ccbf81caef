/** What is behind the curtain has no way to it: no act, no key, no word. And of what one node cannot know, nothing gets past it. */
import { describe, expect, test } from 'vitest';
import type { Frame } from '../../../src/lab/types.ts';
import { PLAIN_DOOR, type Preset } from '../../../src/share/door.ts';
import { KINDS, vocabulary } from '../../../src/share/stage-names.ts';
import { acts } from '../../../src/views/commands/acts.ts';
import { curtainFor, nameOfAction, type Around } from '../../../src/views/curtain/curtain.ts';
import type { Curtain } from '../../../src/views/curtain/types.ts';

const { preset: plain } = PLAIN_DOOR;
const page: Around = { as: null, isEmbedded: false };
const nothing: Preset = { ...plain, tools: [], tabs: [], parts: [], faults: [] };
const present = [
  { id: 'n1', name: 'Alfa', role: 'node', weight: 1, status: 'up' as const },
  { id: 'n2', name: 'Bravo', role: 'node', weight: 1, status: 'up' as const },
];

function raised(preset: Preset, around = page): Curtain {
  const curtain = curtainFor(preset, around);
  if (curtain === null) throw new Error('no curtain');
  return curtain;
}

test('whoever names nothing has all of the page, but for the panels of a frame', () => {
  expect(curtainFor(plain, page)).toBeNull();
  // What Share sends along is no stage that somebody has set.
  expect(curtainFor({ ...plain, pace: 0.1, words: 'textbook' }, page)).toBeNull();
  expect([...raised({ ...nothing, pace: 0.1 }, page).hides]).toContain('pace');
  expect([...raised(plain, { ...page, isEmbedded: true }).hides]).toEqual([...vocabulary.tabs]);
  const named = { ...plain, tabs: vocabulary.tabs };
  expect(curtainFor(named, { ...page, isEmbedded: true })).toBeNull();
});

describe('an act', () => {
  const each: [string, Record<string, never>][] = [
    ['kill', { do: 'kill', node: 'n1' }],
    ['revive', { do: 'restart', node: 'n1' }],
    ['freeze', { do: 'thaw', node: 'n1' }],
    ['isolate', { do: 'heal', node: 'n1' }],
    ['rope', { do: 'heal' }],
    ['rope', { do: 'partition', groups: [] }],
    ['disk', { do: 'wipe', node: 'n1' }],
    ['link', { do: 'link', from: 'n1', to: 'n2', clear: true }],
    ['message', { do: 'message', name: 'm', act: 'drop' }],
    ['add', { do: 'rebalance' }],
  ] as never;

  test.each(each)('is called %s: %j', (name, action) => {
    expect(nameOfAction(action)).toBe(name);
    expect(raised(nothing).refuses(action)).toMatch(/not there/);
    const kind = KINDS.find((one) =>
      vocabulary[one].some((known) => known === name),
    ) as (typeof KINDS)[number];
    expect(raised({ ...nothing, [kind]: [name] }).refuses(action)).toBeNull();
  });

  test('has a name that can be named, whatever it is', () => {
    const names = KINDS.flatMap((kind) => vocabulary[kind]) as readonly string[];
    const verbs =
      'kill restart wipe freeze thaw isolate heal partition remove weight slow link message add rebalance skew disk';
    for (const verb of verbs.split(' ')) expect(names).toContain(nameOfAction({ do: verb }));
  });
});

describe('keys and words', () => {
  test('of everything that does something to the cluster go with it; looking and time stay', () => {
    const curtain = raised({ ...nothing, pace: 0.1 });
    const left = acts.filter(({ id }) => !curtain.hidesAct(id)).map(({ id }) => id);
    expect(left).toEqual([
      ...['show', 'go', 'play', 'pause', 'next', 'step', 'back'],
      ...['earlier', 'later', 'first', 'last', 'seek', 'leave'],
    ]);
    expect(['KILL', 'ROPE', 'UNTIE', 'SLOW', 'UNDO', 'HELP', 'SPEED'].every(curtain.hidesWord)).toBe(true);
    expect(['PLAY', 'SEEK', 'SHOW'].some(curtain.hidesWord)).toBe(false);
  });

  test('a word with two meanings stays while one of them is there', () => {
    expect(raised({ ...nothing, faults: ['slow'] }).hidesWord('SLOW')).toBe(false);
    expect(raised({ ...nothing, faults: ['isolate'] }).hidesWord('UNTIE')).toBe(false);
  });

  test('a line that is an act is one, however it is written', () => {
    const curtain = raised({ ...nothing, tabs: ['console'] });
    expect(curtain.refusesLine('kill bravo', present)).toMatch(/not there/);
    expect(curtain.refusesLine('CLUSTER ADD Golf', present)).toMatch(/not there/);
    // All nodes at once.
    for (const line of ['stop', ' server --data-dir-root mine'])
      expect(curtain.refusesLine(line, present)).toMatch(/not there/);
    expect(curtain.refusesLine('GET apple', present)).toBeNull();
  });

  test('without a console keys are put and read by the tools for that, and by nothing else', () => {
    const curtain = raised({ ...nothing, tools: ['put'] });
    expect(curtain.refusesLine('SET apple red', present)).toBeNull();
    expect(curtain.refusesLine('GET apple', present)).not.toBeNull();
    expect(curtain.refusesLine('FLUSHALL', present)).not.toBeNull();
  });
});

describe('through somebody’s eyes', () => {
  const node = (id: string, name: string, status: string): object => {
    return {
      id,
      name,
      status,
      role: 'node',
      weight: 1,
      isClient: false,
      incarnation: 3,
      events: 9,
      glance: { keys: 4 },
      disk: { bytes: 7, unsynced: 1 },
    };
  };
  const flight = (from: string, to: string): object => ({ name: `${from}${to}`, from, to, kind: 'copy' });
  const frame = {
    picture: {
      nodes: [node('n1', 'Alfa', 'up'), node('n2', 'Bravo', 'down'), node('n3', 'Charlie', 'frozen')],
      network: {
        isolated: ['n3'],
        partitions: [{ groups: [['n1'], ['n2']] }],
        rules: [{ from: 'n1', to: 'n2' }],
      },
      flights: [flight('n1', 'n2'), flight('n2', 'n1'), flight('n2', 'n3')],
      inFlight: 3,
      crowds: [],
    },
    inside: { at: 1, options: {}, nodes: { n1: { belief: {} }, n3: { belief: { secret: 1 } } } },
    events: [{ kind: 'sent' }],
    eventsDropped: 2,
  } as unknown as Frame;

  test('nothing is left that this node cannot know', () => {
    const curtain = raised(plain, { as: 'alfa', isEmbedded: false });
    const seen = curtain.seen(frame);
    expect(seen.picture?.nodes.map(({ status }) => status)).toEqual(['up', 'up', 'up']);
    expect(seen.picture?.nodes[1]).toMatchObject({ glance: {}, incarnation: 1, events: 0 });
    expect(seen.picture?.nodes[0]).toMatchObject({ glance: { keys: 4 }, incarnation: 3 });
    expect(seen.picture?.network).toEqual({ isolated: [], partitions: [], rules: [] });
    expect(seen.picture?.flights.map(({ name }) => name)).toEqual(['n1n2']);
    expect([Object.keys(seen.inside?.nodes ?? {}), seen.events]).toEqual([['n1'], []]);
    expect(curtain.eyes(seen.picture?.nodes ?? [])).toBe('n1');
    for (const sight of ['events', 'space-time', 'nodes', 'inspector', 'marks'])
      expect(curtain.hides).toContain(sight);
  });

  test('a frame that brings the inside alone is told by the one before', () => {
    const curtain = raised(plain, { as: 'Alfa', isEmbedded: false });
    curtain.seen(frame);
    expect(Object.keys(curtain.seen({ ...frame, picture: null }).inside?.nodes ?? {})).toEqual(['n1']);
  });

  test('nobody of that name knows nothing', () => {
    const seen = raised(plain, { as: 'Zulu', isEmbedded: false }).seen(frame);
    expect([seen.picture?.flights, Object.keys(seen.inside?.nodes ?? {})]).toEqual([[], []]);
  });
});
