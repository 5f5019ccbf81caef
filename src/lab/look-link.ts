/** One link, for the inspector: the law of each direction, and what stands in its way. */
import type { Cluster } from '../cluster/cluster.ts';
import type { DropReason } from '../cluster/network/network.ts';
import type { LinkLaw } from '../cluster/network/rules.ts';
import type { NodeId } from '../kernel/contract.ts';

export interface Direction {
  readonly from: NodeId;
  readonly to: NodeId;
  readonly law: LinkLaw;
  /** Somebody has said something of just this direction. */
  readonly isSpecial: boolean;
  /** Why nothing would get through at this instant. */
  readonly refusal: DropReason | null;
}

export interface LinkLook {
  readonly there: Direction;
  readonly back: Direction;
}

export function lookAtLink(cluster: Cluster, from: NodeId, to: NodeId): LinkLook | null {
  if (from === to || !cluster.participants.has(from) || !cluster.participants.has(to)) return null;
  return { there: directionOf(cluster, from, to), back: directionOf(cluster, to, from) };
}

/** Of more nobody would read all. */
const DIRECTIONS_MOST = 600;

export interface LinksLook {
  readonly directions: readonly Direction[];
  /** How many there are; where they are too many, only those that a rule names are told. */
  readonly all: number;
}

/** Clients speak to nodes only, and who has left speaks to nobody. */
export function lookAtLinks(cluster: Cluster): LinksLook {
  const present = cluster.everybody.filter(({ status }) => status !== 'removed');
  const pairs = present.flatMap((one) =>
    present
      .filter((other) => one !== other && !(one.isClient && other.isClient))
      .map((other) => [one.id, other.id] as const),
  );
  const named = new Set(cluster.network.rules.flatMap(({ from, to }) => [`${from} ${to}`, `${to} ${from}`]));
  const told =
    pairs.length > DIRECTIONS_MOST ? pairs.filter(([from, to]) => named.has(`${from} ${to}`)) : pairs;
  return { directions: told.map(([from, to]) => directionOf(cluster, from, to)), all: pairs.length };
}

function directionOf({ network, position }: Cluster, from: NodeId, to: NodeId): Direction {
  return {
    from,
    to,
    law: network.lawOf(from, to),
    isSpecial: network.rules.some((rule) => rule.from === from && rule.to === to),
    refusal: network.refusal(from, to, '', position),
  };
}
