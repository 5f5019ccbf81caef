/** `npm run lab -- chord`, called as the command line calls it. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { runChord } from '../../tools/lab/chord.ts';

const SMALL = ['--nodes', '30', '--lookups', '50', '--keys', '60'];

async function told(...args: string[]): Promise<{ readonly code: number; readonly text: string }> {
  let text = '';
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    text += String(chunk);
    return true;
  });
  return { code: await runChord(args), text };
}

afterEach(() => vi.restoreAllMocks());

describe('lab chord', () => {
  it('prints what the ring did as one line of JSON', async () => {
    const { code, text } = await told(...SMALL, '--seed', '4', '--json');
    expect(code).toBe(0);
    const spread = {
      mean: expect.any(Number) as number,
      p1: expect.any(Number),
      p99: expect.any(Number),
    } as object;
    expect(JSON.parse(text)).toMatchObject({
      ...{ nodes: 30, lookups: 50, failed: 0, lost: 0, seed: 4 },
      path: { ...spread, max: expect.any(Number) as number },
      timeouts: { mean: 0, p99: 0 },
      keys: { ...spread, mean: 2 },
      messages: { total: expect.any(Number) as number },
    });
  });

  it('draws how hops lie, and its exit says when a check fails', async () => {
    expect((await told(...SMALL)).text).toMatch(/^ +2 +\d+ #+$/m);
    const broken = await told(...SMALL, '--stabilize', '1s', '--mutant', 'fingers-off-by-one');
    expect(broken.code).toBe(1);
    expect(broken.text).toContain('BROKEN  every finger');
  });

  it.each([
    [['--nodes', '0'], '--nodes takes a whole number from 2 to 10000.'],
    [['--nodes', 'many'], '--nodes takes a whole number, not many.'],
    [['--fail', 'half'], '--fail takes a number such as 0.3, not half.'],
    [['--fail', '0.1', '--stabilize', '1s'], 'without --stabilize'],
    [['--stabilize', '5'], '--stabilize takes a time such as 30s, not 5.'],
    [['--churn', '1', '--stabilize', '0s'], '--churn without --stabilize'],
    [['--mutant', 'none', '--stabilize', '1s'], 'none is none'],
    [['--colour', 'red'], '--colour'],
  ])('refuses %j in a sentence', async (args, says) => {
    await expect(told(...args)).rejects.toThrow(says);
  });
});
