/**
 * Something small that floats over the stage at a point of it: kept within the window, with the focus inside, and gone when somebody presses beside
 * it. Escape is everybody's and stands in `keys.ts`.
 */
import type { Point } from '../geometry/ring.ts';

export interface Float {
  readonly at: Point;
  readonly onclose: () => void;
}

const GAP = 10;
/** What it is about may be as wide as a tag on a link. */
const BESIDE = 38;

export function floating(
  element: HTMLElement,
  given: Float,
): { update(float: Float): void; destroy(): void } {
  let float = given;
  const before = document.activeElement as HTMLElement | SVGElement | null;
  element.popover = 'manual';
  element.showPopover();
  place();
  element.querySelector<HTMLElement>('[data-first], input:checked, button, input, select')?.focus();

  function place(): void {
    const box = document.querySelector('[data-stage]')?.getBoundingClientRect();
    const { width, height } = element.getBoundingClientRect();
    const x = (box?.left ?? 0) + float.at.x;
    const y = (box?.top ?? 0) + float.at.y;
    // Beside what it is about, so that this stays in sight.
    const isLeft = x + BESIDE + width > innerWidth - GAP;
    const left = isLeft ? x - BESIDE - width : x + BESIDE;
    element.style.left = `${Math.max(GAP, Math.min(left, innerWidth - width - GAP))}px`;
    const above = Math.max(GAP, (box?.top ?? 0) + GAP);
    const below = Math.min(innerHeight, Math.max(box?.bottom ?? innerHeight, above + height + GAP));
    element.style.top = `${Math.max(GAP, Math.min(Math.max(y - height / 2, above), below - height - GAP))}px`;
  }

  const beside = (event: Event): void => {
    if (!element.contains(event.target as Node)) float.onclose();
  };
  // Whatever opened it is still being pressed.
  const timer = setTimeout(() => addEventListener('pointerdown', beside, { capture: true }));
  addEventListener('resize', place);
  return {
    update(next) {
      float = next;
      place();
    },
    destroy() {
      clearTimeout(timer);
      removeEventListener('pointerdown', beside, { capture: true });
      removeEventListener('resize', place);
      const isInside = element.contains(document.activeElement) || document.activeElement === document.body;
      if (isInside && before?.isConnected === true) before.focus();
    },
  };
}
