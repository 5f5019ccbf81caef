/**
 * What it costs to pass a session on, to keep it, to call its cluster over HTTP, and to be sent a bomb. Figures of one run belong together: a busy
 * machine makes all of them larger.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { newApi } from '../../src/api/new-api.ts';
import { LocalHost } from '../../src/cluster/local-host.ts';
import { Lab } from '../../src/lab/lab.ts';
import { Replay } from '../../src/lab/replay.ts';
import { readScenario, writeScenario } from '../../src/scenario/index.ts';
import { packLink, readLink } from '../../src/share/link.ts';
import { programOf } from '../../src/systems/programs.ts';
import { sketches } from '../../src/systems/registry.ts';
import { BOMB_BYTES, FITTING_BOMB_BYTES, forged } from '../../tests/share/hostile.ts';
import { keepingFigures } from './keeping.ts';

const LENGTHS = [10, 100, 400];
const ROUNDS = 60;
const CALLS = 400;
const HOME = 'http://ringside.test/x/';

export async function shareFigures(): Promise<object> {
  process.stderr.write('share: links\n');
  const links = LENGTHS.map(linkFigures);
  process.stderr.write('share: bombs\n');
  const bombs = { of50MB: bombFigures(BOMB_BYTES), thatFits: bombFigures(FITTING_BOMB_BYTES) };
  process.stderr.write('share: calls\n');
  const rest = await restFigures();
  process.stderr.write('share: keeping\n');
  const keeping = await keepingFigures();
  return { links, bombs, rest, keeping, builds: { site: weigh('dist'), file: weigh('dist-file') } };
}

/** Typical acts, such as a person does one after the other. */
function session(actions: number): string {
  const acts = ['kill', 'restart', 'freeze', 'thaw', 'isolate'];
  const script = Array.from({ length: actions }, (_, index) => {
    const at = `${100 + index * 137 + ((index * 7_919) % 97)}ms`;
    if (index % 3 === 0) {
      const text = index % 2 === 0 ? `SET key${index % 20} ${index}` : `GET key${index % 20}`;
      return { at, do: 'command', client: 'c1', text };
    }
    if (index % 11 === 1) return { at, do: 'heal' };
    return { at, do: acts[index % acts.length], node: `n${1 + ((index * 5) % 6)}` };
  });
  const read = readScenario({ version: 1, system: 'cache', nodes: 6, seed: 42, script }, sketches);
  if (!read.ok) throw new Error(JSON.stringify(read.faults[0]));
  return writeScenario(read.scenario, sketches);
}

function linkFigures(actions: number): object {
  const text = session(actions);
  const packed = packLink(text);
  if (!packed.ok) return { actions, characters: packed.length, says: packed.says };
  const { link } = packed;
  const bare = packLink(session(0));
  const start = bare.ok ? bare.link.length : 0;
  return {
    ...{ actions, characters: link.length },
    charactersPerAction: rounded((link.length - start) / actions),
    encodeMs: usual(() => packLink(text)),
    decodeMs: usual(() => readLink(link)),
  };
}

function bombFigures(bytes: number): object {
  const bomb = forged(new Uint8Array(bytes).fill(32), 9);
  const refused = readLink(bomb);
  return {
    ...{ bytes, characters: bomb.length, refused: refused.ok ? null : refused.why },
    refusedMs: usual(() => readLink(bomb)),
  };
}

/** Through the router, to a cluster that is at rest and plays until each reply. */
async function restFigures(): Promise<object> {
  const lab = new Lab({
    makeHost: () => new LocalHost(programOf),
    makeReplayer: () => new Replay(),
    wall: () => performance.now(),
  });
  const opened = await lab.open({ text: JSON.stringify({ version: 1, system: 'cache', nodes: 6 }) });
  if (!opened.ok) throw new Error(opened.says.join('\n'));
  const api = newApi(lab, { base: new URL(HOME).pathname });
  const call = async (path: string, init?: RequestInit): Promise<number> => {
    const began = performance.now();
    const response = await api.fetch(new Request(HOME + path, init));
    await response.text();
    if (!response.ok) throw new Error(`${path} was answered by ${response.status}`);
    return performance.now() - began;
  };
  const write = (index: number): Promise<number> =>
    call(`api/cache/key${index % 50}`, {
      method: 'POST',
      body: JSON.stringify({ value: `value ${index}` }),
    });
  // The first ones come while the engine still learns.
  for (let index = 0; index < 50; index += 1) await write(index);
  const [writes, reads, looks]: [number[], number[], number[]] = [[], [], []];
  for (let index = 0; index < CALLS; index += 1) {
    writes.push(await write(index));
    reads.push(await call(`api/cache/key${index % 50}`));
    looks.push(await call('api/cluster/nodes'));
  }
  const told = (times: readonly number[]): object => ({
    p50Ms: share(times, 0.5),
    p99Ms: share(times, 0.99),
  });
  return { calls: CALLS, write: told(writes), read: told(reads), nodes: told(looks) };
}

/** Of the last `npm run build`; null where there was none. */
function weigh(folder: string): object | null {
  const root = fileURLToPath(new URL(`../../${folder}`, import.meta.url));
  if (!existsSync(root)) return null;
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const contents = files.map((entry) => readFileSync(join(entry.parentPath, entry.name)));
  return {
    files: files.length,
    bytes: contents.reduce((sum, { length }) => sum + length, 0),
    gzipBytes: contents.reduce((sum, content) => sum + gzipSync(content, { level: 9 }).length, 0),
  };
}

/** In ms: the median, since now and then a round bears the cost of what the others left to be cleared away. */
function usual(work: () => unknown): number {
  // The engine learns what is done often.
  for (let round = 0; round < ROUNDS; round += 1) work();
  const times = Array.from({ length: ROUNDS }, () => {
    const began = performance.now();
    work();
    return performance.now() - began;
  });
  return share(times, 0.5);
}

function share(times: readonly number[], part: number): number {
  const sorted = [...times].sort((left, right) => left - right);
  return rounded(sorted[Math.floor(part * (sorted.length - 1))] ?? 0);
}

const rounded = (value: number): number => Math.round(value * 1_000) / 1_000;
