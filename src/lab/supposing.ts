/**
 * What would come of it if somebody did this now: one branch beside the real run, which never hears of it, looked at now and then. Lessons have the
 * answers to their questions from here, so none of them is written down.
 */
import { loadCheckpoint } from '../cluster/checkpoint.ts';
import { Cluster } from '../cluster/cluster.ts';
import { LocalHost } from '../cluster/local-host.ts';
import type { HistoryEvent } from '../cluster/recorder.ts';
import { situationOf } from '../cluster/typed-acts.ts';
import { Operations } from '../history/operations.ts';
import { judge, type Check } from '../history/verdicts.ts';
import type { Data } from '../kernel/contract.ts';
import { readAction } from '../scenario/act.ts';
import { formatFault } from '../scenario/fault.ts';
import type { Scenario } from '../scenario/types.ts';
import { programOf } from '../systems/programs.ts';
import { systemOf } from '../systems/on-demand.ts';
import type { Standpoint } from './foresight.ts';
import { insideOf, type Inside } from './inside.ts';

export type SupposedAct =
  | { readonly kind: 'wait'; readonly wait: number }
  /** An action without `at`, done when it is its turn. */
  | { readonly kind: 'do'; readonly action: Readonly<Record<string, Data>> }
  /** Another scenario takes the place of the one that stands, and goes to this instant. */
  | { readonly kind: 'open'; readonly text: string; readonly at: number };

export interface SupposeQuestion {
  readonly acts: readonly SupposedAct[];
  /** When it is looked at, counted from the last act on. */
  readonly looks: readonly number[];
  /** Whether what the system promises is looked at, too. */
  readonly judges?: boolean;
}

/** When it is looked at; and by what it is judged that was told before, null where it is not judged. */
export interface Looks {
  readonly at: readonly number[];
  readonly told: readonly HistoryEvent[] | null;
}

/** The same, with scenarios that were read. */
export type SupposedDeed =
  | Exclude<SupposedAct, { kind: 'open' }>
  | { readonly kind: 'open'; readonly scenario: Scenario; readonly at: number };

export interface SupposedLook {
  readonly at: number;
  readonly inside: Inside;
  /** What the system promises; empty where nobody asked. */
  readonly checks: readonly Check[];
  /** What has happened on the branch since it began, as far as this look. */
  readonly events: readonly HistoryEvent[];
}

export interface Supposed {
  /** Where the branch began anew, as it was then: what was before is no part of it. Null where it went on from the moment that is looked at. */
  readonly anew: SupposedLook | null;
  readonly looks: readonly SupposedLook[];
}

export type SupposeAnswer =
  | { readonly ok: true; readonly supposed: Supposed }
  | { readonly ok: false; readonly says: readonly string[] };

/** Throws a sentence for an act that cannot be done. */
export async function suppose(
  { scenario, script, checkpoint }: Standpoint,
  deeds: readonly SupposedDeed[],
  { at: looks, told }: Looks,
): Promise<Supposed> {
  let branch = new Branch({ ...scenario, script }, told);
  try {
    await loadCheckpoint(branch.cluster, checkpoint, script);
    let anew: SupposedLook | null = null;
    for (const deed of deeds) {
      if (deed.kind !== 'open') {
        await branch.play(deed);
        continue;
      }
      await branch.cluster.dispose();
      branch = new Branch(deed.scenario, told === null ? null : []);
      await branch.cluster.boot();
      anew = await branch.look(deed.at);
    }
    const acted = branch.cluster.position;
    const seen: SupposedLook[] = [];
    for (const look of looks) seen.push(await branch.look(acted + look));
    return { anew, looks: seen };
  } finally {
    await branch.cluster.dispose();
  }
}

class Branch {
  readonly cluster: Cluster;
  readonly #events: HistoryEvent[] = [];
  readonly #operations: Operations | null;

  constructor(scenario: Scenario, told: Looks['told']) {
    const system = systemOf(scenario.system);
    this.#operations = told === null ? null : new Operations(system.watches);
    this.#operations?.record(told ?? []);
    this.cluster = new Cluster({
      scenario,
      system,
      host: new LocalHost(programOf),
      recorder: { level: 'messages', record: (events) => this.#record(events) },
    });
  }

  #record(events: readonly HistoryEvent[]): void {
    this.#events.push(...events);
    this.#operations?.record(events);
  }

  async play(deed: Exclude<SupposedDeed, { kind: 'open' }>): Promise<void> {
    const { cluster } = this;
    if (deed.kind === 'wait') return cluster.advanceTo(cluster.position + deed.wait);
    const { sketch } = systemOf(cluster.system.id);
    const read = readAction(deed.action, situationOf(cluster), sketch);
    if (!read.ok) throw new Error(read.faults.map(formatFault).join(' '));
    await cluster.act(read.action);
  }

  async look(at: number): Promise<SupposedLook> {
    const { cluster } = this;
    if (at > cluster.position) await cluster.advanceTo(at);
    const checks = this.#operations === null ? [] : await judge(cluster, this.#operations, false);
    return { at: cluster.position, inside: await insideOf(cluster), checks, events: [...this.#events] };
  }
}
