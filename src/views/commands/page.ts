/** What the console knows of one of the page's own words. */
import type { LabView } from '../lab-view.svelte.ts';
import type { StageView } from '../stage.svelte.ts';
import type { PageReply } from './reply.ts';

export interface PageCommand {
  /** In capitals; typed in any. */
  readonly word: string;
  /** The whole line by example, as in `SEEK 9.0`: for the hint behind the prompt. */
  readonly usage: string;
  /** Null: it turned out to be a question to the cluster, which is asked then. */
  run(
    view: LabView,
    stage: StageView,
    args: readonly string[],
    line: string,
  ): Promise<PageReply> | PageReply | null;
}
