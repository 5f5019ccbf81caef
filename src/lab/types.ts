/**
 * What the page, the command line, lessons and the API know of the lab: plain data in, plain data out, so that it can stand in another
 * thread. The class behind it is thread-blind.
 */
import type { Host } from '../cluster/host.ts';
import type { HistoryEvent, RecordingLevel } from '../cluster/recorder.ts';
import type { Data, Glance, NodeId, Outcome } from '../kernel/contract.ts';
import type { Cut, Mark } from '../history/marks.ts';
import type { Check } from '../history/verdicts.ts';
import type { Action } from '../scenario/types.ts';
import type {
  EventBook,
  EventQuestion,
  ItemBook,
  ItemQuestion,
  NodeBook,
  TablePage,
  TableQuestion,
} from './books/records.ts';
import type { BookmarkPicture } from './bookmarks.ts';
import type { BranchPicture } from './branch.ts';
import type { Foresight, ForesightQuestion } from './foresight.ts';
import type { Inside } from './inside.ts';
import type { MetricsAnswer, MetricsQuestion } from './metering/records.ts';
import type { MadeVerdict } from './made.ts';
import type { KeyLook } from './look-key.ts';
import type { HealthLook } from './look-health.ts';
import type { LinkLook, LinksLook } from './look-link.ts';
import type { Load } from './load.ts';
import type { LoadFigures, Plan } from './load-figures.ts';
import type { MessageLook } from './look-message.ts';
import type { NodeLook } from './look-node.ts';
import type { Picture } from './picture.ts';
import type { LoopWatcher, RunProfile } from './profile.ts';
import type { Replayer } from './replay.ts';
import type { SupposeAnswer, SupposeQuestion } from './supposing.ts';
import type { Keepers } from '../systems/registered.ts';

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

/** How a run is played. None of it changes a history. */
export interface Choices {
  /** On the way to the next happening, stretches in which everybody only waits run faster. */
  readonly hurries: boolean;
  /** Playing stops exactly at each bookmark that lies ahead. */
  readonly stopsAtBookmarks: boolean;
  /** Time goes on while nobody can see it. */
  readonly keepsRunning: boolean;
}

/** One whole instant; to the arrival of the next message that is no heartbeat; to the next reply. */
export type StepKind = 'instant' | 'message' | 'reply';

/** What playing to the next happening came to: the mark of what happened, or why it stopped before anything did. */
export interface Reached {
  readonly ended: 'found' | 'limit' | 'interrupted';
  readonly mark: Mark | null;
}

export interface Marks {
  /** By time, those of the future that is known and of the script's acts to come included. */
  readonly marks: readonly (Mark & { readonly isPlanned: boolean })[];
  readonly cuts: readonly Cut[];
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
  /** Whether the run came out as the record says that its scenario carries; null before its instant, and where it carries none. */
  readonly made: MadeVerdict | null;
  /** Playing to the next happening. */
  readonly isSeekingNext: boolean;
  /** Everybody only waits, and time runs so many times faster than was asked; 1 when it does not. */
  readonly hurry: number;
  readonly choices: Choices;
  /** Changes with what the time line shows: ask for the marks again. */
  readonly marksNumber: number;
  readonly bookmarks: readonly BookmarkPicture[];
  /** What `undo` would undo. */
  readonly undoable: { readonly at: number; readonly action: Action } | null;
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
  /** What was answered, for programs; null where nothing was. */
  readonly outcome: Outcome | null;
  /** From the asking to the answer, in the cluster's time; null where there was none. */
  readonly took: number | null;
  readonly ended: 'reply' | 'timeout' | 'interrupted' | 'limit';
}

/** A session, to be passed on. */
export interface Recording {
  /** A scenario with everything that was done on the open branch, and the fingerprint of its furthest instant. */
  readonly text: string;
  /** The instant at which what is looked at now is seen again. */
  readonly at: number;
}

/** Which systems there are, and the versions of what is written down. */
export interface Versions {
  readonly systems: readonly { readonly id: string; readonly edition: number }[];
  readonly formats: { readonly scenario: number; readonly protocol: number; readonly fingerprint: number };
}

/** A node that is being started, and whether its Worker has answered. */
export interface StartingNode {
  readonly id: NodeId;
  readonly name: string;
  readonly isHere: boolean;
}

/** What a lab needs of the thread that it stands in. */
export interface LabParts {
  makeHost(trial: Trial): Host;
  makeReplayer(): Replayer;
  /** Real time in milliseconds, only to stay within it. */
  wall(): number;
  /** Lets so many real milliseconds pass. Without it the lab never runs alone. */
  rest?(milliseconds: number): Promise<void>;
  /** Watches how late the lab's own thread is. */
  watchLoop?(): LoopWatcher;
}

