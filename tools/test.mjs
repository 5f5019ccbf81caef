/**
 * `npm test`: everything, from a fresh clone, ending with one line that says how many tests passed and failed.
 *
 *   node tools/test.mjs [STAGE…]     only these stages: check, play, build, browser
 *
 * A later stage runs even when an earlier one failed, so that the count is honest. What did not run did not pass: a runner that crashes,
 * a stage without a single test and a skipped test all count as failures.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runChecks } from './check.mjs';
import { ensureChromium } from './chromium.mjs';
import { ensureInstalled } from './install.mjs';
import { root, run, tool } from './process.mjs';
import { ensureServers } from './servers.mjs';

/** @typedef {{ passed: number, failed: number }} Counts */

/** Line coverage of src outside views must be more than this, in percent. */
const coverageFloor = 80;

/** Where the runners leave their reports. */
const reports = join(root, '.cache', 'reports');

/** @type {Record<string, () => Promise<Counts>>} */
const stages = { check: runChecks, play, build, browser };

await ensureInstalled();
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !(name in stages));
if (unknown !== undefined) {
  console.error(`There is no stage "${unknown}"; there are ${Object.keys(stages).join(', ')}.`);
  process.exit(2);
}

const total = { passed: 0, failed: 0 };
for (const [name, stage] of Object.entries(stages)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`\n== ${name}`);
  const began = Date.now();
  const { passed, failed } = await stage();
  total.passed += passed;
  total.failed += failed;
  console.log(
    `== ${name}: ${passed} passed and ${failed} failed in ${((Date.now() - began) / 1000).toFixed(0)} s`,
  );
}
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);

/** Unit, property and simulation tests in one run, because coverage counts what all of them reach. @returns {Promise<Counts>} */
async function play() {
  const missing = await ensureServers();
  if (missing.length > 0) console.error(`Not here, so not compared with: ${missing.join(', ')}.`);
  const file = join(reports, 'vitest.json');
  const coverage = join(root, 'coverage', 'coverage-summary.json');
  rmSync(coverage, { force: true });
  const { code } = await run([
    ...tool('vitest'),
    'run',
    '--coverage',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]);
  /** @type {{ testResults: { name: string, status: string, message: string, assertionResults: { status: string, fullName: string }[] }[] } | undefined} */
  const report = read(file);
  const counts = { passed: 0, failed: 0 };
  for (const [kind, belongs] of /** @type {[string, (name: string) => boolean][]} */ ([
    ['unit and property', (name) => !name.endsWith('.sim.ts')],
    ['simulation', (name) => name.endsWith('.sim.ts')],
  ])) {
    const files = (report?.testResults ?? []).filter(({ name }) => belongs(name));
    const tests = files.flatMap(({ assertionResults }) => assertionResults);
    const passed = tests.filter(({ status }) => status === 'passed').length;
    const broken = files.filter(
      ({ status, assertionResults }) =>
        status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
    );
    for (const { fullName, status } of tests)
      if (status !== 'passed' && status !== 'failed') blame(`skipped: ${fullName}`);
    for (const { name } of broken) blame(`could not be loaded: ${name}`);
    if (tests.length === 0) blame(`no ${kind} test ran`);
    counts.passed += passed;
    counts.failed += tests.length - passed + broken.length + (tests.length === 0 ? 1 : 0);
  }
  if (code !== 0 && counts.failed === 0) {
    blame(`the runner ended with code ${code} though no test failed (an unhandled error?)`);
    counts.failed += 1;
  }
  return add(counts, covered(coverage));
}

/** @param {string} file @returns {Counts} */
function covered(file) {
  /** @type {{ total: { lines: { pct: number } } } | undefined} */
  const summary = read(file);
  const percent = Number(summary?.total.lines.pct);
  const enough = percent > coverageFloor;
  if (!enough)
    blame(
      `line coverage must be more than ${coverageFloor} %, it is ${Number.isNaN(percent) ? 'unknown' : percent}`,
    );
  return enough ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** Both builds and what they weigh. @returns {Promise<Counts>} */
async function build() {
  const counts = { passed: 0, failed: 0 };
  for (const [name, command] of /** @type {[string, string[]][]} */ ([
    ['the site', [...tool('vite'), 'build', '--logLevel', 'warn']],
    ['the one file', [...tool('vite'), 'build', '--mode', 'file', '--logLevel', 'warn']],
    ['the byte budget', [process.execPath, 'tools/budget.mjs']],
  ])) {
    const { code, seconds } = await run(command);
    console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds.toFixed(1)} s)`);
    if (code === 0) counts.passed += 1;
    else counts.failed += 1;
  }
  return counts;
}

/** The built site in a real browser. @returns {Promise<Counts>} */
async function browser() {
  const chromium = await ensureChromium();
  if (chromium === undefined) {
    const ordered = process.env['RINGSIDE_CHROMIUM'];
    blame(
      ordered
        ? `RINGSIDE_CHROMIUM names ${ordered}, and that is no browser that runs here`
        : 'there is no Chromium here and none could be installed; set RINGSIDE_CHROMIUM to the path of one',
    );
    return { passed: 0, failed: 1 };
  }
  const file = join(reports, 'playwright.json');
  const { code } = await run([...tool('@playwright/test', 'playwright'), 'test', '--reporter=list,json'], {
    env: { RINGSIDE_CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: file },
  });
  /** @type {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number }, errors: unknown[] } | undefined} */
  const report = read(file);
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = report?.stats ?? {};
  if (flaky > 0) blame(`${flaky} passed only at a second try`);
  if (skipped > 0) blame(`${skipped} did not run`);
  const counts = { passed: expected, failed: unexpected + flaky + skipped };
  if (counts.failed === 0 && (code !== 0 || expected === 0)) {
    blame(
      expected === 0 ? 'no browser test ran' : `the runner ended with code ${code} though no test failed`,
    );
    counts.failed += 1;
  }
  return counts;
}

/** A report, or nothing when its runner did not live to write it. @param {string} file */
function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** @param {Counts} left @param {Counts} right @returns {Counts} */
function add(left, right) {
  return { passed: left.passed + right.passed, failed: left.failed + right.failed };
}

/** @param {string} sentence */
function blame(sentence) {
  console.log(`FAILED ${sentence}`);
}
