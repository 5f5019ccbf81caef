/** A lesson once it has been read: every predicate, name and act checked. Plain data, and no code in it. */
import type { Counted, Json, Micros, Predicate, Scenario } from '../scenario/index.ts';

/** What a hand can do that a lesson may give into it. */
export const TOOLS = [
  'kill',
  'revive',
  'freeze',
  'rope',
  'untie',
  'link',
  'add',
  'remove',
  'put',
  'read-from',
  'console',
  'message',
  'weight',
  'dial',
] as const;
export type Tool = (typeof TOOLS)[number];

/** What the page can show that a lesson may bring up. */
export const SIGHTS = [
  'readout',
  'copies',
  'arcs',
  'slices',
  'heartbeats',
  'beliefs',
  'inspector',
  'events',
  'space-time',
  'metrics',
  'slots',
] as const;
export type Sight = (typeof SIGHTS)[number];

/** The parts of the course, in its order. */
export const PARTS = [
  'first-hour',
  'copies-disagree',
  'cache-at-work',
  'raft',
  'chord',
  'todo',
  'histories',
] as const;
export type Part = (typeof PARTS)[number];

export const OUTCOMES = ['predict', 'explain', 'choose', 'break', 'repair'] as const;

/** A text of one paragraph, as Markdown that was found to hold nothing but words, emphasis, code and claims. */
export type Inline = string;

/** A word that the interface uses from this lesson on, and the one that it used before. */
export interface LadderWord {
  readonly from: string;
  readonly to: string;
  readonly means: string;
}

export type LessonAct =
  | { readonly kind: 'wait'; readonly wait: Micros }
  /** The cluster that stands is opened anew with these options, and goes to where it began. */
  | { readonly kind: 'turn'; readonly options: Readonly<Record<string, Json>> }
  /** An action without `at`, as it stands in a file: done at the instant at which it is its turn. */
  | { readonly kind: 'do'; readonly action: Readonly<Record<string, Json>> };

/** A cluster to begin with: a whole scenario, and the instant at which the learner comes in. */
export interface Opening {
  readonly text: string;
  readonly scenario: Scenario;
  readonly begin: Micros;
}

export interface Check {
  readonly id: string;
  readonly says: Inline;
  readonly holds: Predicate;
  readonly line: number;
}

/** Something that the text says. When it is looked at: as the step begins, when its task is solved, or on a branch of its own. */
export interface Claim {
  readonly id: string;
  readonly at: 'begin' | 'solved' | 'branch';
  readonly acts: readonly LessonAct[];
  readonly wait: Micros;
  readonly holds: Predicate;
  readonly line: number;
}

export interface Choice {
  readonly says: Inline;
  /** One for each look. */
  readonly holds: readonly Predicate[];
}

export interface Slider {
  readonly from: number;
  readonly to: number;
  readonly step: number;
  readonly unit: string;
  readonly measures: Predicate;
  readonly times: number;
  /** A guess that is not further off counts as so. */
  readonly near: number;
}

export interface Point {
  readonly at: 'nodes' | 'arcs' | 'keys';
  readonly among: readonly string[];
  /** With `$it` where the one that was pointed at belongs. */
  readonly holds: Json;
}

export type Question =
  | { readonly kind: 'choices'; readonly choices: readonly Choice[] }
  | ({ readonly kind: 'slider' } & Slider)
  | ({ readonly kind: 'point' } & Point);

export interface Prediction {
  readonly asks: Inline;
  readonly question: Question;
  /** What would happen, played on a branch from the instant at which it is asked; and when it is looked at, counted from the last act. */
  readonly acts: readonly LessonAct[];
  readonly looks: readonly Micros[];
  readonly because: Inline;
  readonly line: number;
}

export interface Wrong {
  readonly when: Predicate;
  readonly acts: readonly LessonAct[];
  readonly says: Inline;
  readonly line: number;
}

export interface Hints {
  /** Nodes and keys that get a halo. */
  readonly points: readonly string[];
  readonly says: Inline;
  readonly does: readonly LessonAct[];
}

/** Where time waits for the learner: so long after something has come true (or the step has begun). */
export interface Stop {
  readonly after: Counted | null;
  readonly wait: Micros;
  readonly says: Inline;
  /** The last instant at which the task can still be done. */
  readonly isLast: boolean;
  readonly line: number;
}

export interface Dial {
  readonly option: string;
  readonly values: readonly Json[];
  readonly says: Inline;
}

export interface Task {
  readonly checks: readonly Check[];
  readonly solve: readonly LessonAct[];
  /** How long after the last act it may take until the checks hold. */
  readonly patience: Micros;
  readonly wrong: readonly Wrong[];
  readonly hints: Hints | null;
  readonly stops: readonly Stop[];
  readonly dials: readonly Dial[];
  readonly line: number;
}

export interface Box {
  readonly kind: 'why' | 'real';
  readonly title: string;
  readonly says: Inline;
  /** Of a box about the real world: what it is called there, and where Ringside differs. */
  readonly setting: {
    readonly name: string;
    readonly default: string;
    readonly of: string;
    readonly version: string;
    readonly differs: Inline;
  } | null;
}

export interface Step {
  readonly id: string;
  readonly title: string;
  readonly why: Inline;
  /** What is to be done now; of a step that only asks it is empty. */
  readonly act: Inline;
  readonly opening: Opening | null;
  readonly prediction: Prediction | null;
  readonly task: Task | null;
  readonly explain: { readonly asks: Inline; readonly model: Inline; readonly line: number } | null;
  /** The same idea in a fresh cluster; may be skipped without a word. */
  readonly isTransfer: boolean;
  readonly claims: readonly Claim[];
  readonly boxes: readonly Box[];
  readonly unlocks: readonly (Tool | Sight)[];
  readonly line: number;
}

export interface LessonHead {
  readonly id: string;
  readonly question: string;
  readonly title: string;
  readonly misconception: string;
  readonly outcome: { readonly verb: (typeof OUTCOMES)[number]; readonly says: string };
  readonly part: Part;
  readonly minutes: number;
  readonly needs: readonly string[];
  readonly teaches: readonly Tool[];
  readonly shows: readonly Sight[];
  readonly optional: boolean;
  /** Virtual over real time, while it is read. */
  readonly pace: number;
  readonly begin: Micros;
  readonly words: readonly LadderWord[];
}

export interface Lesson extends LessonHead {
  readonly opening: Opening;
  readonly steps: readonly Step[];
  readonly recap: Inline;
  /** What is said in the text, by the check or claim that it is tied to. */
  readonly said: readonly { readonly id: string; readonly text: string; readonly line: number }[];
  /** Words, or in a language without spaces signs. */
  readonly length: number;
}

export interface LessonFault {
  readonly line: number;
  readonly says: string;
}

export type ReadLesson =
  | { readonly ok: true; readonly lesson: Lesson }
  | { readonly ok: false; readonly faults: readonly LessonFault[] };
