/** The options of a cache, read once into what its programs use. What may be set: option-specs.ts. */
import type { Data } from '../../kernel/contract.ts';
import type { Micros } from '../../kernel/time.ts';
import type { PlacementKind } from '../../placement/placement.ts';
import type { EvictionPolicy } from '../../store/settings.ts';

export interface CacheOptions {
  readonly mode: 'primary' | 'quorum';
  readonly replicas: number;
  readonly write: number;
  readonly read: number;
  readonly sloppy: boolean;
  readonly readRepair: boolean;
  readonly siblings: boolean;
  readonly quorumTimeout: Micros;
  readonly virtualNodes: number;
  readonly placement: PlacementKind;
  readonly policy: EvictionPolicy;
  readonly maxmemory: number;
  readonly appendfsync: 'always' | 'everysec' | 'no';
  readonly heartbeat: Micros;
  readonly detector: 'phi' | 'swim';
  readonly nodeTimeout: Micros;
  readonly tombstoneGrace: Micros;
  readonly encrypted: boolean;
  readonly autoMoves: boolean;
  readonly replaceAfter: Micros;
  readonly proxy: boolean;
  readonly spreadReads: boolean;
  readonly staleReads: boolean;
  readonly retries: number;
  readonly requestIds: boolean;
  readonly requestMemory: Micros;
  readonly mutants: readonly string[];
}

/**
 * The reader of scenarios has checked them: every one is there and in its bounds. Named one by one, because what the reader made grew key by
 * key: to the engine that is a dictionary, and every node reads its options at every event.
 */
export function optionsOf(options: Readonly<Record<string, Data>>): CacheOptions {
  const {
    mode,
    replicas,
    write,
    read,
    sloppy,
    readRepair,
    siblings,
    quorumTimeout,
    virtualNodes,
    placement,
    policy,
    maxmemory,
    appendfsync,
    heartbeat,
    detector,
    nodeTimeout,
    tombstoneGrace,
    encrypted,
    autoMoves,
    replaceAfter,
    proxy,
    spreadReads,
    staleReads,
    retries,
    requestIds,
    requestMemory,
    mutants,
  } = options as unknown as CacheOptions;
  return {
    mode,
    replicas,
    write,
    read,
    sloppy,
    readRepair,
    siblings,
    quorumTimeout,
    virtualNodes,
    placement,
    policy,
    maxmemory,
    appendfsync,
    heartbeat,
    detector,
    nodeTimeout,
    tombstoneGrace,
    encrypted,
    autoMoves,
    replaceAfter,
    proxy,
    spreadReads,
    staleReads,
    retries,
    requestIds,
    requestMemory,
    mutants,
  };
}

export function isMutant({ mutants }: CacheOptions, mutant: string): boolean {
  return mutants.includes(mutant);
}
