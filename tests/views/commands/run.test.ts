/** The page's lines, typed at a cluster that really runs: what they do, what they print, and that all of it stands in a script. */
import { describe, expect, it } from 'vitest';
import type { Lab } from '../../../src/lab/lab.ts';
import { runLine } from '../../../src/views/commands/index.ts';
import { LabView } from '../../../src/views/lab-view.svelte.ts';
import { firstVisit } from '../../../src/views/starters.ts';
import { StageView } from '../../../src/views/stage.svelte.ts';
import { localLab } from '../../support/lab.ts';

/** With a clock: flat out ends where a frame does. */
async function opened(text: string): Promise<Lab> {
  const lab = localLab(() => performance.now());
  expect(await lab.open({ text })).toEqual({ ok: true });
  return lab;
}

interface Room {
  readonly lab: Lab;
  readonly view: LabView;
  readonly stage: StageView;
  /** Types a line and looks at what came of it. */
  type(line: string): Promise<{ readonly ok: boolean; readonly text: string } | null>;
}

async function room(text = firstVisit.text, at = 300_000): Promise<Room> {
  const lab = await opened(text);
  await lab.seek(at);
  let draw: (now: number) => void = () => undefined;
  const view = new LabView(lab, { nextFrame: (next) => (draw = next), isHidden: () => false });
  const stage = new StageView(view);
  view.start();
  let now = 0;
  const pull = async (): Promise<void> => {
    for (let turn = 0; turn < 3; turn += 1) {
      draw((now += 100));
      await new Promise((done) => setTimeout(done, 5));
    }
  };
  await pull();
  return {
    ...{ lab, view, stage },
    async type(line) {
      const reply = await runLine(view, stage, line);
      await pull();
      return reply;
    },
  };
}

