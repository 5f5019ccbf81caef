/** A program's `self` with something between it and the world: whoever extends this changes how messages leave, and nothing else. */
import {
  clientOf,
  type Data,
  type Disk,
  type Kinded,
  type NodeId,
  type Operation,
  type Outcome,
  type Self,
  type Setup,
  type TimerBody,
} from '../../kernel/contract.ts';
import type { Micros } from '../../kernel/time.ts';

export abstract class Through<Message extends Kinded, Timer extends TimerBody> implements Self<
  Message,
  Timer
> {
  readonly id: NodeId;
  readonly incarnation: number;
  readonly setup: Setup;
  readonly disk: Disk<Timer>;
  readonly #self: Self<Kinded, Timer>;

  constructor(self: Self<Kinded, Timer>) {
    this.id = self.id;
    this.incarnation = self.incarnation;
    this.setup = self.setup;
    this.disk = self.disk;
    this.#self = self;
  }

  abstract send(to: NodeId, message: Kinded): void;

  get now(): Micros {
    return this.#self.now;
  }

  get clock(): number {
    return this.#self.clock;
  }

  random(): number {
    return this.#self.random();
  }

  after(delay: Micros, timer: Timer): number {
    return this.#self.after(delay, timer);
  }

  cancel(timer: number): void {
    this.#self.cancel(timer);
  }

  work(cost: Micros): void {
    this.#self.work(cost);
  }

  note(kind: string, detail: Data = null): void {
    this.#self.note(kind, detail);
  }

  reply({ id, attempt }: Operation, outcome: Outcome): void {
    const answer = { kind: 'reply', operation: id, outcome, attempt };
    this.send(clientOf(id), answer);
  }

  push(session: string, data: Data): void {
    const news = { kind: 'push', session, data };
    this.send(session.slice(0, session.indexOf(':')), news);
  }

  leave(): void {
    this.#self.leave();
  }

  invoke(operation: string, body: Data): void {
    this.#self.invoke(operation, body);
  }

  settle(operation: string, outcome: Outcome, text: string): void {
    this.#self.settle(operation, outcome, text);
  }
}
