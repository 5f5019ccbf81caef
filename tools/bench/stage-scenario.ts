/** Scenarios to draw: so many nodes with so many keys, and so many messages on their way at any instant. */
export interface Size {
  readonly nodes: number;
  readonly keys: number;
}

const DEPTH = 1_024;
/** Virtual seconds that a write takes at most, there and back, with its copies. */
const ROUND = 0.1;
const BEGINS = 0.2;
const LONG = '24h';

/** By this virtual second every key has been written. */
export const filledBy = (keys: number): number => Math.ceil(BEGINS + (keys / DEPTH + 2) * ROUND);

/** What is asked is under way for the whole time there and back, so as many messages fly as operations are open. */
export function fullStage({ nodes, keys }: Size, flights: number): string {
  const filled = `${filledBy(keys)}s`;
  return JSON.stringify({
    ...{ version: 1, system: 'cache', seed: 1, nodes, until: LONG },
    options: { virtualNodes: 150 },
    network: { latency: { min: '10ms', max: '24ms' }, clients: { latency: { min: '10ms', max: '18ms' } } },
    workload: [
      // Every key is written, one after the other; from then on they are read.
      { loop: 'closed', depth: DEPTH, keys, spread: 'scan', reads: 0, from: `${BEGINS}s`, until: filled },
      { loop: 'closed', depth: flights, keys, reads: 1, from: filled, until: LONG },
    ],
  });
}
