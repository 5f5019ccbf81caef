/**
 * Who asks a ring on behalf of the simulator: a client program whose questions are drawn at the instant at which they are asked. It belongs to the
 * simulator and not to the cluster: no checkpoint is made of it, and what it hears it hands on at once.
 */
import { OPERATOR, type AnyProgram, type Data, type NodeId } from '../../kernel/contract.ts';
import type { Self } from '../../kernel/contract.ts';
import type { Micros } from '../../kernel/time.ts';
import type { Answer, Request } from '../../systems/chord/requests.ts';

export interface Question {
  readonly to: NodeId;
  readonly request: Request;
  heard(answer: Answer): void;
}

export interface Round {
  /** The next question; null when all have been asked. */
  draw(): Question | null;
  /** How many may be open at once. */
  readonly width: number;
  /** Instead of waiting for answers: when to ask next, from now. */
  readonly gap?: () => Micros;
}

export const ASKER: NodeId = 'c1';

type AskerSelf = Self<{ readonly kind: string }, { readonly kind: 'ask' }>;
type Heard =
  | { readonly kind: 'reply'; readonly operation: string; readonly outcome: { readonly value: Data } }
  | { readonly kind: 'command' }
  | { readonly kind: 'members' };

export class Asker {
  #round: Round | null = null;
  /** By operation: what is asked and not yet answered. */
  readonly #open = new Map<string, Question>();
  readonly #beside: Question[] = [];
  #asked = 0;
  #isBegun = true;
  #isDrawn = true;

  readonly program: AnyProgram = {
    boot: () => null,
    receive: (self: AskerSelf, _state: null, from: NodeId, message: Heard) => {
      if (from === OPERATOR && message.kind === 'command') this.#begin(self);
      else if (message.kind === 'reply') this.#hear(self, message.operation, message.outcome.value);
    },
    tick: (self: AskerSelf) => {
      this.#ask(self);
      if (this.#round?.gap !== undefined && !this.#isDrawn) self.after(this.#round.gap(), { kind: 'ask' });
    },
    glance: () => ({}),
    belief: () => ({}),
    witness: () => ({}),
    census: () => ({ keys: 0, digest: '' }),
  };

  /** What it does from the next command on. */
  prepare(round: Round): void {
    this.#round = round;
    this.#isBegun = false;
    this.#isDrawn = false;
  }

  get isDone(): boolean {
    return this.#isDrawn && this.#open.size === 0 && this.#beside.length === 0;
  }

  /** One more question, beside those of the round: asked with the next command, or with the next answer. */
  beside(question: Question): void {
    this.#beside.push(question);
  }

  /** Nobody will answer what it was asked; how many questions that were. */
  forget(node: NodeId): number {
    let forgotten = 0;
    for (const [operation, { to }] of this.#open) {
      if (to !== node) continue;
      this.#open.delete(operation);
      forgotten += 1;
    }
    return forgotten;
  }

  #begin(self: AskerSelf): void {
    this.#askBeside(self);
    if (this.#isBegun) return;
    this.#isBegun = true;
    const { width, gap } = this.#round as Round;
    if (gap !== undefined) self.after(gap(), { kind: 'ask' });
    else for (let turn = 0; turn < width; turn += 1) this.#ask(self);
  }

  #ask(self: AskerSelf): void {
    const question = this.#isDrawn ? null : (this.#round as Round).draw();
    if (question === null) this.#isDrawn = true;
    else this.#put(self, question);
  }

  #askBeside(self: AskerSelf): void {
    for (const question of this.#beside.splice(0)) this.#put(self, question);
  }

  #put(self: AskerSelf, question: Question): void {
    const { to, request } = question;
    this.#asked += 1;
    const id = `${ASKER}.${this.#asked}`;
    this.#open.set(id, question);
    const operation = { id, session: `${ASKER}:${to}:1`, body: request as unknown as Data };
    self.send(to, { kind: 'request', operation } as { kind: string });
  }

  #hear(self: AskerSelf, operation: string, value: Data): void {
    const question = this.#open.get(operation);
    if (question === undefined) return;
    this.#open.delete(operation);
    question.heard(value as unknown as Answer);
    this.#askBeside(self);
    if (this.#round?.gap === undefined) this.#ask(self);
  }
}
