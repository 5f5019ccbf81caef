/** Takes calls one after the other: a cluster cannot be stepped while it is being loaded. */
export class Queue {
  #last: Promise<unknown> = Promise.resolve();

  async turn<Result>(work: () => Promise<Result>): Promise<Result> {
    const mine = this.#last.then(work, work);
    this.#last = mine.catch(() => undefined);
    return mine;
  }
}
