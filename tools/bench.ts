/**
 * `npm run bench -- [NAME…] [--minutes N] [--json]`: figures, never verdicts. One object per benchmark; progress goes to stderr. `--minutes` says
 * for how long the stage runs flat out while its memory is watched.
 */
import { parseArgs } from 'node:util';
import { busFigures } from './bench/bus.ts';
import { cacheFigures } from './bench/cache.ts';
import { chordFigures } from './bench/chord.ts';
import { lessonsFigures } from './bench/lessons.ts';
import { metricsFigures } from './bench/metrics.ts';
import { shareFigures } from './bench/share.ts';
import { stageFigures } from './bench/stage.ts';
import { storeFigures } from './bench/store.ts';
import { tablesFigures } from './bench/tables.ts';

const { values: flags, positionals: names } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean' }, minutes: { type: 'string' } },
});
const minutes = flags.minutes === undefined ? undefined : Number(flags.minutes);

const benchmarks = new Map<string, () => Promise<object>>([
  ['bus', busFigures],
  ['cache', cacheFigures],
  ['chord', chordFigures],
  ['lessons', lessonsFigures],
  ['metrics', metricsFigures],
  ['share', shareFigures],
  ['stage', () => stageFigures(minutes)],
  ['store', storeFigures],
  ['tables', tablesFigures],
]);

const unknown = names.filter((name) => !benchmarks.has(name));
if (unknown.length > 0) {
  process.stderr.write(
    `There is no benchmark ${unknown.join(', ')}. There are ${[...benchmarks.keys()].join(', ')}.\n`,
  );
  process.exitCode = 2;
} else if (minutes !== undefined && !(minutes > 0)) {
  process.stderr.write('--minutes takes a number above 0.\n');
  process.exitCode = 2;
} else {
  for (const [name, figures] of benchmarks) {
    if (names.length > 0 && !names.includes(name)) continue;
    const result = { benchmark: name, ...(await figures()) };
    process.stdout.write(`${JSON.stringify(result, null, flags.json ? undefined : 2)}\n`);
  }
}
