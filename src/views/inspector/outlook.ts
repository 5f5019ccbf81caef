/** What branches answered, counted: what came how often, and from whom. */
import type { NodeId } from '../../kernel/contract.ts';
import type { Foreseen } from '../../lab/foresight.ts';
import { isNewer, type Stamp } from '../../kernel/stamps.ts';
import type { KeyFacts, Outcome } from './key-facts.ts';

export interface Share {
  readonly outcome: Outcome;
  readonly count: number;
}

export interface Outlook {
  readonly all: number;
  /** The likeliest first; together they are all. */
  readonly shares: readonly Share[];
  /** Whoever answered in any branch, who did so most often first. */
  readonly nodes: readonly NodeId[];
}

interface Told {
  readonly reply?: unknown;
  readonly node?: NodeId;
  readonly version?: number;
  readonly epoch?: number;
  readonly writer?: NodeId;
  readonly isUnknown?: boolean;
}

export function outlookOf(branches: readonly Foreseen[], newest: KeyFacts['newest']): Outlook {
  const counts = new Map<Outcome, number>();
  const nodes = new Map<NodeId, number>();
  for (const branch of branches) {
    const told = toldIn(branch);
    const outcome = outcomeOf(branch, told, newest?.stamp ?? null);
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
    if (told?.node !== undefined) nodes.set(told.node, (nodes.get(told.node) ?? 0) + 1);
  }
  const shares = [...counts].map(([outcome, count]) => ({ outcome, count }));
  return {
    all: branches.length,
    shares: shares.sort((left, right) => right.count - left.count),
    nodes: [...nodes].sort((left, right) => right[1] - left[1]).map(([node]) => node),
  };
}

function toldIn({ value }: Foreseen): Told | null {
  return typeof value === 'object' && value !== null ? (value as Told) : null;
}

function outcomeOf({ status }: Foreseen, told: Told | null, newest: Stamp | null): Outcome {
  if (status === null || status === 'unknown') return 'silence';
  if (status === 'failed' || told === null) return 'refused';
  const { reply, version, epoch = 0, writer = '' } = told;
  if (version !== undefined && newest !== null && isNewer(newest, [epoch, version, writer])) return 'old';
  return reply === null || (Array.isArray(reply) && reply.length === 0) ? 'nothing' : 'new';
}
