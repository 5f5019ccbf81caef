/** Which keys a message brings along, whatever it is for. */
import type { Data } from '../../kernel/contract.ts';
import type { StoredCell } from './kv/cell.ts';

const CARRYING: ReadonlySet<Data> = new Set(['replicate', 'handover', 'cells', 'offer']);

export function carriedCells(message: Data): readonly StoredCell[] {
  const { kind = null, body } = (message ?? {}) as { readonly kind?: Data; readonly body?: Data };
  if (!CARRYING.has(kind)) return [];
  const { cells = [] } = (body ?? {}) as { readonly cells?: Data };
  return cells as unknown as readonly StoredCell[];
}
