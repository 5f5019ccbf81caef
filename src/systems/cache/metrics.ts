/** What a node of the cache has counted. A pure function of its state: whoever asks changes nothing. */
import type { Counted, NodeId } from '../../kernel/contract.ts';
import { SECOND } from '../../kernel/time.ts';
import { mergeHistograms, newHistogram } from '../../protocols/histogram.ts';
import {
  exposition,
  newMetrics,
  rowsOf,
  setGauge,
  setHistogram,
  type Definition,
  type Metrics,
} from '../../protocols/metrics.ts';
import { dataOf } from './keeping.ts';
import { healthOf } from './health.ts';
import { lagOf } from './metered.ts';
import { DEFINED, DEFINITIONS } from './metric-names.ts';
import type { NodeState } from './state.ts';
import { standingOf } from './view.ts';

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

/** All of it, for whoever only looks. */
export function countedBy(state: NodeState): readonly Counted[] {
  return rowsOf(metricsOf(state));
}

/** One node's metrics in the text format of Prometheus. */
export function metricsText(id: NodeId, state: NodeState): string {
  return exposition(DEFINITIONS, [{ labels: [['node', id]], metrics: metricsOf(state) }]);
}
