/** Runs one scenario, a file or a link, without a browser. Exit 0 when every check holds, 1 when one fails, 2 when it cannot run. */
import { readFile, writeFile } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { runHeadless, type HeadlessReport, type HeadlessRun } from '../../src/lab/headless.ts';
import { formatFault, parseDuration, readScenario, type Scenario } from '../../src/scenario/index.ts';
import { isLink, readLink } from '../../src/share/link.ts';
import { sketches } from '../../src/systems/registry.ts';
import { flags, UsageError, wholeNumber } from './arguments.ts';

const VERDICTS: Readonly<Record<NonNullable<HeadlessRun['made']>, string>> = {
  equal: 'The run came out equal to the one it was recorded from.',
  different: 'The run did not come out equal to the one it was recorded from.',
  older: 'Recorded with an older edition; the same acts, perhaps another ending.',
  newer: 'Recorded with a newer edition; the same acts, perhaps another ending.',
};

/** `source` is the name of a file, or a link. */
export async function runScenario(source: string, args: readonly string[]): Promise<number> {
  const given = flags(args, {
    seed: { type: 'string' },
    until: { type: 'string' },
    json: { type: 'boolean' },
    history: { type: 'string' },
    operations: { type: 'string' },
  });
  const scenario = withFlags(scenarioOf(await textOf(source)), given);
  const level = given.history === undefined ? 'operations' : 'contents';
  const run = await runHeadless(scenario, level, () => performance.now());
  if (typeof given.history === 'string') await writeOut(given.history, run.historyLines());
  if (typeof given.operations === 'string') await writeOut(given.operations, run.operationLines());
  // Beside the answer, which says nothing of other runs.
  if (run.made !== null) process.stderr.write(`${VERDICTS[run.made]}\n`);
  process.stdout.write(given.json === true ? `${JSON.stringify(run.report)}\n` : sentences(run.report));
  return run.report.checks.every(({ ok }) => ok) ? 0 : 1;
}

async function textOf(source: string): Promise<string> {
  if (isLink(source)) {
    const read = readLink(source);
    if (!read.ok) throw new UsageError(read.says, false);
    return read.text;
  }
  try {
    return await readFile(source, 'utf8');
  } catch {
    throw new UsageError(`There is no file ${source} that can be read.`, false);
  }
}

function scenarioOf(text: string): Scenario {
  const read = readScenario(text, sketches);
  if (!read.ok) throw new UsageError(read.faults.map(formatFault).join('\n'), false);
  return read.scenario;
}

function withFlags(scenario: Scenario, given: { seed?: unknown; until?: unknown }): Scenario {
  const seed = wholeNumber('seed', given.seed as string | undefined, scenario.seed);
  let { until } = scenario;
  if (given.until !== undefined) {
    const parsed = parseDuration(given.until as string);
    if (!parsed.ok || parsed.micros < 0) throw new UsageError('--until takes a time such as 60s or 1500ms.');
    until = parsed.micros;
  }
  return { ...scenario, seed, until };
}

async function writeOut(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch {
    throw new UsageError(`${file} cannot be written.`, false);
  }
}

function sentences(report: HeadlessReport): string {
  const { fingerprint, virtualMs, wallMs, events, messages, operations, latency, commands, checks, nodes } =
    report;
  const lines = [
    `${virtualMs / 1_000} s of virtual time in ${wallMs} ms: ${events} events.`,
    `Messages: ${messages.sent} sent, ${messages.delivered} delivered, ${messages.dropped} dropped, ${messages.duplicated} duplicated.`,
    `Operations: ${operations.ok} ok, ${operations.failed} failed, ${operations.unknown} unknown` +
      (latency.p50 === null ? '.' : `; half within ${latency.p50} ms, 99 % within ${latency.p99} ms.`),
    ...commands.map(
      ({ at, client, text, reply }) =>
        `${at / 1_000} s  ${client}> ${text}  →  ${reply ?? '(no answer by the end)'}`,
    ),
    ...nodes.map(
      ({ id, status, keys, digest }) =>
        `${id}  ${status}${keys === null ? '' : `, ${keys} keys, digest ${digest}`}`,
    ),
    ...checks.map(({ name, ok, detail }) => `${ok ? 'holds' : 'FAILS'}  ${name} (${detail})`),
    `Fingerprint ${fingerprint}`,
  ];
  return `${lines.join('\n')}\n`;
}
