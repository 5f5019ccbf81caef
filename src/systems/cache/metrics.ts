/** What a node of the cache counts, under the names that the world reads. A pure function of its state: whoever asks changes nothing. */
import type { NodeId } from '../../kernel/contract.ts';
import { SECOND } from '../../kernel/time.ts';
import { mergeHistograms, newHistogram } from '../../protocols/histogram.ts';
import {
  exposition,
  newMetrics,
  setGauge,
  setHistogram,
  type Definition,
  type MetricKind,
  type Metrics,
} from '../../protocols/metrics.ts';
import { dataOf } from './keeping.ts';
import { healthOf } from './health.ts';
import { lagOf } from './metered.ts';
import type { NodeState } from './state.ts';
import { standingOf } from './view.ts';

function define(kind: MetricKind, name: string, help: string, ...labels: string[]): Definition {
  return { name: `cache_${name}`, kind, help, labels };
}

const DEFINED = {
  operations: define('counter', 'operations_total', 'Requests answered, by how they ended.', 'outcome'),
  hits: define('counter', 'hits_total', 'Reads that found their key.'),
  misses: define('counter', 'misses_total', 'Reads that did not find their key.'),
  evictions: define('counter', 'evictions_total', 'Keys that gave way for want of memory.'),
  expirations: define('counter', 'expirations_total', 'Keys whose time was over.'),
  items: define('gauge', 'items', 'Keys held.'),
  memory: define('gauge', 'memory_bytes', 'Bytes charged to the keys held.'),
  limit: define('gauge', 'memory_limit_bytes', 'What may be held, 0 for no limit.'),
  log: define('gauge', 'log_bytes', 'Bytes of the log on the disk.'),
  received: define('counter', 'received_bytes_total', 'Bytes of messages that arrived, by their structure.'),
  sent: define('counter', 'sent_bytes_total', 'Bytes of messages that were sent, by their structure.'),
  arrivals: define('counter', 'received_messages_total', 'Messages that arrived.'),
  sends: define('counter', 'sent_messages_total', 'Messages that were sent.'),
  latency: define('histogram', 'request_duration_seconds', 'From a request at the node to its reply.'),
  waiting: define('gauge', 'parked_requests', 'Requests that wait for the right to be answered.'),
  held: define('gauge', 'held_replies', 'Replies that wait for copies or for the disk.'),
  lagChanges: define('gauge', 'replication_lag_changes', 'Changes that a copy has not confirmed.', 'copy'),
  lagTime: define('gauge', 'replication_lag_seconds', 'The age of the oldest of them.', 'copy'),
  copies: define('counter', 'copies_total', 'Changes of others that were followed.'),
  pulled: define('counter', 'pulled_keys_total', 'Keys that were fetched whole to catch up.'),
  repairs: define('counter', 'repairs_total', 'Keys handed back to whoever acts for them and had lost them.'),
  hints: define('counter', 'hints_total', 'Writes kept for somebody who could not be reached.'),
  moves: define('counter', 'moved_keys_total', 'Keys let go because others hold them now.'),
  peers: define('gauge', 'peers', 'Other nodes that are known, by what is believed of them.', 'belief'),
  epoch: define('gauge', 'view_epoch', 'The view that the node goes by, 0 for none.'),
  health: define('gauge', 'healthy', '1 for each check that holds, 0 for one that does not.', 'check'),
} as const;

export const DEFINITIONS: readonly Definition[] = Object.values(DEFINED);

export function metricsOf(state: NodeState): Metrics {
  const metrics = newMetrics();
  // Counters are kept elsewhere, so they too are set to what they are, and stand there from 0 on.
  const stands = (what: Definition, value: number, labels: readonly string[] = []): void =>
    setGauge(metrics, what, labels, value);
  const { store, meters, counts, persistence } = state;
  for (const [outcome, value] of Object.entries(meters.answers)) stands(DEFINED.operations, value, [outcome]);
  stands(DEFINED.hits, store.stats.hits);
  stands(DEFINED.misses, store.stats.misses);
  stands(DEFINED.evictions, store.stats.evicted);
  stands(DEFINED.expirations, store.stats.expired);
  stands(DEFINED.items, dataOf(store).entries.slots.length);
  stands(DEFINED.memory, store.bytes);
  stands(DEFINED.limit, store.settings.maxmemory);
  stands(DEFINED.log, persistence.log.baseBytes + persistence.log.growth);
  stands(DEFINED.received, meters.received.bytes);
  stands(DEFINED.sent, meters.sent.bytes);
  stands(DEFINED.arrivals, meters.received.messages);
  stands(DEFINED.sends, meters.sent.messages);
  setHistogram(metrics, DEFINED.latency, [], mergeHistograms(meters.latency, newHistogram()));
  stands(DEFINED.waiting, state.parked.length);
  stands(DEFINED.held, state.held.length);
  stands(DEFINED.copies, counts.copies);
  stands(DEFINED.pulled, counts.pulled);
  stands(DEFINED.repairs, counts.repaired);
  stands(DEFINED.hints, counts.hints);
  stands(DEFINED.moves, counts.moved);
  ofOthers(state, stands);
  stands(DEFINED.epoch, state.view?.epoch ?? 0);
  for (const { name, ok } of healthOf(state).checks) stands(DEFINED.health, ok ? 1 : 0, [name]);
  return metrics;
}

type Stands = (what: Definition, value: number, labels: readonly string[]) => void;

function ofOthers(state: NodeState, stands: Stands): void {
  const { view, peers } = state;
  const suspected = [...peers.values()].filter(({ isSuspected }) => isSuspected).length;
  stands(DEFINED.peers, peers.size - suspected, ['alive']);
  stands(DEFINED.peers, suspected, ['suspected']);
  for (const id of peers.keys()) {
    if (view === null || standingOf(view, id) === 'down') continue;
    const { changes, time } = lagOf(state, id);
    stands(DEFINED.lagChanges, changes, [id]);
    stands(DEFINED.lagTime, time / SECOND, [id]);
  }
}

/** One node's metrics in the text format of Prometheus. */
export function metricsText(id: NodeId, state: NodeState): string {
  return exposition(DEFINITIONS, [{ labels: [['node', id]], metrics: metricsOf(state) }]);
}
