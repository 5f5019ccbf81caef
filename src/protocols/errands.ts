/**
 * Errands: things asked of a cluster, each from its first asking to the end of the matter. A client runs its operations so, and a proxy what it
 * asks on behalf of clients.
 *
 * A system whose nodes send askers on, or refuse for the moment, gives a way to `follow` answers and silence: whom to ask next, and when. Each
 * asking has its number, so that an answer is never taken for the answer to another. Every errand ends: with an answer, or when its time is up.
 * What was refused, and of which nothing is under way any more, has then failed as it was last refused; of all else nobody knows.
 *
 * **Retries** are askings after silence, which may do a thing twice. They are paid from a budget that fills with new errands, a fifth of a retry
 * each: a burst of ten may be asked again, and when everything is silent, no more than one in five; or retries would be the load that keeps a
 * cluster down.
 */
import type {
  ClientMessage,
  Data,
  Kinded,
  Member,
  NodeId,
  Operation,
  Outcome,
  Self,
} from '../kernel/contract.ts';
import type { Micros } from '../kernel/time.ts';

/** One asking of an errand, and what came of it: an answer, or null when there was none for as long as `patience`. */
export interface Asking {
  readonly body: Data;
  /** What was asked this time, which may be more than the errand itself. */
  readonly asked: Data;
  readonly to: NodeId;
  /** A person named whom to ask. */
  readonly isAddressed: boolean;
  /** 0 for the first. */
  readonly attempt: number;
  readonly retries: number;
  readonly outcome: Outcome | null;
  /** The last answer before this one. */
  readonly before: Outcome | null;
}

export interface Beside {
  readonly to: NodeId;
  readonly asks: Data;
}

/**
 * What to do about it: ask once more; wait on; or be content with an outcome. Beside it somebody else may be asked something, from whose answer
 * is only learnt.
 */
export type Next =
  | {
      readonly do: 'ask';
      /** Null: whoever is the right one when it is asked. */
      readonly to: NodeId | null;
      readonly asks: Data;
      readonly delay: Micros;
      /** After silence: only while the budget has something left, and not all who have to at one instant. */
      readonly isRetry?: true;
      readonly beside?: Beside;
    }
  | { readonly do: 'wait'; readonly beside?: Beside }
  | { readonly do: 'settle'; readonly outcome: Outcome };

export interface ErrandManner {
  readonly timeout: Micros;
  /** What is sent, which may be more than what was asked. */
  dress?(asks: Data, known: Data): Data;
  /** What is learnt from an answer and kept. */
  learn?(known: Data, outcome: Outcome): Data;
  /** What is learnt from the silence of somebody, and kept. */
  miss?(known: Data, who: NodeId): Data;
  /** The answer without what was only there to be learnt. */
  strip?(outcome: Outcome): Outcome;
  /** Without it the first answer is the last. */
  follow?(asking: Asking, members: readonly Member[], known: Data): Next;
  /** Whom to ask at this instant, where `follow` left that open. */
  aim?(body: Data, members: readonly Member[], known: Data): NodeId;
  /** Silence after which `follow` is asked. */
  readonly patience?: Micros;
  /** Of somebody who would not answer: what stands for its answer, or for its silence where that is null. Nothing is sent then. */
  passOver?(to: NodeId, asks: Data): { readonly outcome: Outcome | null } | null;
}

export interface Errand {
  readonly body: Data;
  readonly session: string;
  readonly isAddressed: boolean;
  /** The operation that it serves, after which its messages are named; null where it is that operation itself. */
  readonly root: string | null;
  /** The number of its first asking. */
  readonly attemptFirst: number;
  readonly since: Micros;
  timer: number;
  asked: Data;
  to: NodeId;
  /** Whom to ask is found out when it is asked. */
  isOpen: boolean;
  attempt: number;
  retries: number;
  before: Outcome | null;
  /** The timer of its patience; 0 while there is none. */
  patience: number;
  /** The last asking has not been answered. */
  isOut: boolean;
  /** Nor has one before it been: what was asked then may have been done. */
  isDoubtful: boolean;
}

