/**
 * What numbers over time cost, in the lab's own thread: the same quarter of a minute of traffic unwatched and watched, in turns, so that whatever else the machine does
 * befalls both; and how long the spare cluster needs to count what nobody has looked at.
 */
import { LocalHost } from '../../src/cluster/local-host.ts';
import { Lab } from '../../src/lab/lab.ts';
import { Replay } from '../../src/lab/replay.ts';
import { programOf } from '../../src/systems/programs.ts';

const SECOND = 1_000_000;
const SECONDS = 15;
const TURNS = 3;
/** As the page asks. */
const ASKS_A_SECOND = 4;
const SCENARIO = JSON.stringify({
  version: 1,
  system: 'cache',
  seed: 5,
  nodes: 6,
  workload: [{ clients: 3, rate: 200, keys: 1_000, reads: 0.8, from: '0s', until: '600s' }],
  until: '600s',
});

export async function metricsFigures(): Promise<object> {
  const [plain, watched, asked]: [number[], number[], number[]] = [[], [], []];
  let counting = 0;
  for (let turn = 0; turn < TURNS; turn += 1) {
    process.stderr.write(`metrics: turn ${turn + 1} of ${TURNS}\n`);
    const unwatched = await begun();
    plain.push(await timed(() => play(unwatched, () => Promise.resolve())));
    counting = await timed(() => whole(unwatched));
    await unwatched.dispose();
    const lab = await begun();
    let asking = 0;
    const question = { generation: 0, cursor: 0 };
    const ask = async (): Promise<void> => {
      asking += await timed(async () => {
        Object.assign(question, await lab.metrics({ ...question }));
      });
    };
    watched.push((await timed(() => play(lab, ask))) - asking);
    asked.push(asking / (SECONDS * ASKS_A_SECOND));
    await lab.dispose();
  }
  const [without, withSamples] = [Math.min(...plain), Math.min(...watched)];
  return {
    virtualSeconds: SECONDS,
    msUnwatched: Math.round(without),
    msWatched: Math.round(withSamples),
    msASample: Number(((withSamples - without) / (SECONDS * 8)).toFixed(3)),
    msAnAnswer: Number(Math.min(...asked).toFixed(3)),
    msToCountItLater: Math.round(counting),
  };
}

async function begun(): Promise<Lab> {
  const lab = new Lab({
    makeHost: () => new LocalHost(programOf),
    makeReplayer: () => new Replay(),
    wall: () => performance.now(),
  });
  await lab.open({ text: SCENARIO });
  return lab;
}

async function play(lab: Lab, between: () => Promise<void>): Promise<void> {
  for (let part = 1; part <= SECONDS * ASKS_A_SECOND; part += 1) {
    await between();
    await lab.seek((part * SECOND) / ASKS_A_SECOND);
  }
}

async function whole(lab: Lab): Promise<void> {
  const question = { generation: 0, cursor: 0 };
  for (;;) {
    const answer = await lab.metrics(question);
    if (answer === null || answer.isWhole) return;
    Object.assign(question, { generation: answer.generation, cursor: answer.cursor });
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
