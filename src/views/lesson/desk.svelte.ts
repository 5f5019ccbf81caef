/**
 * Where lessons are taken up and laid down. It is in the page from the beginning and knows nothing of them: who wants one has the room with all of them
 * loaded. What somebody was at is remembered in a line, so that the page can offer it before anything is loaded.
 */
import type { LabView } from '../lab-view.svelte.ts';
import { keep, recall } from '../remember.ts';
import type { StageView } from '../stage.svelte.ts';
import { words } from '../words/index.ts';
import type { Room } from './room.svelte.ts';
import type { Waiting } from './waiting.ts';

const MARK = '#lesson=';
const REMEMBERED = 'lesson';

/** The id of the lesson that an address names. */
export function lessonIn(fragment: string): string | null {
  const id = fragment.startsWith(MARK) ? fragment.slice(MARK.length) : '';
  return /^[a-z][a-z0-9-]{0,63}$/.test(id) ? id : null;
}

export class LessonDesk {
  /** The panel is there: with a lesson, or with the list of all. */
  isOpen = $state(false);
  isLoading = $state(false);
  room = $state.raw<Room | null>(null);
  waiting = $state.raw<Waiting | null>(recalled());
  readonly #view: LabView;
  readonly #stage: StageView;

  constructor(view: LabView, stage: StageView) {
    this.#view = view;
    this.#stage = stage;
  }

  /** The lesson of this id; without one the lesson that waits, or the first. */
  async start(id: string | null = this.waiting?.id ?? null): Promise<boolean> {
    const room = await this.#enter();
    if (room === null) return false;
    const says = await room.open(id);
    const { current } = room;
    if (says !== null || current === null) {
      this.#view.speech.warn(says ?? words.invitation.noLessons);
      return false;
    }
    this.#name(current.lesson.id);
    return true;
  }

  /** What was done on the first visit is the first step of the first lesson. */
  async goOnFromFirst(): Promise<void> {
    const room = await this.#enter();
    if (room === null) return;
    await room.adopt();
    if (room.current !== null) this.#name(room.current.lesson.id);
  }

  /** Whoever has finished lessons reads the words that they have brought. */
  async recall(): Promise<void> {
    if (this.waiting !== null) await this.#enter();
  }

  async showAll(): Promise<void> {
    const room = await this.#enter();
    if (room === null) return;
    room.isMap = true;
    this.isOpen = true;
    this.#stage.justPlay();
  }

  /** Whole minutes, for somebody who has done the first step of the first lesson; null while it is not known. */
  async minutesAfterFirst(): Promise<number | null> {
    return (await this.#enter())?.minutesAfterFirst() ?? null;
  }

  /** The panel goes, and the cluster stays as it is. */
  async close(): Promise<void> {
    this.isOpen = false;
    this.#stage.taught = null;
    this.unname();
    await this.room?.leave();
  }

  /** Something else is open: a reload shall not bring the lesson in its place. */
  unname(): void {
    if (lessonIn(location.hash) !== null) history.replaceState(null, '', location.pathname + location.search);
  }

  remember(waiting: Waiting | null): void {
    this.waiting = waiting;
    keep(REMEMBERED, waiting === null ? null : `${waiting.id} ${waiting.lesson} ${waiting.step}`);
  }

  /** The address names what is open: a reload, and whoever is sent it, comes to the same lesson. */
  #name(id: string): void {
    history.replaceState(null, '', MARK + id);
    this.isOpen = true;
    this.#stage.learn();
  }

  async #enter(): Promise<Room | null> {
    if (this.room !== null) return this.room;
    this.isLoading = true;
    try {
      const { Room } = await import('./room.svelte.ts');
      this.room ??= await Room.open(this.#view, (waiting) => this.remember(waiting));
      return this.room;
    } catch {
      this.#view.speech.warn(words.invitation.noLessons);
      return null;
    } finally {
      this.isLoading = false;
    }
  }
}

function recalled(): Waiting | null {
  const [, id, lesson, step] = /^([a-z][a-z0-9-]*) (\d{1,3}) (\d{1,3})$/.exec(recall(REMEMBERED) ?? '') ?? [];
  return id === undefined ? null : { id, lesson: Number(lesson), step: Number(step) };
}
