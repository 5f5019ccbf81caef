/**
 * Groups of texts in order: which sort keys each partition has, so that a query reads its own partition and nothing else.
 *
 * A group is a list of pages, each of at most `PAGE_MAX` texts, in tables of their own: a checkpoint then takes the pages that changed, and not
 * a whole partition for each item that is put into it. Pages are found by their first text; what comes before all pages belongs to the first.
 */
import { compareText } from '../../../kernel/order.ts';
import { newTable, tableClear, tableDelete, tableGet, tableSet, type Table } from '../../../kernel/table.ts';

export interface Ordered {
  readonly groups: Table<readonly PageAt[]>;
  readonly pages: Table<readonly string[]>;
  /** The number of the next page. */
  next: number;
}

interface PageAt {
  readonly page: number;
  /** Nothing on this page is smaller, but on the first one. */
  readonly from: string;
}

const PAGE_MAX = 64;

export function newOrdered(): Ordered {
  return { groups: newTable(), pages: newTable(), next: 1 };
}

export function clearOrdered(ordered: Ordered): void {
  tableClear(ordered.groups);
  tableClear(ordered.pages);
  ordered.next = 1;
}

export function addTo(ordered: Ordered, group: string, text: string): void {
  const list = tableGet(ordered.groups, group);
  if (list === undefined) {
    tableSet(ordered.groups, group, [{ page: newPage(ordered, [text]), from: text }]);
    return;
  }
  const which = pageFor(list, text);
  const { page, from } = list[which] as PageAt;
  const texts = textsOn(ordered, page);
  const at = firstNotBelow(texts, text);
  if (texts[at] === text) return;
  const grown = [...texts.slice(0, at), text, ...texts.slice(at)];
  if (grown.length <= PAGE_MAX) {
    tableSet(ordered.pages, `${page}`, grown);
    return;
  }
  const half = grown.length >> 1;
  const upper = grown.slice(half);
  tableSet(ordered.pages, `${page}`, grown.slice(0, half));
  const split = { page: newPage(ordered, upper), from: upper[0] as string };
  tableSet(ordered.groups, group, [...list.slice(0, which), { page, from }, split, ...list.slice(which + 1)]);
}

export function removeFrom(ordered: Ordered, group: string, text: string): void {
  const list = tableGet(ordered.groups, group);
  if (list === undefined) return;
  const which = pageFor(list, text);
  const { page } = list[which] as PageAt;
  const left = textsOn(ordered, page).filter((each) => each !== text);
  if (left.length > 0) {
    tableSet(ordered.pages, `${page}`, left);
    return;
  }
  tableDelete(ordered.pages, `${page}`);
  const rest = list.filter((_, index) => index !== which);
  if (rest.length === 0) tableDelete(ordered.groups, group);
  else tableSet(ordered.groups, group, rest);
}

/** The texts of a group that begin so, in order. */
export function* beginningWith(ordered: Ordered, group: string, prefix: string): Generator<string> {
  const list = tableGet(ordered.groups, group) ?? [];
  for (let which = list.length === 0 ? 0 : pageFor(list, prefix); which < list.length; which += 1) {
    const texts = textsOn(ordered, (list[which] as PageAt).page);
    for (let at = firstNotBelow(texts, prefix); at < texts.length; at += 1) {
      const text = texts[at] as string;
      if (!text.startsWith(prefix)) return;
      yield text;
    }
  }
}

function newPage(ordered: Ordered, texts: readonly string[]): number {
  const page = ordered.next;
  ordered.next += 1;
  tableSet(ordered.pages, `${page}`, texts);
  return page;
}

function textsOn({ pages }: Ordered, page: number): readonly string[] {
  return tableGet(pages, `${page}`) ?? [];
}

/** The last page that does not begin above the text. */
function pageFor(list: readonly PageAt[], text: string): number {
  let low = 0;
  let high = list.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (compareText((list[middle] as PageAt).from, text) <= 0) low = middle;
    else high = middle - 1;
  }
  return low;
}

function firstNotBelow(texts: readonly string[], text: string): number {
  let low = 0;
  let high = texts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareText(texts[middle] as string, text) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
