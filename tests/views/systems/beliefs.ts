/** Table stores as they could stand, made by hand: what each node believes, and the picture that goes with it. */
import type { Belief } from '../../../src/kernel/contract.ts';
import type { Inside } from '../../../src/lab/inside.ts';
import type { NetworkPicture, NodePicture, Picture } from '../../../src/lab/picture.ts';
import type { Progress, SeenEntry, TablesBelief } from '../../../src/systems/tables/belief.ts';

const NAMES = ['Alfa', 'Bravo', 'Charlie', 'Delta', 'Echo', 'Foxtrot', 'Golf'];

export const idsOf = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `store${index + 1}`);

/** A log by the terms of its entries; the first entry is nothing, the others put items. */
export function logOf(...terms: readonly number[]): SeenEntry[] {
  return terms.map((term, index): SeenEntry => {
    const kind = index === 0 ? 'nothing' : 'command';
    return { index: index + 1, term, kind, says: index === 0 ? '' : 'PutItem' };
  });
}

type Given = Partial<TablesBelief> & { readonly count?: number };

export function belief({ count = 5, ...given }: Given): TablesBelief {
  const log = given.log ?? logOf(1);
  const last = log.at(-1)?.index ?? 0;
  return {
    role: 'follower',
    term: 1,
    leader: null,
    votedFor: null,
    votes: [],
    members: { voters: idsOf(count), next: null, learners: [] },
    first: 1,
    last,
    commit: last,
    applied: last,
    lastDid: null,
    durable: last,
    progress: [],
    patience: null,
    stopped: null,
    isForgetful: false,
    mutants: [],
    waiting: 0,
    ...given,
    log: log.slice(-12),
  };
}

export function progress(node: string, match: number, heard: number | null = 0): Progress {
  return { node, match, next: match + 1, heard, isLearner: false, snapshot: null };
}

export interface Store {
  readonly picture: Picture;
  readonly inside: Inside;
}

/** Null for who is dead. */
export function store(
  minds: readonly (TablesBelief | null)[],
  network: Partial<NetworkPicture> = {},
  at = 1_000_000,
): Store {
  const ids = idsOf(minds.length);
  const nodes = ids.map((id, index): NodePicture => ({
    id,
    name: NAMES[index] as string,
    role: 'node',
    weight: 1,
    isLeaving: false,
    isClient: false,
    status: minds[index] === null ? 'down' : 'up',
    incarnation: 1,
    events: 0,
    glance: {},
    disk: { bytes: 0, unsynced: 0 },
  }));
  const believed = ids.flatMap((id, index) => {
    const mind = minds[index] ?? null;
    return mind === null ? [] : [[id, { belief: mind as unknown as Belief, holdings: null }] as const];
  });
  return {
    picture: {
      at,
      nodes,
      network: { isolated: [], partitions: [], rules: [], ...network },
      flights: [],
      inFlight: 0,
      crowds: [],
      messages: { sent: 0, delivered: 0, dropped: 0, duplicated: 0 },
      events: 0,
      fingerprint: '',
    },
    inside: { at, options: {}, nodes: Object.fromEntries(believed) },
  };
}
