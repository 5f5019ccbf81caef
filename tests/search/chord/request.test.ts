import { describe, expect, it } from 'vitest';
import { faultsOf, ringRequest, type RingRequest } from '../../../src/search/chord/request.ts';
import { simulate } from '../../../src/search/chord/simulate.ts';
import type { Mutant } from '../../../src/systems/chord/mutants.ts';

const faultsIn = (given: Partial<RingRequest>): string => faultsOf(ringRequest(given)).join(' ');

describe('a request to simulate a ring', () => {
  it('has all it needs, and nothing wrong, when nothing is said', () => {
    expect(faultsIn({})).toBe('');
    expect(ringRequest({ churn: 0.1 }).stabilise).toBe(30_000_000);
  });

  it.each<readonly [Partial<RingRequest>, string]>([
    [{ nodes: 10_001 }, 'nodes takes a whole number from 2 to 10000.'],
    [{ nodes: 20 }, 'nodes must be above successors'],
    [{ lookups: 0 }, 'lookups takes'],
    [{ successors: 65 }, 'successors takes'],
    [{ replicas: 22 }, 'replicas takes a whole number from 1 to 21.'],
    [{ seed: 0.5 }, 'seed takes'],
    [{ fail: 1 }, 'fail takes a share'],
    [{ churn: -1, stabilise: 1 }, 'churn takes'],
    [{ churn: 1, stabilise: 0 }, 'churn without stabilise'],
    [{ fail: 0.1, churn: 1 }, 'fail asks what a ring can do before it has noticed'],
    [{ mutants: ['fingers-off-by-one'] }, 'they take stabilise'],
    [{ mutants: ['no-such' as Mutant], stabilise: 1 }, 'no-such is none'],
  ])('%j is refused in a sentence', async (given, says) => {
    expect(faultsIn(given)).toContain(says);
    await expect(simulate(given)).rejects.toThrow(RangeError);
  });
});
