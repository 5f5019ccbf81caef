/** What the codec between bus and node Workers costs for each small message, and what structured clone would cost instead. */
import type { Advance, Envelope } from '../../src/kernel/protocol.ts';
import { NEVER } from '../../src/kernel/time.ts';
import type { Postable } from '../../src/workers/wire-batch.ts';
import { openAdvance, openRequest, postAdvance, postRequest } from '../../src/workers/wire-advance.ts';

/** Nanoseconds for each message, in batches of `batch`. */
export interface WireFigures {
  readonly batch: number;
  readonly bytes: number;
  /** In the sender's Worker: envelope and body into the answer. */
  readonly encode: number;
  /** On the bus: the answer opened and, for the receiver, packed again. Bodies stay as they are. */
  readonly route: number;
  /** In the receiver's Worker: envelope and body out of the request. */
  readonly decode: number;
  readonly structuredClone: number;
}

const ROUNDS = 12;
const MESSAGES_PER_ROUND = 200_000;

export async function wire(): Promise<readonly WireFigures[]> {
  const figures: WireFigures[] = [];
  for (const batch of [1, 10, 1_000]) {
    figures.push(measureBatch(batch));
    // Long loops without a breath would starve whatever else runs in this process.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return figures;
}

function measureBatch(batch: number): WireFigures {
  const advance = advanceOf(batch);
  const answer = copyOf((to) => postAdvance(to, 1, 1, advance));
  const route = (to: Postable): void => {
    const arrivals = openAdvance(answer).content.sends;
    postRequest(to, 2, 1, { do: 'advance', until: 10_000, arrivals, acts: [] });
  };
  const request = copyOf(route);
  return {
    batch,
    bytes: Math.round(answer.byteLength / batch),
    encode: nanosecondsEach(batch, () => postAdvance(nowhere, 1, 1, advance)),
    route: nanosecondsEach(batch, () => route(nowhere)),
    decode: nanosecondsEach(batch, () => openRequest(request)),
    structuredClone: nanosecondsEach(batch, () => structuredClone(advance)),
  };
}

/** What posting itself costs is the ping's, and belongs to the benchmark of the bus. */
const nowhere: Postable = { postMessage: () => {} };

function copyOf(post: (to: Postable) => void): ArrayBuffer {
  let copy = new ArrayBuffer(0);
  post({ postMessage: (batch) => (copy = batch.slice(0)) });
  return copy;
}

function advanceOf(batch: number): Advance {
  const sends = Array.from({ length: batch }, (_, index) => tokenOf(index));
  return {
    sends,
    notes: [],
    marks: [],
    writes: [],
    overflow: [],
    orphans: [],
    handled: [],
    crash: null,
    next: NEVER,
    events: batch,
    sent: batch,
    chain: [1, 2],
  };
}

/** As the system `relay` sends them; one of four belongs to an operation. */
function tokenOf(index: number): Envelope {
  return {
    from: 'n1',
    to: `n${2 + (index % 3)}`,
    number: index,
    copy: 0,
    sent: 5_000_000_000 + index,
    cause: index,
    root: index % 4 === 0 ? `c1.${index}` : 'pass',
    kind: 'token',
    count: 0,
    arrives: NEVER,
    body: { kind: 'token', id: index % 9, hops: index % 200 },
  };
}

/** The best round: what else the machine was doing only ever adds. */
function nanosecondsEach(batch: number, work: () => unknown): number {
  const times = Math.ceil(MESSAGES_PER_ROUND / ROUNDS / batch);
  let best = Infinity;
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = performance.now();
    for (let time = 0; time < times; time += 1) work();
    best = Math.min(best, ((performance.now() - start) * 1e6) / (times * batch));
  }
  return Math.round(best);
}
