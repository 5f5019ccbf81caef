/** The open shop: who has looked up what, and customers who come by themselves. */
import type { LabView } from '../lab-view.svelte.ts';
import { lookUp, wanted, type Counter, type Lookup } from './shop.ts';

/** Between two customers, in the cluster's time. */
const PAUSE = 150_000;
/** While time stands still nobody comes. */
const IDLE = 200;
/** Of older ones nobody asks. */
const KEPT_MOST = 200;

/** The instant at which the waiting began, for whoever shows it as it grows. */
export interface Waited extends Lookup {
  readonly since: number;
}

export class ShopView {
  lookups = $state.raw<readonly Waited[]>([]);
  hasCustomers = $state.raw(false);
  readonly #view: LabView;
  #isOpen = true;
  #visits = 0;

  constructor(view: LabView) {
    this.#view = view;
  }

  /** The newest of a product. */
  of(product: number): Waited | undefined {
    return this.lookups.findLast((one) => one.product === product);
  }

  async visit(product: number, isByHand: boolean): Promise<Waited> {
    const number = (this.lookups.at(-1)?.number ?? 0) + 1;
    const since = this.#view.frame.at;
    const waiting: Waited = { number, product, found: null, took: null, isByHand, since };
    this.lookups = [...this.lookups, waiting].slice(-KEPT_MOST);
    const seen = { ...waiting, ...(await lookUp(this.#counter(), product)) };
    this.lookups = this.lookups.map((one) => (one.number === number ? seen : one));
    return seen;
  }

  async turnCustomers(isOn: boolean): Promise<void> {
    this.hasCustomers = isOn;
    // The first one is let in, and each one's successor by the one before.
    while (this.hasCustomers && this.#isOpen) {
      if (!this.#view.frame.playing || this.#view.isHeld) {
        await new Promise((wake) => setTimeout(wake, IDLE));
        continue;
      }
      await this.visit(wanted(this.#visits), false);
      this.#visits += 1;
      await this.#view.forLessons.pass(PAUSE);
    }
  }

  close(): void {
    this.#isOpen = false;
    this.hasCustomers = false;
  }

  #counter(): Counter {
    const view = this.#view;
    return {
      ask: (text) => view.ask(text),
      pass: async (by) => (await view.forLessons.pass(by)).ok,
    };
  }
}
