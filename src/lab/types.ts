/**
 * What the page, the command line, lessons and the API know of the lab: plain data in, plain data out, so that it can stand in another
 * thread. The class behind it is thread-blind.
 */
import type { HistoryEvent, RecordingLevel } from '../cluster/recorder.ts';
import type { Data, Glance, NodeId } from '../kernel/contract.ts';
import type { Action } from '../scenario/types.ts';
import type { BranchPicture } from './branch.ts';
import type { Inside } from './inside.ts';
import type { Picture } from './picture.ts';

/** Virtual over real time, or as fast as it goes. */
export type Pace = number | 'flat out';

export const PACE_MIN = 0.001;
export const PACE_MAX = 1_000;

/** What tests and benchmarks may choose. None of it changes a history. */
export interface Trial {
  readonly level?: RecordingLevel;
  /** Where nodes run: in Workers of their own, or in the lab's thread. */
  readonly host?: 'workers' | 'local';
  /** How windows are cut. */
  readonly windows?: 'largest' | 'instant' | 'random';
  /** Holds back every answer of a Worker by up to so many real milliseconds. */
  readonly delay?: number;
  /** The watchdog's patience, in counted milliseconds. */
  readonly patience?: number;
}

export interface OpenRequest {
  /** A scenario as text. */
  readonly text: string;
  readonly trial?: Trial;
  /** The first instant that anybody sees; the beginning where nothing is said. What was before it is the past, and can be gone back to. */
  readonly at?: number;
}

export type Answer = { readonly ok: true } | { readonly ok: false; readonly says: readonly string[] };

/** What the caller has already, so that a frame brings only what is new. */
export interface Interest {
  readonly epoch: number;
  readonly cursor: number;
  readonly picture: number;
  /** For whoever draws what nodes hold and believe. */
  readonly inside?: number;
}

export interface Frame {
  /** Raised whenever the past may have changed: by opening, seeking, branching. Cursors of another epoch mean nothing. */
  readonly epoch: number;
  readonly system: string;
  readonly title: string;
  readonly at: number;
  /** The furthest instant of this branch. */
  readonly head: number;
  readonly until: number;
  readonly playing: boolean;
  readonly pace: Pace;
  /** What share of the asked pace was reached; 1 when it keeps up. */
  readonly achieved: number;
  /** Whether nodes share a thread, so that a kill is a simulated one. */
  readonly simulated: boolean;
  /** Whether the nodes' own Workers stand here, or only a replay does. */
  readonly settled: boolean;
  readonly picture: Picture | null;
  readonly pictureNumber: number;
  /** Null when it was not asked for, or is known; it may be a little older than the picture. */
  readonly inside: Inside | null;
  readonly insideNumber: number;
  readonly cursor: number;
  readonly events: readonly HistoryEvent[];
  /** Events recorded before those that are still kept. */
  readonly eventsDropped: number;
  readonly branch: number;
  readonly branches: readonly BranchPicture[];
  /** Something a person should know: why the run stopped, why it cannot go on. */
  readonly notice: string | null;
}

export interface InspectQuestion {
  readonly node: NodeId;
  readonly path: readonly string[];
  readonly offset: number;
  readonly limit: number;
}

/** How the run that waited for a reply ended. */
export interface Asked {
  readonly operation: string;
  readonly text: string | null;
  readonly ended: 'reply' | 'timeout' | 'interrupted' | 'limit';
}

export interface LabHandle {
  open(request: OpenRequest): Promise<Answer>;
  frame(elapsed: number, interest: Interest): Promise<Frame>;
  play(pace?: Pace): Promise<Answer>;
  pause(): Promise<void>;
  /** One whole instant on. */
  step(): Promise<Answer>;
  /** To the instant before this one at which anything happened. */
  back(): Promise<Answer>;
  seek(at: number): Promise<Answer>;
  /** An action without `at`: it is stamped with now. In the past it makes a branch. */
  act(action: Readonly<Record<string, Data>>): Promise<Answer>;
  /**
   * Types a command at a client's prompt. While time passes it waits for the reply; a cluster at rest runs on until the reply, its
   * timeout, `interrupt`, or 60 virtual seconds, and rests again.
   */
  ask(
    client: NodeId,
    text: string,
  ): Promise<Asked | { readonly ok: false; readonly says: readonly string[] }>;
  interrupt(): Promise<void>;
  openBranch(id: number): Promise<Answer>;
  inspect(question: InspectQuestion): Promise<Glance>;
  /** Every action of the open branch, those to come included. */
  script(): Promise<readonly Action[]>;
  /** All that is needed to run this very history again, as a scenario's text. */
  scenario(): Promise<string>;
  /** Everything recorded of this branch, one JSON object a line. */
  history(): Promise<string>;
  dispose(): Promise<void>;
}
