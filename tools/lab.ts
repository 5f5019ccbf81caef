/** `npm run lab -- …`: the headless lab. Only the answer goes to stdout. */
import { checkFiles } from './lab/check.ts';
import { runChord } from './lab/chord.ts';
import { runLessons } from './lab/lesson.ts';
import { runScenario } from './lab/run.ts';
import { runStorms } from './lab/storm.ts';
import { runTrace } from './lab/trace.ts';
import { UsageError } from './lab/arguments.ts';

const USAGE = `npm run lab -- FILE.json|'LINK' [--seed N] [--until 60s] [--json] [--history OUT] [--operations OUT]
npm run lab -- storm --system S --seeds N [--from FIRST] [--jobs J] [--json]
npm run lab -- check FILE… --model register|cas|kv|append|redis [--initial VALUE] [--budget STEPS] [--json]
npm run lab -- lesson FILE.md|all [--json]
npm run lab -- trace FILE --policy lru|fifo|lfu|sieve|s3fifo|wtinylfu|belady|random|all --capacity N [--json]
npm run lab -- chord --nodes N --lookups N [--fail 0.3] [--successors 20] [--churn 0.1] [--stabilize 30s] [--replicas 1] [--keys N] [--seed N]
    [--mutant NAME] [--json]`;

const [verb, ...rest] = process.argv.slice(2);
try {
  if (verb === undefined || verb === '--help')
    throw new UsageError('Name a scenario file or a link, storm, lesson, check, trace or chord.');
  if (verb === 'storm') process.exitCode = await runStorms(rest);
  else if (verb === 'lesson') process.exitCode = await runLessons(rest);
  else if (verb === 'check') process.exitCode = await checkFiles(rest);
  else if (verb === 'chord') process.exitCode = await runChord(rest);
  else if (verb === 'trace') process.exitCode = await runTrace(rest);
  else process.exitCode = await runScenario(verb, rest);
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n${error.showsUsage ? `\n${USAGE}\n` : ''}`);
  process.exitCode = 2;
}
