/**
 * The one card that lives: its scenario runs on one LocalHost in one Worker, which comes with the first card that is looked at and goes with the gallery.
 * Whatever card is left is a picture again at once.
 */
import type { Frame, LabHandle } from '../../lab/types.ts';
import type { Connect, OtherLab } from '../another-lab.ts';
import type { RingContent } from '../ring/printed-ring.ts';
import { contentOf } from '../ring/printed-ring.ts';
import { sceneOf } from '../systems/index.ts';
import type { Card } from './cards.ts';

type Picture = NonNullable<Frame['picture']>;

export interface Alive {
  readonly id: string;
  readonly at: number;
  readonly content: RingContent;
  readonly count: string;
  readonly flights: Picture['flights'];
}

/** A card shows in seconds what the scenario takes minutes for. */
const HURRY = 2;
/** Somebody only passes by. */
const REST = 180;

export class Living {
  shown = $state.raw<Alive | null>(null);
  readonly #connect: Connect;
  #connection: Promise<OtherLab> | null = null;
  /** Each card that is entered or left is another turn; what belongs to an older one is let go. */
  #turn = 0;

  constructor(connect: Connect) {
    this.#connect = connect;
  }

  async enter(card: Card): Promise<void> {
    const turn = this.#begin();
    await new Promise((wake) => setTimeout(wake, REST));
    if (turn !== this.#turn) return;
    try {
      this.#connection ??= this.#connect();
      const { lab } = await this.#connection;
      const opened = await lab.open({ text: card.text, at: card.at, trial: { host: 'local' } });
      if (turn !== this.#turn || !opened.ok) return;
      await lab.play(card.pace * HURRY);
      await this.#follow(turn, card, lab);
    } catch {
      // A picture is what the card had before, and what it keeps.
      if (turn === this.#turn) this.shown = null;
    }
  }

  leave(): void {
    this.#begin();
  }

  close(): void {
    this.#begin();
    void this.#connection?.then((connection) => connection.close());
    this.#connection = null;
  }

  #begin(): number {
    this.shown = null;
    this.#turn += 1;
    return this.#turn;
  }

  /** Nobody pulls for a card that was left, so nothing runs there. */
  async #follow(turn: number, card: Card, lab: LabHandle): Promise<void> {
    let before: Frame | null = null;
    let inside: Frame['inside'] = null;
    for (let then = performance.now(); turn === this.#turn;) {
      const now = await nextFrame();
      const { epoch = -1, cursor = 0, pictureNumber: picture = -1, insideNumber = -1 } = before ?? {};
      const frame: Frame = await lab.frame(now - then, { epoch, cursor, picture, inside: insideNumber });
      then = now;
      inside = frame.inside ?? inside;
      before = frame;
      if (turn !== this.#turn) return;
      if (frame.picture === null) continue;
      const scene = sceneOf(card.system, frame.picture, inside);
      const { readable, all } = scene?.readout ?? { readable: 0, all: 0 };
      this.shown = {
        id: card.id,
        at: frame.at,
        content: contentOf(frame.picture, scene),
        count: all === 0 ? '' : `${readable}/${all}`,
        flights: frame.picture.flights,
      };
    }
  }
}

const nextFrame = (): Promise<number> => new Promise((wake) => requestAnimationFrame(wake));
