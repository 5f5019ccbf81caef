/** How windows are cut, for those who want to see that it does not matter. */
import { Generator } from '../kernel/generator.ts';
import type { Trial } from './types.ts';

export function cutter(
  windows: NonNullable<Trial['windows']>,
): ((start: number, end: number) => number) | undefined {
  switch (windows) {
    case 'largest':
      return undefined;
    case 'instant':
      return (start) => start + 1;
    case 'random': {
      const generator = new Generator([7, 11]);
      return (start, end) => start + 1 + Math.floor(generator.next() * (end - start));
    }
  }
}
