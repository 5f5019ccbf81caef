/** YAML with the line of everything in it, so that a fault in data is said where its writer finds it. */
import { EVENT_ID, load, parseEvents, YAMLException, type Event } from 'js-yaml';
import type { Key, Keys } from '../scenario/fault.ts';

export type ReadYaml =
  | { readonly ok: true; readonly raw: unknown; lineOf(keys: Keys): number }
  | { readonly ok: false; readonly line: number; readonly says: string };

/** `line` is that of the first line of the text. Aliases are refused: nobody writes them, and they can make much out of little. */
export function readYaml(text: string, line: number): ReadYaml {
  try {
    const raw = load(text, { maxAliases: 0 }) as unknown;
    const lines = linesOf(text, parseEvents(text, {}), line);
    return { ok: true, raw, lineOf: (keys) => nearest(lines, keys, line) };
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    return { ok: false, line: line + (error.mark?.line ?? 0), says: error.reason };
  }
}

/** The line of the innermost part on the way that is there. */
function nearest(lines: ReadonlyMap<string, number>, keys: Keys, line: number): number {
  for (let length = keys.length; length > 0; length -= 1) {
    const found = lines.get(pathOf(keys.slice(0, length)));
    if (found !== undefined) return found;
  }
  return line;
}

const pathOf = (keys: Keys): string => JSON.stringify(keys);

/** A map or list that is being walked through. */
interface Open {
  readonly isMap: boolean;
  /** The key under which the next value will stand; of a map null while a key is awaited. */
  key: Key | null;
}

function linesOf(text: string, events: readonly Event[], first: number): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  const open: Open[] = [];
  const lineAt = (offset: number): number => first + (text.slice(0, offset).match(/\n/g)?.length ?? 0);
  const keysNow = (): Keys => open.flatMap(({ key }) => (key === null ? [] : [key]));
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
        parent.key = text.slice(event.valueStart, event.valueEnd);
        lines.set(pathOf(keysNow()), lineAt(event.valueStart));
        continue;
      }
      // The value of a key stands where its key does.
      if (parent?.isMap === false) lines.set(pathOf(keysNow()), lineAt(event.valueStart));
      ended();
    } else if (event.type === EVENT_ID.MAPPING || event.type === EVENT_ID.SEQUENCE) {
      if (parent?.isMap === false) lines.set(pathOf(keysNow()), lineAt(event.start));
      const isMap = event.type === EVENT_ID.MAPPING;
      open.push({ isMap, key: isMap ? null : 0 });
    } else if (event.type === EVENT_ID.POP) {
      open.pop();
      ended();
    }
  }
  return lines;
}
