/** The bus's end of one node in a Worker, from its start to its end: one call at a time, and only its own answers. */
import type { NodeId } from '../kernel/contract.ts';
import type { NodeReply, NodeRequest } from '../kernel/protocol.ts';
import type { Port } from '../cluster/host.ts';
import { postRequest } from './wire-advance.ts';
import type { Watchdog } from './watchdog.ts';
import type { ToNodes } from './wire.ts';

/** These may have to wait for code. */
const LOADING: ReadonlySet<NodeRequest['do']> = new Set(['boot', 'load', 'measure']);

interface OpenCall {
  readonly number: number;
  resolve(reply: NodeReply): void;
  reject(why: Error): void;
  held: ReturnType<typeof setTimeout> | undefined;
}

export class Seat implements Port {
  readonly number: number;
  readonly node: NodeId;
  /** Why it answers nothing any more. */
  lost: Error | null = null;
  /** The tick at which the open call was made; null when there is none, or none whose time counts. */
  countedFrom: number | null = null;
  /** Reading in a program and its state may take long on a slow machine, and no program can hang there. */
  isLoading = false;
  #open: OpenCall | null = null;
  #calls = 0;
  readonly #worker: Worker;
  readonly #watchdog: Watchdog;
  readonly #delay: (() => number) | undefined;

  constructor(
    number: number,
    node: NodeId,
    worker: Worker,
    watchdog: Watchdog,
    delay: (() => number) | undefined,
  ) {
    this.number = number;
    this.node = node;
    this.#worker = worker;
    this.#watchdog = watchdog;
    this.#delay = delay;
  }

  call<Reply extends NodeReply>(request: NodeRequest): Promise<Reply> {
    if (this.lost !== null) return Promise.reject(this.lost);
    if (this.#open !== null)
      return Promise.reject(new Error(`${this.node} is still busy with its last call`));
    // Numbers may come round: what is as old as that will not come any more.
    this.#calls = (this.#calls + 1) | 0;
    const number = this.#calls;
    return new Promise<Reply>((resolve, reject) => {
      // First what may throw (data that cannot be cloned): then no call was made.
      this.#post(request, number);
      this.#open = { number, resolve: resolve as (reply: NodeReply) => void, reject, held: undefined };
      this.isLoading = LOADING.has(request.do);
      if (this.isLoading) return;
      this.countedFrom = this.#watchdog.ticks;
      this.#watchdog.watch();
    });
  }

  /** The node answered; with an Error when it could not. */
  answer(number: number, reply: NodeReply | Error): void {
    if (this.#open?.number !== number) return;
    this.#stopCounting();
    if (this.#delay === undefined) this.#settle(reply);
    else this.#open.held = setTimeout(() => this.#settle(reply), this.#delay());
  }

  lose(why: Error): void {
    this.lost = why;
    this.#stopCounting();
    if (this.#open === null) return;
    const { reject, held } = this.#open;
    clearTimeout(held);
    this.#open = null;
    reject(why);
  }

  #stopCounting(): void {
    this.countedFrom = null;
    this.isLoading = false;
  }

  #settle(reply: NodeReply | Error): void {
    if (this.#open === null) return;
    const { resolve, reject } = this.#open;
    this.#open = null;
    if (reply instanceof Error) reject(reply);
    else resolve(reply);
  }

  #post(request: NodeRequest, call: number): void {
    const { number: seat } = this;
    if (request.do === 'advance') postRequest(this.#worker, seat, call, request);
    else this.#worker.postMessage({ do: 'call', seat, call, request } satisfies ToNodes);
  }
}
