/**
 * A branch: a line of history. It begins at a moment of its parent, shares what was before, and has its own script from there on. It
 * keeps its script and its checkpoints, never a copy of the past.
 */
import type { Checkpoint } from '../cluster/checkpoint.ts';
import type { Action } from '../scenario/types.ts';
import type { EventLog } from '../history/event-log.ts';
import type { Moment } from './replay.ts';

/** Past this many the oldest are thinned out: seeking into the distant past may take longer, memory does not grow. */
const CHECKPOINTS_MAX = 64;

export interface BranchPicture {
  readonly id: number;
  readonly parent: number | null;
  readonly at: number;
  readonly head: number;
  readonly actions: number;
}

export class Branch {
  readonly id: number;
  readonly parent: Branch | null;
  /** Where it left its parent. */
  readonly at: number;
  readonly log: EventLog;
  /** All actions from the start of the run on, those of the parent's past included. */
  script: Action[];
  /** The furthest moment that was reached on it. */
  head: Moment = { at: 0, applied: 0 };
  /** Where it stood when somebody left it for another branch. */
  left: Moment = { at: 0, applied: 0 };
  checkpoints: Checkpoint[] = [];
  /** What people did by hand: a branch that begins earlier leaves it behind, while a scenario's own script goes on. */
  readonly byHand: Set<Action>;

  constructor(id: number, parent: Branch | null, at: number, script: readonly Action[], log: EventLog) {
    this.id = id;
    this.parent = parent;
    this.at = at;
    this.script = [...script];
    this.log = log;
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
    const branch = new Branch(id, this, at, script, this.log.fork(at, applied));
    branch.head = { at, applied };
    branch.checkpoints = this.checkpoints.filter((checkpoint) => isUpTo(checkpoint, at, applied));
    return branch;
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
    this.log.reached(moment.at);
  }

  get picture(): BranchPicture {
    return {
      id: this.id,
      parent: this.parent?.id ?? null,
      at: this.at,
      head: this.head.at,
      actions: this.script.length,
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
