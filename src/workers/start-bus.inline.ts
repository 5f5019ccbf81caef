/** Starts the bus Worker of the one file. Its twin for the site is start-bus.ts. */
import BusWorker from './bus.ts?worker&inline';

export function startBusWorker(): Worker {
  return new BusWorker({ name: 'bus' });
}
