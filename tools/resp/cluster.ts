/**
 * A whole cache behind its proxy, for clients that know nothing of it. All nodes run in this process, with the links at their floor.
 *
 * **Time** is virtual: while an operation waits it runs as fast as it goes, else it follows the wall. So a failover that takes a second of the
 * cluster's time takes the client much less; and a port that is kept busy lives a little faster than its clients do. Operations of all
 * connections are under way side by side, also those of one pipeline (pipeline.ts says which of them), and time goes on for all of them.
 *
 * **Acts on the cluster** come by the port as well, behind the word CLUSTER, in the words of the console: `CLUSTER KILL n2`, `CLUSTER REVIVE
 * n2`, `CLUSTER ADD Golf`, `CLUSTER CUT n1 n3`. Only who has said the password may; the disks last as long as the process.
 */
import { Cluster } from '../../src/cluster/cluster.ts';
import { LocalHost } from '../../src/cluster/local-host.ts';
import type { HistoryEvent } from '../../src/cluster/recorder.ts';
import { typedAct } from '../../src/cluster/typed-acts.ts';
import type { Data, Outcome } from '../../src/kernel/contract.ts';
import { SECOND } from '../../src/kernel/time.ts';
import { ClusterLine } from '../../src/lab/cluster-line.ts';
import { formatFault, readScenario, type Action } from '../../src/scenario/index.ts';
import { withProofs } from '../../src/store/access/secrets.ts';
import { isWord, lowerCase, type Bytes } from '../../src/store/bytes.ts';
import { keysIn } from '../../src/store/command.ts';
import { commandNamed } from '../../src/store/commands/index.ts';
import { proofSaltOf, type Configuration } from '../../src/store/configuration.ts';
import { NO_AUTH } from '../../src/store/refusals.ts';
import { DEFAULT_LIMITS } from '../../src/store/resp/parser.ts';
import { failure, isFailure, OK, type Reply } from '../../src/store/reply.ts';
import { cache } from '../../src/systems/cache/index.ts';
import { NO_FILE, withFlags } from './configuration.ts';
import type { Engine, EngineOptions } from './engine.ts';
import type { LateCaller } from './pipeline.ts';

export interface ClusterEngine extends Omit<Engine, 'store' | 'connect'> {
  readonly cluster: Cluster;
  connect(address: string): LateCaller;
  /** Lets time follow the wall, due every `TICK_MS`; what has expired goes with it. */
  expire(): void;
}

export const TICK_MS = 10;
/** A machine that sleeps, or is too slow, does not catch up. */
const LAG_MAX = SECOND;

