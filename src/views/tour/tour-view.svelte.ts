/** The tour in the page: it plays, rests for captions, can be paused, and ends as soon as somebody takes the cluster into their own hands. */
import { calm } from '../calm.svelte.ts';
import { cardsFor } from '../gallery/cards.ts';
import type { LabView } from '../lab-view.svelte.ts';
import { momentText } from '../numbers.ts';
import { enterByText } from '../share/enter.ts';
import { packLink } from '../../share/link.ts';
import { language } from '../words/language.svelte.ts';
import { words } from '../words/panels.ts';
import { BACK, readingTime, walk, type Guide, type Stop } from './tour.ts';

const TICK = 60;

export class TourView {
  stop = $state.raw<Stop | null>(null);
  state = $state.raw<'coming' | 'playing' | 'paused' | 'over' | 'taken' | 'failed'>('coming');
  readonly #view: LabView;
  #isLeft = false;

  constructor(view: LabView) {
    this.#view = view;
  }

  get caption(): string {
    return this.stop === null ? '' : sayOf(this.stop);
  }

  async begin(): Promise<void> {
    const card = (await cardsFor(language.name)).find(({ opens }) => opens === 'tour');
    const view = this.#view;
    if (card === undefined || this.#isLeft || !(await enterByText(view, card.text)).ok) {
      this.state = 'failed';
      return;
    }
    const notes = view.door?.notes ?? [];
    // Its notes are said here, and not twice.
    view.door = null;
    view.chosen = card.id;
    await view.seek(card.at);
    // Who wants no motion begins it by hand.
    this.state = calm.current ? 'paused' : 'playing';
    const isOver = await walk(
      { notes, back: BACK, says: sayOf, show: (stop) => (this.stop = stop) },
      this.#guide(),
    );
    if (this.#isLeft) return;
    await view.pause();
    this.state = isOver ? 'over' : 'taken';
  }

  async toggle(): Promise<void> {
    if (this.state === 'playing') {
      this.state = 'paused';
      await this.#view.pause();
    } else if (this.state === 'paused') this.state = 'playing';
  }

  /** The cluster stays as it is, for whoever wants to play with it. */
  leave(): void {
    this.#isLeft = true;
    void this.#view.forLessons.restAt(null);
  }

  #guide(): Guide {
    const view = this.#view;
    return {
      runTo: (at) => this.#runTo(at),
      read: (says) => this.#rest(readingTime(says)),
      link: async () => {
        const recording = await view.close.recording();
        const packed = recording === null ? null : packLink(recording.text);
        return packed?.ok === true ? location.href.replace(/[?#].*$/, '') + packed.link : null;
      },
      seek: async (at) => {
        if (!(await this.#go())) return false;
        await view.seek(at);
        await this.#until(() => view.frame.at === at);
        return !this.#isTaken();
      },
    };
  }

  async #runTo(at: number): Promise<boolean> {
    const view = this.#view;
    while (view.frame.at < at) {
      if (!(await this.#go())) return false;
      // Without motion it is there at once.
      if (calm.current) {
        await view.forLessons.pass(at - view.frame.at);
        await this.#until(() => view.frame.at >= at);
        continue;
      }
      await view.forLessons.restAt(at);
      await view.play();
      // What was asked for is seen with the next frame.
      await this.#until(() => view.frame.playing || view.frame.at >= at);
      await this.#until(() => !view.frame.playing || view.frame.at >= at);
      // Somebody has pressed the page's own button.
      if (view.frame.at < at && this.state === 'playing') this.state = 'paused';
    }
    await view.forLessons.restAt(null);
    return this.#go();
  }

  /** Or until the tour is paused, or left. */
  async #until(isSo: () => boolean): Promise<void> {
    while (!isSo() && this.state === 'playing' && !this.#isLeft) await tick();
  }

  async #rest(real: number): Promise<boolean> {
    for (let left = real; left > 0;) {
      const then = performance.now();
      await tick();
      left -= performance.now() - then;
      // Whoever has paused it has stopped to look: what is left to read is read afterwards.
      if (!(await this.#go())) return false;
    }
    return true;
  }

  /** Waits while the tour is paused. False when it is over for whoever has left or acted. */
  async #go(): Promise<boolean> {
    while (this.state === 'paused' && !this.#isLeft) await tick();
    return !this.#isTaken();
  }

  #isTaken(): boolean {
    return this.#isLeft || this.#view.frame.undoable !== null;
  }
}

function sayOf(stop: Stop): string {
  const { tour } = words;
  if (stop.kind === 'note') return stop.note.says;
  if (stop.kind === 'rewind') return tour.rewind(momentText(stop.to));
  if (stop.kind === 'again') return tour.again;
  return stop.link === null ? tour.noLink : tour.share(stop.link.length);
}

const tick = (): Promise<void> => new Promise((wake) => setTimeout(wake, TICK));
