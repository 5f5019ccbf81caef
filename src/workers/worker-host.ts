/**
 * Nodes in Web Workers: each in one of its own, so that a kill is `terminate()` and nothing less. Above 64 of them several share one, and
 * `isSimulated` says so, because there a kill only makes the Worker forget the node.
 *
 * A promise that nobody keeps is the danger here: a Worker that hangs, breaks or is terminated answers nothing, and says nothing about
 * it. So every call ends in one of four ways: its answer, a fault, `NodeLost`, or the sentence that the node was ended meanwhile.
 */
import type { NodeId } from '../kernel/contract.ts';
import { NodeLost, type Host, type Port } from '../cluster/host.ts';
import { openAdvance, PackedBody, unpack } from './wire-advance.ts';
import { Seat } from './seat.ts';
import { Watchdog } from './watchdog.ts';
import type { FromNodes, ToNodes } from './wire.ts';

export interface WorkerHostOptions {
  readonly startWorker: () => Worker;
  /** How many milliseconds of counted time a node may take for an answer. */
  readonly patience?: number;
  readonly tick?: number;
  /** Up to so many nodes have a Worker of their own. */
  readonly sharedAbove?: number;
  /** Says no while the page is hidden or the machine just woke: no time counts then. */
  readonly isAwake?: () => boolean;
  /** For tests: every answer is held back by so many milliseconds. A history must not depend on it. */
  readonly delay?: () => number;
}

/** A Worker and who lives in it. */
interface House {
  readonly worker: Worker;
  readonly seats: Map<number, Seat>;
  readonly ready: Promise<void>;
  /** The tick at which it last gave a sign of life, or was still loading: whose calls wait behind others' is not hung. */
  lively: number;
  close(): void;
}

export class WorkerHost implements Host {
  readonly #startWorker: () => Worker;
  readonly #sharedAbove: number;
  readonly #ticksMax: number;
  readonly #delay: (() => number) | undefined;
  readonly #watchdog: Watchdog;
  readonly #houses = new Set<House>();
  readonly #seatOf = new Map<NodeId, Seat>();
  readonly #houseOf = new Map<Seat, House>();
  #seatNumber = 0;

  constructor(options: WorkerHostOptions) {
    const { startWorker, patience = 5_000, sharedAbove = 64, isAwake = () => true, delay } = options;
    const tick = Math.min(options.tick ?? 100, patience);
    this.#startWorker = startWorker;
    this.#sharedAbove = sharedAbove;
    this.#ticksMax = Math.ceil(patience / tick);
    this.#delay = delay;
    this.#watchdog = new Watchdog({ tick, isAwake, look: () => this.#endHung() });
  }

  /** How many Workers there are. */
  get live(): number {
    return this.#houses.size;
  }

