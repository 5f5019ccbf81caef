/**
 * The frame's end of the language between it and the page around it. It hears nobody but that page, and speaks to no other origin than the one that has
 * spoken to it; only that it is there it says to whoever holds it, and that says nothing of what is in it.
 */
import { readOrder, reportOf, type Order, type Report } from '../../share/embed.ts';

export type Done = { readonly ok: true } | { readonly ok: false; readonly says: readonly string[] };

/** What the class needs of the window; tests bring their own. */
export interface Around {
  readonly parent: { postMessage(message: unknown, origin: string): void };
  readonly isFramed: boolean;
  listen(hear: (event: Heard) => void): () => void;
}
export interface Heard {
  readonly source: unknown;
  readonly origin: string;
  readonly data: unknown;
}

/** More than this is not asked by anybody who reads the answers. */
const WAITING_MOST = 32;
/** What a page from a file or a sandbox is called. There is no way to speak to it alone. */
const NOBODY = 'null';

export class Voice {
  readonly #around: Around;
  readonly #obey: (order: Order) => Promise<Done>;
  /** To whom it speaks; null before anybody has spoken. */
  #origin: string | null = null;
  #last: Promise<void> = Promise.resolve();
  #waiting = 0;

  constructor(around: Around, obey: (order: Order) => Promise<Done>) {
    this.#around = around;
    this.#obey = obey;
  }

  begin(): () => void {
    const { isFramed, parent } = this.#around;
    if (!isFramed) return () => undefined;
    const end = this.#around.listen((event) => this.#hear(event));
    parent.postMessage(reportOf({ tell: 'ready', state: 'picture' }), '*');
    return end;
  }

  tell(report: Report): void {
    if (this.#origin !== null) this.#around.parent.postMessage(reportOf(report), this.#origin);
  }

  #hear({ source, origin, data }: Heard): void {
    if (source !== this.#around.parent || this.#waiting >= WAITING_MOST) return;
    const order = readOrder(data);
    if (order === null) return;
    this.#origin = origin === NOBODY || origin === '' ? null : origin;
    this.#waiting += 1;
    // One after the other, as they came.
    this.#last = this.#last.then(async () => {
      const done = await this.#obey(order).catch((problem: unknown): Done => {
        return { ok: false, says: [problem instanceof Error ? problem.message : String(problem)] };
      });
      this.#waiting -= 1;
      const { id, do: verb } = order;
      this.tell({ tell: 'done', do: verb, ...(id !== undefined && { id }), ...done });
    });
  }
}

export const windowAround = (): Around => ({
  parent: window.parent,
  isFramed: window.parent !== window,
  listen(hear) {
    const heard = (event: MessageEvent<unknown>): void => hear(event);
    addEventListener('message', heard);
    return () => removeEventListener('message', heard);
  },
});
