/**
 * A branch: a line of history. It begins at a moment of its parent, shares what was before, and has its own script from there on. It
 * keeps its script and its checkpoints, never a copy of the past.
 */
import type { Checkpoint } from '../cluster/checkpoint.ts';
import type { Action } from '../scenario/types.ts';
import type { EventLog } from '../history/event-log.ts';
import type { MarkBook } from '../history/marks.ts';
import type { Moment } from './replay.ts';

/** Past this many the oldest are thinned out: seeking into the distant past may take longer, memory does not grow. */
const CHECKPOINTS_MAX = 64;

export interface BranchPicture {
  readonly id: number;
  readonly parent: number | null;
  readonly at: number;
  readonly head: number;
  readonly actions: number;
  /** What was done where it begins; null where nothing has been done yet. */
  readonly began: Action | null;
  /** The act that was undone by it: it goes on without. */
  readonly without: Action | null;
}

/** An act by hand, and the moment before it. */
export interface Deed {
  readonly action: Action;
  readonly before: { readonly at: number; readonly applied: number };
}

export class Branch {
  readonly id: number;
  readonly parent: Branch | null;
  /** Where it left its parent. */
  readonly at: number;
  readonly log: EventLog;
  readonly marks: MarkBook;
  /** All actions from the start of the run on, those of the parent's past included. */
  script: Action[];
  /** The furthest moment that was reached on it. */
  head: Moment = { at: 0, applied: 0 };
  /** Where it stood when somebody left it for another branch. */
  left: Moment = { at: 0, applied: 0 };
  checkpoints: Checkpoint[] = [];
  /** What people did by hand: a branch that begins earlier leaves it behind, while a scenario's own script goes on. */
  readonly byHand: Set<Action>;
  began: Action | null = null;
  without: Action | null = null;

  constructor(
    id: number,
    { parent, at, script }: { parent: Branch | null; at: number; script: readonly Action[] },
    { log, marks }: { log: EventLog; marks: MarkBook },
  ) {
    this.id = id;
    this.parent = parent;
    this.at = at;
    this.script = [...script];
    this.log = log;
    this.marks = marks;
    this.byHand = new Set(parent?.byHand);
  }

  /** Changes with every change of the script, so that a replayer knows what it was prepared for. */
  get key(): string {
    return `${this.id}:${this.script.length}`;
  }

  /** The future that another line of history, leaving this one here, takes with it. */
  futureWithoutHands(applied: number): Action[] {
    return this.script
      .slice(applied)
      .filter((action) => !this.byHand.has(action) && !isOfTheWatchdog(action));
  }

  fork(id: number, { at, applied }: { at: number; applied: number }): Branch {
    const script = [...this.script.slice(0, applied), ...this.futureWithoutHands(applied)];
    const log = this.log.fork(at, applied);
    const marks = this.marks.fork(at, applied, log.all);
    const branch = new Branch(id, { parent: this, at, script }, { log, marks });
    branch.head = { at, applied };
    branch.checkpoints = this.checkpoints.filter((checkpoint) => isUpTo(checkpoint, at, applied));
    return branch;
  }

  /** Something was done by hand where it stands. */
  did(action: Action): void {
    this.byHand.add(action);
    // On the first one nobody asks how it began.
    if (this.parent !== null && this.without === null && this.began === null && action.at === this.at)
      this.began = action;
  }

  /** What was done by hand last, in its parents' past too. */
  get lastDeed(): Deed | null {
    const applied = this.script.findLastIndex((action) => this.byHand.has(action));
    const action = this.script[applied];
    return action === undefined ? null : { action, before: { at: action.at, applied } };
  }

  /** How many actions stand before an instant. */
  appliedBefore(at: number): number {
    const index = this.script.findIndex((action) => action.at >= at);
    return index < 0 ? this.script.length : index;
  }

  /** Whether a moment of a branch is one of this one's, or of the past that it shares. */
  includes(branch: number, at: number): boolean {
    if (this.id === branch) return true;
    return this.parent !== null && at <= this.at && this.parent.includes(branch, at);
  }

  keep(checkpoint: Checkpoint): void {
    const index = this.checkpoints.findIndex(({ position }) => position > checkpoint.position);
    this.checkpoints.splice(index < 0 ? this.checkpoints.length : index, 0, checkpoint);
    if (this.checkpoints.length > CHECKPOINTS_MAX) {
      this.checkpoints = this.checkpoints.filter((_, place) => place % 2 === 1);
    }
  }

  nearest({ at, applied }: Moment): Checkpoint | null {
    return this.checkpoints.findLast((checkpoint) => isUpTo(checkpoint, at, applied)) ?? null;
  }

  reached(moment: Moment): void {
    const { head } = this;
    if (moment.at > head.at || (moment.at === head.at && (moment.applied ?? 0) > (head.applied ?? 0)))
      this.head = moment;
    this.log.reached(moment.at, moment.applied ?? 0);
  }

  get picture(): BranchPicture {
    return {
      id: this.id,
      parent: this.parent?.id ?? null,
      at: this.at,
      head: this.head.at,
      actions: this.script.length,
      began: this.began,
      without: this.without,
    };
  }
}

function isUpTo(checkpoint: Checkpoint, at: number, applied: number | null): boolean {
  if (checkpoint.position !== at) return checkpoint.position < at;
  return applied !== null && checkpoint.applied <= applied;
}

/** A node hung once; on another line of history it may not. */
function isOfTheWatchdog(action: Action): boolean {
  return action.do === 'kill' && (action.because === 'hung' || action.because === 'lost');
}
