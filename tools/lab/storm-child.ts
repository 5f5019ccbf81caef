/** The doorstep of a process that plays storms: a seed comes in, what became of it goes out. */
import { runStorm, type StormResult } from '../../src/search/storm.ts';
import { systemOf } from '../../src/systems/registry.ts';

export interface StormErrand {
  readonly system: string;
  readonly seed: number;
}

export type StormAnswer = { readonly result: StormResult } | { readonly error: unknown };

const answer = (said: StormAnswer): void => void process.send?.(said);

process.on('message', ({ system, seed }: StormErrand) => {
  runStorm(systemOf(system), seed).then(
    (result) => answer({ result }),
    (error: unknown) => answer({ error }),
  );
});
