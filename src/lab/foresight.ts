/**
 * What would happen if somebody asked now: the run goes on from this instant with other dice, again and again, beside the real one, which never
 * hears of it. What is counted here are outcomes of the very programs; there is no model of them.
 */
import { loadCheckpoint, type Checkpoint } from '../cluster/checkpoint.ts';
import { Cluster } from '../cluster/cluster.ts';
import { LocalHost } from '../cluster/local-host.ts';
import type { HistoryEvent } from '../cluster/recorder.ts';
import type { Data, NodeId, Status } from '../kernel/contract.ts';
import { SECOND } from '../kernel/time.ts';
import type { Action, Scenario } from '../scenario/types.ts';
import { programOf } from '../systems/programs.ts';
import { systemOf } from '../systems/on-demand.ts';

/** From where branches begin. */
export interface Standpoint {
  readonly scenario: Scenario;
  readonly script: readonly Action[];
  readonly checkpoint: Checkpoint;
}

/** A command, typed at this instant under these dice. */
export interface Supposition {
  readonly client: NodeId;
  readonly text: string;
  readonly salt: number;
}

export interface Foreseen {
  readonly salt: number;
  /** Null: nothing came back in time. */
  readonly status: Status | null;
  readonly value: Data;
  readonly text: string;
  readonly took: number;
}

export interface ForesightQuestion {
  readonly text: string;
  readonly salts: readonly number[];
}

export interface Foresight {
  /** The instant from which all of them went on. */
  readonly at: number;
  readonly branches: readonly Foreseen[];
}

/** Whoever has heard nothing after so long will hear nothing. */
const PATIENCE = 5 * SECOND;
const SLICE = SECOND / 20;

export async function foresee(
  { scenario, script, checkpoint }: Standpoint,
  { client, text, salt }: Supposition,
): Promise<Foreseen> {
  let operation = '';
  let settled: Extract<HistoryEvent, { what: 'settled' }> | null = null;
  const record = (events: readonly HistoryEvent[]): void => {
    for (const event of events)
      if (event.what === 'settled' && event.operation === operation) settled ??= event;
  };
  const cluster = new Cluster({
    scenario: { ...scenario, script },
    system: systemOf(scenario.system),
    host: new LocalHost(programOf),
    recorder: { level: 'operations', record },
  });
  try {
    await loadCheckpoint(cluster, checkpoint, script);
    const at = cluster.position;
    await cluster.act({ at, do: 'dice', salt });
    operation = `${client}.${(cluster.participants.get(client)?.commands ?? 0) + 1}`;
    await cluster.act({ at, do: 'command', client, text });
    const isOver = (): boolean => settled !== null;
    while (!isOver() && cluster.position < at + PATIENCE)
      await cluster.advanceTo(Math.min(cluster.position + SLICE, at + PATIENCE), isOver);
    const end = settled as Extract<HistoryEvent, { what: 'settled' }> | null;
    if (end === null) return { salt, status: null, value: null, text: '', took: PATIENCE };
    const { status, value } = end.outcome;
    return { salt, status, value, text: end.text, took: end.at - at };
  } finally {
    await cluster.dispose();
  }
}
