/** The room with all lessons in it: which there are, how far somebody is in each, and the one that is open. */
import { SvelteMap } from 'svelte/reactivity';
import {
  begin,
  keptProgress,
  FIRST_LANGUAGE,
  lessonsFor,
  loadLesson,
  passingProgress,
  vocabulary,
  type Lesson,
  type Offered,
  type Sight,
  type Tool,
} from '../../lessons/index.ts';
import type { Progress, ProgressShelf } from '../../shelf/progress.ts';
import { sketches } from '../../systems/registry.ts';
import type { LabView } from '../lab-view.svelte.ts';
import { calm } from '../media.ts';
import { words } from '../words/panels.ts';
import { en } from '../words/en/index.ts';
import { taughtBy } from '../words/ladder.ts';
import { language } from '../words/language.svelte.ts';
import { LessonView } from './lesson-view.svelte.ts';
import type { Term } from './prose-pieces.ts';
import type { Waiting } from './waiting.ts';

export class Room {
  readonly lessons: readonly Offered[];
  /** By the id of the lesson. */
  readonly progress = new SvelteMap<string, Progress>();
  current = $state.raw<LessonView | null>(null);
  /** The list of all is shown, and not the open one. */
  isMap = $state(false);
  #shelf: ProgressShelf = keptProgress();
  /** Nothing is kept for long: said once. */
  #isPassing = false;
  readonly #view: LabView;
  readonly #remember: (waiting: Waiting | null) => void;
  #writing: Promise<void> = Promise.resolve();

  private constructor(
    lessons: readonly Offered[],
    view: LabView,
    remember: (waiting: Waiting | null) => void,
  ) {
    this.lessons = lessons;
    this.#view = view;
    this.#remember = remember;
  }

  static async open(view: LabView, remember: (waiting: Waiting | null) => void): Promise<Room> {
    const room = new Room(await lessonsFor(language.name), view, remember);
    await room.#recall();
    room.#teach();
    return room;
  }

  /** What is wrong, in a sentence; then what was open stays open. Without an id the first lesson that is not done. */
  async open(id: string | null): Promise<string | null> {
    const wanted =
      this.lessons.find(({ head }) => head.id === id) ?? (id === null ? this.#next() : undefined);
    if (wanted === undefined) return words.lesson.noSuch(id ?? '');
    const read = await loadLesson(wanted.language, wanted.name, sketches);
    if (!read.ok) {
      const [fault] = read.faults;
      return words.lesson.unreadable(wanted.head.question, fault?.line ?? 1, fault?.says ?? '');
    }
    const lesson = this.#turnTo(read.lesson, this.progress.get(wanted.head.id) ?? null);
    await lesson.begin();
    return null;
  }

  /** The first visit's cluster is that of the first lesson. */
  async adopt(): Promise<void> {
    const lesson = await this.#first();
    if (lesson === null) return;
    const known = this.progress.get(lesson.id)?.isLearnt === true;
    await this.#turnTo(lesson, begin(lesson, known).progress).adopt();
  }

  async minutesAfterFirst(): Promise<number | null> {
    const lesson = await this.#first();
    if (lesson === null) return null;
    const { minutes, steps } = lesson;
    return Math.max(1, Math.round((minutes * (steps.length - 1)) / steps.length));
  }

  /** From which the words of the ladder follow. */
  get done(): readonly Offered[] {
    return this.lessons.filter(({ head }) => this.progress.get(head.id)?.isLearnt === true);
  }

  /** Tools and sights that finished lessons have brought. */
  get taught(): readonly (Tool | Sight)[] {
    return this.done.flatMap(({ head }) => [...head.teaches, ...head.shows]);
  }

  /** Words of the ladder that this lesson and those before it explain, as the learner says them by now. */
  termsFor({ id }: Lesson): readonly Term[] {
    const heads = this.lessons.slice(0, this.placeOf(id)).map(({ head }) => head);
    const said = vocabulary(heads, [...this.progress.values()], language.isTextbook);
    return [...said.values()].map(({ word, other, means }) => ({
      word,
      says: words.lesson.term(other, means),
    }));
  }

  /** The one after the open one. */
  get after(): Offered | null {
    const place = this.lessons.findIndex(({ head }) => head.id === this.current?.lesson.id);
    return this.lessons[place + 1] ?? null;
  }

  placeOf(id: string): number {
    return this.lessons.findIndex(({ head }) => head.id === id) + 1;
  }

  async leave(): Promise<void> {
    const { current } = this;
    this.current = null;
    await current?.leave();
  }

  #next(): Offered | undefined {
    return this.lessons.find(({ head }) => this.progress.get(head.id)?.isLearnt !== true) ?? this.lessons[0];
  }

  async #first(): Promise<Lesson | null> {
    const [first] = this.lessons;
    if (first === undefined) return null;
    const read = await loadLesson(first.language, first.name, sketches);
    return read.ok ? read.lesson : null;
  }

  #turnTo(lesson: Lesson, progress: Progress | null): LessonView {
    void this.current?.leave();
    // Who opens a lesson that is done goes through it once more.
    const from = progress?.state === 'done' ? begin(lesson, true).progress : progress;
    this.current = new LessonView({
      lesson,
      view: this.#view,
      progress: from,
      isCalm: () => calm.current,
      keep: (record) => this.#keep(lesson, record),
    });
    this.isMap = false;
    this.#offer(lesson, this.current.progress);
    return this.current;
  }

  #keep(lesson: Lesson, progress: Progress): void {
    this.progress.set(lesson.id, progress);
    this.#offer(lesson, progress);
    if (progress.state === 'done') this.#teach();
    this.#writing = this.#writing.then(() => this.#write(progress));
  }

  /** From here on the page says what finished lessons have explained. */
  #teach(): void {
    const { terms } = language.plain;
    language.teach(
      this.done.flatMap(({ head, language: tongue }) => [
        ...taughtBy(head.words, tongue === FIRST_LANGUAGE ? en.terms : terms),
      ]),
    );
  }

  /** What the page offers next time: the open step, or the lesson after this one. */
  #offer({ id, steps }: Lesson, { state, step }: Progress): void {
    const { after } = this;
    if (state === 'open')
      this.#remember({ id, lesson: this.placeOf(id), step: steps.findIndex((one) => one.id === step) + 1 });
    else if (after !== null)
      this.#remember({ id: after.head.id, lesson: this.placeOf(after.head.id), step: 1 });
  }

  async #write(progress: Progress): Promise<void> {
    try {
      // What stands in reactive state is no plain data to a store.
      await this.#shelf.put(progress.lesson, $state.snapshot(progress) as Progress);
    } catch {
      if (!this.#isPassing) this.#view.speech.warn(words.lesson.notKept);
      this.#isPassing = true;
      this.#shelf = passingProgress();
      await this.#shelf.put(progress.lesson, $state.snapshot(progress) as Progress);
    }
  }

  async #recall(): Promise<void> {
    try {
      for (const [id, progress] of await this.#shelf.all()) this.progress.set(id, progress);
    } catch {
      // It is said when there is something that cannot be kept.
      this.#shelf = passingProgress();
    }
  }
}
