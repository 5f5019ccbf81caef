import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { policyNames } from '../../../src/store/eviction/policies.ts';
import { UsageError } from '../../../tools/lab/arguments.ts';
import { runTrace } from '../../../tools/lab/trace.ts';

let folder: string;
let file: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ringside-trace-'));
  file = join(folder, 'pages.txt');
  writeFileSync(file, `*\n\n${[...'70120304230321201701'].join('\n')}\n*\n`);
});

afterAll(() => rmSync(folder, { recursive: true }));

async function says(...args: readonly string[]): Promise<string> {
  let out = '';
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += String(text);
    return true;
  });
  try {
    expect(await runTrace(args)).toBe(0);
  } finally {
    spy.mockRestore();
  }
  return out;
}

describe('npm run lab -- trace', () => {
  test('prints the four figures', async () => {
    expect(await says(file, '--policy', 'lru', '--capacity', '3')).toBe(
      'references 20\ndistinct 6\nhits 8\nratio 0.400000\n',
    );
  });

  test('--json: one object', async () => {
    expect(JSON.parse(await says(file, '--policy', 'belady', '--capacity', '3', '--json'))).toEqual({
      policy: 'belady',
      capacity: 3,
      references: 20,
      distinct: 6,
      hits: 11,
      ratio: 0.55,
    });
  });

  test('all: every policy, with --json as an array', async () => {
    const results = JSON.parse(await says(file, '--policy', 'all', '--capacity', '3', '--json')) as {
      policy: string;
      hits: number;
    }[];
    expect(results.map(({ policy }) => policy)).toEqual(policyNames);
    const hits = Object.fromEntries(results.map((result) => [result.policy, result.hits]));
    expect(hits).toMatchObject({ lru: 8, fifo: 5, belady: 11 });
    const lines = (await says(file, '--policy', 'all', '--capacity', '3')).split('\n');
    expect(lines.slice(0, 2)).toEqual(['references 20', 'distinct 6']);
    expect(lines).toContain('lru                  8  0.400000');
  });

  test.each<[string, (path: string) => string[], string]>([
    ['no file', () => [], 'Name a file of keys, one a line.'],
    [
      'a file that is not there',
      (path) => [`${path}.no`, '--policy', 'lru', '--capacity', '3'],
      'that can be read',
    ],
    ['no capacity', (path) => [path, '--policy', 'lru'], '--capacity takes a whole number, not nothing.'],
    ['no entries', (path) => [path, '--policy', 'lru', '--capacity', '0'], 'at least 1'],
    ['text', (path) => [path, '--policy', 'lru', '--capacity', 'many'], 'a whole number, not many.'],
    ['a fraction', (path) => [path, '--policy', 'lru', '--capacity', '1.5'], 'a whole number, not 1.5.'],
    ['below nothing', (path) => [path, '--policy', 'lru', '--capacity=-3'], 'a whole number, not -3.'],
    ['no policy', (path) => [path, '--capacity', '3'], 'or all, not nothing.'],
    ['another policy', (path) => [path, '--policy', 'toString', '--capacity', '3'], 'or all, not toString.'],
    ['another flag', (path) => [path, '--policy', 'lru', '--capacity', '3', '--seed', '1'], "'--seed'"],
  ])('refuses %s', async (_name, args, sentence) => {
    const refusal = runTrace(args(file));
    await expect(refusal).rejects.toThrow(UsageError);
    await expect(refusal).rejects.toThrow(sentence);
  });

  test('refuses what is no trace', async () => {
    const other = join(folder, 'binary');
    writeFileSync(other, Buffer.alloc(300_000, 'x'));
    await expect(runTrace([other, '--policy', 'lru', '--capacity', '3'])).rejects.toThrow(
      'cannot be played: a line is longer than 65536 bytes.',
    );
  });

  test('the doorstep: what is wrong goes to stderr with exit 2, the answer alone to stdout', () => {
    const lab = (...args: string[]) =>
      spawnSync(process.execPath, ['--import', 'tsx', 'tools/lab.ts', 'trace', ...args], {
        encoding: 'utf8',
      });
    const wrong = lab(file, '--policy', 'mru', '--capacity', '3');
    expect([wrong.status, wrong.stdout]).toEqual([2, '']);
    expect(wrong.stderr).toContain('--policy takes one of lru, ');
    const right = lab(file, '--policy', 'fifo', '--capacity', '3', '--json');
    expect(right.status).toBe(0);
    expect((JSON.parse(right.stdout) as { hits: number }).hits).toBe(5);
  }, 60_000);
});
