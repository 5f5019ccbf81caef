/** What the page asks of its curtain. What answers is loaded with the first one (curtain.ts). */
import type { Data } from '../../kernel/contract.ts';
import type { Frame } from '../../lab/types.ts';
import type { Present } from '../../scenario/systems.ts';
import type { ActId } from '../commands/acts.ts';
import type { Scene } from '../systems/scene.ts';

/** Whom a line may name. */
export type Here = Pick<Present, 'id' | 'name' | 'role' | 'weight' | 'status'>;

export interface Curtain {
  readonly hides: ReadonlySet<string>;
  /** The node through whose eyes all is seen; null where nobody in particular looks. */
  eyes(nodes: readonly { readonly id: string; readonly name: string }[]): string | null;
  readonly pace: number | null;
  readonly isLocked: boolean;
  readonly isEmbedded: boolean;
  /** A sentence where an act is behind it. */
  refuses(action: Readonly<Record<string, Data>>): string | null;
  refusesLine(line: string, nodes: readonly Here[]): string | null;
  hidesAct(id: ActId): boolean;
  /** A word of the page's own, when all that it stands for is behind it. */
  hidesWord(word: string): boolean;
  /** What of a frame may be seen. */
  seen(frame: Frame): Frame;
  /** What somebody believes, without what of it is not so: nobody knows that of themselves. */
  believed(scene: Scene): Scene;
}
