/**
 * What stands before whoever opens a scenario: the moment and the look of the page, a question with answers to choose from, and notes pinned to
 * instants. It lies in the scenario's `about`, of which a run knows nothing: so a link and a file carry the same, and no fingerprint depends on it.
 *
 * It may come from a stranger. Whatever of it is no good is left out with a sentence, and the rest stands. All texts are only ever shown as text.
 */
import { faultAt, formatFault, type Finding } from '../scenario/fault.ts';
import { formatDuration, type Json } from '../scenario/index.ts';
import {
  decimal,
  exact,
  flag,
  json,
  list,
  maybe,
  oneOf,
  participant,
  part,
  text,
  time,
} from '../scenario/parts.ts';

/** What is looked at when the page opens. */
export type Look =
  | { readonly kind: 'node'; readonly id: string }
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'message'; readonly name: string; readonly copy: number }
  | { readonly kind: 'link'; readonly from: string; readonly to: string };

export interface Note {
  readonly at: number;
  readonly says: string;
  /** Whom it is about. */
  readonly node: string | null;
}

export interface DoorChoice {
  readonly says: string;
  /** A predicate that holds where this came true; null where nobody says. Judged by whoever can. */
  readonly holds: Json | null;
}

/** What somebody has answered: which of the choices, if it is one, and how it reads. */
export interface Given {
  readonly choice: number | null;
  readonly says: string;
}

export type Answers =
  /** One of these. */
  | { readonly kind: 'choices'; readonly choices: readonly DoorChoice[]; readonly wait: number }
  /** Point at it: `$it` stands in the predicate for what was pointed at. */
  | {
      readonly kind: 'point';
      readonly at: 'nodes' | 'keys';
      readonly holds: Json | null;
      readonly wait: number;
    };

/** What of the page is there. What is not named is all of its kind; an empty list is none. */
export interface Preset {
  readonly tools: readonly string[] | null;
  readonly tabs: readonly string[] | null;
  readonly parts: readonly string[] | null;
  readonly faults: readonly string[] | null;
  readonly words: 'plain' | 'textbook' | null;
  readonly pace: number | null;
  /** A curtain, not a lock: nothing offers to open everything. */
  readonly isLocked: boolean;
}

export interface Door {
  /** The instant to open at. */
  readonly at: number;
  readonly look: Look | null;
  readonly lesson: { readonly id: string; readonly step: string | null } | null;
  readonly question: string | null;
  readonly answers: Answers | null;
  readonly notes: readonly Note[];
  readonly preset: Preset;
}

export const QUESTION_MOST = 2_000;
export const CHOICES_MOST = 6;
export const NOTES_MOST = 100;
const SAYS_MOST = 500;
const NAMES_MOST = 64;
/** After Play an answer is looked for so long, where its asker does not say. */
const WAIT = 2_000_000;

const OPEN: Preset = {
  tools: null,
  tabs: null,
  parts: null,
  faults: null,
  words: null,
  pace: null,
  isLocked: false,
};
/** A scenario without any of it opens at its beginning, and everything is there. */
export const PLAIN_DOOR: Door = {
  at: 0,
  look: null,
  lesson: null,
  question: null,
  answers: null,
  notes: [],
  preset: OPEN,
};

const says = text(SAYS_MOST);
const names = list(text(40), NAMES_MOST);
const choice = exact({ says, holds: maybe(json(16)) });
const answers = exact({
  choices: maybe(list(choice, CHOICES_MOST, 2)),
  point: maybe(oneOf(['nodes', 'keys'])),
  holds: maybe(json(16)),
  wait: maybe(time),
});
const note = exact({ at: time, says, node: maybe(participant) });
const look = exact({
  node: maybe(participant),
  key: maybe(text(1_000)),
  message: maybe(text(200)),
  copy: maybe(decimal(0, 9)),
  from: maybe(participant),
  to: maybe(participant),
});
interface Looked {
  readonly node?: string;
  readonly key?: string;
  readonly message?: string;
  readonly copy?: number;
  readonly from?: string;
  readonly to?: string;
}
const stage = {
  at: time,
  look,
  lesson: exact({ id: text(80), step: maybe(text(80)) }),
  tools: names,
  tabs: names,
  parts: names,
  faults: names,
  words: oneOf(['plain', 'textbook']),
  pace: decimal(0.001, 1_000),
  locked: flag,
};

export interface ReadDoor {
  readonly door: Door;
  /** What was left out, and why. */
  readonly says: readonly string[];
}

/** Takes the `about` of a scenario, or whatever stands in its place. */
export function readDoor(about: unknown): ReadDoor {
  if (!isRecord(about)) return { door: PLAIN_DOOR, says: [] };
  const findings: Finding[] = [];
  const { question, notes } = about;
  const door: Door = {
    ...readStage(about['stage'], findings),
    question:
      typeof question === 'string' && question.trim() !== '' ? question.slice(0, QUESTION_MOST) : null,
    answers: readAnswers(about['answers'], findings),
    notes: readNotes(notes, findings),
  };
  return { door, says: findings.map(({ keys, says }) => formatFault(faultAt(['about', ...keys], says))) };
}

