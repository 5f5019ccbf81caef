/**
 * What can be typed at the console that is no command of the cluster: the page's own words, such as PLAY or SHOW Bravo. They are looked up first; a
 * line that begins with none of them belongs to the open system.
 */
import type { LabView } from '../lab-view.svelte.ts';
import type { StageView } from '../stage.svelte.ts';

export interface PageReply {
  /** False is shown as an error. */
  readonly ok: boolean;
  readonly text: string;
}

export interface PageCommand {
  /** In capitals; typed in any. */
  readonly word: string;
  /** What follows the word, as in `SEEK moment`: for the hint behind the prompt. */
  readonly usage: string;
  run(view: LabView, stage: StageView, args: readonly string[]): Promise<PageReply> | PageReply;
}

export const pageCommands: readonly PageCommand[] = [];

/** Null when the line is not the page's. */
export function runLine(view: LabView, stage: StageView, line: string): Promise<PageReply> | null {
  const [word = '', ...args] = line.trim().split(/\s+/);
  const command = pageCommands.find((one) => one.word === word.toUpperCase());
  return command === undefined ? null : Promise.resolve(command.run(view, stage, args));
}