/** Plain data, a part of its owner's state. */
export interface Errands {
  members: readonly Member[];
  /** What answers taught. */
  known: Data;
  readonly waiting: Map<string, Errand>;
  /** What is left of the budget for retries, in fifths. */
  credit: number;
}

export type ErrandTimer =
  | { readonly kind: 'timeout'; readonly operation: string; readonly errand?: string }
  | {
      readonly kind: 'patience' | 'ask again';
      readonly operation: string;
      readonly attempt: number;
      readonly errand?: string;
    };

export function isOfErrand(timer: Kinded): timer is ErrandTimer {
  return timer.kind === 'timeout' || timer.kind === 'patience' || timer.kind === 'ask again';
}

/** An errand is over. */
export interface Ending {
  readonly id: string;
  readonly errand: Errand;
  readonly outcome: Outcome;
}

type Asker = Pick<Self<ClientMessage & Kinded, ErrandTimer>, 'now' | 'send' | 'after' | 'cancel' | 'random'>;

/** Askings beside an errand are numbered downwards from here. */
const BESIDE = -1;

const UNKNOWN: Outcome = { status: 'unknown', value: null };

const RETRY_COST = 5;
const CREDIT_MAX = 10 * RETRY_COST;

export function newErrands(members: readonly Member[]): Errands {
  return { members, known: null, waiting: new Map(), credit: CREDIT_MAX };
}

export interface Order {
  readonly id: string;
  readonly body: Data;
  readonly asks: Data;
  readonly to: NodeId;
  readonly session: string;
  readonly isAddressed: boolean;
  readonly root?: string;
  /** Where it repeats an earlier errand of the same id, its askings are numbered from here on. */
  readonly attempt?: number;
  /** Instead of the manner's own. */
  readonly timeout?: Micros;
}

export function begin(self: Asker, errands: Errands, manner: ErrandManner, order: Order): Ending | null {
  const { id, body, asks, to, session, isAddressed, root = null, attempt = 0 } = order;
  // Field by field: there is one for every operation, and spreading would cost more than all the rest of it.
  const errand: Errand = {
    body,
    session,
    isAddressed,
    root,
    attemptFirst: attempt,
    since: self.now,
    timer: 0,
    asked: asks,
    to,
    isOpen: false,
    attempt,
    retries: 0,
    before: null,
    patience: 0,
    isOut: false,
    isDoubtful: false,
  };
  const { operation, ...beneath } = namesOf(id, errand);
  errand.timer = self.after(order.timeout ?? manner.timeout, { kind: 'timeout', operation, ...beneath });
  errands.waiting.set(id, errand);
  errands.credit = Math.min(CREDIT_MAX, errands.credit + 1);
  return ask(self, errands, manner, id, errand);
}

/** An answer has come. */
export function heard(
  self: Asker,
  errands: Errands,
  manner: ErrandManner,
  { operation: id, outcome: said, attempt = 0 }: Extract<ClientMessage, { kind: 'reply' }>,
): Ending | null {
  if (manner.learn !== undefined) errands.known = manner.learn(errands.known, said);
  const outcome = manner.strip?.(said) ?? said;
  const errand = errands.waiting.get(id);
  if (errand === undefined || errand.attempt !== attempt) return null;
  errand.isOut = false;
  return manner.follow === undefined
    ? end(self, errands, id, errand, outcome)
    : proceed(self, errands, manner, id, errand, outcome);
}

/** A timer of an errand has run out. */
export function woken(
  self: Asker,
  errands: Errands,
  manner: ErrandManner,
  timer: ErrandTimer,
): Ending | null {
  const id = timer.errand ?? timer.operation;
  const errand = errands.waiting.get(id);
  if (errand === undefined) return null;
  if (timer.kind === 'timeout') return timedOut(self, errands, id, errand);
  if (timer.attempt !== errand.attempt) return null;
  return timer.kind === 'patience'
    ? proceed(self, errands, manner, id, errand, null)
    : ask(self, errands, manner, id, errand);
}