describe('an act on the cluster', () => {
  it('is one action of the script, said with the name that people know', async () => {
    const { type, lab, view } = await room();
    const name = (await lab.frame(0, { epoch: -1, cursor: 0, picture: -1 })).picture?.flights[0]?.name ?? '';
    const lines: [string, string, object][] = [
      ['KILL Bravo', 'Bravo stopped.', { do: 'kill', node: 'kvn2', how: 'power' }],
      ['revive bravo', 'Bravo starts again.', { do: 'restart', node: 'kvn2' }],
      [
        'KILL Echo program',
        'The program of Echo stopped. What it wrote is kept.',
        { do: 'kill', how: 'process' },
      ],
      ['ROPE Alfa Bravo | *', 'A rope runs round Alfa and Bravo. Nothing passes.', { do: 'partition' }],
      ['UNTIE', 'The rope is untied. Everybody can reach everybody.', { do: 'heal' }],
      ['ROPE Alfa > *', 'Nothing gets from Alfa to the others. The way back is open.', { oneWay: true }],
      ['SLOW Alfa Charlie 800', 'Alfa and Charlie: a message takes 800 ms.', { do: 'link', both: true }],
      ['LOSE Alfa Charlie 30%', 'Alfa and Charlie: 30 % of the messages are lost.', { drop: 0.3 }],
      ['CUT Alfa Charlie', 'Alfa and Charlie: nothing passes.', { block: true, both: true }],
      ['BLOCK Alfa Delta', 'From Alfa to Delta: nothing passes.', { block: true, both: false }],
      ['MEND Alfa Charlie', 'Alfa and Charlie: all is as usual.', { clear: true }],
      ['WEIGHT Bravo 2', 'Bravo has weight 2. Keys move to match.', { do: 'weight', weight: 2 }],
      ['ADD Golf', 'Golf joins.', { do: 'add', node: 'Golf', name: 'Golf' }],
      ['FREEZE Delta', 'Delta stands still. Messages wait at its door.', { do: 'freeze' }],
      ['THAW Delta', 'Delta goes on.', { do: 'thaw' }],
      ['SLOW Delta 10', 'Delta works 10 times slower.', { do: 'slow', times: 10 }],
      ['SKEW Delta -5s', 'The clock of Delta is 5 s slow.', { do: 'skew', by: -5_000_000 }],
      ['DISK Delta full', 'The disk of Delta is full.', { do: 'disk', act: 'full' }],
      ['ISOLATE Delta', 'Delta is cut off. Nothing reaches it, nothing leaves it.', { do: 'isolate' }],
      ['UNTIE Delta', 'Delta is connected again.', { do: 'heal', node: 'kvn4' }],
      ['WIPE Foxtrot', 'Foxtrot stopped, and its disk is empty.', { do: 'wipe' }],
      [`DELAY ${name} 200`, 'comes 200 ms later.', { do: 'message', act: 'delay', by: 200_000 }],
      [`TWICE ${name}`, 'comes twice.', { do: 'message', act: 'duplicate' }],
      [`DROP ${name}`, 'is lost.', { do: 'message', act: 'drop' }],
    ];
    for (const [index, [line, says, action]] of lines.entries()) {
      const reply = await type(line);
      expect(reply, line).toMatchObject({ ok: true });
      expect(reply?.text).toContain(says);
      const script = await lab.script();
      expect(script).toHaveLength(index + 1);
      expect(script.at(-1)).toMatchObject(action);
      expect(view.speech.said?.text).toContain(says);
    }
  });

  it('leaves a script that plays again to the same fingerprint', async () => {
    const { type, lab, view } = await room();
    for (const line of ['KILL Bravo', 'SLOW Alfa > Charlie 80', 'SEEK 0.5', 'REVIVE Bravo', 'ROPE Delta | *'])
      expect(await type(line), line).toMatchObject({ ok: true });
    await type('SEEK 0.9');
    expect(view.frame.at).toBe(900_000);
    const again = await opened(await lab.scenario());
    await again.seek(900_000);
    const interest = { epoch: -1, cursor: 0, picture: -1 };
    const [one, other] = [await lab.frame(0, interest), await again.frame(0, interest)];
    expect(other.picture?.fingerprint).toBe(one.picture?.fingerprint);
  });

  it('that cannot be is said, and nothing happens', async () => {
    const { type, lab } = await room();
    expect(await type('KILL Zulu')).toEqual({
      ok: false,
      text: 'There is no node Zulu. Here are Alfa, Bravo, Charlie, Delta, Echo, Foxtrot.',
    });
    expect(await type('REVIVE Alfa')).toEqual({ ok: false, text: 'Alfa is running already.' });
    expect(await type('DROP nothing')).toEqual({ ok: false, text: 'No message “nothing” is on its way.' });
    expect(await type('ADD Alfa')).toEqual({ ok: false, text: 'Alfa is there already.' });
    expect(await lab.script()).toEqual([]);
  });

  it('works in every system, also where its prompt knows no such words', async () => {
    const echo = JSON.stringify({ version: 1, system: 'echo', nodes: 3 });
    const { type, lab } = await room(echo, 100_000);
    expect(await type('KILL Bravo')).toMatchObject({ ok: true, text: 'Bravo stopped.' });
    expect(await type('ADD Golf')).toMatchObject({ ok: true, text: 'Golf joins.' });
    expect(await lab.script()).toMatchObject([
      { do: 'kill', node: 'n2' },
      { do: 'add', node: 'Golf' },
    ]);
  });
});

describe('looking', () => {
  it('SHOW selects a node or a key, and hands the line on to nodes that can answer', async () => {
    const { type, view } = await room();
    expect(await type('SHOW Bravo')).toBeNull();
    expect(view.selection).toEqual({ kind: 'node', id: 'kvn2' });
    expect(await type('SHOW key:3')).toBeNull();
    expect(view.selection).toEqual({ kind: 'key', key: 'key:3' });
    await type('KILL Bravo');
    expect(await type('SHOW Bravo')).toEqual({ ok: true, text: 'Bravo: stopped.' });
  });

  it('where nodes have no answer to it, the page has', async () => {
    const { type } = await room(JSON.stringify({ version: 1, system: 'echo', nodes: 3 }), 100_000);
    expect(await type('SHOW Bravo')).toEqual({ ok: true, text: 'Bravo: running.' });
    expect(await type('SHOW apple')).toEqual({ ok: false, text: 'Nothing here is called apple.' });
  });

  it('HELP opens the list', async () => {
    const { type, stage } = await room();
    expect(await type('help')).toMatchObject({ ok: true });
    expect(stage.hands.isHelpOpen).toBe(true);
  });
});

