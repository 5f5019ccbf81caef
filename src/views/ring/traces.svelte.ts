/** Ways that keys have taken, kept for a while of a watcher's time, for whoever does not want to see them move. */
import type { RingLayout } from '../geometry/ring.ts';
import type { FlightDrawn } from './draw-flights.ts';

type Trace = Pick<FlightDrawn, 'curve' | 'fill'>;

const LASTS = 2_000;

export class Traces {
  shown = $state.raw<readonly Trace[]>([]);
  #before: readonly FlightDrawn[] = [];
  #layout: RingLayout | null = null;

  /** Whoever was on the way before and is not now has arrived. */
  follow(flights: readonly FlightDrawn[], layout: RingLayout): void {
    // On a ring of another size no way lies where it did.
    if (layout !== this.#layout) {
      this.#layout = layout;
      this.#before = [];
      this.shown = [];
    }
    const key = ({ curve: { from, to }, fill }: Trace): string =>
      `${from.x} ${from.y} ${to.x} ${to.y} ${fill}`;
    const flying = flights.map(key);
    const arrived = this.#before.filter((flight) => !flying.includes(key(flight)));
    this.#before = flights;
    if (arrived.length === 0) return;
    this.shown = [...this.shown, ...arrived];
    setTimeout(() => (this.shown = this.shown.filter((one) => !arrived.includes(one as FlightDrawn))), LASTS);
  }
}