/** Nobody waits for it any more. */
export function abandon(self: Asker, errands: Errands, id: string): void {
  const errand = errands.waiting.get(id);
  if (errand !== undefined) end(self, errands, id, errand, UNKNOWN);
}

function namesOf(id: string, { root }: Errand): { operation: string; errand?: string } {
  return root === null ? { operation: id } : { operation: root, errand: id };
}

function ask(self: Asker, errands: Errands, manner: ErrandManner, id: string, errand: Errand): Ending | null {
  if (errand.isOpen) errand.to = manner.aim?.(errand.body, errands.members, errands.known) ?? errand.to;
  const { asked, to, attempt, session } = errand;
  const passed = manner.passOver?.(to, asked) ?? null;
  if (passed !== null) return proceed(self, errands, manner, id, errand, passed.outcome);
  const body = manner.dress?.(asked, errands.known) ?? asked;
  const operation: Operation = { id, session, body };
  errand.isOut = true;
  self.send(to, { kind: 'request', operation: attempt === 0 ? operation : { ...operation, attempt } });
  if (manner.patience !== undefined)
    errand.patience = self.after(manner.patience, { kind: 'patience', attempt, ...namesOf(id, errand) });
  return null;
}

function proceed(
  self: Asker,
  errands: Errands,
  manner: ErrandManner,
  id: string,
  errand: Errand,
  outcome: Outcome | null,
): Ending | null {
  const attempt = errand.attempt - errand.attemptFirst;
  const { body, asked, to, isAddressed, retries, before } = errand;
  if (outcome === null && manner.miss !== undefined) errands.known = manner.miss(errands.known, to);
  const asking: Asking = { body, asked, to, isAddressed, attempt, retries, outcome, before };
  const next = manner.follow?.(asking, errands.members, errands.known) ?? { do: 'wait' };
  if (outcome !== null) errand.before = outcome;
  if (next.do === 'settle') return end(self, errands, id, errand, next.outcome);
  if (next.beside !== undefined) {
    const { to: aside, asks } = next.beside;
    const operation = { id, session: errand.session, body: asks, attempt: BESIDE - errand.attempt };
    self.send(aside, { kind: 'request', operation });
  }
  return next.do === 'ask' ? askNext(self, errands, manner, id, errand, next) : null;
}

function askNext(
  self: Asker,
  errands: Errands,
  manner: ErrandManner,
  id: string,
  errand: Errand,
  { to, asks, delay, isRetry }: Extract<Next, { do: 'ask' }>,
): Ending | null {
  if (isRetry === true) {
    if (errands.credit < RETRY_COST) return null;
    errands.credit -= RETRY_COST;
    errand.retries += 1;
  }
  self.cancel(errand.patience);
  if (errand.isOut) errand.isDoubtful = true;
  errand.isOut = false;
  errand.attempt += 1;
  errand.isOpen = to === null;
  errand.to = to ?? errand.to;
  errand.asked = asks;
  const { attempt } = errand;
  const pause = isRetry === true ? delay + Math.floor(self.random() * delay) : delay;
  if (pause === 0) return ask(self, errands, manner, id, errand);
  self.after(pause, { kind: 'ask again', attempt, ...namesOf(id, errand) });
  return null;
}

function timedOut(self: Asker, errands: Errands, id: string, errand: Errand): Ending {
  const { isOut, isDoubtful, before } = errand;
  errand.timer = 0;
  return end(self, errands, id, errand, isOut || isDoubtful || before === null ? UNKNOWN : before);
}

function end(self: Asker, errands: Errands, id: string, errand: Errand, outcome: Outcome): Ending {
  errands.waiting.delete(id);
  if (errand.timer !== 0) self.cancel(errand.timer);
  if (errand.patience !== 0) self.cancel(errand.patience);
  return { id, errand, outcome };
}
