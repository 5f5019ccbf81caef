/** The panel that sets a cluster up, over one that really runs: form and text stay equal, nothing changes before it is taken over, and then it is so. */
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { LocalHost } from '../../src/cluster/local-host.ts';
import { Lab } from '../../src/lab/lab.ts';
import { Replay } from '../../src/lab/replay.ts';
import type { Json } from '../../src/scenario/types.ts';
import { readYaml } from '../../src/scenario/yaml/read.ts';
import { sketches } from '../../src/systems/registry.ts';
import { programOf } from '../../src/systems/programs.ts';
import { ConfigurationView } from '../../src/views/configuration/configuration.svelte.ts';
import { textOf, valueAt, valueOf } from '../../src/views/configuration/fields.ts';
import { takeOver } from '../../src/views/configuration/take-over.ts';
import { LabView } from '../../src/views/lab-view.svelte.ts';
import { StageView } from '../../src/views/stage.svelte.ts';
import { words } from '../../src/views/words/panels.ts';

// What stands still for whoever wants it calm asks the page how it is drawn; here is none.
vi.hoisted(() => {
  vi.stubGlobal('document', { documentElement: { dataset: {} } });
});

interface Room {
  readonly lab: Lab;
  readonly view: LabView;
  readonly configuration: ConfigurationView;
  pull(): Promise<void>;
}

async function room(raw: object = {}, at = 2_000_000): Promise<Room> {
  const lab = new Lab({
    makeHost: () => new LocalHost(programOf),
    makeReplayer: () => new Replay(),
    wall: () => performance.now(),
  });
  const text = JSON.stringify({ version: 1, system: 'cache', seed: 3, nodes: 3, ...raw });
  expect(await lab.open({ text })).toEqual({ ok: true });
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
  const configuration = new ConfigurationView(view, stage);
  await configuration.read();
  return { lab, view, configuration, pull };
}

const optionsOf = async (lab: Lab): Promise<Record<string, Json>> =>
  (JSON.parse(await lab.scenario()) as { options: Record<string, Json> }).options;

describe('form and text', () => {
  it('are equal under whatever is typed into either, and nothing is changed by typing', async () => {
    const { lab, configuration } = await room();
    const before = await lab.scenario();
    for (const sheet of ['cluster', 'server', 'node'] as const) {
      configuration.sheet = sheet;
      configuration.reset();
      const fields = configuration.groups.flatMap((group) => group.fields);
      expect(fields.length).toBeGreaterThan(3);
      const typed = fc.oneof(
        fc.string({ maxLength: 8 }),
        fc.constantFrom('7', '1.', '007', '-0', '1e3', 'yes', '100mb', '1.5s'),
      );
      fc.assert(
        fc.property(fc.array(fc.tuple(fc.constantFrom(...fields), typed), { maxLength: 6 }), (edits) => {
          for (const [{ keys, control }, text] of edits) {
            configuration.set(keys, valueOf(text, control));
            const read = readYaml(configuration.text);
            // The text is YAML still, it says what was typed, and the form shows what the text says.
            if (!read.ok) throw new Error(read.says);
            expect(textOf(valueAt(read.raw as Json, keys))).toBe(text);
            expect(configuration.judged.raw).toEqual(read.raw);
          }
          configuration.reset();
          expect(configuration.isChanged).toBe(false);
          expect(configuration.judged.faults).toEqual([]);
        }),
        { numRuns: 10 },
      );
    }
    expect(await lab.scenario()).toBe(before);
  });

  it('what is wrong can be taken over by nobody, and is said by line', async () => {
    const { configuration } = await room();
    configuration.type(configuration.text.replace('replicas: 3', 'replicas: 4'));
    expect(configuration.plan.kind).toBe('wrong');
    expect(configuration.judged.faults).toMatchObject([{ path: 'options.replicas', line: 12 }]);
    configuration.type('options:\n\treplicas: 1');
    expect(configuration.judged).toMatchObject({ raw: null, faults: [{ line: 2, column: 1 }] });
    expect(configuration.plan.kind).toBe('wrong');
  });

  it('every option of every system and every setting has its words', async () => {
    const { options, settings } = words.configuration;
    for (const { options: known } of sketches.values())
      for (const [name, { kind }] of Object.entries(known))
        if (kind !== 'judged') expect(Object.keys(options), name).toContain(name);
    const { configuration } = await room();
    configuration.sheet = 'server';
    for (const { fields } of configuration.groups)
      for (const { name, help } of fields) expect(help, name).toBe(settings[name]);
  });
});