describe('time', () => {
  it('goes to a moment, one step on and one back', async () => {
    const { type, view } = await room();
    expect(await type('SEEK 0.2')).toEqual({ ok: true, text: 'Now at 0.2 s.' });
    expect(view.frame.at).toBe(200_000);
    await type('BACK');
    expect(view.frame.at).toBeLessThan(200_000);
    await type('STEP');
    expect(view.frame.at).toBeLessThanOrEqual(200_000);
    expect(await type('SEEK soon')).toMatchObject({ ok: false });
  });

  it('plays and pauses, at a pace that is said', async () => {
    const { type, view } = await room();
    expect(await type('SPEED 0.1')).toEqual({ ok: true, text: 'Pace 1/10×.' });
    expect(view.pace).toBe(0.1);
    await type('PLAY');
    expect(view.frame.playing).toBe(true);
    expect(await type('SPEED 1/50')).toMatchObject({ ok: true });
    expect(view.pace).toBe(0.02);
    expect(await type('speed flat out')).toMatchObject({ ok: true });
    expect(view.pace).toBe('flat out');
    await type('PAUSE');
    expect(view.frame.playing).toBe(false);
    for (const wrong of ['SPEED', 'SPEED 0', 'SPEED 5000', 'SPEED fast', 'SPEED 1/0'])
      expect((await type(wrong))?.ok, wrong).toBe(false);
  });

  it('SETUP-CLUSTER begins with so many nodes, and says the range of what it takes', async () => {
    const { type, view } = await room();
    for (const wrong of [
      'setup-cluster',
      'setup-cluster 0',
      'setup-cluster 999',
      'setup-cluster 2.5',
      'setup-cluster 2 3',
    ])
      expect(await type(wrong), wrong).toEqual({
        ok: false,
        text: 'Type SETUP-CLUSTER 5: from 1 to 256 nodes.',
      });
    expect(view.frame.at).toBe(300_000);
    expect(await type('setup-cluster 4')).toEqual({ ok: true, text: 'A cluster of 4 nodes begins.' });
    expect(view.frame.at).toBe(0);
    expect(view.picture?.nodes.filter(({ isClient }) => !isClient).map(({ id }) => id)).toEqual([
      'n1',
      'n2',
      'n3',
      'n4',
    ]);
  });

  it('UNDO is a branch without the act, and says so when there is nothing to undo', async () => {
    const { type, view, lab } = await room();
    expect(await type('UNDO')).toEqual({ ok: false, text: 'There is nothing to undo.' });
    await type('KILL Bravo');
    expect(await type('UNDO')).toMatchObject({ ok: true });
    expect(view.frame.branches).toHaveLength(2);
    expect(await lab.script()).toEqual([]);
  });

  it('NEXT rests where something happens', async () => {
    const { lab, view, stage } = await room();
    const before = view.frame.at;
    const reply = runLine(view, stage, 'NEXT');
    let isOver = false;
    void reply?.then(() => (isOver = true));
    while (!isOver) await lab.frame(250, { epoch: -1, cursor: 0, picture: -1 });
    expect((await lab.frame(0, { epoch: -1, cursor: 0, picture: -1 })).at).toBeGreaterThan(before);
  });
});

it('a line of the system is none of the page’s', async () => {
  const { type } = await room();
  expect(await type('SET apple 1')).toBeNull();
  expect(await type('GET apple @Charlie')).toBeNull();
  expect(await type('CLUSTER NODES')).toBeNull();
});
