/** Processor time as the benchmark reads it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { childrenMs, readStat } from '../../tools/bench/processor-time.ts';

describe('a line of /proc/PID/stat', () => {
  it('is read from behind the name, which may hold anything', () => {
    const line = '42 (a) R (b c) S 7 42 42 0 -1 4194304 100 200 0 0 30 4 5 6 20 0 1 0 12345 1000000 250';
    expect(readStat(42, line)).toEqual({ id: 42, parent: 7, ticks: 45 });
  });
});

describe.runIf(process.platform === 'linux')('the processes that this one started', () => {
  it('are counted with those that they started, and no others are', async () => {
    const before = childrenMs() ?? 0;
    const work =
      'let x = 0; for (const end = process.cpuUsage().user + 400000; process.cpuUsage().user < end;) x += 1';
    const nested = `require('child_process').spawnSync(process.execPath, ['-e', ${JSON.stringify(work)}]); setInterval(() => {}, 1e6); console.log('done')`;
    const child = spawn(process.execPath, ['-e', nested], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    expect((childrenMs() ?? 0) - before).toBeGreaterThanOrEqual(400);
    expect(childrenMs(child.pid)).toBe(0);
    child.kill('SIGKILL');
    await once(child, 'exit');
  });
});
