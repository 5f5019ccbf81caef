/** Whether each node is well, as it finds itself. Nobody is asked over the network, so nothing of it is in any history. */
import type { Cluster } from '../cluster/cluster.ts';
import type { NodeStatus } from '../cluster/participant.ts';
import type { Check, NodeId } from '../kernel/contract.ts';

export interface HealthLook {
  readonly id: NodeId;
  readonly status: NodeStatus;
  /** Null of one that does not run, has only just begun, or asks itself nothing. */
  readonly checks: readonly Check[] | null;
}

export async function lookAtHealth(cluster: Cluster): Promise<readonly HealthLook[]> {
  const nodes = cluster.everybody.filter(({ isClient, status }) => !isClient && status !== 'removed');
  return Promise.all(
    nodes.map(async ({ id, status, isRunning }): Promise<HealthLook> => {
      const said = isRunning ? await cluster.look(id, 'checks') : {};
      return { id, status, checks: (said as { readonly checks?: readonly Check[] }).checks ?? null };
    }),
  );
}
