/**
 * A whole cache behind its proxy, for clients that know nothing of it. All nodes run in this process, with the links at their floor.
 *
 * **Time** is virtual: while an operation waits it runs as fast as it goes, else it follows the wall. So a failover that takes a second of the
 * cluster's time takes the client much less; and a port that is kept busy lives a little faster than its clients do. Operations are run one at
 * a time: what comes on one connection happens in its order, also where keys live apart.
 *
 * **Acts on the cluster** come by the port as well, behind the word CLUSTER, in the words of the console: `CLUSTER KILL n2`, `CLUSTER REVIVE
 * n2`, `CLUSTER ADD Golf`, `CLUSTER CUT n1 n3`. Only who has said the password may; the disks last as long as the process.
 */
import { Cluster } from '../../src/cluster/cluster.ts';
import { LocalHost } from '../../src/cluster/local-host.ts';
import type { HistoryEvent } from '../../src/cluster/recorder.ts';
import { typedAct } from '../../src/cluster/typed-acts.ts';
import type { AnyProgram, Data, Outcome } from '../../src/kernel/contract.ts';
import type { OnDemand } from '../../src/kernel/system.ts';
import { SECOND } from '../../src/kernel/time.ts';
import { formatFault, readScenario, type Action } from '../../src/scenario/index.ts';
import { withProofs } from '../../src/store/access/secrets.ts';
import { isWord, lowerCase, type Bytes } from '../../src/store/bytes.ts';
import { proofSaltOf, type Configuration } from '../../src/store/configuration.ts';
import { NO_AUTH } from '../../src/store/refusals.ts';
import { DEFAULT_LIMITS } from '../../src/store/resp/parser.ts';
import { failure, isFailure, OK, type Reply } from '../../src/store/reply.ts';
import { cache } from '../../src/systems/cache/index.ts';
import { askerProgram, TIMEOUT, type Told } from './asker.ts';
import { NO_FILE, withFlags } from './configuration.ts';
import type { Engine, EngineOptions } from './engine.ts';

export interface ClusterEngine extends Omit<Engine, 'store'> {
  readonly cluster: Cluster;
  /** Lets time follow the wall, due every `TICK_MS`; what has expired goes with it. */
  expire(): void;
}

export const TICK_MS = 10;
/** A machine that sleeps, or is too slow, does not catch up. */
const LAG_MAX = SECOND;
const CLIENT = 'c1';

export async function createCluster(
  nodes: number,
  { configuration = NO_FILE, ...flags }: Omit<EngineOptions, 'folder'>,
): Promise<ClusterEngine> {
  const store = withFlags(configuration, flags);
  const outcomes = new Map<string, Outcome>();
  const cluster = clusterOf(nodes, store, (event) => {
    if (event.what === 'settled') outcomes.set(event.operation, event.outcome);
  });
  await cluster.boot();
  return {
    cluster,
    expire: pacer(cluster),
    connect: connector(cluster, store, outcomes),
    close: () => undefined,
  };
}

function clusterOf(nodes: number, store: Configuration, hear: (event: HistoryEvent) => void): Cluster {
  const floor = { law: 'constant', min: 0 };
  const read = readScenario(
    {
      ...{ version: 1, system: cache.id, nodes, epoch: Date.now(), until: '1s' },
      ...{ clients: 1, network: { latency: floor }, options: { proxy: true, store, service: 0 } },
    },
    new Map([[cache.id, cache.sketch]]),
  );
  if (!read.ok) throw new Error(read.faults.map(formatFault).join('\n'));
  const program = (role: string, options: Parameters<typeof cache.program>[1]): OnDemand<AnyProgram> =>
    role === 'client' ? askerProgram('proxy') : cache.program(role, options);
  return new Cluster({
    scenario: read.scenario,
    system: { ...cache, program },
    host: new LocalHost(({ role, setup }) => program(role, setup.options)),
    recorder: { level: 'operations', record: (events) => events.forEach(hear) },
  });
}

/** The clock of the wall is followed from where time stands; what went faster for somebody's sake is waited for. */
function pacer(cluster: Cluster): () => void {
  let before = performance.now();
  let due = 0;
  return () => {
    const now = performance.now();
    due = Math.max(due + Math.floor((now - before) * 1_000), cluster.position - LAG_MAX);
    before = now;
    due = Math.min(due, cluster.position + LAG_MAX);
    while (cluster.position < due) run(cluster, due);
  };
}

