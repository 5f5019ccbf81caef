/** `server.yaml`: read or refused by line, and a node that is started from it; a topology file that runs as it did before it was written. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runHeadless } from '../../src/lab/headless.ts';
import { readScenario, writeScenario, type Scenario } from '../../src/scenario/index.ts';
import { readYamlScenario, yamlOf } from '../../src/scenario/yaml/file.ts';
import { withValue } from '../../src/scenario/yaml/edit.ts';
import { NO_CONFIGURATION, type Scalar } from '../../src/store/configuration.ts';
import { settingsByName } from '../../src/store/settings.ts';
import { sketches } from '../../src/systems/registry.ts';
import {
  changedSettings,
  isFixed,
  judgeNode,
  judgeServer,
  lineThatSets,
  ownSettings,
  serverYaml,
  startOf,
  type Values,
} from '../../src/systems/server-file.ts';

const initial = Object.fromEntries(
  ownSettings.map((name) => [name, settingsByName[name].initial as Scalar]),
) as Values;
const usual = serverYaml(initial, NO_CONFIGURATION);

const read = (text: string): Scenario => {
  const outcome = readScenario(text, sketches);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.faults));
  return outcome.scenario;
};

describe('server.yaml', () => {
  test('has every setting, and changes none as it is', () => {
    const { faults, configuration } = judgeServer(usual);
    expect(faults).toEqual([]);
    expect(changedSettings(initial, configuration?.settings ?? {})).toEqual({});
    expect(usual).toContain('maxmemory-policy: noeviction\n');
    expect(usual).not.toContain('requirepass');
  });

  test('what is set otherwise is one line at the prompt; the same in other words is no change', () => {
    const text = usual
      .replace(/maxmemory: 0/, 'maxmemory: 100mb # a limit')
      .replace('hash-max-listpack-value: 64', 'hash-max-listpack-value: 64b')
      .replace(/save: .*/, 'save: "900 1"');
    const changed = changedSettings(initial, judgeServer(text).configuration?.settings ?? {});
    expect(changed).toEqual({ maxmemory: '100mb', save: '900 1' });
    expect(lineThatSets(changed, 'n2')).toBe('CONFIG SET maxmemory 100mb save "900 1" @n2');
    expect(lineThatSets({}, 'n2')).toBeNull();
    expect(isFixed('databases')).toBe(true);
  });

  test.each([
    ['bad indentation', 'settings:\n  hz: 10\n   timeout: 1\n', 3, 'indentation'],
    ['a tab', 'settings:\n\thz: 10\n', 2, 'spaces'],
    ['an unknown key', 'settings:\n  hz: 10\nlimits: 3\n', 3, 'no such key'],
    ['an unknown setting', 'settings:\n  hz: 10\n  maxmem: 1\n', 3, 'no setting of this name'],
    ['a wrong type', 'settings:\n  hz: [1]\n', 2, 'no text, no number'],
    ['no memory', 'settings:\n  maxmemory: lots\n', 2, 'memory value'],
    ['out of bounds', 'settings:\n  maxmemory-samples: 0\n', 2, 'between 1'],
    ['twice', 'settings:\n  hz: 10\n  hz: 20\n', 3, 'already'],
    ['a password in the clear', 'requirepass: secret\n', 1, 'never in the clear'],
    ['an alias', 'settings: &a\n  hz: 10\nusers: *a\n', 3, 'alias'],
    ['no map', '- hz\n', 1, 'names no keys'],
    ['nothing', '', 1, 'empty'],
  ])('%s is refused with its line', (_name, text, line, says) => {
    const { faults, configuration } = judgeServer(text);
    expect(configuration).toBeNull();
    const fault = faults.find((one) => one.says.includes(says));
    expect(fault, JSON.stringify(faults)).toBeDefined();
    expect(fault?.line).toBe(line);
  });

  test('property: form and text stay equal under random edits', () => {
    const typed = fc.oneof(
      fc.integer(),
      fc.boolean(),
      fc.string(),
      fc.constantFrom('100mb', 'no', 'allkeys-lru'),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...ownSettings), typed), { maxLength: 10 }), (edits) => {
        let text = usual;
        const form: Record<string, Scalar> = { ...initial };
        for (const [name, value] of edits) {
          text = withValue(text, ['settings', name], value);
          form[name] = value;
          const { raw, faults } = judgeServer(text);
          expect(raw).toEqual({ settings: form });
          const wrong = ownSettings.filter((one) => {
            const said = form[one] as Scalar;
            const word = typeof said === 'boolean' ? (said ? 'yes' : 'no') : String(said);
            return (
              'wrong' in
              settingsByName[one].parse(new TextDecoder('latin1').decode(new TextEncoder().encode(word)))
            );
          });
          expect(faults.map(({ path }) => path).toSorted()).toEqual(
            wrong.map((one) => (one.includes('-') ? `settings["${one}"]` : `settings.${one}`)).toSorted(),
          );
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('a node from its text', () => {
  const golf =
    'id: n4\nname: Golf\naddress: n4\nweight: 2\nsettings:\n  maxmemory: 100mb\n  maxmemory-policy: allkeys-lru\n';

  test('starts with its id, its name, its weight and its limits, and a second one on its address is refused', async () => {
    const judged = judgeNode(golf, ['n1', 'n2', 'n3']);
    expect(judged.faults).toEqual([]);
    const act = startOf(judged.raw ?? {});
    const line = lineThatSets(judged.configuration?.settings ?? {}, 'n4') as string;
    const scenario = read(
      JSON.stringify({
        version: 1,
        system: 'cache',
        nodes: 3,
        script: [
          { at: '1s', ...act },
          { at: '1s', do: 'command', client: 'c1', text: line },
          { at: '6s', do: 'command', client: 'c1', text: 'CONFIG GET maxmemory* @Golf' },
          { at: '6s', do: 'command', client: 'c1', text: 'CONFIG GET maxmemory @n1' },
          { at: '7s', do: 'command', client: 'c1', text: 'CLUSTER NODES' },
        ],
        until: '9s',
      }),
    );
    const { report } = await runHeadless(scenario, 'operations', () => 0);
    const [set, golfs, others, nodes] = report.commands.map(({ reply }) => reply);
    expect(set).toBe('OK');
    expect(golfs).toContain('104857600');
    expect(golfs).toContain('allkeys-lru');
    expect(others).not.toContain('104857600');
    expect(nodes).toContain('n4');
    expect(report.nodes.find(({ id }) => id === 'n4')).toMatchObject({ status: 'up', role: 'node' });

    const second = judgeNode(golf, ['n1', 'n2', 'n3', 'n4']);
    expect(second.configuration).toBeNull();
    expect(second.faults).toEqual([
      { path: 'address', says: 'there is already a node at the address n4', line: 3, column: 1 },
    ]);
  });

  test.each([
    ['without an id', 'name: Golf\n', 1, 'needs an id'],
    ['under another address', 'id: n4\naddress: localhost:7000\n', 2, 'its address is n4'],
    ['with users of its own', 'id: n4\nusers: []\n', 2, 'same in the whole cluster'],
    ['with a setting that there is not', 'id: n4\nsettings:\n  maxmem: 1\n', 3, 'no setting'],
    ['with a key that there is not', 'id: n4\nport: 1\n', 2, 'no such key'],
  ])('%s it is refused with its line', (_name, text, line, says) => {
    const { faults } = judgeNode(text, []);
    expect(faults.find((one) => one.says.includes(says))?.line, JSON.stringify(faults)).toBe(line);
  });
});

test('a topology file runs that cluster, and what was exported comes out with the same fingerprint', async () => {
  const written = read(
    JSON.stringify({
      version: 1,
      system: 'cache',
      seed: 7,
      nodes: [{ id: 'n1' }, { id: 'n2', weight: 2 }, { id: 'n3', name: 'Third' }],
      options: { proxy: true, maxmemory: 1_000_000, policy: 'allkeys-lru', store: { settings: { hz: 20 } } },
      network: { latency: { min: '1ms', max: '3ms' }, links: [{ from: 'n1', to: 'n2', drop: 0.1 }] },
      workload: [{ clients: 1, rate: 20, keys: 10, spread: 'uniform', reads: 0.5, from: '0s', until: '2s' }],
      script: [
        { at: '1s', do: 'kill', node: 'n2' },
        { at: '2s', do: 'command', client: 'c1', text: 'SET "two words" 1' },
      ],
      until: '3s',
    }),
  );
  const again = readYamlScenario(yamlOf(writeScenario(written, sketches)), sketches);
  if (!again.ok) throw new Error(JSON.stringify(again.faults));
  const [one, two] = await Promise.all(
    [written, again.scenario].map((scenario) => runHeadless(scenario, 'operations', () => 0)),
  );
  expect(two?.report.fingerprint).toBe(one?.report.fingerprint);
  expect(two?.report.nodes.map(({ id, role }) => `${id} ${role}`)).toEqual([
    'n1 node',
    'n2 node',
    'n3 node',
    'proxy proxy',
  ]);
});
