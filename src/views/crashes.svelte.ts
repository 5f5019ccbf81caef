/**
 * Who stopped by itself: a program that threw, or a Worker that did not answer any more. A picture says only who is down, so the lab is asked once
 * for each death.
 */
import type { NodeLook } from '../lab/look-node.ts';
import type { NodePicture } from '../lab/picture.ts';
import { words } from './words/index.ts';

export interface Crash {
  readonly node: string;
  readonly how: 'threw' | 'hung' | 'lost';
  /** What the program said when it threw. */
  readonly says: string;
}

interface Known {
  readonly node: string;
  readonly epoch: number;
  readonly incarnation: number;
  /** Null: somebody else stopped it. */
  readonly crash: Crash | null;
}

export class Crashes {
  /** Of those that are down at the moment that is shown. */
  list = $state.raw<readonly Crash[]>([]);

  readonly #ask: (node: string) => Promise<NodeLook | null>;
  #known: readonly Known[] = [];
  #isAsking = false;

  constructor(ask: (node: string) => Promise<NodeLook | null>) {
    this.#ask = ask;
  }

  of(node: string): Crash | null {
    return this.list.find((crash) => crash.node === node) ?? null;
  }

  take(epoch: number, nodes: readonly NodePicture[]): void {
    const down = nodes.filter(({ status, isClient }) => status === 'down' && !isClient);
    // At another moment the same death is asked for again; until that is answered it is what it was.
    this.#known = this.#known.filter((death) => down.some((node) => isOf(death, node)));
    this.#show();
    const next = down.find(
      (node) => !this.#known.some((death) => death.epoch === epoch && isOf(death, node)),
    );
    if (next !== undefined && !this.#isAsking) void this.#learn(epoch, next);
  }

  async #learn(epoch: number, node: NodePicture): Promise<void> {
    this.#isAsking = true;
    try {
      const look = await this.#ask(node.id);
      // A moment that is only passed has nothing to say yet.
      if (look === null) return;
      const crash = look.death === null ? null : crashOf(node.id, look.death);
      const death = { node: node.id, epoch, incarnation: node.incarnation, crash };
      this.#known = [...this.#known.filter((other) => other.node !== node.id), death];
      this.#show();
    } finally {
      this.#isAsking = false;
    }
  }

  #show(): void {
    const list = this.#known.flatMap(({ crash }) => crash ?? []);
    const isSame =
      list.length === this.list.length && list.every((crash, place) => crash === this.list[place]);
    if (!isSame) this.list = list;
  }
}

function isOf(death: Known, { id, incarnation }: NodePicture): boolean {
  return death.node === id && death.incarnation === incarnation;
}

function crashOf(node: string, { how, because }: NonNullable<NodeLook['death']>): Crash | null {
  if (how === 'crash') return { node, how: 'threw', says: because ?? '' };
  return because === 'hung' || because === 'lost' ? { node, how: because, says: '' } : null;
}

/** What is shown to whoever asks what was wrong. */
export function crashText({ node, how, says }: Crash, nameOf: (id: string) => string): string {
  if (how === 'hung') return words.action.hung(nameOf(node));
  return how === 'lost' ? words.action.workerLost(nameOf(node)) : says;
}
