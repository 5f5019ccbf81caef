/**
 * YAML as people write it, with the place of everything in it, so that what is wrong is said where its writer finds it. It is one more way to write
 * the data that a scenario is made of, and never more than that: no tags, no aliases (they can make much out of little, and nobody writes them),
 * one document.
 */
import { EVENT_ID, getScalarValue, load, parseEvents, YAMLException, type Event } from 'js-yaml';
import type { Key, Keys } from '../fault.ts';
import { reasonText } from './reasons.ts';

/** Larger is no text that a person wrote. */
export const YAML_MAX = 2_000_000;

/** Both counted from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Where a value stands in the text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Places {
  /** The place of the innermost part on the way that is there. */
  of(keys: Keys): Place;
  /** Of a value of one line; undefined of any other, and of one that is not there. */
  spanOf(keys: Keys): Span | undefined;
}

export type ReadYaml =
  | { readonly ok: true; readonly raw: unknown; readonly places: Places }
  | { readonly ok: false; readonly place: Place; readonly says: string };

const START: Place = { line: 1, column: 1 };

export function readYaml(given: string): ReadYaml {
  if (given.length > YAML_MAX)
    return { ok: false, place: START, says: `the text is longer than ${YAML_MAX} characters` };
  // Some editors put a mark before the text. The parser takes it off, and counts from there.
  const text = given.startsWith('\ufeff') ? given.slice(1) : given;
  const lines = startsOfLines(text);
  try {
    const raw = load(text, { maxAliases: 0 }) as unknown;
    return { ok: true, raw, places: placesIn(text, parseEvents(text, {}), lines) };
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const { mark } = error;
    const place = mark === undefined ? START : { line: mark.line + 1, column: mark.column + 1 };
    return { ok: false, place, says: reasonText(error.reason) };
  }
}

function startsOfLines(text: string): readonly number[] {
  const starts = [0];
  for (const { index, 0: lineBreak } of text.matchAll(/\r\n|\n|\r/g)) starts.push(index + lineBreak.length);
  return starts;
}

/** The line is found by halving: a text of a million characters asks for a hundred thousand places. */
function placeAt(starts: readonly number[], offset: number): Place {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] as number) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (starts[low] as number) + 1 };
}

function placesIn(text: string, events: readonly Event[], lines: readonly number[]): Places {
  const { starts, spans } = walk(text, events);
  return {
    of(keys) {
      for (let length = keys.length; length > 0; length -= 1) {
        const offset = starts.get(wayOf(keys.slice(0, length)));
        if (offset !== undefined) return placeAt(lines, offset);
      }
      return START;
    },
    spanOf: (keys) => spans.get(wayOf(keys)),
  };
}

/** A number and the text of its digits are one key: of which kind it is, the part around it says. */
const wayOf = (keys: Keys): string => JSON.stringify(keys.map(String));

/** A map or list that is being walked through. */
interface Open {
  readonly isMap: boolean;
  /** The key under which the next value will stand; of a map null while a key is awaited. */
  key: Key | null;
}

interface Walked {
  /** Of a value in a map: where its key stands, for that is where a reader looks. */
  readonly starts: ReadonlyMap<string, number>;
  readonly spans: ReadonlyMap<string, Span>;
}

function walk(text: string, events: readonly Event[]): Walked {
  const starts = new Map<string, number>();
  const spans = new Map<string, Span>();
  const open: Open[] = [];
  const wayNow = (): string => wayOf(open.flatMap(({ key }) => (key === null ? [] : [key])));
  const ended = (): void => {
    const parent = open.at(-1);
    if (parent === undefined) return;
    if (parent.isMap) parent.key = null;
    else parent.key = (parent.key as number) + 1;
  };
  for (const event of events) {
    const parent = open.at(-1);
    if (event.type === EVENT_ID.SCALAR) {
      if (parent?.isMap === true && parent.key === null) {
        parent.key = getScalarValue(text, event);
        starts.set(wayNow(), Math.max(0, event.valueStart));
        continue;
      }
      if (parent?.isMap === false) starts.set(wayNow(), Math.max(0, event.valueStart));
      const span = spanOf(text, event.valueStart, event.valueEnd);
      if (span !== undefined && event.tagStart < 0 && event.anchorStart < 0) spans.set(wayNow(), span);
      ended();
    } else if (event.type === EVENT_ID.MAPPING || event.type === EVENT_ID.SEQUENCE) {
      if (parent?.isMap === false) starts.set(wayNow(), event.start);
      const isMap = event.type === EVENT_ID.MAPPING;
      open.push({ isMap, key: isMap ? null : 0 });
    } else if (event.type === EVENT_ID.POP) {
      open.pop();
      ended();
    }
  }
  return { starts, spans };
}

/** With its quotes; a value of several lines has no span. */
function spanOf(text: string, start: number, end: number): Span | undefined {
  if (start < 0 || /[\r\n]/.test(text.slice(start, end))) return undefined;
  const before = text[start - 1];
  const isQuoted = (before === '"' || before === "'") && text[end] === before;
  return isQuoted ? { start: start - 1, end: end + 1 } : { start, end };
}
