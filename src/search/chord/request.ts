/** What is asked of the fast simulator of rings, and what it must not be asked. */
import { SECOND, type Micros } from '../../kernel/time.ts';
import { MUTANTS, type Mutant } from '../../systems/chord/mutants.ts';

export interface RingRequest {
  readonly nodes: number;
  readonly lookups: number;
  /** The share of nodes that fail at once, before the lookups. */
  readonly fail: number;
  /** How many successors each node knows. */
  readonly successors: number;
  /** Per second so many nodes join, and so many fail, at times of their own. */
  readonly churn: number;
  /** How often each node stabilises, looks after its predecessor and renews a finger; 0: never. */
  readonly stabilise: Micros;
  readonly replicas: number;
  /** How many keys are put before anything happens. */
  readonly keys: number;
  readonly seed: number;
  readonly mutants: readonly Mutant[];
}

/** A reader of scenarios knows of about a thousand nodes, because people look at them; here nobody does. */
const RING_NODES_MAX = 10_000;
const KEYS_FOR_EACH = 20;
const SUCCESSORS_MAX = 64;
const MANY = 1_000_000;

export function ringRequest(given: Partial<RingRequest>): RingRequest {
  const nodes = given.nodes ?? 1_000;
  const churn = given.churn ?? 0;
  return {
    nodes,
    lookups: given.lookups ?? 10_000,
    fail: given.fail ?? 0,
    successors: given.successors ?? 20,
    churn,
    stabilise: given.stabilise ?? (churn > 0 ? 30 * SECOND : 0),
    replicas: given.replicas ?? 1,
    keys: given.keys ?? KEYS_FOR_EACH * nodes,
    seed: given.seed ?? 1,
    mutants: given.mutants ?? [],
  };
}

/** In sentences that name fields; none where it can be done. */
export function faultsOf(request: RingRequest): readonly string[] {
  const { nodes, lookups, fail, successors, churn, stabilise, replicas, keys, seed, mutants } = request;
  const left = nodes - failing(request);
  const unknown = mutants.filter((mutant) => !MUTANTS.includes(mutant));
  return [
    ...whole('nodes', nodes, 2, RING_NODES_MAX),
    ...whole('lookups', lookups, 1, MANY),
    ...whole('successors', successors, 1, SUCCESSORS_MAX),
    ...whole('replicas', replicas, 1, successors + 1),
    ...whole('keys', keys, 0, MANY),
    ...whole('seed', seed, 0, Number.MAX_SAFE_INTEGER),
    ...when(
      nodes <= successors,
      `nodes must be above successors: a ring with ${successors} begins with more.`,
    ),
    ...when(!(fail >= 0 && fail < 1), 'fail takes a share from 0 up to, but not with, 1.'),
    ...when(fail > 0 && left < 1, 'fail leaves no node alive.'),
    ...when(!(churn >= 0 && churn <= 100), 'churn takes joins and failures per second, from 0 to 100.'),
    ...when(!(stabilise >= 0 && Number.isSafeInteger(stabilise)), 'stabilise takes a time.'),
    ...when(churn > 0 && stabilise === 0, 'churn without stabilise would leave nothing of the ring.'),
    ...when(
      fail > 0 && stabilise > 0,
      'fail asks what a ring can do before it has noticed, so it goes without stabilise and without churn.',
    ),
    ...when(unknown.length > 0, `mutants are ${MUTANTS.join(', ')}; ${unknown.join(', ')} is none.`),
    ...when(
      mutants.length > 0 && stabilise === 0,
      'mutants show in what a ring does by itself, so they take stabilise.',
    ),
  ];
}

export function failing({ nodes, fail }: RingRequest): number {
  return Math.floor(nodes * fail);
}

const when = (isWrong: boolean, says: string): readonly string[] => (isWrong ? [says] : []);

function whole(name: string, value: number, least: number, most: number): readonly string[] {
  const isFine = Number.isSafeInteger(value) && value >= least && value <= most;
  return when(!isFine, `${name} takes a whole number from ${least} to ${most}.`);
}
