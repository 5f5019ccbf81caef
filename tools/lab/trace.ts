/** Plays a file of keys against eviction policies: `npm run lab -- trace FILE --policy lru --capacity 1000`. */
import { createReadStream } from 'node:fs';
import { policyNames, type PolicyName } from '../../src/store/eviction/policies.ts';
import { KeyReader, TraceError } from '../../src/store/trace/keys.ts';
import { Replay, type TraceResult } from '../../src/store/trace/replay.ts';
import { flags, UsageError, wholeNumber } from './arguments.ts';

export async function runTrace(args: readonly string[]): Promise<number> {
  const [file, ...rest] = args;
  if (file === undefined || file.startsWith('--')) throw new UsageError('Name a file of keys, one a line.');
  const given = flags(rest, {
    policy: { type: 'string' },
    capacity: { type: 'string' },
    json: { type: 'boolean' },
  });
  const names = policiesOf(given.policy);
  const capacity = wholeNumber('capacity', given.capacity, null);
  if (capacity === 0) throw new UsageError('--capacity takes a number of entries, at least 1.');
  const results = await playFile(file, names, capacity);
  const answer = given.policy === 'all' ? results : results[0];
  process.stdout.write(given.json === true ? `${JSON.stringify(answer)}\n` : sentences(results));
  return 0;
}

function policiesOf(given: string | boolean | undefined): readonly PolicyName[] {
  if (given === 'all') return policyNames;
  const name = policyNames.find((known) => known === given);
  if (name !== undefined) return [name];
  throw new UsageError(
    `--policy takes one of ${policyNames.join(', ')} or all, not ${String(given ?? 'nothing')}.`,
  );
}

/** One pass over the file. Only what knows the future waits for its end, with the whole trace in memory. */
async function playFile(
  file: string,
  names: readonly PolicyName[],
  capacity: number,
): Promise<readonly TraceResult[]> {
  const replays = names.filter((name) => name !== 'belady').map((name) => new Replay(name, capacity));
  const future: string[] | undefined = names.includes('belady') ? [] : undefined;
  const reader = new KeyReader((key) => {
    future?.push(key);
    for (const replay of replays) replay.refer(key);
  });
  try {
    await readInto(reader, file);
    if (future !== undefined) {
      const replay = new Replay('belady', capacity, future);
      for (const key of future) replay.refer(key);
      replays.push(replay);
    }
  } catch (error) {
    if (error instanceof TraceError)
      throw new UsageError(`${file} cannot be played: ${error.message}.`, false);
    throw error;
  }
  return names
    .flatMap((name) => replays.filter(({ policy }) => policy === name))
    .map((replay) => replay.result(reader.distinct));
}

async function readInto(reader: KeyReader, file: string): Promise<void> {
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: CHUNK })) {
      reader.read(chunk as Uint8Array);
    }
  } catch (error) {
    // What the file system refuses has a code; all else is a mistake of ours, or about what stands in the file.
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw new UsageError(`There is no file ${file} that can be read.`, false);
  }
  reader.finish();
}

const CHUNK = 1 << 18;

function sentences(results: readonly TraceResult[]): string {
  if (results.length === 1) return results.map(lines).join('');
  const rows = results.map(
    ({ policy, hits, ratio }) => `${policy.padEnd(10)}${String(hits).padStart(12)}  ${ratio.toFixed(6)}\n`,
  );
  const { references, distinct } = results[0] as TraceResult;
  return `references ${references}\ndistinct ${distinct}\n${'policy'.padEnd(10)}${'hits'.padStart(12)}  ratio\n${rows.join('')}`;
}

function lines({ references, distinct, hits, ratio }: TraceResult): string {
  return `references ${references}\ndistinct ${distinct}\nhits ${hits}\nratio ${ratio.toFixed(6)}\n`;
}
