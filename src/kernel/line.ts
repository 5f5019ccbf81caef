/** The waiting line before a node's server: first come, first served. Taking from its front costs nothing, however long it is. */
import type { Pending } from './protocol.ts';

const COMPACT_MIN = 1_024;

export class Line {
  #items: Pending[] = [];
  #head = 0;

  get length(): number {
    return this.#items.length - this.#head;
  }

  get waiting(): readonly Pending[] {
    return this.#items.slice(this.#head);
  }

  push(event: Pending): void {
    this.#items.push(event);
  }

  shift(): Pending | undefined {
    const event = this.#items[this.#head];
    if (event === undefined) return undefined;
    this.#head += 1;
    if (this.#head === this.#items.length) {
      this.#items.length = 0;
      this.#head = 0;
    } else if (this.#head > COMPACT_MIN && this.#head * 2 > this.#items.length) {
      this.#items.splice(0, this.#head);
      this.#head = 0;
    }
    return event;
  }

  /** Takes a timer out of the line; rare, so it may look through it. */
  remove(timer: number): void {
    for (let index = this.#head; index < this.#items.length; index += 1) {
      const event = this.#items[index] as Pending;
      if (event.what === 'timer' && event.number === timer) {
        this.#items.splice(index, 1);
        return;
      }
    }
  }

  restore(events: readonly Pending[]): void {
    this.#items = [...events];
    this.#head = 0;
  }
}