/** Each key for itself: one that is no good takes no other along. */
function readStage(raw: unknown, findings: Finding[]): Omit<Door, 'question' | 'answers' | 'notes'> {
  const { at, look, lesson, preset } = PLAIN_DOOR;
  if (raw === undefined) return { at, look, lesson, preset };
  const fields = isRecord(raw) ? raw : {};
  if (!isRecord(raw)) findings.push({ keys: ['stage'], says: 'this is not an object' });
  for (const key of Object.keys(fields).slice(0, NAMES_MOST))
    if (!Object.hasOwn(stage, key))
      findings.push({ keys: ['stage', key], says: 'this key is not known here' });
  const read = <Kind extends keyof typeof stage, Value>(
    name: Kind,
    schema: Parameters<typeof part<Value>>[0],
  ): Value | undefined =>
    Object.hasOwn(fields, name) ? part(schema, fields[name], ['stage', name], findings) : undefined;
  const found = read('lesson', stage.lesson);
  return {
    at: read('at', stage.at) ?? at,
    look: lookIn(read('look', stage.look), findings),
    lesson: found === undefined ? lesson : { id: found.id, step: found.step ?? null },
    preset: {
      tools: read('tools', stage.tools) ?? null,
      tabs: read('tabs', stage.tabs) ?? null,
      parts: read('parts', stage.parts) ?? null,
      faults: read('faults', stage.faults) ?? null,
      words: read('words', stage.words) ?? null,
      pace: read('pace', stage.pace) ?? null,
      isLocked: read('locked', stage.locked) ?? false,
    },
  };
}

function lookIn(raw: Looked | undefined, findings: Finding[]): Look | null {
  if (raw === undefined) return null;
  const { node, key, message, copy = 0, from, to } = raw;
  if (node !== undefined) return { kind: 'node', id: node };
  if (key !== undefined) return { kind: 'key', key };
  if (message !== undefined) return { kind: 'message', name: message, copy };
  if (from !== undefined && to !== undefined) return { kind: 'link', from, to };
  findings.push({ keys: ['stage', 'look'], says: 'a node, a key, a message, or from and to are named here' });
  return null;
}

function readAnswers(raw: unknown, findings: Finding[]): Answers | null {
  if (raw === undefined) return null;
  const read = part(answers, raw, ['answers'], findings);
  if (read === undefined) return null;
  const { choices, point, holds = null, wait = WAIT } = read;
  if ((choices === undefined) === (point === undefined)) {
    findings.push({ keys: ['answers'], says: 'there are either choices or something to point at' });
    return null;
  }
  if (point !== undefined) return { kind: 'point', at: point, holds, wait };
  const all = (choices ?? []).map(({ says, holds = null }) => ({ says, holds }));
  return { kind: 'choices', choices: all, wait };
}

function readNotes(raw: unknown, findings: Finding[]): readonly Note[] {
  if (raw === undefined) return [];
  // One by one: a note that cannot be read hides no other.
  const each = part(list(json(4), NOTES_MOST), raw, ['notes'], findings) ?? [];
  const notes = each.flatMap((one, index) => {
    const read = part(note, one, ['notes', index], findings);
    return read === undefined ? [] : [{ at: read.at, says: read.says, node: read.node ?? null }];
  });
  return notes.sort((left, right) => left.at - right.at);
}

/** The same as it stands in a file, over what is said of the scenario otherwise. What is usual is not written. */
export function writeDoor(about: Readonly<Record<string, Json>>, door: Door): Readonly<Record<string, Json>> {
  const { question: _, answers: __, notes: ___, stage: ____, ...rest } = about;
  const stage = stageOf(door);
  return {
    ...rest,
    ...(door.question !== null && { question: door.question }),
    ...(door.answers !== null && { answers: answersOf(door.answers) }),
    ...(door.notes.length > 0 && { notes: door.notes.map(noteOf) }),
    ...(Object.keys(stage).length > 0 && { stage }),
  };
}

function stageOf({ at, look, lesson, preset }: Door): Readonly<Record<string, Json>> {
  const { isLocked, ...others } = preset;
  const given = Object.entries(others).flatMap(([name, value]) =>
    value === null ? [] : [[name, value] as const],
  );
  return {
    ...(at > 0 && { at: formatDuration(at) }),
    ...(look !== null && { look: lookOf(look) }),
    ...(lesson !== null && { lesson: { id: lesson.id, ...(lesson.step !== null && { step: lesson.step }) } }),
    ...Object.fromEntries(given),
    ...(isLocked && { locked: true }),
  };
}

function lookOf(look: Look): Json {
  if (look.kind === 'node') return { node: look.id };
  if (look.kind === 'key') return { key: look.key };
  if (look.kind === 'link') return { from: look.from, to: look.to };
  return { message: look.name, ...(look.copy > 0 && { copy: look.copy }) };
}

function answersOf(answers: Answers): Json {
  const wait = answers.wait === WAIT ? {} : { wait: formatDuration(answers.wait) };
  if (answers.kind === 'point')
    return { point: answers.at, ...(answers.holds !== null && { holds: answers.holds }), ...wait };
  const choices = answers.choices.map(({ says, holds }) => ({ says, ...(holds !== null && { holds }) }));
  return { choices, ...wait };
}

const noteOf = ({ at, says, node }: Note): Json => ({
  at: formatDuration(at),
  says,
  ...(node !== null && { node }),
});

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
