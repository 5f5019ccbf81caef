/** The headless lab as a person calls it: in a process of its own. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readScenario } from '../../src/scenario/index.ts';
import { writeLink } from '../../src/share/link.ts';
import { sketches } from '../../src/systems/registry.ts';

const folder = mkdtempSync(join(tmpdir(), 'ringside-lab-'));

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function lab(...args: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    execFile('npm', ['run', 'lab', '--', ...args], { encoding: 'utf8' }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, stdout, stderr });
    });
  });
}

function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const good = {
  version: 1,
  system: 'counter',
  workload: [{ rate: 20 }],
  script: [
    { at: '1s', do: 'command', client: 'c1', text: 'INCR' },
    { at: '2s', do: 'kill', node: 'n1' },
    { at: '2s', do: 'command', client: 'c1', text: 'GET' },
  ],
  until: '5s',
};

test('it prints one object, and twice the same but for the wall time', { timeout: 60_000 }, async () => {
  const path = file('good.json', good);
  const history = join(folder, 'history.jsonl');
  const operations = join(folder, 'operations.jsonl');
  const [first, second, seeded, cut] = await Promise.all([
    lab(path, '--json', '--history', history, '--operations', operations),
    lab(path, '--json'),
    lab(path, '--json', '--seed', '9'),
    lab(path, '--json', '--until', '1500ms'),
  ]);
  const report = JSON.parse(first.stdout) as Record<string, unknown>;
  expect(Object.keys(report)).toEqual(
    'fingerprint virtualMs wallMs events messages operations latency commands checks nodes'.split(' '),
  );
  expect({ ...report, wallMs: 0 }).toEqual({ ...(JSON.parse(second.stdout) as object), wallMs: 0 });
  expect(report).toMatchObject({
    virtualMs: 5_000,
    commands: [
      { at: 1_000, client: 'c1', text: 'INCR', reply: expect.stringMatching(/^\(integer\) \d+$/) as string },
      { at: 2_000, client: 'c1', text: 'GET', reply: expect.stringContaining('unknown') as string },
    ],
  });
  expect(first.code).toBe(0);
  expect((JSON.parse(seeded.stdout) as typeof report).fingerprint).not.toBe(report.fingerprint);
  expect(JSON.parse(cut.stdout)).toMatchObject({ virtualMs: 1_500 });
  const lines = readFileSync(operations, 'utf8').trim().split('\n');
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ type: 'invoke' });
  expect(readFileSync(history, 'utf8').trim().split('\n').length).toBeGreaterThan(100);
});

test('a link runs as its scenario does, and a damaged one is refused', { timeout: 60_000 }, async () => {
  const read = readScenario(good, sketches);
  const written = read.ok ? writeLink(read.scenario, sketches) : null;
  if (!written?.ok) throw new Error('the scenario is good');
  const [byFile, byLink, byAddress, damaged] = await Promise.all([
    lab(file('same.json', good), '--json'),
    lab(written.link, '--json'),
    lab(`https://example.org/ringside/${written.link}`, '--json'),
    lab(`${written.link.slice(0, -3)}AAA`, '--json'),
  ]);
  const { fingerprint } = JSON.parse(byFile.stdout) as { fingerprint: string };
  expect(JSON.parse(byLink.stdout)).toMatchObject({ fingerprint });
  expect(JSON.parse(byAddress.stdout)).toMatchObject({ fingerprint });
  expect(damaged).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringContaining('damaged') as string,
  });
});

const refused: Record<string, readonly [unknown, string]> = {
  'an unknown action': [
    { version: 1, system: 'counter', script: [{ at: 1, do: 'explode' }] },
    'script[0].do: there is no action "explode"',
  ],
  'an unknown node': [
    { version: 1, system: 'counter', script: [{ at: 1, do: 'kill', node: 'n9' }] },
    'script[0].node: there is no node n9',
  ],
  'a negative duration': [
    { version: 1, system: 'counter', script: [{ at: -1, do: 'heal' }] },
    'script[0].at: a time cannot be negative',
  ],
  'an unknown key': [{ version: 1, system: 'counter', colour: 1 }, 'colour: this key is not known here'],
  'version 2': [{ version: 2, system: 'counter' }, 'version: 2 is newer'],
  'what is not JSON': ['{ "version": 1, ', 'JSON'],
};

for (const [what, [content, says]] of Object.entries(refused)) {
  test(`${what} exits 2 with a line that names its path`, { timeout: 60_000 }, async () => {
    const { code, stdout, stderr } = await lab(file('bad.json', content), '--json');
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(says);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
}

/** Operations one after the other, each answered with what it was asked. */
const operations = (...steps: readonly (readonly [f: string, value: unknown, type?: string])[]): string =>
  steps
    .flatMap(([f, value, type = 'ok']) => [
      { process: 1, type: 'invoke', f, value: f === 'read' ? null : value },
      { process: 1, type, f, value },
    ])
    .map((line) => `${JSON.stringify(line)}\n`)
    .join('');

