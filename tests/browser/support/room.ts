/** Whether every text has room: nothing is cut off, nothing lies over another text, nothing scrolls sideways. */
import { expect, type Page } from '@playwright/test';

export async function expectRoom(page: Page, where: string): Promise<void> {
  // What moves aside for something else takes its while.
  await expect.poll(() => page.evaluate(cramped), { message: where, timeout: 10_000 }).toEqual([]);
}

/** Runs in the page, so it brings everything that it needs. */
function cramped(): string[] {
  const TOLERANCE = 2;
  /** What floats over the rest is compared with itself. */
  const layerOf = (element: Element): Element | null => {
    for (let around: Element | null = element; around !== null; around = around.parentElement) {
      const { position } = getComputedStyle(around);
      if (position === 'fixed' || position === 'sticky' || around.matches('dialog, [popover]')) return around;
    }
    return null;
  };
  /** What of a text is seen through all that it scrolls in. */
  const seenOf = (element: Element, box: DOMRect): DOMRect => {
    let { left, top, right, bottom } = box;
    for (let around: Element | null = element; around !== null; around = around.parentElement) {
      const { overflowX, overflowY, position } = getComputedStyle(around);
      const frame = around.getBoundingClientRect();
      if (overflowX !== 'visible') [left, right] = [Math.max(left, frame.left), Math.min(right, frame.right)];
      if (overflowY !== 'visible') [top, bottom] = [Math.max(top, frame.top), Math.min(bottom, frame.bottom)];
      if (position === 'fixed') break;
    }
    return new DOMRect(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
  };
  interface Line {
    readonly text: string;
    readonly element: Element;
    readonly box: DOMRect;
    readonly seen: DOMRect;
    readonly layer: Element | null;
  }
  const found: string[] = [];
  const lines: Line[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node.parentElement;
    const text = node.textContent?.trim() ?? '';
    if (
      element === null ||
      text === '' ||
      element.closest('.heard, option, script, style, textarea, noscript') !== null
    )
      continue;
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      if (box.width > 0 && box.height > 0)
        lines.push({ text, element, box, seen: seenOf(element, box), layer: layerOf(element) });
    }
  }

  /** How far a text reaches beyond what clips it; what can be scrolled to is not lost. */
  const isCut = ({ element, box }: { readonly element: Element; readonly box: DOMRect }): string | null => {
    let isInView = { x: true, y: true };
    for (let around: Element | null = element; around !== null; around = around.parentElement) {
      if (around instanceof SVGElement && around.tagName !== 'svg') continue;
      const { overflowX, overflowY, position } = getComputedStyle(around);
      const frame = around.getBoundingClientRect();
      const clips = (overflow: string): boolean => overflow === 'hidden' || overflow === 'clip';
      if (
        isInView.x &&
        clips(overflowX) &&
        (box.left < frame.left - TOLERANCE || box.right > frame.right + TOLERANCE)
      )
        return 'beside';
      if (
        isInView.y &&
        clips(overflowY) &&
        (box.top < frame.top - TOLERANCE || box.bottom > frame.bottom + TOLERANCE)
      )
        return 'above or below';
      if (overflowY === 'auto' || overflowY === 'scroll') isInView = { ...isInView, y: false };
      if (position === 'fixed') break;
    }
    if (box.right > innerWidth + TOLERANCE || box.left < -TOLERANCE) return 'beside the window';
    return null;
  };

  const told = new Set<string>();
  const tell = (says: string): void => {
    if (!told.has(says)) found.push(says);
    told.add(says);
  };
  for (const line of lines) {
    const cut = isCut(line);
    if (cut !== null) tell(`cut off ${cut}: ${line.text}`);
  }
  for (const element of document.querySelectorAll('body *')) {
    if (!(element instanceof HTMLElement) || !element.checkVisibility() || element.closest('.heard') !== null)
      continue;
    const { overflowX } = getComputedStyle(element);
    const isSideways = element.scrollWidth > element.clientWidth + TOLERANCE;
    if (isSideways && (overflowX === 'auto' || overflowX === 'scroll') && element.tagName !== 'TEXTAREA')
      tell(`scrolls sideways: ${element.tagName.toLowerCase()}.${element.className}`);
  }
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) tell(`the page is wider than its window by ${scrollWidth - clientWidth}`);

  for (const [place, one] of lines.entries()) {
    for (const other of lines.slice(place + 1)) {
      if (one.layer !== other.layer || one.element === other.element) continue;
      if (one.element.contains(other.element) || other.element.contains(one.element)) continue;
      const width = Math.min(one.seen.right, other.seen.right) - Math.max(one.seen.left, other.seen.left);
      const height = Math.min(one.seen.bottom, other.seen.bottom) - Math.max(one.seen.top, other.seen.top);
      // Lines of letters have air above and below, and wide characters have it beside them, too.
      if (width > TOLERANCE && height > 5) tell(`lie over each other: ${one.text} | ${other.text}`);
    }
  }
  return found;
}
