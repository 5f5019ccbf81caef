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
import { listen, onStage, swallowClick } from './listen.ts';
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
/** So long a key says why it went home. */
const HOME = 1_400;
const OTHERS =
  'button, a, input, select, textarea, label, dialog, [popover], [data-graveyard], [data-floats]';

export function pressable(
  element: HTMLElement,
  given: Ground,
): { update(ground: Ground): void; destroy(): void } {
  // Whoever clicks the stage has its keys.
  element.tabIndex = -1;
  const press = new Press(element, given);
  return { update: (ground) => (press.ground = ground), destroy: () => press.destroy() };
}

class Press {
  ground: Ground;
  readonly #element: HTMLElement;
  readonly #end: () => void;
  readonly #endOutside: () => void;
  #doing: 'rope' | 'time' | 'key' | null = null;
  #start: Point = { x: 0, y: 0 };
  #key = '';
  #isMoved = false;

  constructor(element: HTMLElement, ground: Ground) {
    this.#element = element;
    this.ground = ground;
    this.#end = listen(element, [
      ['pointerdown', this.#press],
      ['pointermove', this.#move],
      ['pointerup', this.#release],
      ['pointercancel', this.#abort],
      ['touchmove', this.#keep, { passive: false }],
    ]);
    this.#endOutside = listen(window, [['pointerup', this.#outside]]);
  }

  destroy(): void {
    this.#abort();
    this.#end();
    this.#endOutside();
  }

  readonly #press = (event: PointerEvent): void => {
    const { view, stage } = this.ground;
    const target = event.target as Element;
    if (event.button !== 0 || target.closest(OTHERS) !== null) return;
    this.#start = onStage(this.#element, event);
    this.#isMoved = false;
    if (stage.hands.tool === 'lasso' || (event.altKey && !view.hides('rope'))) {
      this.#doing = 'rope';
      stage.hands.path = [this.#start];
      return;
    }
    if (target.closest('[data-node]') !== null) return;
    const [bead] = near(beadSpots(stage), this.#start, phone.current ? 22 : 12);
    if (bead !== undefined) {
      this.#doing = 'key';
      this.#key = bead.key;
    } else if (near(flightSpots(view, stage), this.#start, BESIDE).length > 0) {
      this.#doing = 'time';
      view.isHeld = true;
    }
  };

  readonly #move = (event: PointerEvent): void => {
    if (this.#doing === null) return;
    const { hands } = this.ground.stage;
    const at = onStage(this.#element, event);
    const isGone = this.#doing === 'rope' ? hands.path.length === 0 : hands.keyInHand === null;
    // Escape has taken it out of the hand.
    if (this.#isMoved && this.#doing !== 'time' && isGone && event.pointerType !== 'touch') return;
    if (!this.#isMoved) {
      if (Math.hypot(at.x - this.#start.x, at.y - this.#start.y) < SLACK) return;
      this.#isMoved = true;
      if (this.#doing !== 'time') this.#element.setPointerCapture(event.pointerId);
    }
    if (this.#doing === 'rope') hands.path = [...hands.path, at];
    // A finger that moves is scrolling; nothing needs a key to be dragged.
    else if (this.#doing === 'key' && event.pointerType !== 'touch')
      hands.keyInHand = { key: this.#key, at, isFree: false };
  };

  readonly #release = (event: PointerEvent): void => {
    const { view, stage } = this.ground;
    const doing = this.#doing;
    this.#doing = null;
    view.isHeld = false;
    if (doing === 'rope') this.#ropeDrawn();
    else if (doing === 'time') pickMessage(this.ground, onStage(this.#element, event));
    else if (doing === 'key' && !this.#isMoved) view.toggleSelection({ kind: 'key', key: this.#key });
    else if (doing === 'key' && stage.hands.keyInHand !== null) goHome(this.ground);
  };

  #ropeDrawn(): void {
    const { view, stage } = this.ground;
    const { path } = stage.hands;
    stage.hands.path = [];
    // Escape has taken it out of the hand, or it was no more than a click.
    if (!this.#isMoved || path.length === 0) return;
    swallowClick(this.#element);
    void tie(view, stage, insideOf(path, stage.points));
  }

  readonly #abort = (): void => {
    const { view, stage } = this.ground;
    this.#doing = null;
    view.isHeld = false;
    stage.hands.path = [];
    stage.hands.keyInHand = null;
  };

  /** Let go elsewhere: time must not stay in a hand that is gone. */
  readonly #outside = (event: PointerEvent): void => {
    if (this.#doing !== null && !this.#element.contains(event.target as Node)) this.#abort();
  };

  readonly #keep = (event: Event): void => {
    if (this.#doing === 'rope') event.preventDefault();
  };
}

function goHome({ view, stage: { hands } }: Ground): void {
  if (hands.keyInHand === null) return;
  const free = { ...hands.keyInHand, isFree: true };
  hands.keyInHand = free;
  view.speech.say(words.hands.hashIsPlace);
  setTimeout(() => {
    if (hands.keyInHand === free) hands.keyInHand = null;
  }, HOME);
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
