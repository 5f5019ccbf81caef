/** What a hand is doing on the stage apart from holding a badge: which tool it has, what it has drawn or typed so far, and which list is open. */
import type { Point } from '../geometry/ring.ts';
import { keep, recall } from '../remember.ts';

export type Tool = 'move' | 'lasso' | 'node' | 'key';
/** What a rope stops. */
export type Way = 'both' | 'out' | 'in';

/** A short list at a point of the stage: which of these, or what to do. */
export interface Choice {
  readonly title: string;
  readonly at: Point;
  readonly options: readonly {
    readonly label: string;
    readonly isBad?: boolean;
    readonly take: () => unknown;
  }[];
}

/** Whose links are asked about, and which of them; null: whoever opened it chooses. */
export interface LinkAsked {
  readonly node: string;
  readonly peer: string | null;
  readonly at: Point;
}

export interface KeyInHand {
  readonly key: string;
  readonly at: Point;
  /** Let go: it goes back to where its hash puts it. */
  readonly isFree: boolean;
}

export class Hands {
  tool = $state<Tool>('move');
  way = $state<Way>('both');
  /** Nodes picked for the rope, one by one. */
  roped = $state.raw<readonly string[]>([]);
  /** The rope as it is drawn. */
  path = $state.raw<readonly Point[]>([]);
  /** What is being typed: the node and the key that are not there yet. */
  newNode = $state('');
  newKey = $state('');
  choice = $state.raw<Choice | null>(null);
  link = $state.raw<LinkAsked | null>(null);
  keyInHand = $state.raw<KeyInHand | null>(null);
  isHelpOpen = $state(false);
  #letters = $state(recall('letters') !== 'off');

  /** Whether single letters are keys. */
  get hasLetters(): boolean {
    return this.#letters;
  }

  set hasLetters(wished: boolean) {
    this.#letters = wished;
    keep('letters', wished ? null : 'off');
  }

  /** Taking up a tool lays down the one before. */
  take(tool: Tool): void {
    this.cancel();
    this.tool = tool;
  }

  togglePicked(node: string): boolean {
    const isPicked = !this.roped.includes(node);
    this.roped = isPicked ? [...this.roped, node] : this.roped.filter((id) => id !== node);
    return isPicked;
  }

  /** Whatever was begun is left, and nothing has happened. False: nothing was. */
  cancel(): boolean {
    const isBusy =
      this.tool !== 'move' ||
      this.path.length > 0 ||
      this.choice !== null ||
      this.link !== null ||
      this.keyInHand !== null;
    this.tool = 'move';
    this.way = 'both';
    this.roped = [];
    this.path = [];
    this.newNode = '';
    this.newKey = '';
    this.choice = null;
    this.link = null;
    this.keyInHand = null;
    return isBusy;
  }
}
