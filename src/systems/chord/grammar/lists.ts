/** Lists that the prompt prints: ways, rings and tables, one line for each of them. */
import type { Data, NodeId } from '../../../kernel/contract.ts';
import { identifierOf } from '../../../placement/identifier.ts';
import type { ChordBelief } from '../belief.ts';
import type { Neighbours } from '../messages.ts';
import type { Peer } from '../ring/peers.ts';
import type { Walked } from '../walk.ts';

type Fields = Readonly<Record<string, Data>>;

/** The nodes on the way with where they stand on the circle, then the owner in a sentence. */
export function printLookup(said: Fields, path: readonly NodeId[], bits: number): string {
  const hops = Math.max(0, path.length - 1);
  return [
    ...columns(path.map((node) => [node, identifierOf(node, bits)])),
    `${String(said['key'])} (${String(said['identifier'])}) belongs to ${String(said['owner'])}: ${counted(hops, 'hop')}.`,
  ].join('\n');
}

export function printWalk(said: Fields): string {
  const { stops, ends, back } = said as unknown as Walked;
  const there = stops.filter(({ at }) => at !== null);
  const rows = stops.map(({ node, at, predecessor }) => {
    if (at === null) return [node, 'does not answer, or is outside: the ring breaks here'];
    const before = there[there.findIndex((stop) => stop.node === node) - 1];
    // Who is before the first one is only known when the round is whole.
    const rightly = before ?? (ends === 'closed' ? there.at(-1) : undefined);
    const isWrong = rightly !== undefined && rightly.node !== predecessor;
    return isWrong ? [node, at, `takes ${predecessor ?? 'nobody'} for its predecessor`] : [node, at];
  });
  return [...columns(rows), endOf(there.length, there[0]?.node, there.at(-1)?.node, ends, back)].join('\n');
}

function endOf(
  count: number,
  first: NodeId | undefined,
  last: NodeId | undefined,
  ends: Walked['ends'],
  back: NodeId | null,
): string {
  if (first === undefined) return 'There is no ring to walk round.';
  if (ends === 'closed') return `Round again to ${back ?? ''}: ${counted(count, 'node')}.`;
  if (ends === 'open') return `Behind ${last ?? ''} nobody answers: the ring breaks there.`;
  return `From ${last ?? ''} it goes back to ${back ?? ''}, and not to ${first}.`;
}

export function printNeighbours(said: Fields): string {
  const { me, predecessor, successors } = said as unknown as Neighbours;
  const row = (what: string, peer: Peer | null): readonly string[] =>
    peer === null ? [what, 'nobody'] : [what, peer.id, peer.at];
  return [
    ...columns([
      row('node', me),
      row('predecessor', predecessor),
      ...successors.map((peer, place) => row(`successor ${place + 1}`, peer)),
    ]),
    `It is ${inWords(String(said['standing']))}.`,
  ].join('\n');
}

function inWords(standing: string): string {
  return standing === 'member'
    ? 'a member of the ring'
    : standing === 'outside'
      ? 'outside the ring'
      : standing;
}

export function printFingers(said: Fields): string {
  const fingers = said['fingers'] as unknown as ChordBelief['fingers'];
  if (fingers.length === 0) return 'It has no fingers.';
  return columns(
    fingers.map(({ finger, start, to }) => [`finger ${finger}`, `from ${start}`, to.id, to.at]),
  ).join('\n');
}

interface KeyShown {
  readonly key: string;
  readonly version: number;
  readonly isGone: boolean;
  readonly isOwner: boolean;
}

export function printKeys(said: Fields): string {
  const keys = said['keys'] as unknown as readonly KeyShown[];
  if (keys.length === 0) return 'It has no keys.';
  return columns(
    keys.map(({ key, version, isGone, isOwner }) => [
      key,
      `version ${version}`,
      `${isOwner ? 'its own' : 'a copy'}${isGone ? ', deleted' : ''}`,
    ]),
  ).join('\n');
}

function columns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths: number[] = [];
  for (const row of rows)
    for (const [place, cell] of row.slice(0, -1).entries())
      widths[place] = Math.max(widths[place] ?? 0, cell.length);
  return rows.map((row) =>
    row.map((cell, place) => (place === row.length - 1 ? cell : cell.padEnd(widths[place] ?? 0))).join('  '),
  );
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