describe('taking it over', () => {
  it('begins the cluster anew with the same seed and what was done, and gives back what was open', async () => {
    const { lab, view, configuration, pull } = await room();
    expect(await lab.act({ do: 'kill', node: 'n2' })).toEqual({ ok: true });
    await pull();
    await configuration.read();
    expect(configuration.plan.kind).toBe('nothing');
    configuration.set(['options', 'replicas'], 2);
    const { plan } = configuration;
    expect(plan.kind).toBe('anew');
    await takeOver(configuration, plan);
    await pull();
    expect(view.frame.at).toBe(0);
    const after = JSON.parse(await lab.scenario()) as Record<string, unknown>;
    expect(after).toMatchObject({ seed: 3, script: [{ at: '2s', do: 'kill', node: 'n2' }] });
    expect((await optionsOf(lab))['replicas']).toBe(2);
    expect(configuration.isChanged).toBe(false);
    view.speech.said?.offer?.take();
    await expect.poll(async () => (await optionsOf(lab))['replicas']).toBe(3);
    await expect
      .poll(async () => {
        await pull();
        return view.frame.at;
      })
      // Behind what was done at that instant.
      .toBe(2_000_001);
  });

  it('without what was done, where that is wished or no longer fits', async () => {
    const { lab, configuration, pull } = await room({ script: [{ at: '1s', do: 'kill', node: 'n3' }] });
    const two = configuration.text.replace(/ {2}- {id: n3.*\n/, '').replace('replicas: 3', 'replicas: 2');
    configuration.type(two);
    expect(configuration.judged.faults).toMatchObject([{ path: 'script[0].node', line: null }]);
    configuration.isAgain = false;
    expect(configuration.judged.faults).toEqual([]);
    await takeOver(configuration, configuration.plan);
    await pull();
    expect(await lab.script()).toEqual([]);
  });

  it('sets at run time what can be set: by CONFIG SET at every node that runs, and shows who differs', async () => {
    const { lab, configuration, view, pull } = await room();
    configuration.sheet = 'server';
    configuration.set(['settings', 'maxmemory'], '100mb');
    expect(configuration.plan).toEqual({ kind: 'settings', settings: { maxmemory: '100mb' } });
    await takeOver(configuration, configuration.plan);
    expect((await lab.script()).map((action) => (action.do === 'command' ? action.text : action.do))).toEqual(
      ['n1', 'n2', 'n3'].map((id) => `CONFIG SET maxmemory 100mb @${id}`),
    );
    await lab.pass(1_000_000);
    await pull();
    await configuration.read();
    expect(configuration.holds?.['maxmemory']).toBe(104_857_600);
    expect(configuration.plan.kind).toBe('nothing');
    expect(view.frame.at).toBeGreaterThan(2_000_000);

    configuration.node = 'n2';
    await configuration.read();
    configuration.set(['settings', 'maxmemory-policy'], 'allkeys-lru');
    await takeOver(configuration, configuration.plan);
    await lab.pass(1_000_000);
    await pull();
    configuration.node = '';
    await configuration.read();
    expect(configuration.differing).toEqual(['n2']);

    // What holds from the beginning of a node on begins the cluster anew.
    configuration.set(['settings', 'databases'], 4);
    const { plan } = configuration;
    expect(plan).toMatchObject({
      kind: 'anew',
      scenario: { options: { store: { settings: { databases: 4 } } } },
    });
  });

  it('starts one node from its text, and refuses a second one at its address', async () => {
    const { lab, configuration, pull } = await room();
    configuration.sheet = 'node';
    configuration.type('id: n9\nname: Golf\naddress: n9\nweight: 2\nsettings:\n  maxmemory: 1mb\n');
    await takeOver(configuration, configuration.plan);
    expect(await lab.script()).toMatchObject([
      { do: 'add', node: 'n9', name: 'Golf', weight: 2 },
      { do: 'command', text: 'CONFIG SET maxmemory 1mb @n9' },
    ]);
    await lab.pass(2_000_000);
    await pull();
    await configuration.read();
    configuration.node = 'n9';
    configuration.sheet = 'server';
    await configuration.read();
    expect(configuration.holds?.['maxmemory']).toBe(1_048_576);
    configuration.sheet = 'node';
    configuration.type('id: n9\naddress: n9\n');
    expect(configuration.judged.faults).toMatchObject([{ path: 'address', line: 2 }]);
    expect(configuration.plan.kind).toBe('wrong');
  });

  it('runs a topology file, which comes out as what was exported', async () => {
    const { lab, view, configuration, pull } = await room({
      workload: [{ clients: 1, rate: 20, keys: 10, spread: 'uniform', reads: 0.5, from: '0s', until: '3s' }],
    });
    configuration.sheet = 'file';
    const exported = configuration.text;
    const { picture } = view;
    configuration.type('version: 1\nsystem: echo\nnodes: 2\n');
    await takeOver(configuration, configuration.plan);
    await lab.pause();
    await pull();
    expect(view.frame.system).toBe('echo');
    expect(configuration.sheets).not.toContain('server');
    configuration.type(exported);
    await takeOver(configuration, configuration.plan);
    await lab.pause();
    await lab.seek(2_000_000);
    await pull();
    expect(view.picture?.fingerprint).toBe(picture?.fingerprint);
    configuration.type('version: 1\nsystem: cache\nnodes: none\n');
    expect(configuration.judged.faults).toMatchObject([{ path: 'nodes', line: 3 }]);
    expect(configuration.plan.kind).toBe('wrong');
  });
});
