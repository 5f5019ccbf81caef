/** What a node of the cache counts, under the names that the world reads. */
import type { Definition, MetricKind } from '../../protocols/metrics.ts';

function define(kind: MetricKind, name: string, help: string, ...labels: string[]): Definition {
  return { name: `cache_${name}`, kind, help, labels };
}

export const DEFINED = {
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
