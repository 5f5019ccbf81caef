/** A program in an endless loop, and one that throws: the page stays alive, the rest goes on, replays agree. */
import {
  callLab,
  expect,
  fingerprintAt,
  frameOf,
  open,
  openPage,
  test,
  type Ringside,
} from './support/lab.ts';

const four = (seed: number): string =>
  JSON.stringify({ version: 1, system: 'echo', seed, nodes: 4, options: { every: '100ms' } });

test.beforeEach(async ({ page }) => openPage(page));

test('the watchdog ends a node that hangs, the page stays responsive, the node can be restarted', async ({
  page,
}) => {
  await open(page, four(1));
  await fingerprintAt(page, 500_000);
  const asked = callLab(page, 'ask', 'c1', 'SPIN @n2');
  // While the node hangs (five seconds of patience), the page's own thread goes on.
  const turns = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let frames = 0;
        const began = performance.now();
        const turn = (): void => {
          frames += 1;
          if (performance.now() - began > 1_500) resolve(frames);
          else requestAnimationFrame(turn);
        };
        requestAnimationFrame(turn);
      }),
  );
  expect(turns).toBeGreaterThan(10);
  await asked;
  const { picture } = await frameOf(page);
  expect(picture?.nodes.find(({ id }) => id === 'n2')?.status).toBe('down');
  const script = (JSON.parse(await callLab(page, 'scenario')) as { script: { because?: string }[] }).script;
  expect(script.filter(({ because }) => because === 'hung')).toHaveLength(1);
  await callLab(page, 'act', { do: 'restart', node: 'n2' });
  const again = await callLab(page, 'ask', 'c1', 'ECHO "here again" @n2');
  expect(again).toMatchObject({ text: 'here again', ended: 'reply' });
});

test('two hundred runs with a hang replay to the same fingerprint', async ({ page }) => {
  test.setTimeout(300_000);
  const disagreements = await page.evaluate(async () => {
    const { lab } = (globalThis as unknown as { ringside: Ringside }).ringside;
    const look = async (at: number): Promise<string> => {
      await lab.seek(at);
      const frame = await lab.frame(0, { epoch: -1, cursor: 0, picture: -1 });
      return `${frame.at} ${frame.picture?.fingerprint}`;
    };
    const failures: string[] = [];
    for (let seed = 1; seed <= 200; seed += 1) {
      const text = JSON.stringify({
        ...{ version: 1, system: 'echo', seed, nodes: 3, options: { every: '20ms' } },
        // The command itself must arrive: without it nobody hangs.
        network: { drop: 0.02, duplicate: 0.02, clients: { drop: 0, duplicate: 0 } },
        script: [{ at: '50ms', do: 'command', client: 'c1', text: `SPIN @n${1 + (seed % 3)}` }],
        until: '300ms',
      });
      await lab.open({ text, trial: { patience: 100, level: 'operations' } });
      const live = await look(300_000);
      const script = await lab.scenario();
      if (!script.includes('hung')) failures.push(`seed ${seed}: nobody hung`);
      // The replay runs in one thread: it would never come back if it met the loop.
      await lab.open({ text: script, trial: { host: 'local', level: 'operations' } });
      if ((await look(300_000)) !== live) failures.push(`seed ${seed}: ${live}`);
    }
    return failures;
  });
  expect(disagreements).toEqual([]);
});

test('a program that throws crashes at that event, says why, and replays so without a script entry', async ({
  page,
}) => {
  await open(page, four(3));
  await fingerprintAt(page, 500_000);
  await callLab(page, 'ask', 'c1', 'THROW "I have had enough" @n3');
  const live = await fingerprintAt(page, 4_000_000);
  const { events, picture } = await frameOf(page);
  expect(picture?.nodes.find(({ id }) => id === 'n3')?.status).toBe('down');
  expect(events.find((event) => event.what === 'crashed')).toMatchObject({
    node: 'n3',
    says: 'I have had enough',
  });
  const text = await callLab(page, 'scenario');
  expect((JSON.parse(text) as { script: { do: string }[] }).script.map((action) => action.do)).toEqual([
    'command',
  ]);
  await open(page, text, { host: 'local' });
  expect(await fingerprintAt(page, 4_000_000)).toBe(live);
});
