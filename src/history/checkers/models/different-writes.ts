/**
 * Where no two writes of a register are of one value, every read says whose value it saw, and nothing need be searched for (Gibbons and Korach, Testing
 * shared memories, 1997). A write and its reads stand together in any order. Between the first return and the last call of them, if that call comes
 * after, the register has their value for sure: no two such spans may meet, and all of another value must not fit into one.
 */
import type { Operation } from '../model.ts';
import type { CellInput, CellOutput } from './cell.ts';

type Cell = Operation<CellInput, CellOutput>;

/** A write and all reads of what it wrote; of the initial value there is no write. */
interface Cluster {
  readonly cells: Cell[];
  firstReturn: number;
  lastCall: number;
  /** When it was called. */
  written: number;
}

/** Some of the operations that can be put in order if and only if all of them can: none, a few that cannot, or all where writes are alike. */
export function coreOf(operations: readonly Cell[], initial: string): readonly Cell[] {
  const clusters = clustersIn(operations, initial);
  if (clusters !== null) return contradiction(clusters);
  // What is open may never have happened: where all can be in order without it, all can.
  const closed = new Set(operations.flatMap((cell) => (cell.returned === null ? [] : (valueOf(cell) ?? []))));
  const rest = operations.filter((cell) => cell.returned !== null || !closed.has(valueOf(cell) ?? ''));
  const fewer = rest.length < operations.length ? clustersIn(rest, initial) : null;
  return fewer !== null && contradiction(fewer).length === 0 ? [] : operations;
}

function valueOf({ input }: Cell): string | null {
  return input.f === 'write' ? input.value : null;
}

/** Null where one value is written twice, or where other things are done than reading and writing. */
function clustersIn(operations: readonly Cell[], initial: string): readonly Cluster[] | null {
  const byValue = new Map<string, Cluster>([
    [initial, { cells: [], firstReturn: -Infinity, lastCall: -Infinity, written: -Infinity }],
  ]);
  for (const cell of operations) {
    const { input, call, returned } = cell;
    if (input.f === 'read') continue;
    if (input.f !== 'write' || byValue.has(input.value)) return null;
    const firstReturn = returned ?? Infinity;
    byValue.set(input.value, { cells: [cell], firstReturn, lastCall: call, written: call });
  }
  for (const cell of operations) {
    const { input, output, call, returned } = cell;
    if (input.f !== 'read' || output === undefined) continue;
    const cluster = byValue.get(output);
    // Nobody ever wrote that.
    if (cluster === undefined) return [unwritten(cell)];
    cluster.cells.push(cell);
    cluster.firstReturn = Math.min(cluster.firstReturn, returned ?? Infinity);
    cluster.lastCall = Math.max(cluster.lastCall, call);
  }
  return [...byValue.values()];
}

function unwritten(cell: Cell): Cluster {
  return { cells: [cell], firstReturn: 0, lastCall: 0, written: Infinity };
}

function contradiction(clusters: readonly Cluster[]): readonly Cell[] {
  const early = clusters.find(({ cells, firstReturn, written }) => cells.length > 0 && firstReturn < written);
  if (early !== undefined) return early.cells;
  const isSpan = ({ firstReturn, lastCall }: Cluster): boolean => firstReturn < lastCall;
  const spans = clusters.filter(isSpan).sort((left, right) => left.firstReturn - right.firstReturn);
  for (const [place, span] of spans.entries()) {
    const next = spans[place + 1];
    if (next !== undefined && next.firstReturn < span.lastCall) return [...span.cells, ...next.cells];
  }
  for (const other of clusters) {
    if (isSpan(other) || other.cells.length === 0) continue;
    const span = spans.find(
      ({ firstReturn, lastCall }) => firstReturn < other.lastCall && other.firstReturn < lastCall,
    );
    if (span !== undefined) return [...span.cells, ...other.cells];
  }
  return [];
}