export async function createCluster(
  nodes: number,
  { configuration = NO_FILE, ...flags }: Omit<EngineOptions, 'folder'>,
): Promise<ClusterEngine> {
  const store = withFlags(configuration, flags);
  const cluster: Cluster = clusterOf(nodes, store, (event) => line.hear(event));
  const line = new ClusterLine(cluster);
  await cluster.boot();
  return {
    cluster,
    expire: pacer(cluster, line),
    connect: connector(cluster, line, store),
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
  return new Cluster({
    scenario: read.scenario,
    system: cache,
    host: new LocalHost(({ role, setup }) => cache.program(role, setup.options)),
    recorder: { level: 'operations', record: (events) => events.forEach(hear) },
  });
}

/** So many ms of the wall time may run before connections are looked at again. */
const SLICE_MS = 4;

/**
 * The clock of the wall is followed from where time stands; what went faster for somebody's sake is waited for. While anybody waits, time runs
 * for that and not for the clock.
 */
function pacer(cluster: Cluster, line: ClusterLine): () => void {
  let before = performance.now();
  let due = 0;
  return () => {
    const now = performance.now();
    due = Math.max(due + Math.floor((now - before) * 1_000), cluster.position - LAG_MAX);
    before = now;
    due = Math.min(due, cluster.position + LAG_MAX);
    while (!line.isAwaited && cluster.position < due && performance.now() < now + SLICE_MS) run(cluster, due);
  };
}

/** One window. In this thread nobody has to be waited for. */
function run(cluster: Cluster, limit: number): void {
  if (cluster.windows.run(limit) !== undefined) throw new Error('The nodes of this cluster stand elsewhere.');
}

/** While anything waits, time runs: in slices, so that what is answered leaves and what comes is taken in. */
function runner(cluster: Cluster, line: ClusterLine): () => void {
  let isRunning = false;
  const slice = (): void => {
    const end = performance.now() + SLICE_MS;
    while (line.isAwaited && performance.now() < end) run(cluster, cluster.position + SECOND);
    isRunning = line.isAwaited;
    if (isRunning) setImmediate(slice);
  };
  return () => {
    if (isRunning) return;
    isRunning = true;
    // Behind all that has come by now on other connections.
    setImmediate(slice);
  };
}

function connector(cluster: Cluster, line: ClusterLine, store: Configuration): ClusterEngine['connect'] {
  const salt = proofSaltOf(store);
  const isOpen = store.requirepass === '';
  const actOn = actor(cluster);
  const goOn = runner(cluster, line);

  const ask = (session: string, args: readonly Bytes[], answer: (reply: Reply) => void): void => {
    const body: Data = { command: withProofs(args, salt) };
    // A client that lives always says in the end what became of it.
    line.tell({ session, body, to: null }, (outcome) =>
      answer(outcome.status === 'unknown' ? UNKNOWN : replyIn(outcome)),
    );
    goOn();
  };

  return () => {
    const session = line.newSession();
    const caller = {
      ...DEFAULT_LIMITS,
      isStranger: !isOpen,
      isLeaving: false,
      keysOf: (args: readonly Bytes[]) => (caller.isStranger ? null : keysNamed(args)),
      ask(args: readonly Bytes[], answer: (reply: Reply) => void): void {
        const name = lowerCase(args[0] ?? '');
        if (name === 'quit') {
          caller.isLeaving = true;
          answer(OK);
          return;
        }
        const act = name === 'cluster' ? actOn(args) : null;
        if (act !== null) {
          answer(caller.isStranger ? NO_AUTH : act());
          return;
        }
        ask(session, args, (reply) => {
          if ((name === 'auth' || name === 'hello') && !isFailure(reply)) caller.isStranger = false;
          answer(reply);
        });
      },
      close: () => line.end(session),
    };
    return caller;
  };
}

function keysNamed(args: readonly Bytes[]): readonly Bytes[] | null {
  const command = commandNamed(args);
  const keys = command === undefined ? [] : keysIn(command, args);
  return keys.length === 0 ? null : keys;
}

const UNKNOWN = failure('UNKNOWN No answer came in time: it may have been done');

/** Does to the cluster what a line of the console says, which stands behind CLUSTER; null where that is none. */
type Actor = (args: readonly Bytes[]) => (() => Reply) | null;

function actor(cluster: Cluster): Actor {
  let underWay = 0;
  let last: Promise<void> = Promise.resolve();
  const act = async (acts: readonly Data[]): Promise<void> => {
    underWay += 1;
    for (const one of acts) await cluster.act({ ...(one as unknown as Action), at: cluster.position });
    underWay -= 1;
  };
  return (args) => {
    const isOneVerb = ['add', 'remove', 'rebalance'].some((word) => isWord(args[1], word));
    const typed = typedAct(cluster, args.slice(isOneVerb ? 0 : 1).join(' '));
    if (typed === null) return null;
    return () => {
      if (!typed.ok) return failure(`ERR ${typed.says}`);
      const { acts = [] } = typed;
      // At once; but an act that starts a node is over only with the turn of this thread, and those behind it have to wait for that.
      last = underWay === 0 ? act(acts) : last.then(() => act(acts));
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
