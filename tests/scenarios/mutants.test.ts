/**
 * What each rule of Raft is for: a scenario in which something breaks without it, and nothing with it. They come from storms, with all taken out of
 * them that was not needed. `docs/raft-rules.md` has their links.
 */
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Check } from '../../src/history/verdicts.ts';
import { weather } from '../../src/search/storm.ts';
import { writeLink } from '../../src/share/link.ts';
import { tables } from '../../src/systems/tables/index.ts';
import { MUTANTS, type Mutant } from '../../src/systems/tables/raft/mutants.ts';
import { scenarioOf, type ScenarioFile } from '../support/cluster.ts';
import { expectGolden, readScenarioFile } from '../support/golden.ts';

type Shown = ScenarioFile & { readonly options: Readonly<Record<string, unknown>> };

const fileOf = (rule: Mutant): Shown => JSON.parse(readScenarioFile(`mutants/${rule}.json`)) as Shown;
const under = ({ options, ...file }: Shown, mutants: readonly Mutant[]) =>
  scenarioOf({ ...file, options: { ...options, mutants } }, tables);

async function brokenIn(rule: Mutant, mutants: readonly Mutant[]): Promise<readonly Check[]> {
  const { checks } = await weather(tables, under(fileOf(rule), mutants));
  return checks.filter(({ ok }) => !ok);
}

it('there is a scenario for each rule that can be switched off', () => {
  const files = readdirSync(new URL('mutants', import.meta.url)).sort();
  expect(files).toEqual(MUTANTS.map((rule) => `${rule}.json`).sort());
  for (const rule of MUTANTS) expect(fileOf(rule).options['mutants']).toEqual([rule]);
});

describe('something breaks without the rule, and nothing with it', () => {
  it.each(MUTANTS)('%s', async (rule) => {
    expect(await brokenIn(rule, [rule])).not.toEqual([]);
    expect(await brokenIn(rule, [])).toEqual([]);
  });
});

it('the links are written down, and what is seen there', async () => {
  const rows: string[] = [];
  for (const rule of MUTANTS) {
    const scenario = under(fileOf(rule), [rule]);
    const written = writeLink(scenario, new Map([[tables.id, tables.sketch]]));
    if (!written.ok) throw new Error(written.says);
    const seen = (await brokenIn(rule, [rule])).map(({ name, detail }) => `- _${name}_: ${detail}`);
    rows.push(`## ${rule}\n\n${scenario.about?.title ?? ''}\n\n${seen.join('\n')}\n\n\`${written.link}\`\n`);
  }
  expectGolden(
    '../../docs/raft-rules.md',
    `${INTRODUCTION}\n${rows.join('\n')}`,
    'Read the difference; when it is what you meant, write it with UPDATE_GOLDEN=1.',
  );
});

const INTRODUCTION = `# What each rule of Raft is for

Rules of the table store that can be switched off, each with a scenario in which something breaks without it, and what is seen there to be broken. With the rule in
force the same scenario breaks nothing. Put a link behind the address of the page, or after \`npm run lab --\`. The scenarios stand in
\`tests/scenarios/mutants\`, the rules in \`src/systems/tables/raft/mutants.ts\`. This page is written by \`tests/scenarios/mutants.test.ts\`.
`;
