// What is wrong with a scenario, in words for people: where it is (`script[2].node`) and a sentence. All of it is said at once, in
// the order of the file, so that a person mends a file in one round.
//
// Input may be hostile and faults are printed in terminals and pages: what is quoted is cut and escaped, so that one fault is
// always one line and can neither move a cursor nor turn the direction of writing.

export interface Fault {
  /** `script[2].node`; empty when it is the whole text. */
  readonly path: string;
  readonly says: string;
}

export type Key = string | number;
export type Keys = readonly Key[];

/** A fault that still has its way through the file, by which faults are ordered. */
export interface Finding {
  readonly keys: Keys;
  readonly says: string;
}

/** As many faults as are said in full; a hostile file could hold millions. */
export const FAULTS_MAX = 1000;

const SHOWN_MAX = 60;
const PLAIN_KEY = /^[A-Za-z_][A-Za-z0-9_]{0,39}$/;
const PLAIN_ID = /^[A-Za-z0-9_.-]{1,40}$/;
// JSON.stringify escapes quotes, C0 controls and lone surrogates; these are the other characters that do not print as themselves.
const UNPRINTABLE = /[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufff9-\uffff]/g;

export function quote(text: string): string {
  const cut = text.length > SHOWN_MAX ? `${text.slice(0, SHOWN_MAX)}…` : text;
  return JSON.stringify(cut).replace(UNPRINTABLE, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/** An id as it stands in a sentence: bare when it is plain, else quoted. */
export const idText = (id: string): string => (PLAIN_ID.test(id) ? id : quote(id));

/** Any JSON value as it stands in a sentence. */
export function show(value: unknown): string {
  if (typeof value === 'string') return quote(value);
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  return String(value);
}

export function pathText(keys: Keys): string {
  let text = '';
  for (const key of keys) {
    if (typeof key === 'number') text += `[${key}]`;
    else if (!PLAIN_KEY.test(key)) text += `[${quote(key)}]`;
    else text += text === '' ? key : `.${key}`;
  }
  return text;
}

export const faultAt = (keys: Keys, says: string): Fault => ({ path: pathText(keys), says });

export const formatFault = (fault: Fault): string =>
  fault.path === '' ? fault.says : `${fault.path}: ${fault.says}`;

/**
 * The findings in the order in which a reader of the file meets them; of those at one place the earlier found first. A missing key
 * is placed before the keys that are there.
 */
export function inFileOrder(raw: unknown, findings: readonly Finding[]): Fault[] {
  const positions = new Map<object, Map<string, number>>();
  const placed = findings.map((finding) => ({ finding, place: placeOf(raw, finding.keys, positions) }));
  placed.sort((left, right) => comparePlaces(left.place, right.place));
  const faults = placed.slice(0, FAULTS_MAX).map(({ finding }) => faultAt(finding.keys, finding.says));
  if (placed.length > FAULTS_MAX) faults.push(faultAt([], 'and more, which are not listed'));
  return faults;
}

function placeOf(raw: unknown, keys: Keys, positions: Map<object, Map<string, number>>): number[] {
  const place: number[] = [];
  let value = raw;
  for (const key of keys) {
    if (typeof key === 'number') {
      place.push(key);
      value = Array.isArray(value) ? (value as unknown[])[key] : undefined;
      continue;
    }
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) {
      place.push(-1);
      break;
    }
    let order = positions.get(value);
    if (order === undefined) {
      order = new Map(Object.keys(value).map((name, index) => [name, index]));
      positions.set(value, order);
    }
    place.push(order.get(key) ?? -1);
    value = (value as Record<string, unknown>)[key];
  }
  return place;
}

function comparePlaces(left: readonly number[], right: readonly number[]): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    const difference = left[index]! - right[index]!;
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}
