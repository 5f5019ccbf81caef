/** `npm run lab -- lesson` as a person calls it: in a process of its own. */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { changed, minimal } from './minimal.ts';

const folder = join(mkdtempSync(join(tmpdir(), 'ringside-lessons-')), 'en');
mkdirSync(folder);

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function lesson(...args: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    execFile('npm', ['run', 'lab', '--', 'lesson', ...args], { encoding: 'utf8' }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, stdout, stderr });
    });
  });
}

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

test('a lesson that does what it says ends with 0, and says how many checks flipped', async () => {
  const path = file('good.md', minimal);
  const [plain, json] = await Promise.all([lesson(path), lesson(path, '--json')]);
  expect(plain).toMatchObject({ code: 0, stderr: '' });
  expect(plain.stdout).toContain('2 checks flipped, 1 wrong ways told');
  const [report] = JSON.parse(json.stdout) as { id: string; steps: { flipped: number }[]; troubles: unknown[] }[];
  expect(report).toMatchObject({ id: 'small', troubles: [] });
  expect(report?.steps.map(({ flipped }) => flipped)).toEqual([1, 0, 1]);
});

test('one that does not ends with 1, and says the line', async () => {
  const path = file('wrong.md', changed('acts: [{ do: kill, node: n2 }]', 'acts: [{ do: kill, node: n3 }]'));
  const ended = await lesson(path);
  expect(ended.code).toBe(1);
  expect(ended.stdout).toMatch(/wrong\.md:\d+: this wrong way gets no feedback/);
});

test('one that cannot be read ends with 2, one line a fault, and nothing on stdout', async () => {
  const path = file('bad.md', changed('system: cache', 'system: cash'));
  const [bad, absent, none] = await Promise.all([lesson(path), lesson(join(folder, 'no.md')), lesson()]);
  expect(bad).toMatchObject({ code: 2, stdout: '' });
  expect(bad.stderr).toMatch(/^\S*bad\.md:\d+: the scenario: system: there is no system "cash"/);
  expect(absent).toMatchObject({ code: 2, stdout: '' });
  expect(absent.stderr).toContain('There is no file');
  expect(none.code).toBe(2);
});
