/**
 * Playing a trace against a policy: a cache of so many entries, strictly, that holds nothing but names. Every reference to a key that is
 * not resident brings it in; when the cache is full, somebody goes first.
 */
import { seedChain } from '../../kernel/chance.ts';
import { Generator } from '../../kernel/generator.ts';
import { policies, type PolicyName } from '../eviction/policies.ts';
import type { Policy } from '../eviction/policy.ts';
import { TraceError } from './keys.ts';

/** Over this the Map inside a policy would be in danger: the engines end at 2²⁴ entries, and some policies remember twice as many keys. */
const RESIDENT_MAX = 8_000_000;

export class Replay {
  readonly policy: PolicyName;
  readonly capacity: number;
  references = 0;
  hits = 0;
  #resident = 0;
  readonly #rules: Policy<unknown>;
  readonly #state: unknown;
  readonly #random: () => number;

  /** `future` is the whole trace, for the policy that has to know it. */
  constructor(policy: PolicyName, capacity: number, future?: readonly string[]) {
    this.policy = policy;
    this.capacity = capacity;
    this.#rules = policies[policy];
    this.#state = this.#rules.create(capacity, future);
    // Chance by a fixed seed: the same trace gives the same figures, always.
    const generator = new Generator(seedChain(1));
    this.#random = () => generator.next();
  }

  get resident(): number {
    return this.#resident;
  }

  /** One reference to a key: was it a hit? */
  refer(key: string): boolean {
    this.references += 1;
    if (this.#rules.onHit(this.#state, key)) {
      this.hits += 1;
      return true;
    }
    if (this.#resident === this.capacity) this.#rules.victim(this.#state, this.#random);
    else this.#grow();
    this.#rules.onInsert(this.#state, key);
    return false;
  }

  #grow(): void {
    this.#resident += 1;
    if (this.#resident > RESIDENT_MAX) {
      throw new TraceError(`the cache would hold more than ${RESIDENT_MAX} keys`);
    }
  }

  result(distinct: number): TraceResult {
    const { policy, capacity, references, hits } = this;
    return { policy, capacity, references, distinct, hits, ratio: references === 0 ? 0 : hits / references };
  }
}

export interface TraceResult {
  readonly policy: PolicyName;
  readonly capacity: number;
  readonly references: number;
  readonly distinct: number;
  readonly hits: number;
  /** Hits among all references; 0 for an empty trace. */
  readonly ratio: number;
}
