/** The options of a cache, as a scenario may set them. What programs make of them: options.ts. */
import { MILLISECOND, SECOND } from '../../kernel/time.ts';
import { PLACEMENTS } from '../../placement/placement.ts';
import type { OptionSpec } from '../../scenario/systems.ts';
import { EVICTION_POLICIES } from '../../store/settings.ts';
import { storeOption } from '../store-option.ts';

export const cacheOptions = {
  mode: { kind: 'choice', values: ['primary', 'quorum'], default: 'primary' },
  /** Copies of a key in all. */
  replicas: { kind: 'integer', min: 1, max: 7, default: 3 },
  /** Copies that must have a write before it is acknowledged. */
  write: { kind: 'integer', min: 1, max: 7, default: 1 },
  /** Copies that must answer a read, in quorum mode. */
  read: { kind: 'integer', min: 1, max: 7, default: 1 },
  /** Stand-ins take what is meant for owners that are away. */
  sloppy: { kind: 'boolean', default: false },
  readRepair: { kind: 'boolean', default: true },
  /** Writes that did not know of each other are all kept, until somebody who has read them writes. */
  siblings: { kind: 'boolean', default: false },
  /** How long a coordinator waits for R or W copies. */
  quorumTimeout: { kind: 'duration', min: 50 * MILLISECOND, max: 60 * SECOND, default: SECOND },
  virtualNodes: { kind: 'integer', min: 1, max: 512, default: 64 },
  placement: { kind: 'choice', values: PLACEMENTS, default: 'ring' },
  policy: { kind: 'choice', values: EVICTION_POLICIES, default: 'noeviction' },
  maxmemory: { kind: 'integer', min: 0, max: 1_099_511_627_776, default: 0 },
  appendfsync: { kind: 'choice', values: ['always', 'everysec', 'no'], default: 'everysec' },
  store: storeOption,
  service: { kind: 'duration', default: 20 },
  heartbeat: { kind: 'duration', min: 50 * MILLISECOND, max: 10 * SECOND, default: 250 * MILLISECOND },
  detector: { kind: 'choice', values: ['phi', 'swim'], default: 'phi' },
  /** Silence after which a node may be taken down, and for which a majority's trust lasts. */
  nodeTimeout: { kind: 'duration', min: 200 * MILLISECOND, max: 60 * SECOND, default: SECOND },
  /** How long deletions are remembered. */
  tombstoneGrace: { kind: 'duration', min: SECOND, default: 3_600 * SECOND },
  /** Nodes speak with each other under keys that they agree on (links/). */
  encrypted: { kind: 'boolean', default: false },
  /** What nodes of one cluster know and nobody else. */
  clusterKey: { kind: 'text', default: 'the key of this cluster' },
  /** The id of a node that was given another key, and so cannot join. */
  wrongKey: { kind: 'text', default: '' },
  autoMoves: { kind: 'boolean', default: true },
  /** A node that is away for so long is given up, and others make the copies that it held. Never with 0, as in Redis Cluster. */
  replaceAfter: { kind: 'duration', default: 0 },
  /** Clients know a proxy, and the proxy knows the ring. */
  proxy: { kind: 'boolean', default: false },
  /** Reads go to any owner of the key, who answers as a copy (and may be stale); in quorum mode it coordinates the read. */
  spreadReads: { kind: 'boolean', default: false },
  /** Where the one who acts is silent, a read takes a copy's word, which may be old. Else it asks on, until it gives up. */
  staleReads: { kind: 'boolean', default: true },
  /** How often a client asks for a write again after silence. */
  retries: { kind: 'integer', min: 0, max: 5, default: 0 },
  /** Nodes remember for a time what they did, and answer who asks again with the same; in primary mode. */
  requestIds: { kind: 'boolean', default: false },
  requestMemory: { kind: 'duration', min: SECOND, default: 60 * SECOND },
  mutants: {
    kind: 'list',
    values: ['no-tombstones', 'blind-repair', 'hasty-move', 'own-expiry', 'hint-dropped'],
    default: [],
  },
} as const satisfies Readonly<Record<string, OptionSpec>>;
