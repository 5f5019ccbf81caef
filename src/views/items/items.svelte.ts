/** What of the table of items is looked at: which part of it, in which order, and what came. The rest of it the page never sees. */
import { untrack } from 'svelte';
import type { ItemOrder, ItemRow, TablePage } from '../../lab/books/records.ts';
import { Looking } from '../inspector/looking.svelte.ts';
import type { LabView } from '../lab-view.svelte.ts';

/* eslint-disable svelte/prefer-svelte-reactivity -- each Map is made anew and never changed. */

/** Rows that are there before somebody scrolls to them. */
const MARGIN = 12;

export class Items {
  contains = $state('');
  order = $state.raw<ItemOrder>('key');
  isDescending = $state(false);
  /** The rows that are seen. */
  seen = $state.raw<{ readonly first: number; readonly last: number }>({ first: 0, last: 20 });
  page = $state.raw<TablePage | null>(null);
  /** What is asked for has not come yet. */
  isLooking = $state(true);
  /** How often each key was seen to change since it is shown. */
  changes = $state.raw<ReadonlyMap<string, number>>(new Map());
  readonly #view: LabView;
  readonly #looking: Looking<TablePage>;
  #isNew = true;
  #find: string | undefined;
  #onfound: ((row: number) => void) | undefined;

  /** To be made while a component begins. */
  constructor(view: LabView) {
    this.#view = view;
    this.#looking = new Looking(view, () => this.#ask());
    // What comes is no function of what stands here: another thread answers, and later.
    $effect(() => {
      void [this.contains, this.order, this.isDescending];
      untrack(() => this.anew());
    });
    $effect(() => {
      void this.seen;
      untrack(() => this.#looking.again());
    });
  }

  /**
   * Whether rows come and go as keys do. In any other order than that of their keys all of them would be on the move while time passes, and
   * nobody could read one.
   */
  get follows(): boolean {
    return this.order === 'key' || !this.#view.frame.playing;
  }

  rowAt(index: number): ItemRow | undefined {
    return this.page?.rows[index - this.page.from];
  }

  /** The list as things are now. */
  anew(): void {
    this.#isNew = true;
    this.isLooking = true;
    this.#looking.again();
  }

  sortBy(order: ItemOrder): void {
    // What is most, newest or largest is looked for more often than what is least; of time, what is over first.
    this.isDescending = this.order === order ? !this.isDescending : order === 'version' || order === 'size';
    this.order = order;
  }

  find(key: string, found: (row: number) => void): void {
    this.#find = key;
    this.#onfound = found;
    this.#looking.again();
  }

  async #ask(): Promise<TablePage | null> {
    const { contains, order, isDescending, seen } = this;
    const isNew = this.#isNew;
    const find = this.#find;
    this.#isNew = false;
    const from = Math.max(0, seen.first - MARGIN);
    const list = isNew || this.follows ? null : (this.page?.list ?? null);
    const page = await this.#view.close.itemTable({
      ...{ contains, order, isDescending, list, from, limit: seen.last - from + MARGIN },
      ...(find !== undefined && { find }),
    });
    if (page === null) {
      this.#isNew ||= isNew;
      return null;
    }
    this.#take(page);
    if (find !== undefined && find === this.#find) {
      this.#find = undefined;
      if (page.found !== null) this.#onfound?.(page.found);
    }
    return page;
  }

  #take(page: TablePage): void {
    const before = new Map(this.page?.rows.map((row) => [row.key, row]));
    const changes = page.rows.map(({ key, version, state }): [string, number] => {
      const known = before.get(key);
      const isChanged = known !== undefined && (known.version !== version || known.state !== state);
      return [key, (this.changes.get(key) ?? 0) + (isChanged ? 1 : 0)];
    });
    this.changes = new Map(changes);
    this.page = page;
    this.isLooking = this.#isNew;
  }
}
