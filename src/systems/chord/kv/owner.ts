/** What the owner of a key does with a request: the one place where anything is decided about a key. */
import type { Data } from '../../../kernel/contract.ts';
import { tableGet, tableSet } from '../../../kernel/table.ts';
import type { Relayed, Replied, Deed } from '../messages.ts';
import type { Node } from '../state.ts';
import { DONE_MAX, type Cell } from './cell.ts';
import { dropCell, isThere } from './cells.ts';
import { replicate } from './copies.ts';

export function serve(node: Node, deed: Deed, relayed: Relayed): Replied {
  const { state } = node;
  const { request, attempt, path, key } = relayed;
  const { status, body, version } =
    key === null ? { status: 200, body: null, version: 0 } : act(node, deed, key, relayed);
  return { request, attempt, status, body, version, storer: state.me, path: [...path, state.me.id], way: [] };
}

interface Outcome {
  readonly status: number;
  readonly body: Data;
  readonly version: number;
}

function act(node: Node, deed: Deed, key: string, { request, value: given }: Relayed): Outcome {
  const cell = tableGet(node.state.cells, key);
  const version = cell?.count ?? 0;
  const before = cell?.done.find((done) => done.request === request);
  if (before !== undefined) return { status: before.status, body: null, version: before.version };
  switch (deed) {
    case 'put':
      return write(node, key, cell, { value: given ?? null, request, status: isThere(cell) ? 200 : 201 });
    case 'delete':
      return isThere(cell)
        ? write(node, key, cell, { value: null, request, status: 200 })
        : { status: 404, body: null, version };
    case 'get':
      return isThere(cell)
        ? { status: 200, body: cell.value, version }
        : { status: 404, body: null, version };
    case 'find successor':
      return { status: 200, body: null, version };
  }
}

interface Writing {
  readonly value: string | null;
  readonly request: string;
  readonly status: number;
}

function write(
  node: Node,
  key: string,
  before: Cell | undefined,
  { value, request, status }: Writing,
): Outcome {
  const { self, state, options } = node;
  const count = (before?.count ?? 0) + 1;
  const cell: Cell = {
    ...{ value, count, node: state.me.id },
    gone: value === null ? self.clock : 0,
    done: [...(before?.done ?? []).slice(1 - DONE_MAX), { request, status, version: count }],
  };
  if (value === null && options.mutants.has('forgets-deletions')) dropCell(state, key);
  else {
    tableSet(state.cells, key, cell);
    state.asked.set(key, self.now);
    replicate(node, [{ key, ...cell }]);
  }
  return { status, body: null, version: count };
}
