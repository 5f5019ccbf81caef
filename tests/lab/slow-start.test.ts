/** A node whose Worker does not come up: who waits sees which one it is, and may go on without it. */
import { expect, test, vi } from 'vitest';
import type { Host, Port } from '../../src/cluster/host.ts';
import { LocalHost } from '../../src/cluster/local-host.ts';
import type { NodeId } from '../../src/kernel/contract.ts';
import { Lab } from '../../src/lab/lab.ts';
import { Replay } from '../../src/lab/replay.ts';
import type { Frame } from '../../src/lab/types.ts';
import { programOf } from '../../src/systems/programs.ts';

const text = JSON.stringify({ version: 1, system: 'counter', nodes: 4, workload: [{ rate: 40 }] });

/** As a Worker that never says that it is ready: its start ends when it is ended. */
function hostWithout(slow: NodeId): Host {
  const local = new LocalHost(programOf);
  let refuse: (why: Error) => void = () => undefined;
  return {
    simulated: true,
    start: (node) =>
      node === slow ? new Promise<Port>((_, reject) => (refuse = reject)) : local.start(node),
    end: () => refuse(new Error('it was ended')),
    open: (body) => local.open(body),
    dispose: () => undefined,
  };
}

function labOn(host: Host): Lab {
  let wall = 0;
  return new Lab({ makeHost: () => host, makeReplayer: () => new Replay(), wall: () => (wall += 0.01) });
}

const frameOf = (lab: Lab): Promise<Frame> => lab.frame(0, { epoch: -1, cursor: 0, picture: -1 });

test('the slow one is named, then left behind; what follows is a history like any other', async () => {
  const lab = labOn(hostWithout('n3'));
  const opening = lab.open({ text });
  await vi.waitFor(async () => {
    const nodes = await lab.starting();
    expect(nodes.map(({ id, isHere }) => `${id} ${isHere}`)).toEqual([
      ...['n1 true', 'n2 true', 'n3 false', 'n4 true'],
    ]);
  });
  await lab.goOn();
  expect(await opening).toEqual({ ok: true });
  expect(await lab.starting()).toEqual([]);
  await lab.seek(2_000_000);
  const { picture, events } = await frameOf(lab);
  expect(picture?.nodes.filter(({ status }) => status === 'down').map(({ id }) => id)).toEqual(['n3']);
  expect(
    events.filter(({ node, what }) => node === 'n3' && what !== 'dropped').map(({ what }) => what),
  ).toEqual([...['started', 'stopped']]);
  const again = labOn(new LocalHost(programOf));
  expect(await again.open({ text: await lab.scenario() })).toEqual({ ok: true });
  await again.seek(2_000_000);
  expect((await frameOf(again)).picture?.fingerprint).toBe(picture?.fingerprint);
});

test('it can be started later', async () => {
  const slow = hostWithout('n3');
  const local = new LocalHost(programOf);
  let isSlow = true;
  const lab = labOn({ ...slow, start: (node) => (isSlow ? slow : local).start(node) });
  const opening = lab.open({ text });
  await vi.waitFor(async () => expect(await lab.starting()).toHaveLength(4));
  await lab.goOn();
  await opening;
  isSlow = false;
  expect(await lab.act({ do: 'restart', node: 'n3' })).toEqual({ ok: true });
  await lab.seek(500_000);
  const { picture } = await frameOf(lab);
  expect(picture?.nodes.find(({ id }) => id === 'n3')).toMatchObject({ status: 'up', incarnation: 2 });
});
