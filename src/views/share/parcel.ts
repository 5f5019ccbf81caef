/** What is passed on: the session as the lab records it, with what stands before whoever opens it. */
import type { Json } from '../../scenario/types.ts';
import type { Recording } from '../../lab/types.ts';
import { writeDoor, type Answers, type Door } from '../../share/door.ts';
import { packLink, type WrittenLink } from '../../share/link.ts';

export interface Parcel {
  readonly written: WrittenLink;
  /** The same for a file. */
  readonly text: string;
  readonly nodes: number;
  readonly events: number;
}

interface Raw {
  readonly version: number;
  readonly about?: Readonly<Record<string, Json>>;
  readonly nodes: readonly unknown[];
  readonly script: readonly unknown[];
}

export function pack({ text }: Recording, door: Door): Parcel {
  const { version, about = {}, ...rest } = JSON.parse(text) as Raw;
  const said = writeDoor(about, door);
  const whole = { version, ...(Object.keys(said).length > 0 && { about: said }), ...rest };
  return {
    written: packLink(JSON.stringify(whole)),
    text: `${JSON.stringify(whole, null, 2)}\n`,
    nodes: rest.nodes.length,
    events: rest.script.length,
  };
}

/** Lines of the field become answers; one alone is none to choose from. */
export function answersIn(lines: string, most: number): readonly string[] {
  const found = lines
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(0, most);
  return found.length < 2 ? [] : found;
}

/** After Play an answer is looked for so long. */
const WAIT = 2_000_000;

/** Lines that are still those of the question that was opened keep what judges them. */
export function answersOfLines(lines: readonly string[], own: Answers | null): Answers | null {
  if (lines.length === 0) return own?.kind === 'point' ? own : null;
  const isOwn =
    own?.kind === 'choices' && own.choices.map(({ says }) => says).join('\n') === lines.join('\n');
  if (isOwn) return own;
  return { kind: 'choices', choices: lines.map((says) => ({ says, holds: null })), wait: WAIT };
}

/** A name for a file that every system takes. */
export const fileName = (title: string): string => `${fileStem(title)}.json`;

/** Without what stands behind the dot. */
export function fileStem(title: string): string {
  const plain = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  return plain === '' ? 'ringside' : plain;
}
