/** What the time line shows, for the eye: each mark with its shape and a sentence, those of acts to come included. */
import { kindOfPlan } from '../history/mark-kinds.ts';
import type { Mark as LabMark, MarkKind } from '../history/marks.ts';
import type { Action } from '../scenario/types.ts';
import { actionText, type Naming } from './event-words.ts';
import { countText } from './numbers.ts';
import { words } from './words/index.ts';

export type MarkShape =
  | 'write'
  | 'read'
  | 'ok'
  | 'refused'
  | 'question'
  | 'fault'
  | 'stone'
  | 'start'
  | 'rope'
  | 'heal'
  | 'eye'
  | 'crown'
  | 'move'
  | 'repair'
  /** A moment that somebody gave a name. */
  | 'flag'
  /** A line that was typed, or an act that is no fault. */
  | 'command';

export type MarkTone = 'ink' | 'ok' | 'warn' | 'bad' | 'rope';

export interface Mark {
  readonly at: number;
  /** Where one stands to see what it stands for: what happened at an instant is to be seen right after it. */
  readonly stand: number;
  readonly shape: MarkShape;
  readonly tone: MarkTone;
  readonly text: string;
  readonly count: number;
  readonly isTraffic: boolean;
  readonly isPlanned: boolean;
}

const LOOKS: Readonly<Record<MarkKind, readonly [MarkShape, MarkTone]>> = {
  write: ['write', 'ink'],
  read: ['read', 'ink'],
  ok: ['ok', 'ok'],
  refused: ['refused', 'bad'],
  unanswered: ['question', 'warn'],
  kill: ['stone', 'ink'],
  crash: ['stone', 'bad'],
  left: ['stone', 'ink'],
  start: ['start', 'ink'],
  rope: ['rope', 'rope'],
  heal: ['heal', 'ink'],
  fault: ['fault', 'warn'],
  act: ['command', 'ink'],
  doubt: ['question', 'warn'],
  trust: ['eye', 'ink'],
  notice: ['eye', 'ink'],
  back: ['eye', 'ink'],
  takeover: ['crown', 'ink'],
  election: ['crown', 'ink'],
  move: ['move', 'ink'],
  moved: ['move', 'ink'],
  repair: ['repair', 'ink'],
  trouble: ['fault', 'warn'],
};

/** An act as it stands in a script. */
export function shapeOf(action: Action): MarkShape {
  return LOOKS[kindOfPlan(action)][0];
}

export function marksOf(
  marks: readonly (LabMark & { readonly isPlanned: boolean })[],
  name: Naming,
): readonly Mark[] {
  return marks.map((mark) => {
    const [shape, tone] = LOOKS[mark.kind];
    const { at, count, isTraffic, isPlanned } = mark;
    return { at, stand: at + 1, shape, tone, text: markText(mark, name), count, isTraffic, isPlanned };
  });
}

/** What it stands for, in a sentence; of several like it with their number. */
export function markText(mark: LabMark & { readonly isPlanned?: boolean }, name: Naming): string {
  const said = words.time.marks;
  if (mark.isPlanned === true) return said.planned(mark.action === null ? '' : actionText(mark.action, name));
  if (mark.isTraffic) return trafficText(mark);
  const text = sentence(mark, name);
  return mark.count === 1 ? text : said.times(text, countText(mark.count));
}

function trafficText({ kind, count }: LabMark): string {
  const said = words.time.marks;
  if (kind === 'read') return said.reads(countText(count));
  return kind === 'write' ? said.writes(countText(count)) : said.misses(countText(count));
}

function sentence({ kind, node, of, text, action }: LabMark, name: Naming): string {
  const said = words.time.marks;
  const who = name(node);
  const whom = name(of ?? node);
  const isYou = who === words.you;
  switch (kind) {
    case 'write':
    case 'read':
      return words.event.asks(who, isYou, text ?? '');
    case 'ok':
      return text === null ? said.answered(who) : words.event.hears(who, isYou, text);
    case 'refused':
    case 'unanswered':
      return words.event.hears(who, isYou, text ?? '');
    case 'kill':
      return said.stops(who);
    case 'crash':
      return text === null ? said.crashes(who) : words.event.crashed(who, text);
    case 'left':
      return said.leaves(who);
    case 'start':
      return said.starts(who);
    case 'rope':
    case 'heal':
    case 'fault':
    case 'act':
      return action === null ? '' : actionText(action, name);
    case 'doubt':
      return said.doubt(who, whom);
    case 'trust':
      return said.trust(who, whom);
    case 'notice':
      return said.notice(who, whom);
    case 'back':
      return text === 'joining'
        ? said.joins(whom)
        : text === 'catching'
          ? said.catchesUp(whom)
          : said.back(whom);
    case 'takeover':
      return said.takeover(who);
    case 'election':
      return said.election(who);
    case 'move':
      return said.move;
    case 'moved':
      return said.moved;
    case 'repair':
      return of === null ? said.recovered(who) : said.repair(who, whom);
    case 'trouble':
      return said.trouble(who, text ?? '');
  }
}