test('check tells ok, violated and unknown apart, file by file', { timeout: 60_000 }, async () => {
  const fresh = file('fresh.jsonl', operations(['write', 1], ['read', 1]));
  // Which of two equal writes was read has to be searched for.
  const alike = file('alike.jsonl', operations(['write', 1], ['write', 1], ['read', 1]));
  const stale = file('stale.jsonl', operations(['write', 1], ['write', 2], ['read', 1]));
  const broken = file('broken.jsonl', `${operations(['write', 1])}{"process":1,"type":"ok","f":"write"}\n`);
  const check = (...args: string[]) => lab('check', ...args, '--model', 'register');
  const [ok, violated, unknown, said, refused, mismatched, model, missing] = await Promise.all([
    check(fresh),
    check(fresh, stale, '--json'),
    check(alike, '--json', '--budget', '0'),
    check(stale),
    check(fresh, broken),
    lab('check', fresh, '--model', 'append'),
    lab('check', fresh, '--model', 'nothing'),
    check(join(folder, 'absent.jsonl')),
  ]);
  expect(ok).toMatchObject({ code: 0, stdout: `${fresh}: ok (2 operations)\n` });
  const lines = violated.stdout.trim().split('\n');
  expect(JSON.parse(lines[0] ?? '')).toEqual({ file: fresh, verdict: 'ok', operations: 2 });
  expect(JSON.parse(lines[1] ?? '')).toMatchObject({
    ...{ file: stale, verdict: 'violated', operations: 3 },
    witness: { impossible: { id: 'line 5', says: 'read → 1' }, fine: 2 },
  });
  expect([violated.code, unknown.code, said.code]).toEqual([1, 3, 1]);
  expect(JSON.parse(unknown.stdout)).toMatchObject({ verdict: 'unknown' });
  expect(said.stdout).toContain('line 5, process 1: read → 1');
  expect(refused).toMatchObject({ code: 2, stdout: '' });
  expect(refused.stderr).toBe(`${broken}:3: process 1 ends an operation that it never invoked.\n`);
  expect(mismatched).toMatchObject({ code: 2, stdout: '' });
  expect(mismatched.stderr).toContain(`${fresh}:1: the model append knows read, append; not write`);
  expect(model.stderr).toContain('redis');
  expect([model.code, missing.code]).toEqual([2, 2]);
});

test('storms answer with one line, and wrong flags with a sentence', { timeout: 60_000 }, async () => {
  const [held, wrong, none, missing] = await Promise.all([
    lab('storm', '--system', 'counter', '--seeds', '3'),
    lab('storm', '--system', 'nothing'),
    lab('storm', '--system', 'counter', '--jobs', '0'),
    lab(join(folder, 'absent.json')),
  ]);
  expect(held).toMatchObject({ code: 0, stdout: '3 seeds hold\n' });
  expect(wrong.code).toBe(2);
  expect(wrong.stderr).toContain('--system takes one of echo, counter, relay');
  expect(none).toMatchObject({ code: 2, stdout: '' });
  expect(missing).toMatchObject({ code: 2, stdout: '' });
});

test('storms say the same, however many run at a time', { timeout: 60_000 }, async () => {
  const seeds = ['storm', '--system', 'counter', '--from', '5', '--seeds', '7', '--json'];
  const [alone, together] = await Promise.all([lab(...seeds, '--jobs', '1'), lab(...seeds, '--jobs', '3')]);
  expect(JSON.parse(alone.stdout)).toMatchObject({ seeds: 7, holds: true });
  expect(together).toEqual(alone);
});
