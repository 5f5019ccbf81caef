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
    const compare = this.#compare;
    let index = items.length;
    items.push(element);
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = items[parent] as Element;
      if (compare(element, above) >= 0) break;
      items[index] = above;
      index = parent;
    }
    items[index] = element;
  }

  pop(): Element | undefined {
    const { items } = this;
    const top = items[0];
    const last = items.pop();
    if (items.length > 0) this.#sink(last as Element, 0);
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

  #sink(element: Element, start: number): void {
    const { items } = this;
    const compare = this.#compare;
    const { length } = items;
    let index = start;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= length) break;
      if (child + 1 < length && compare(items[child + 1] as Element, items[child] as Element) < 0) child += 1;
      const below = items[child] as Element;
      if (compare(element, below) <= 0) break;
      items[index] = below;
      index = child;
    }
    items[index] = element;
  }
}
