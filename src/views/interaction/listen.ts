/** What actions on elements have in common. */
import type { Point } from '../geometry/ring.ts';

type Listener = readonly [string, (event: never) => void, AddEventListenerOptions?];

/** Listens to all of them; what comes back ends it. */
export function listen(target: EventTarget, listeners: readonly Listener[]): () => void {
  for (const [name, hear, options] of listeners)
    target.addEventListener(name, hear as EventListener, options);
  return () => {
    for (const [name, hear, options] of listeners)
      target.removeEventListener(name, hear as EventListener, options);
  };
}

/** Where a pointer is, in the coordinates in which the stage is drawn. */
export function onStage(element: Element, { clientX, clientY }: MouseEvent): Point {
  const box = element.closest('[data-stage]')?.getBoundingClientRect();
  return { x: clientX - (box?.left ?? 0), y: clientY - (box?.top ?? 0) };
}

/** The click that follows a drag means nothing. */
export function swallowClick(element: Element): void {
  const swallow = (event: Event): void => event.stopPropagation();
  const options = { capture: true, once: true };
  element.addEventListener('click', swallow, options);
  setTimeout(() => element.removeEventListener('click', swallow, options));
}
