/** What a proxy remembers, as plain data. It keeps nothing on a disk: whoever is in the cluster tells it all it has to know. */
import type { ClientMessage, Operation, Outcome, Self } from '../../../kernel/contract.ts';
import type { Targets } from '../../../protocols/choose-target.ts';
import type { Errands, ErrandTimer } from '../../../protocols/errands.ts';
import type { CacheOptions } from '../options.ts';
import type { Delivered } from '../state.ts';
import type { Gathering, Part } from './plan.ts';

export type ProxyTimer = ErrandTimer | { readonly kind: 'check' };
export type ProxySelf = Self<ClientMessage, ProxyTimer>;

/** A client's request while its parts are under way. */
export interface Job {
  readonly operation: Operation;
  readonly gathering: Gathering;
  /** By the ids of their errands. */
  readonly parts: Map<string, Part>;
  readonly answers: { readonly places: readonly number[]; readonly outcome: Outcome }[];
}

/** A client's connection. */
export interface Caller {
  /** The words with which it has said who it is; nodes are told them. */
  as: readonly string[] | null;
  /** While it is saying so, what it asks for besides waits: it may depend on it. */
  greeting: string | null;
  readonly line: Operation[];
}

export interface ProxyState extends Errands {
  readonly options: CacheOptions;
  readonly targets: Targets;
  /** Health checks so far. */
  checks: number;
  readonly jobs: Map<string, Job>;
  readonly callers: Map<string, Caller>;
  readonly delivered: Map<string, Delivered>;
  readonly counts: { served: number; gathered: number; passedOver: number };
}
