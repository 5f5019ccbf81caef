/** A whole scenario from its start to its end in the calling thread, and what is to be said of it. */
import { Cluster } from '../cluster/cluster.ts';
import { LocalHost } from '../cluster/local-host.ts';
import { records, type HistoryEvent, type RecordingLevel } from '../cluster/recorder.ts';
import { historyLines, operationLines } from '../history/exports.ts';
import { Operations } from '../history/operations.ts';
import { judge, type Check } from '../history/verdicts.ts';
import type { Scenario } from '../scenario/types.ts';
import { compareWithMade, madeAt, type MadeVerdict } from './made.ts';
import { programOf } from '../systems/programs.ts';
import { systemOf } from '../systems/registry.ts';

export interface HeadlessReport {
  readonly fingerprint: string;
  readonly virtualMs: number;
  readonly wallMs: number;
  readonly events: number;
  readonly messages: {
    readonly sent: number;
    readonly delivered: number;
    readonly dropped: number;
    readonly duplicated: number;
  };
  readonly operations: { readonly ok: number; readonly failed: number; readonly unknown: number };
  /** Virtual milliseconds. */
  readonly latency: { readonly p50: number | null; readonly p99: number | null };
  readonly commands: readonly {
    readonly at: number;
    readonly client: string;
    readonly text: string;
    readonly reply: string | null;
  }[];
  readonly checks: readonly Check[];
  readonly nodes: readonly {
    readonly id: string;
    readonly role: string;
    readonly status: string;
    readonly keys: number | null;
    readonly digest: string | null;
  }[];
}

export interface HeadlessRun {
  readonly report: HeadlessReport;
  /** Whether it came out as the record says that the scenario carries; null where it carries none, or ends before its instant. */
  readonly made: MadeVerdict | null;
  readonly historyLines: () => string;
  readonly operationLines: () => string;
}

export async function runHeadless(
  scenario: Scenario,
  level: RecordingLevel,
  wall: () => number,
): Promise<HeadlessRun> {
  const began = wall();
  const operations = new Operations(systemOf(scenario.system).watches);
  const events: HistoryEvent[] = [];
  const keepsAll = records(level, 'messages');
  const cluster = new Cluster({
    scenario,
    system: systemOf(scenario.system),
    host: new LocalHost(programOf),
    recorder: {
      level,
      record(batch) {
        operations.record(batch);
        if (keepsAll) for (const event of batch) events.push(event);
      },
    },
  });
  await cluster.boot();
  const end = madeAt(scenario);
  if (end !== null && end <= scenario.until) await cluster.advanceTo(end);
  const made = cluster.position === end ? compareWithMade(scenario, cluster.fingerprint) : null;
  await cluster.advanceTo(scenario.until);
  const checks = await judge(cluster, operations, true);
  const report = await reportOf(cluster, operations, checks, wall() - began);
  return {
    report,
    made,
    historyLines: () => historyLines(events),
    operationLines: () => operationLines(operations.sorted()),
  };
}

async function reportOf(
  cluster: Cluster,
  operations: Operations,
  checks: readonly Check[],
  wallMs: number,
): Promise<HeadlessReport> {
  const [p50 = null, p99 = null] = operations.latencies([0.5, 0.99]);
  const nodes: HeadlessReport['nodes'][number][] = [];
  for (const { id, role, status, isClient } of cluster.everybody) {
    if (isClient || status === 'removed') continue;
    const { keys = null, digest = null } = await cluster.look(id, 'census');
    nodes.push({ id, role, status, keys: keys as number | null, digest: digest as string | null });
  }
  return {
    fingerprint: cluster.fingerprint,
    virtualMs: cluster.position / 1_000,
    wallMs: Math.round(wallMs),
    events: cluster.events,
    messages: { ...cluster.counts },
    operations: operations.counts(),
    latency: { p50: p50 === null ? null : p50 / 1_000, p99: p99 === null ? null : p99 / 1_000 },
    commands: commandsOf(cluster, operations),
    checks,
    nodes,
  };
}

/** The k-th command of a client is its k-th operation. */
function commandsOf(cluster: Cluster, operations: Operations): HeadlessReport['commands'] {
  const counts = new Map<string, number>();
  return cluster.script.flatMap((action) => {
    if (action.do !== 'command') return [];
    const { at, client, text } = action;
    const number = (counts.get(client) ?? 0) + 1;
    counts.set(client, number);
    return [
      { at: at / 1_000, client, text, reply: operations.records.get(`${client}.${number}`)?.text ?? null },
    ];
  });
}
