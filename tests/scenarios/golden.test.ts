/** The fingerprints that links and checkpoints out in the world rely on. A change of one is a new edition of its system. */
import { describe, expect, it } from 'vitest';
import { loadCheckpoint, saveCheckpoint } from '../../src/cluster/checkpoint.ts';
import { RECORDING_LEVELS } from '../../src/cluster/recorder.ts';
import { FINGERPRINT_FORMAT } from '../../src/kernel/fingerprint.ts';
import { systemOf } from '../../src/systems/registry.ts';
import { build, play, summary, type ScenarioFile } from '../support/cluster.ts';
import { isUpdating, readScenarioFile } from '../support/golden.ts';
import { only } from '../support/histories.ts';
import { dawdling, freezing } from '../support/hosts.ts';
import { writeFileSync } from 'node:fs';

interface Golden {
  readonly format: number;
  readonly edition: number;
  readonly fingerprint: string;
}

const FILES = ['one-fingerprint.json', 'one-fingerprint-echo.json', 'one-fingerprint-cache.json', 'one-fingerprint-tables.json', 'one-fingerprint-chord.json'] as const;
const scenarioIn = (name: string): ScenarioFile => JSON.parse(readScenarioFile(name)) as ScenarioFile;
const goldens = JSON.parse(readScenarioFile('golden.json')) as Record<string, Golden>;

describe.each(FILES)('%s', (name) => {
  const file = scenarioIn(name);

  it('has the fingerprint that is kept for this edition', async () => {
    const { cluster } = await play(file);
    const { edition } = systemOf(file.system);
    const now: Golden = { format: FINGERPRINT_FORMAT, edition, fingerprint: cluster.fingerprint };
    if (isUpdating) {
      goldens[name] = now;
      writeFileSync(new URL('golden.json', import.meta.url), `${JSON.stringify(goldens, null, 2)}\n`);
      return;
    }
    const kept = goldens[name];
    const says =
      kept?.edition === edition && kept.format === FINGERPRINT_FORMAT
        ? `The history of ${name} has changed. If it should: raise the edition of ${file.system} (now ${edition}), ` +
          'then write the golden files anew with UPDATE_GOLDEN=1. If it should not: something that decides histories was touched.'
        : `The edition of ${file.system} was raised: write the golden files anew with UPDATE_GOLDEN=1.`;
    expect(now, says).toEqual(kept);
  });

  it('really has in it what it is for', async () => {
    const { history, cluster } = await play(file, { level: 'messages' });
    const seen = new Set<string>(only(history, 'action').map(({ action }) => action.do));
    for (const { reason } of only(history, 'dropped')) seen.add(reason);
    for (const { outcome } of only(history, 'settled')) seen.add(outcome.status);
    for (const verb of [
      'link',
      'partition',
      'heal',
      'kill',
      'restart',
      'freeze',
      'thaw',
      'skew',
      'disk',
      'command',
    ])
      expect(seen).toContain(verb);
    for (const what of ['chance', 'block', 'partition', 'dead', 'isolated', 'ok', 'unknown'])
      expect(seen).toContain(what);
    expect(cluster.counts.duplicated).toBeGreaterThan(10);
    expect(cluster.position).toBe(20_000_000);
  });

  it('comes out the same by windows of one instant, random cuts, late answers and at every level', async () => {
    const straight = summary(await play(file));
    let word = 1;
    const random = (from: number, to: number): number =>
      from + 1 + (((word = Math.imul(word, 48_271) + 11) >>> 0) % (to - from));
    const settings = [
      { cut: (start: number) => start + 1 },
      { cut: random },
      { wrap: freezing },
      { wrap: dawdling(() => random(0, 4)) },
      ...RECORDING_LEVELS.map((level) => ({ level })),
    ];
    for (const setting of settings) expect(summary(await play(file, setting))).toEqual(straight);
  });

  it('comes out the same after seeking to a third, to the end and back', async () => {
    const straight = await play(file);
    const run = build(file);
    const { cluster, scenario } = run;
    await cluster.boot();
    const start = await saveCheckpoint(cluster);
    await cluster.advanceTo(Math.floor(scenario.until / 3));
    const third = await saveCheckpoint(cluster);
    for (const checkpoint of [third, start, third]) {
      await loadCheckpoint(cluster, checkpoint, scenario.script);
      await cluster.advanceTo(scenario.until);
      expect(summary(run)).toEqual(summary(straight));
    }
  });

  it('comes out otherwise with another seed', async () => {
    const [one, other] = [await play(file), await play({ ...file, seed: 1 })];
    expect(other.cluster.fingerprint).not.toBe(one.cluster.fingerprint);
  });
});