export interface LabHandle {
  open(request: OpenRequest): Promise<Answer>;
  /** While something is being opened: its nodes. Answers at once, whoever is slow. */
  starting(): Promise<readonly StartingNode[]>;
  /** Waits no longer for nodes whose Workers have not answered: they are killed before they have done anything. */
  goOn(): Promise<void>;
  frame(elapsed: number, interest: Interest): Promise<Frame>;
  play(pace?: Pace): Promise<Answer>;
  pause(): Promise<void>;
  /**
   * Plays on at the pace to the next thing worth seeing and rests exactly there. Answers when it has come there; pausing, seeking and opening
   * something else end it before.
   */
  next(): Promise<Reached | { readonly ok: false; readonly says: readonly string[] }>;
  /** One whole instant on, or as far as the kind says, at once. */
  step(kind?: StepKind): Promise<Answer>;
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
  /** Until so much of the cluster's time has passed: by itself while time passes; a cluster at rest runs on, and rests again. */
  pass(by: number): Promise<Answer>;
  /** Back to the instant before the last act by hand on this branch, and on from there without it, as a branch. */
  undo(): Promise<Answer>;
  /** Another branch from the moment that is looked at. */
  branchHere(): Promise<Answer>;
  openBranch(id: number): Promise<Answer>;
  /** Gives the moment that is looked at a name. */
  addBookmark(name: string): Promise<Answer>;
  removeBookmark(id: number): Promise<Answer>;
  openBookmark(id: number): Promise<Answer>;
  choose(choices: Partial<Choices>): Promise<void>;
  /** Playing comes to rest exactly at this instant, when it comes by; null: nowhere. Opening something else forgets it. */
  restAt(at: number | null): Promise<void>;
  /** While nobody pulls frames the lab brings time on by itself, if that was chosen. */
  runAlone(isAlone: boolean): Promise<void>;
  /**
   * What running the nodes really took since the last call, measured by their hosts from the first call on until one with false. Costs nothing before and
   * after, and is no part of a history. Null where nothing is open.
   */
  profile(isOn: boolean): Promise<RunProfile | null>;
  /** Times a cluster of its own under load, beside what is open. */
  underLoad(load: Load, plan: Plan): Promise<LoadFigures>;
  /** What the time line of the open branch shows. */
  marks(): Promise<Marks>;
  inspect(question: InspectQuestion): Promise<Glance>;
  /** What the inspector shows of a thing at this moment; null of one that there is not, and of a moment that is only passed. */
  lookAtKey(key: string): Promise<KeyLook | null>;
  /** Whatever stands on a stretch of the circle, from 0 to 1, by name as far as it is not too much. */
  lookAtStretch(from: number, to: number): Promise<Inside | null>;
  lookAtNode(node: NodeId): Promise<NodeLook | null>;
  lookAtMessage(name: string, copy: number): Promise<MessageLook | null>;
  lookAtLink(from: NodeId, to: NodeId): Promise<LinkLook | null>;
  /** Every direction of every link between nodes, and between them and clients. */
  lookAtLinks(): Promise<LinksLook | null>;
  /** What each node finds when it asks itself whether it is well; it costs the cluster nothing. */
  lookAtHealth(): Promise<readonly HealthLook[] | null>;
  /** Whether all that the system promises holds at this moment; null of one that is only passed. Nobody is asked but by whoever wants to know. */
  judge(): Promise<readonly Check[] | null>;
  /** What would be answered if somebody asked this now: by branches that nobody sees. A later question ends an earlier one. */
  foresee(question: ForesightQuestion): Promise<Foresight | null>;
  /** What would come of these acts: a branch that nobody sees, from the moment that is looked at. */
  suppose(question: SupposeQuestion): Promise<SupposeAnswer>;
  /** What is known of the cluster as records, at this moment; null where nothing is open, and of a system that keeps no books. */
  nodeBook(): Promise<NodeBook | null>;
  itemBook(question: ItemQuestion): Promise<ItemBook | null>;
  /** A table of all items, of which only a page is ever made. */
  itemTable(question: TableQuestion): Promise<TablePage | null>;
  eventBook(question: EventQuestion): Promise<EventBook | null>;
  /** Who answers for a key, and who holds it. */
  keepers(key: string): Promise<Keepers | null>;
  /**
   * What nodes count, over time, on the open branch: what is new since the last question. While somebody asks it is measured; who has not asked
   * for two seconds of real time looks no more. Null of a system that counts nothing.
   */
  metrics(question: MetricsQuestion): Promise<MetricsAnswer | null>;
  /** The same at the moment that is looked at, in the text format of Prometheus. */
  metricsText(): Promise<string | null>;
  /** Every action of the open branch, those to come included. */
  script(): Promise<readonly Action[]>;
  /** All that is needed to run this very history again, as a scenario's text. */
  scenario(): Promise<string>;
  /** The same with what came of it; null where nothing is open. */
  recording(): Promise<Recording | null>;
  versions(): Promise<Versions>;
  /** Everything recorded of this branch, one JSON object a line. */
  history(): Promise<string>;
  dispose(): Promise<void>;
}
