/**
 * A binary heap. Ours and not a library's because the event loop lives in it: it must peek without allocating, be saved
 * as a plain array, and drop what was cancelled without a search.
 *
 * Equal elements come out in no particular order, so `compare` must be total: the one order always is.
 */
export class Heap<Element> {
  readonly items: Element[] = [];
  readonly #compare: (left: Element, right: Element) => number;

  constructor(compare: (left: Element, right: Element) => number) {
    this.#compare = compare;
  }

  get size(): number {
    return this.items.length;
  }

  peek(): Element | undefined {
    return this.items[0];
  }

  push(element: Element): void {
    const { items } = this;
    items.push(element);
    this.#rise(element, items.length - 1);
  }

  pop(): Element | undefined {
    const { items } = this;
    const top = items[0];
    const last = items.pop();
    if (items.length > 0) this.#rise(last as Element, this.#hollow());
    return top;
  }

  /** Keeps what passes. Rare and linear: cancelled timers and messages acted on by hand are removed with it. */
  retain(keep: (element: Element) => boolean): void {
    this.replace(this.items.filter(keep));
  }

  replace(elements: readonly Element[]): void {
    this.items.length = 0;
    for (const element of elements) this.push(element);
  }

  /** Puts an element where there is a hole, or above it. */
  #rise(element: Element, hole: number): void {
    const { items } = this;
    const compare = this.#compare;
    let index = hole;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = items[parent] as Element;
      if (compare(element, above) >= 0) break;
      items[index] = above;
      index = parent;
    }
    items[index] = element;
  }

  /**
   * Lets the hole at the top fall to the bottom, the lesser child rising each time. What is put there came from the bottom and mostly
   * belongs there, so it is not asked on the way down: one comparison a level instead of two.
   */
  #hollow(): number {
    const { items } = this;
    const compare = this.#compare;
    const { length } = items;
    let index = 0;
    for (let child = 1; child < length; child = 2 * index + 1) {
      if (child + 1 < length && compare(items[child + 1] as Element, items[child] as Element) < 0) child += 1;
      items[index] = items[child] as Element;
      index = child;
    }
    return index;
  }
}
