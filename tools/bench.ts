/** `npm run bench -- [NAME…] [--json]`: figures, never verdicts. One object per benchmark; progress goes to stderr. */
import { busFigures } from './bench/bus.ts';
import { cacheFigures } from './bench/cache.ts';
import { lessonsFigures } from './bench/lessons.ts';
import { storeFigures } from './bench/store.ts';

const benchmarks = new Map<string, () => Promise<object>>([
  ['bus', busFigures],
  ['cache', cacheFigures],
  ['lessons', lessonsFigures],
  ['store', storeFigures],
]);

const args = process.argv.slice(2);
const asJson = args.includes('--json');
const names = args.filter((argument) => argument !== '--json');
const unknown = names.filter((name) => !benchmarks.has(name));
if (unknown.length > 0) {
  process.stderr.write(
    `There is no benchmark ${unknown.join(', ')}. There are ${[...benchmarks.keys()].join(', ')}.\n`,
  );
  process.exitCode = 2;
} else {
  for (const [name, figures] of benchmarks) {
    if (names.length > 0 && !names.includes(name)) continue;
    const result = { benchmark: name, ...(await figures()) };
    process.stdout.write(`${JSON.stringify(result, null, asJson ? undefined : 2)}\n`);
  }
}