/** One window. In this thread nobody has to be waited for. */
function run(cluster: Cluster, limit: number): void {
  if (cluster.windows.run(limit) !== undefined) throw new Error('The nodes of this cluster stand elsewhere.');
}

function connector(
  cluster: Cluster,
  store: Configuration,
  outcomes: Map<string, Outcome>,
): ClusterEngine['connect'] {
  const salt = proofSaltOf(store);
  const isOpen = store.requirepass === '';
  const actOn = actor(cluster);
  let connections = 0;
  let operations = 0;

  const tell = (message: Told, root: string): void => {
    cluster.participants
      .get(CLIENT)
      ?.act({ at: cluster.position, do: 'tell', message: message as Data, root });
  };

  const ask = (session: string, command: readonly Bytes[]): Reply => {
    operations += 1;
    const operation = `${CLIENT}.${operations}`;
    tell({ kind: 'ask', operation, session, body: { command: withProofs(command, salt) } }, operation);
    const limit = cluster.position + TIMEOUT + SECOND;
    while (!outcomes.has(operation) && cluster.position < limit) run(cluster, limit);
    const outcome = outcomes.get(operation);
    outcomes.delete(operation);
    return outcome === undefined || outcome.status === 'unknown' ? UNKNOWN : replyIn(outcome);
  };

  return () => {
    connections += 1;
    const session = `${CLIENT}:${connections}`;
    const caller = {
      ...DEFAULT_LIMITS,
      isStranger: !isOpen,
      isLeaving: false,
      execute(args: readonly Bytes[]): Reply {
        const name = lowerCase(args[0] ?? '');
        if (name === 'quit') {
          caller.isLeaving = true;
          return OK;
        }
        const act = name === 'cluster' ? actOn(args) : null;
        if (act !== null) return caller.isStranger ? NO_AUTH : act();
        const reply = ask(session, args);
        if ((name === 'auth' || name === 'hello') && !isFailure(reply)) caller.isStranger = false;
        return reply;
      },
      begin: () => undefined,
      close: () => tell({ kind: 'end', session }, session),
    };
    return caller;
  };
}

const UNKNOWN = failure('UNKNOWN No answer came in time: it may have been done');

/** Does to the cluster what a line of the console says, which stands behind CLUSTER; null where that is none. */
type Actor = (args: readonly Bytes[]) => (() => Reply) | null;

function actor(cluster: Cluster): Actor {
  let underWay = 0;
  let last: Promise<void> = Promise.resolve();
  const act = async (action: Action): Promise<void> => {
    underWay += 1;
    await cluster.act({ ...action, at: cluster.position });
    underWay -= 1;
  };
  return (args) => {
    const isOneVerb = ['add', 'remove', 'rebalance'].some((word) => isWord(args[1], word));
    const typed = typedAct(cluster, args.slice(isOneVerb ? 0 : 1).join(' '));
    if (typed === null) return null;
    return () => {
      if (!typed.ok) return failure(`ERR ${typed.says}`);
      const { action } = typed;
      // At once; but an act that starts a node is over only with the turn of this thread, and those behind it have to wait for that.
      last = underWay === 0 ? act(action) : last.then(() => act(action));
      return { status: typed.says };
    };
  };
}

function replyIn({ value }: Outcome): Reply {
  const { reply = null } = (value ?? {}) as { readonly reply?: Data };
  return replyOf(reply);
}

function replyOf(data: Data): Reply {
  if (Array.isArray(data)) return (data as readonly Data[]).map(replyOf);
  if (typeof data === 'boolean') return data ? 1 : 0;
  if (typeof data !== 'object' || data === null || data instanceof Uint8Array) return data as Reply;
  const { integer, error, status } = data as Readonly<Record<string, string | undefined>>;
  if (error !== undefined) return failure(error);
  if (status !== undefined) return { status };
  if (integer !== undefined) return BigInt(integer);
  // What a node says of itself has names, which RESP 2 has not: names and values in turn.
  return Object.entries(data as Readonly<Record<string, Data>>).flatMap(([name, value]) => [
    name,
    replyOf(value),
  ]);
}
