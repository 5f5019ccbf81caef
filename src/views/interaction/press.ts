/**
 * A press on the stage beside its badges: it draws the rope, holds time near messages and picks one of them, or picks a key. A key that is dragged goes
 * home again, because its hash is its place.
 */
import { insideOf, near } from '../geometry/gestures.ts';
import type { Point } from '../geometry/ring.ts';
import type { LabView } from '../lab-view.svelte.ts';
import { phone } from '../media.ts';
import type { StageView } from '../stage.svelte.ts';
import { words } from '../words/index.ts';
import { tie } from './rope.ts';
import { beadSpots, flightSpots, type Flight } from './spots.ts';

export interface Ground {
  readonly view: LabView;
  readonly stage: StageView;
}

const SLACK = 4;
/** Where several messages lie so close, a list asks which. */
const TOGETHER = 22;
/** A press so close to a message holds time. */
const BESIDE = 44;
/** So long it says why it went home. */
const HOME = 1_400;
const OTHERS =
  'button, a, input, select, textarea, label, dialog, [popover], [data-graveyard], [data-floats]';

type Doing = 'rope' | 'time' | 'key';

export function pressable(
  element: HTMLElement,
  given: Ground,
): { update(ground: Ground): void; destroy(): void } {
  let ground = given;
  let doing: Doing | null = null;
  let start: Point = { x: 0, y: 0 };
  let key: string | null = null;
  let isMoved = false;

  const pointOf = ({ clientX, clientY }: MouseEvent): Point => {
    const box = element.getBoundingClientRect();
    return { x: clientX - box.left, y: clientY - box.top };
  };

  const press = (event: PointerEvent): void => {
    const { view, stage } = ground;
    const { hands } = stage;
    const target = event.target as Element;
    if (event.button !== 0 || target.closest(OTHERS) !== null) return;
    start = pointOf(event);
    isMoved = false;
    if (hands.tool === 'lasso' || event.altKey) {
      doing = 'rope';
      hands.path = [start];
      return;
    }
    if (target.closest('[data-node]') !== null || stage.held !== null) return;
    const [bead] = near(beadSpots(stage), start, phone.current ? 22 : 12);
    const [message] = near(flightSpots(view, stage), start, BESIDE);
    if (bead !== undefined) {
      doing = 'key';
      key = bead.key;
    } else if (message !== undefined) {
      doing = 'time';
      view.isHeld = true;
      if (event.pointerType === 'mouse') event.preventDefault();
    }
  };

  const move = (event: PointerEvent): void => {
    if (doing === null) return;
    const { hands } = ground.stage;
    const at = pointOf(event);
    if (!isMoved && Math.hypot(at.x - start.x, at.y - start.y) < SLACK) return;
    if (!isMoved && doing !== 'time') element.setPointerCapture(event.pointerId);
    isMoved = true;
    if (doing === 'rope') hands.path = [...hands.path, at];
    // A finger that moves is scrolling; nothing needs a key to be dragged.
    else if (doing === 'key' && key !== null && event.pointerType !== 'touch')
      hands.keyInHand = { key, at, isFree: false };
  };

  const release = (event: PointerEvent): void => {
    const { view, stage } = ground;
    const { hands } = stage;
    const was = doing;
    doing = null;
    view.isHeld = false;
    if (was === 'rope') {
      const { path } = hands;
      hands.path = [];
      if (isMoved) {
        swallowClick();
        void tie(view, stage, insideOf(path, stage.points));
      }
    } else if (was === 'time') pickMessage(ground, pointOf(event));
    else if (was === 'key' && key !== null) {
      if (!isMoved) view.toggleSelection({ kind: 'key', key });
      else if (hands.keyInHand !== null) {
        const free = { ...hands.keyInHand, isFree: true };
        hands.keyInHand = free;
        view.speech.say(words.hands.hashIsPlace);
        setTimeout(() => {
          if (hands.keyInHand === free) hands.keyInHand = null;
        }, HOME);
      }
    }
  };

  const abort = (): void => {
    doing = null;
    ground.view.isHeld = false;
    ground.stage.hands.path = [];
    ground.stage.hands.keyInHand = null;
  };
  const swallow = (event: Event): void => event.stopPropagation();
  const swallowClick = (): void => {
    element.addEventListener('click', swallow, { capture: true, once: true });
    setTimeout(() => element.removeEventListener('click', swallow, { capture: true }));
  };
  const keep = (event: Event): void => {
    if (doing === 'rope') event.preventDefault();
  };

  // Whoever clicks the stage has its keys.
  element.tabIndex = -1;
  const listeners: readonly (readonly [string, EventListener, AddEventListenerOptions?])[] = [
    ['pointerdown', press as EventListener],
    ['pointermove', move as EventListener],
    ['pointerup', release as EventListener],
    ['pointercancel', abort],
    ['touchmove', keep, { passive: false }],
  ];
  for (const [name, listen, options] of listeners) element.addEventListener(name, listen, options);
  // Let go outside of the stage: time must not stay in a hand that is gone.
  addEventListener('pointerup', outside);
  function outside(event: PointerEvent): void {
    if (doing !== null && !element.contains(event.target as Node)) abort();
  }
  return {
    update: (next) => (ground = next),
    destroy: () => {
      abort();
      removeEventListener('pointerup', outside);
      for (const [name, listen, options] of listeners) element.removeEventListener(name, listen, options);
    },
  };
}

function pickMessage({ view, stage }: Ground, at: Point): void {
  const found = near(flightSpots(view, stage), at, TOGETHER);
  const [first] = found;
  if (first === undefined) return;
  void view.pause();
  if (found.length === 1) {
    select(view, first.flight);
    return;
  }
  const { nameOf } = view;
  stage.hands.choice = {
    title: words.hands.whichMessage,
    at,
    options: found.map(({ flight }) => ({
      label: words.hands.messageRow(flight.kind, nameOf(flight.from), nameOf(flight.to)),
      take: () => select(view, flight),
    })),
  };
}

function select(view: LabView, { name, copy }: Flight): void {
  view.selection = { kind: 'message', name, copy };
}
