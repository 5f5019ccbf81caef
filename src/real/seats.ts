/** Who of a scenario has which place among the containers: nodes by id, all clients together in one. */
import type { NodeSpec, Scenario } from '../scenario/types.ts';

/** No id of a node begins with a digit. */
export const CLIENTS = '0clients';

export interface Seat {
  readonly id: string;
  readonly address: string;
  /** Services of the compose file: the program, and the wire that holds its network while it dies and returns. */
  readonly service: string;
  readonly wire: string;
  /** It joins while the storm goes on. */
  readonly isLater: boolean;
}

export interface Seats {
  readonly nodes: readonly Seat[];
  readonly client: Seat;
  /** Nodes, then the clients. */
  readonly all: readonly Seat[];
}

export const SUBNET = '10.77.0.0/16';

export function seatsOf(scenario: Scenario, later: readonly string[], prefix: string): Seats {
  const ids = [...scenario.nodes.filter(isServer).map(({ id }) => id), ...later];
  const nodes = ids.map((id, index): Seat => {
    const number = 256 + index + 1;
    return {
      id,
      address: `10.77.${number >> 8}.${number & 255}`,
      service: `${prefix}-${id}`,
      wire: `wire-${id}`,
      isLater: later.includes(id),
    };
  });
  const client: Seat = {
    id: CLIENTS,
    address: '10.77.0.10',
    service: 'clients',
    wire: 'clients-wire',
    isLater: false,
  };
  return { nodes, client, all: [...nodes, client] };
}

/** Clients there follow the cluster by themselves, so a proxy has nothing to do. */
export const isServer = ({ role }: Pick<NodeSpec, 'role'>): boolean => role === undefined || role === 'node';
