/** What is expected of every folder for real servers, and how its scripts are run with a docker that is not one. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { load } from 'js-yaml';
import { expect } from 'vitest';
import type { Scenario } from '../../src/scenario/index.ts';

export const fileIn = (files: ReadonlyMap<string, string>, name: string): string => files.get(name) ?? '';

/** What may be called: the functions of lib.sh, and nothing else. */
function functionsIn(lib: string): ReadonlySet<string> {
  return new Set([...lib.matchAll(/^([a-z_]+)\(\)/gm)].map(([, name]) => name ?? ''));
}

/** Every act has its lines, in order, and each is a call or says that it is left out. */
export function expectEveryAct(scenario: Scenario, files: ReadonlyMap<string, string>): void {
  const known = functionsIn(fileIn(files, 'lib.sh'));
  const parts = fileIn(files, 'storm.sh').split(/^# (?=\d+: )/m);
  expect(parts.length - 1).toBe(scenario.script.length);
  const leftOut = [...fileIn(files, 'README.md').matchAll(/^- (\d+), at /gm)].map(([, index]) =>
    Number(index),
  );
  parts.slice(1).forEach((part, index) => {
    const [head = '', at = '', ...calls] =
      part
        .split('\n\n')[0]
        ?.split('\n')
        .filter((line) => line !== '') ?? [];
    expect(head).toMatch(new RegExp(`^${index}: {"do":"${scenario.script[index]?.do}"`));
    expect(at).toMatch(/^at \d+\.\d{6}$/);
    expect(calls.length).toBeGreaterThan(0);
    for (const call of calls) expect([':', ...known]).toContain(call.split(' ')[0]);
    expect(leftOut.includes(index)).toBe(calls.some((call) => call.startsWith('left_out ')));
  });
}

/** One shell for all scripts: what it cannot read it says. */
export function expectShellReads(files: ReadonlyMap<string, string>): void {
  for (const [path, text] of files) {
    if (!path.endsWith('.sh')) continue;
    const { status, stderr } = spawnSync('bash', ['-n'], { input: text, encoding: 'utf8' });
    expect(status, `${path}: ${stderr}\n${text}`).toBe(0);
  }
}

interface Compose {
  readonly services: Readonly<
    Record<
      string,
      { readonly image?: string; readonly network_mode?: string; readonly depends_on?: readonly string[] }
    >
  >;
  readonly volumes: Readonly<Record<string, object>>;
}

export function expectCompose(files: ReadonlyMap<string, string>): Compose {
  const compose = load(fileIn(files, 'compose.yaml')) as Compose;
  for (const { image = '', network_mode: mode = '' } of Object.values(compose.services)) {
    // Pinned to a version, or made here.
    expect(image).toMatch(/^(redis:\d+\.\d+\.\d+|ringside-storm-(wire|etcd))$/);
    if (mode !== '') expect(Object.keys(compose.services)).toContain(mode.replace('service:', ''));
  }
  return compose;
}

/** A docker that writes down what it is told, and what it is given to read, and answers as a cluster in which all is well. */
const WRITES_DOWN = `#!/usr/bin/env bash
line="$*"
given=''
case $line in *'exec -T'*) if [ ! -t 0 ]; then given=$(cat); fi ;; esac
printf '%s\\n' "$line" >> "$LOG"
if [ -n "$given" ]; then printf '%s\\n' "$given" | sed 's/^/  | /' >> "$LOG"; fi
case $line in
  *PING*) echo PONG ;;
  *'CLUSTER INFO'*) echo cluster_state:ok ;;
  *'CLUSTER MYID'*) echo 0123abcd ;;
  *'endpoint status'*) echo 'http://10.77.1.1:2379, 8e9e05c52164694d, 3.4.23, 20 kB, true, false, 2, 5, 5,' ;;
  *NCPU*) echo 2 ;;
  *'ps --all'*) echo container ;;
esac
`;

/** Its scripts one after the other, and what docker was told. */
export function runIn(folder: string, files: ReadonlyMap<string, string>): string {
  const place = mkdtempSync(join(folder, 'run-'));
  layOut(place, files, WRITES_DOWN);
  const log = join(place, 'log');
  const env = { ...process.env, PATH: `${join(place, 'bin')}:${process.env['PATH']}`, LOG: log };
  for (const script of ['start.sh', 'storm.sh', 'stop.sh']) {
    const { status, stderr } = spawnSync('bash', [join(place, script)], {
      env,
      encoding: 'utf8',
      timeout: 60_000,
    });
    expect(status, stderr).toBe(0);
    expect(stderr).not.toMatch(/unbound|not found|syntax/);
  }
  return readFileSync(log, 'utf8');
}

/** The files of a folder, and a program in the place of docker. */
export function layOut(place: string, files: ReadonlyMap<string, string>, docker: string): void {
  for (const [path, text] of files) {
    mkdirSync(dirname(join(place, path)), { recursive: true });
    writeFileSync(join(place, path), text);
  }
  mkdirSync(join(place, 'bin'));
  writeFileSync(join(place, 'bin/docker'), docker);
  chmodSync(join(place, 'bin/docker'), 0o755);
}
