/**
 * Nodes come and go while lookups are made, as in the paper's experiment: joins and failures are two Poisson processes of one rate, independent of each other
 * and of the lookups. A newcomer has a new name, and joins through any living node; a failure takes any living node without a word.
 */
import { SECOND } from '../../kernel/time.ts';
import type { NodeId } from '../../kernel/contract.ts';
import type { Generator } from '../../kernel/generator.ts';
import type { Question, Round } from './asker.ts';
import { exponential } from './chance.ts';
import type { Ring } from './ring.ts';

export class Churn {
  readonly #ring: Ring;
  readonly #chance: Generator;
  readonly #mean: number;
  #join: number;
  #failure: number;

  constructor(ring: Ring) {
    this.#ring = ring;
    this.#chance = ring.chance('churn');
    this.#mean = SECOND / ring.request.churn;
    this.#join = this.#next();
    this.#failure = this.#next();
  }

  /** Until all of a round is answered; returns how many of its questions nobody is left to answer. */
  async during(round: Round, each: () => void): Promise<number> {
    const { asker, cluster } = this.#ring;
    asker.prepare(round);
    await this.#ring.command();
    let abandoned = 0;
    while (!asker.isDone) {
      await cluster.advanceTo(Math.min(this.#join, this.#failure), () => asker.isDone);
      if (asker.isDone) break;
      if (cluster.position >= this.#failure) abandoned += await this.#fail();
      if (cluster.position >= this.#join) await this.#start();
      each();
    }
    return abandoned;
  }

  #next(): number {
    return this.#ring.cluster.position + exponential(this.#chance, this.#mean);
  }

  async #fail(): Promise<number> {
    this.#failure = this.#next();
    const { living, request } = this.#ring;
    if (living.circle.length <= request.successors + 1) return 0;
    return this.#ring.kill(living.any(this.#chance).id);
  }

  async #start(): Promise<void> {
    this.#join = this.#next();
    this.#askToJoin(await this.#ring.start());
    await this.#ring.command();
  }

  /** Whoever it asks may die meanwhile; then it asks another. From the answer on it is one of the ring. */
  #askToJoin(newcomer: NodeId): void {
    const via = this.#ring.living.any(this.#chance).id;
    const question: Question = {
      to: newcomer,
      request: { method: 'POST', path: '/chord/join', body: JSON.stringify({ via }) },
      heard: ({ status }) => {
        if (status === 200) this.#ring.living.add(newcomer);
        else this.#askToJoin(newcomer);
      },
    };
    this.#ring.asker.beside(question);
  }
}
