/** A prompt that reads as a shell does, where a system's commands are those of a program. Each client keeps the variables that its lines have set. */
import type { Data, Member } from '../kernel/contract.ts';
import type { Reading } from '../protocols/client.ts';
import { readShell, type ShellWord, type Variables } from '../terminal/shell.ts';
import { said } from './said.ts';

/** A line in words, and what its words may refer to. */
export interface Line {
  readonly words: readonly ShellWord[];
  readonly target: string | null;
  readonly members: readonly Member[];
  readonly variables: Variables;
  /** Of them, what this line has set. */
  readonly set: readonly string[];
}

export function readPrompt(
  text: string,
  members: readonly Member[],
  shell: Data,
  read: (line: Line) => Reading,
): Reading {
  const before = (shell ?? []) as unknown as Variables;
  const line = readShell(text, before);
  if (!line.ok) return said(2, line.says);
  const { words, target, variables } = line;
  const set = variables.filter((pair) => !before.includes(pair)).map(([name]) => name);
  return { ...read({ words, target, members, variables, set }), shell: variables as unknown as Data };
}

/** A line without a command: it only sets variables, or only remarks something. `example` is a command to put before a node. */
export function readNothing({ target, set }: Line, example: string): Reading {
  if (target !== null) return said(2, `Type a command before the node, such as ${example}.`);
  return said(0, set.map((name) => `${name} is set.`).join('\n'));
}
