/** A line of the table store's prompt, and what its words may refer to. */
import type { Member } from '../../../kernel/contract.ts';
import type { Options } from '../../../kernel/system.ts';
import type { Line } from '../../prompt-line.ts';

export interface TablesLine extends Line {
  readonly members: readonly (Member & { readonly status?: string })[];
  /** Of the system, as they are by now; none where nobody asks for what they say. */
  readonly options: Options;
}
