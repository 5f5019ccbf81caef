/** `self`: the only thing a program sees of the world. A thin face over its runner. */
import type { Data, Disk, Kinded, NodeId, Operation, Outcome, Self, Setup, TimerBody } from './contract.ts';
import { clientOf } from './contract.ts';
import type { Effects } from './effects.ts';
import type { Micros } from './time.ts';

export class NodeSelf implements Self<Kinded, TimerBody> {
  readonly id: NodeId;
  readonly incarnation: number;
  readonly setup: Setup;
  readonly disk: Disk<TimerBody>;
  readonly #effects: Effects;

  constructor(effects: Effects, disk: Disk<TimerBody>) {
    this.id = effects.start.id;
    this.incarnation = effects.start.incarnation;
    this.setup = effects.start.setup;
    this.disk = disk;
    this.#effects = effects;
  }

  get now(): Micros {
    return this.#effects.now;
  }

  get clock(): number {
    return this.#effects.clock;
  }

  random(): number {
    return this.#effects.random();
  }

  send(to: NodeId, message: Kinded): void {
    this.#effects.send(to, message.kind, message);
  }

  after(delay: Micros, timer: TimerBody): number {
    return this.#effects.after(delay, timer);
  }

  leave(): void {
    this.#effects.leave();
  }

  cancel(timer: number): void {
    this.#effects.cancel(timer);
  }

  work(cost: Micros): void {
    this.#effects.work(cost);
  }

  note(kind: string, detail: Data = null): void {
    this.#effects.note(kind, detail);
  }

  reply(operation: Operation, outcome: Outcome): void {
    const { id, attempt } = operation;
    this.send(clientOf(id), { kind: 'reply', operation: id, outcome, attempt } as Kinded);
  }

  push(session: string, data: Data): void {
    this.send(session.slice(0, session.indexOf(':')), { kind: 'push', session, data } as Kinded);
  }

  invoke(operation: string, body: Data): void {
    this.#effects.invoke(operation, body);
  }

  settle(operation: string, outcome: Outcome, text: string): void {
    this.#effects.settle(operation, outcome, text);
  }
}
