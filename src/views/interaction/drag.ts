/** Dragging a badge with mouse, pen or finger. A press that does not move is a click, and belongs to whoever listens for clicks. */
import type { Point } from '../geometry/ring.ts';
import type { StageView } from '../stage.svelte.ts';

export interface Grip {
  readonly stage: StageView;
  readonly node: string;
  readonly from: 'ring' | 'graveyard';
  /** The element in whose coordinates the stage is drawn. */
  readonly frame: () => Element | null;
}

const SLACK = 4;

export function draggable(element: Element, given: Grip): { update(grip: Grip): void; destroy(): void } {
  let grip = given;
  let start: Point | null = null;
  let isDragging = false;

  const pointOf = ({ clientX, clientY }: PointerEvent): Point => {
    const box = grip.frame()?.getBoundingClientRect();
    return { x: clientX - (box?.left ?? 0), y: clientY - (box?.top ?? 0) };
  };
  const isOnStone = ({ clientX, clientY }: PointerEvent): boolean =>
    document.elementsFromPoint(clientX, clientY).some((each) => each.closest('[data-graveyard]') !== null);

  const press = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    grip.stage.isTouched = true;
    start = { x: event.clientX, y: event.clientY };
    isDragging = false;
    element.setPointerCapture(event.pointerId);
  };
  const move = (event: PointerEvent): void => {
    if (start === null) return;
    if (!isDragging) {
      if (Math.hypot(event.clientX - start.x, event.clientY - start.y) < SLACK) return;
      isDragging = true;
      grip.stage.hold(grip.node, grip.from, pointOf(event));
    }
    // Escape has taken it out of the hand.
    if (grip.stage.held === null) return;
    grip.stage.drag(pointOf(event), isOnStone(event), event.pointerType === 'touch');
  };
  const release = (): void => {
    if (isDragging) {
      grip.stage.letGo();
      // The click that follows a drag means nothing.
      element.addEventListener('click', swallow, { capture: true, once: true });
      setTimeout(() => element.removeEventListener('click', swallow, { capture: true }));
    }
    start = null;
    isDragging = false;
  };
  const abort = (): void => {
    grip.stage.cancel();
    start = null;
    isDragging = false;
  };
  const swallow = (event: Event): void => event.stopPropagation();

  // Else the browser takes the finger for scrolling, and the badge out of it.
  const keep = (event: Event): void => {
    if (start !== null) event.preventDefault();
  };

  element.addEventListener('touchmove', keep, { passive: false });
  const listeners = [
    ['pointerdown', press],
    ['pointermove', move],
    ['pointerup', release],
    ['pointercancel', abort],
  ] as const;
  for (const [name, listen] of listeners) element.addEventListener(name, listen as EventListener);
  return {
    update: (next) => (grip = next),
    destroy: () => {
      element.removeEventListener('touchmove', keep);
      for (const [name, listen] of listeners) element.removeEventListener(name, listen as EventListener);
    },
  };
}