  /** Whether any two nodes share a Worker. */
  get simulated(): boolean {
    return [...this.#houses].some((house) => house.seats.size > 1);
  }

  /** Whether a kill of this node would leave its Worker alive, because others live in it. */
  isSimulated(node: NodeId): boolean {
    const seat = this.#seatOf.get(node);
    const house = seat && this.#houseOf.get(seat);
    return house !== undefined && house.seats.size > 1;
  }

  async start(node: NodeId): Promise<Port> {
    this.end(node);
    const house = this.#houses.size < this.#sharedAbove ? this.#build() : this.#roomiest();
    this.#seatNumber += 1;
    const seat = new Seat(this.#seatNumber, node, house.worker, this.#watchdog, this.#delay);
    house.seats.set(seat.number, seat);
    this.#seatOf.set(node, seat);
    this.#houseOf.set(seat, house);
    await house.ready;
    if (seat.lost !== null) throw seat.lost;
    return seat;
  }

  end(node: NodeId): void {
    const seat = this.#seatOf.get(node);
    if (seat === undefined) return;
    const house = this.#houseOf.get(seat);
    this.#leave(seat, new Error(`${node} was ended`));
    if (house === undefined) return;
    if (house.seats.size === 0) this.#close(house);
    else house.worker.postMessage({ do: 'end', seat: seat.number } satisfies ToNodes);
  }

  open(body: unknown): unknown {
    return body instanceof PackedBody ? unpack(body) : body;
  }

  dispose(): void {
    for (const node of [...this.#seatOf.keys()]) this.end(node);
    for (const house of this.#houses) this.#close(house);
    this.#watchdog.stop();
  }

  // --- Workers --------------------------------------------------------------------------------------------------------

  #build(): House {
    let worker: Worker;
    try {
      worker = this.#startWorker();
    } catch (error) {
      throw cannotStart(error instanceof Error ? error.message : String(error));
    }
    const { promise: ready, resolve, reject } = withResolvers();
    let isReady = false;
    const onMessage = ({ data }: MessageEvent<FromNodes>): void => {
      house.lively = this.#watchdog.ticks;
      if (data instanceof ArrayBuffer || data.do !== 'ready') {
        deliver(house, data);
      } else {
        isReady = true;
        resolve();
      }
    };
    const onError = (event: Event): void => {
      // Unhandled it would go on as an error of the bus, and nothing is wrong with the bus.
      event.preventDefault();
      const says = (event as Partial<ErrorEvent>).message || 'the browser gives no reason';
      if (!isReady) reject(cannotStart(says));
      this.#lose(house, (node) => new NodeLost('lost', `the Worker of ${node} broke: ${says}`));
    };
    const house: House = {
      worker,
      seats: new Map(),
      ready,
      lively: 0,
      close() {
        worker.removeEventListener('message', onMessage);
        worker.removeEventListener('error', onError);
        worker.removeEventListener('messageerror', onError);
        // An error may be on its way already, and would go on as one of the bus.
        worker.onerror = (event) => event.preventDefault();
        worker.terminate();
        if (!isReady) reject(new Error('the Worker was ended before it had started'));
      },
    };
    worker.addEventListener('message', onMessage);
    worker.addEventListener('error', onError);
    worker.addEventListener('messageerror', onError);
    this.#houses.add(house);
    return house;
  }

  /** The Worker with the fewest nodes, the first of them: newcomers go round. */
  #roomiest(): House {
    let roomiest: House | undefined;
    for (const house of this.#houses) {
      if (roomiest === undefined || house.seats.size < roomiest.seats.size) roomiest = house;
    }
    return roomiest ?? this.#build();
  }

  #close(house: House): void {
    if (this.#houses.delete(house)) house.close();
  }

  // --- Ends -----------------------------------------------------------------------------------------------------------

  #leave(seat: Seat, why: Error): void {
    this.#houseOf.get(seat)?.seats.delete(seat.number);
    this.#houseOf.delete(seat);
    if (this.#seatOf.get(seat.node) === seat) this.#seatOf.delete(seat.node);
    seat.lose(why);
  }

  /** A Worker is no more, and with it everybody who lived in it; who was not asked anything learns of it when next asked. */
  #lose(house: House, why: (node: NodeId) => NodeLost): void {
    this.#close(house);
    for (const seat of [...house.seats.values()]) this.#leave(seat, why(seat.node));
  }

  /** Says whether any call is still open. */
  #endHung(): boolean {
    let isAnyOpen = false;
    for (const house of [...this.#houses]) {
      let waited = 0;
      for (const seat of house.seats.values()) {
        if (seat.isLoading) house.lively = this.#watchdog.ticks;
        if (seat.countedFrom === null) continue;
        isAnyOpen = true;
        waited = Math.max(waited, this.#watchdog.ticks - seat.countedFrom);
      }
      waited = Math.min(waited, this.#watchdog.ticks - house.lively);
      // The first tick came sooner after the call than a whole tick, so it does not count.
      if (waited > this.#ticksMax)
        this.#lose(house, (node) => new NodeLost('hung', `${node} does not answer any more`));
    }
    return isAnyOpen;
  }
}

/** To the seat that asked, if anybody still sits there. */
function deliver(house: House, message: FromNodes): void {
  if (message instanceof ArrayBuffer) {
    const { seat, call, content } = openAdvance(message);
    house.seats.get(seat)?.answer(call, content);
  } else if (message.do === 'reply') {
    house.seats.get(message.seat)?.answer(message.call, message.reply);
  } else if (message.do === 'fault') {
    house.seats.get(message.seat)?.answer(message.call, new Error(message.says));
  }
}

function cannotStart(says: string): Error {
  return new Error(`A Worker cannot be started here: ${says}.`);
}

function withResolvers(): { promise: Promise<void>; resolve: () => void; reject: (why: Error) => void } {
  let resolve = (): void => {};
  let reject = (_why: Error): void => {};
  const promise = new Promise<void>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  // Whoever waits hears of it; if nobody does, it is not an error of the page.
  promise.catch(() => {});
  return { promise, resolve, reject };
}
