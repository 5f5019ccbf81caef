/** What a failing storm prints, shown on a counter that answers too early. */
import { expect, test } from 'vitest';
import { readScenario } from '../../src/scenario/index.ts';
import { runStorm } from '../../src/search/storm.ts';
import { readLink } from '../../src/share/link.ts';
import { counter } from '../../src/systems/counter/index.ts';
import { sketches } from '../../src/systems/registry.ts';
import { failureText } from '../../tools/lab/storm.ts';
import { counterMutants } from '../support/mutants.ts';

test('a failing seed prints its invariant, its scenario and a link to it', async () => {
  const mutant = counterMutants(counter)[0]?.system ?? counter;
  let result = await runStorm(mutant, 1);
  for (let seed = 2; result.checks.every(({ ok }) => ok); seed += 1) result = await runStorm(mutant, seed);
  const text = await failureText(mutant, result, false);
  expect(text).toContain(`seed ${result.seed} breaks: `);
  expect(text).toContain(`--system counter --from ${result.seed} --seeds 1`);
  const answer = JSON.parse(await failureText(mutant, result, true)) as { link: string };
  expect(text.trim().split('\n').at(-1)).toBe(answer.link);
  const read = readLink(answer.link);
  expect(read.ok && readScenario(read.text, sketches)).toEqual({ ok: true, scenario: result.scenario });
});
