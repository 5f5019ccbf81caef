/**
 * What a question may be about so that the run itself can answer it: a few kinds, each of them predicates of the one catalogue. Whoever asks something
 * else asks freely, and nobody judges.
 */
import type { Answers } from '../../share/door.ts';
import { words } from '../words/panels.ts';

export const kinds = ['free', 'readable', 'who', 'copies'] as const;
export type Kind = (typeof kinds)[number];

export interface Asked {
  readonly question: string;
  readonly answers: Answers;
}

/** More copies than this are one answer. */
const COPIES_MOST = 4;

/** `wait` is how long after Play it is looked at. */
export function askedBy(kind: Exclude<Kind, 'free'>, key: string, wait: number): Asked {
  const says = words.share.kinds;
  switch (kind) {
    case 'readable':
      return {
        question: says.readable.asks(key),
        answers: {
          kind: 'choices',
          choices: [
            { says: says.readable.yes, holds: { keys: 'readable', only: key } },
            { says: says.readable.no, holds: { keys: 'readable', only: key, atMost: 0 } },
          ],
          wait,
        },
      };
    case 'who':
      return {
        question: says.who.asks(key),
        answers: { kind: 'point', at: 'nodes', holds: { answers: key, node: '$it' }, wait },
      };
    case 'copies':
      return {
        question: says.copies.asks(key),
        answers: {
          kind: 'choices',
          choices: Array.from({ length: COPIES_MOST + 1 }, (_, count) => ({
            says: count === COPIES_MOST ? says.copies.more(count) : says.copies.count(count),
            holds: {
              copies: key,
              atLeast: count,
              ...(count < COPIES_MOST && { atMost: count }),
            },
          })),
          wait,
        },
      };
  }
}
