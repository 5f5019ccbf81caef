/** For whoever looks on: what messages between nodes say of a key. Nothing is written down here, so there is no log to read. */
import type { Data, NodeId } from '../../kernel/contract.ts';
import type { Carried, Reader } from '../registered.ts';
import { carriedCells } from './carrying.ts';
import type { Request } from './requests.ts';

export const chordReader: Reader = { carried, asksFor, tail: () => [] };

function carried(body: Data, from: NodeId, key: string): Carried | null {
  const cell = carriedCells(body).find((each) => each.key === key);
  return cell === undefined ? null : { stamp: [cell.count, cell.node], has: from, comes: true };
}

/** `/kv/a%2Fb`: whoever asks so asks for `a/b`. */
function asksFor(body: Data, key: string): boolean {
  const { path = '' } = (body ?? {}) as Partial<Request>;
  return typeof path === 'string' && path.split('?')[0] === `/kv/${encodeURIComponent(key)}`;
}
