/**
 * A badge under mouse, pen or finger, and the keys of whoever has the focus on it. Dragging has one meaning; a press that does not move is a click and
 * belongs to whoever listens for clicks, but for what the tool in the hand makes of it. Pressed for long, or with the other button, it offers the same
 * acts as a list.
 */
import { nodeChoice } from '../commands/perform.ts';
import type { Point } from '../geometry/ring.ts';
import type { LabView } from '../lab-view.svelte.ts';
import type { StageView } from '../stage.svelte.ts';
import { pick, tie } from './rope.ts';

export interface Grip {
  readonly view: LabView;
  readonly stage: StageView;
  readonly node: string;
  readonly from: 'ring' | 'graveyard';
}

const SLACK = 4;
const LONG = 500;

export function draggable(element: Element, given: Grip): { update(grip: Grip): void; destroy(): void } {
  let grip = given;
  let start: Point | null = null;
  let isDragging = false;
  let hold: ReturnType<typeof setTimeout> | undefined;

  const pointOf = ({ clientX, clientY }: PointerEvent): Point => {
    const box = element.closest('[data-stage]')?.getBoundingClientRect();
    return { x: clientX - (box?.left ?? 0), y: clientY - (box?.top ?? 0) };
  };
  const isOnStone = ({ clientX, clientY }: PointerEvent): boolean =>
    document.elementsFromPoint(clientX, clientY).some((each) => each.closest('[data-graveyard]') !== null);
  const offer = (): void => {
    grip.stage.hands.link = null;
    grip.stage.hands.choice = nodeChoice({ view: grip.view, stage: grip.stage, node: grip.node }, grip.node);
  };
  const isRoping = (): boolean => grip.stage.hands.tool === 'lasso';

  const press = (event: PointerEvent): void => {
    grip.stage.lastFocused = grip.node;
    // With the rope in the hand, a drag draws it, wherever it begins.
    if (event.button !== 0 || event.altKey || isRoping()) return;
    grip.stage.isTouched = true;
    start = { x: event.clientX, y: event.clientY };
    isDragging = false;
    element.setPointerCapture(event.pointerId);
    if (event.pointerType === 'mouse') return;
    hold = setTimeout(() => {
      if (start === null || isDragging) return;
      start = null;
      swallowClick();
      offer();
    }, LONG);
  };
  const move = (event: PointerEvent): void => {
    if (start === null) return;
    if (!isDragging) {
      if (Math.hypot(event.clientX - start.x, event.clientY - start.y) < SLACK) return;
      isDragging = true;
      clearTimeout(hold);
      grip.stage.hold(grip.node, grip.from, pointOf(event));
    }
    // Escape has taken it out of the hand.
    if (grip.stage.held === null) return;
    grip.stage.drag(pointOf(event), isOnStone(event), event.pointerType === 'touch');
  };
  const release = (): void => {
    clearTimeout(hold);
    if (isDragging) {
      grip.stage.letGo();
      swallowClick();
    }
    start = null;
    isDragging = false;
  };
  const abort = (): void => {
    clearTimeout(hold);
    grip.stage.cancel();
    start = null;
    isDragging = false;
  };
  const swallow = (event: Event): void => event.stopPropagation();
  /** The click that follows a drag, or a long press, means nothing. */
  const swallowClick = (): void => {
    element.addEventListener('click', swallow, { capture: true, once: true });
    const forget = (): void => element.removeEventListener('click', swallow, { capture: true });
    addEventListener('pointerdown', forget, { capture: true, once: true });
    if (isDragging) setTimeout(forget);
  };

  const click = (event: Event): void => {
    const { shiftKey } = event as MouseEvent;
    const { view, stage, node, from } = grip;
    if (from !== 'ring' && element.closest('[data-graveyard]') !== null) return;
    if (isRoping()) pick(view, stage, node);
    else if (shiftKey && view.selected !== null && view.selected !== node)
      view.selection = { kind: 'link', from: view.selected, to: node };
    else return;
    event.stopPropagation();
  };
  const key = (event: Event): void => {
    const { key: name, shiftKey } = event as KeyboardEvent;
    if (name !== 'Enter' || !isRoping()) return;
    event.preventDefault();
    event.stopPropagation();
    if (shiftKey) void tie(grip.view, grip.stage, grip.stage.hands.roped);
    else pick(grip.view, grip.stage, grip.node);
  };
  const menu = (event: Event): void => {
    event.preventDefault();
    // A finger that rests has been answered already.
    if (grip.stage.held === null && grip.stage.hands.choice === null) offer();
  };

  // Else the browser takes the finger for scrolling, and the badge out of it.
  const keep = (event: Event): void => {
    if (start !== null) event.preventDefault();
  };

  const focus = (): void => void (grip.stage.lastFocused = grip.node);

  const listeners: readonly (readonly [string, EventListener, AddEventListenerOptions?])[] = [
    ['pointerdown', press as EventListener],
    ['pointermove', move as EventListener],
    ['pointerup', release],
    ['pointercancel', abort],
    ['click', click, { capture: true }],
    ['keydown', key, { capture: true }],
    ['contextmenu', menu],
    ['focus', focus],
    ['touchmove', keep, { passive: false }],
  ];
  for (const [name, listen, options] of listeners) element.addEventListener(name, listen, options);
  return {
    update: (next) => (grip = next),
    destroy: () => {
      clearTimeout(hold);
      for (const [name, listen, options] of listeners) element.removeEventListener(name, listen, options);
    },
  };
}
