/** Asks a system's invariants about a cluster as it stands. */
import type { Cluster } from '../cluster/cluster.ts';
import type { PlayedSystem } from '../cluster/core.ts';
import type { NodeId, Witness } from '../kernel/contract.ts';
import type { Invariant, Scene, Verdict } from '../kernel/system.ts';
import { SECOND } from '../kernel/time.ts';
import type { Action } from '../scenario/types.ts';
import type { Operations } from './operations.ts';

export interface Check extends Verdict {
  readonly name: string;
}

export async function judge(cluster: Cluster, operations: Operations, ended: boolean): Promise<Check[]> {
  const witnesses = new Map<NodeId, Witness>();
  for (const { id, isClient, port } of cluster.everybody) {
    if (isClient || port === null) continue;
    const witness = await cluster.look(id, 'witness');
    // Of a node that has been started, and has done nothing yet, there is nothing to be seen.
    if (Object.keys(witness).length > 0) witnesses.set(id, witness);
  }
  const scene: Scene = {
    witnesses,
    outcomes: operations.records,
    notes: operations.notes,
    options: cluster.options,
    ...{ ended, at: cluster.position },
    faults: faultsOf(cluster),
    ...(ended && { linearizable: (await import('./linearizable.ts')).linearizable }),
  };
  const invariants = await invariantsOf(cluster.system);
  return invariants.map((invariant) => ({ name: invariant.name, ...invariant.holds(scene) }));
}

/** A storm asks some dozen times, and each import takes its time. */
const known = new WeakMap<PlayedSystem, readonly Invariant[]>();

async function invariantsOf(system: PlayedSystem): Promise<readonly Invariant[]> {
  const invariants = known.get(system) ?? (await system.invariants());
  known.set(system, invariants);
  return invariants;
}

/** Longer than this no message takes on a network that is well. */
const LATE = SECOND;

/**
 * What went wrong so far, by verb and by node: `kill`, `kill n1`, `disk torn n1`; what the network does all along: `drop`, `duplicate`; and
 * `late`, messages that have been on their way for so long that the network cannot be called quiet: a law with a long tail may hold one
 * back for seconds, and on a link in order all others behind it.
 */
export function faultsOf(cluster: Cluster): ReadonlyMap<string, number> {
  const faults = new Map<string, number>();
  const count = (fault: string): void => void faults.set(fault, (faults.get(fault) ?? 0) + 1);
  const { network } = cluster.scenario;
  for (const rule of [network, network.clients ?? {}, ...network.links]) {
    if ((rule.drop ?? 0) > 0) count('drop');
    if ((rule.duplicate ?? 0) > 0) count('duplicate');
  }
  for (const scripted of cluster.script.slice(0, cluster.applied)) {
    const action = scripted.do === 'command' ? (typedAct(cluster, scripted.text) ?? scripted) : scripted;
    count(action.do);
    // And whom it struck, for invariants whose promise depends on one node's disk.
    if ('node' in action) count(`${action.do} ${action.node}`);
    if (action.do === 'disk') {
      count(`disk ${action.act}`);
      count(`disk ${action.act} ${action.node}`);
    }
    if (action.do === 'message') count(action.act);
    if (action.do === 'link' && action.clear !== true) {
      if ((action.drop ?? 0) > 0) count('drop');
      if ((action.duplicate ?? 0) > 0) count('duplicate');
    }
  }
  for (const { inbox } of cluster.everybody)
    for (const { sent } of inbox.items) if (cluster.position - sent > LATE) count('late');
  return faults;
}

/** What a command did that was an act on the cluster, whatever has become of those whom it named. */
function typedAct({ system, everybody }: Cluster, text: string): Action | null {
  const line =
    system.sketch?.console?.(
      text,
      everybody.map(({ member }) => member),
    ) ?? null;
  return line?.ok === true ? (line.act as unknown as Action) : null;
}
