/**
 * A badge under mouse, pen or finger, and the keys of whoever has the focus on it. Dragging has one meaning; a press that does not move is a click and
 * belongs to whoever listens for clicks, but for what the tool in the hand makes of it. Pressed for long, or with the other button, it offers the same
 * acts as a list.
 */
import type { Point } from '../geometry/ring.ts';
import type { LabView } from '../lab-view.svelte.ts';
import type { StageView } from '../stage.svelte.ts';
import { words } from '../words/index.ts';
import { listen, onStage, swallowClick } from './listen.ts';
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
  const hand = new Hand(element, given);
  return { update: (grip) => (hand.grip = grip), destroy: () => hand.destroy() };
}

class Hand {
  grip: Grip;
  readonly #element: Element;
  readonly #end: () => void;
  #start: Point | null = null;
  #isDragging = false;
  #hold: ReturnType<typeof setTimeout> | undefined;
  /** The finger that asked for the list is still there. */
  #isResting = false;

  constructor(element: Element, grip: Grip) {
    this.#element = element;
    this.grip = grip;
    this.#end = listen(element, [
      ['pointerdown', this.#press],
      ['pointermove', this.#move],
      ['pointerup', this.#release],
      ['pointercancel', this.#abort],
      ['click', this.#click, { capture: true }],
      ['keydown', this.#key, { capture: true }],
      ['contextmenu', this.#menu],
      ['focus', this.#focus],
      ['touchmove', this.#keep, { passive: false }],
      ['touchend', this.#lift, { passive: false }],
    ]);
  }

  destroy(): void {
    clearTimeout(this.#hold);
    this.#end();
  }

  get #isRoping(): boolean {
    return this.grip.stage.hands.tool === 'lasso';
  }

  readonly #focus = (): void => void (this.grip.stage.lastFocused = this.grip.node);

  readonly #press = (event: PointerEvent): void => {
    const { view, stage, node, from } = this.grip;
    stage.lastFocused = node;
    // With the rope in the hand, a drag draws it, wherever it begins.
    if (event.button !== 0 || event.altKey || this.#isRoping) return;
    if (view.hides(from === 'ring' ? 'kill' : 'revive')) return;
    stage.isTouched = true;
    this.#start = { x: event.clientX, y: event.clientY };
    this.#isDragging = false;
    this.#element.setPointerCapture(event.pointerId);
    if (event.pointerType !== 'mouse') this.#hold = setTimeout(this.#rest, LONG);
  };

  readonly #rest = (): void => {
    if (this.#start === null || this.#isDragging) return;
    this.#start = null;
    this.#isResting = true;
    void this.#offer();
  };

  readonly #move = (event: PointerEvent): void => {
    if (this.#start === null) return;
    const { stage, node, from } = this.grip;
    if (!this.#isDragging) {
      if (Math.hypot(event.clientX - this.#start.x, event.clientY - this.#start.y) < SLACK) return;
      this.#isDragging = true;
      clearTimeout(this.#hold);
      stage.hold(node, from, onStage(this.#element, event));
    }
    // Escape has taken it out of the hand.
    if (stage.held === null) return;
    stage.drag(onStage(this.#element, event), isOnStone(event), event.pointerType === 'touch');
  };

  readonly #release = (): void => {
    clearTimeout(this.#hold);
    if (this.#isDragging) {
      this.grip.stage.letGo();
      swallowClick(this.#element);
    }
    this.#start = null;
    this.#isDragging = false;
  };

  readonly #abort = (): void => {
    clearTimeout(this.#hold);
    this.grip.stage.cancel();
    this.#start = null;
    this.#isDragging = false;
  };

  /** Else the lifted finger would press whatever the list has beneath it. */
  readonly #lift = (event: Event): void => {
    if (this.#isResting) event.preventDefault();
    this.#isResting = false;
  };

  readonly #click = (event: MouseEvent): void => {
    const { view, stage, node } = this.grip;
    // A stone in the graveyard is a button of its own.
    if (this.#element.closest('[data-graveyard]') !== null) return;
    if (this.#isRoping) pick(view, stage, node);
    else if (event.shiftKey && view.selected !== null && view.selected !== node)
      view.selection = { kind: 'link', from: view.selected, to: node };
    else return;
    event.stopPropagation();
  };

  readonly #key = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !this.#isRoping) return;
    event.preventDefault();
    event.stopPropagation();
    const { view, stage, node } = this.grip;
    if (event.shiftKey) void tie(view, stage, stage.hands.roped);
    else pick(view, stage, node);
  };

  readonly #menu = (event: Event): void => {
    event.preventDefault();
    const { stage } = this.grip;
    // A finger that rests has been answered already.
    if (stage.held === null && stage.hands.choice === null) void this.#offer();
  };

  /** To drag comes first; what a list offers comes with the rest of the page. */
  async #offer(): Promise<void> {
    const { view, stage, node } = this.grip;
    stage.hands.link = null;
    try {
      const { nodeChoice } = await import('../commands/perform.ts');
      stage.hands.choice = nodeChoice({ view, stage, node }, node);
    } catch {
      view.speech.warn(words.menu.notLoaded);
    }
  }

  /** Else the browser takes the finger for scrolling, and the badge out of it. */
  readonly #keep = (event: Event): void => {
    if (this.#start !== null) event.preventDefault();
  };
}

function isOnStone({ clientX, clientY }: PointerEvent): boolean {
  return document
    .elementsFromPoint(clientX, clientY)
    .some((each) => each.closest('[data-graveyard]') !== null);
}
