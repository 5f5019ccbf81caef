/**
 * What can be typed at the console that is no question to nodes: the page's own words, such as PLAY or SHOW Bravo, and the acts on the cluster, such as
 * KILL Bravo. They are looked up first; a line that begins with none of them belongs to the open system.
 */
import type { LabView } from '../lab-view.svelte.ts';
import type { StageView } from '../stage.svelte.ts';
import { acts, wordOf } from './acts.ts';
import { runCluster } from './run-cluster.ts';
import { ownWords } from './own-words.ts';
import type { PageCommand } from './page.ts';
import type { PageReply } from './reply.ts';
import { words } from '../words/panels.ts';

export type { PageCommand, PageReply };

/** One for each word of the table, with the first of its lines as the example. */
export const pageCommands: readonly PageCommand[] = acts.flatMap((act, index): PageCommand[] => {
  const word = wordOf(act);
  if (word === null || act.line === null || act.by === 'system') return [];
  if (acts.findIndex((other) => wordOf(other) === word) !== index) return [];
  const own = ownWords[word];
  return [{ word, usage: act.line, run: own ?? ((view, _stage, _args, line) => runCluster(view, line)) }];
});

/** Null when the line is not the page's. */
export function runLine(view: LabView, stage: StageView, line: string): Promise<PageReply> | null {
  const [word = '', ...args] = line.trim().split(/\s+/);
  const command = pageCommands.find((one) => one.word === word.toUpperCase());
  if (command !== undefined && view.curtain?.hidesWord(command.word) === true)
    return Promise.resolve({ ok: false, text: words.share.curtain.notHere });
  const reply = command?.run(view, stage, args, line) ?? null;
  return reply === null ? null : Promise.resolve(reply);
}
