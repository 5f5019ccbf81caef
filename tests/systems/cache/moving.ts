/**
 * Moves of many keys while clients read and write, with somebody struck down in the middle: what must be true when all is quiet again. The
 * cluster is filled once; every case goes on from there.
 */
import { Cluster } from '../../../src/cluster/cluster.ts';
import { loadCheckpoint, saveCheckpoint, type Checkpoint } from '../../../src/cluster/checkpoint.ts';
import type { Host, Port } from '../../../src/cluster/host.ts';
import { LocalHost } from '../../../src/cluster/local-host.ts';
import type { HistoryEvent } from '../../../src/cluster/recorder.ts';
import { Operations } from '../../../src/history/operations.ts';
import { sizeOf } from '../../../src/kernel/bytes.ts';
import type { AnyProgram, NodeId } from '../../../src/kernel/contract.ts';
import type { Advance, NodeReply, NodeRequest } from '../../../src/kernel/protocol.ts';
import { SECOND, type Micros } from '../../../src/kernel/time.ts';
import { readScenario } from '../../../src/scenario/index.ts';
import { cache } from '../../../src/systems/cache/index.ts';
import { dataOf } from '../../../src/systems/cache/keeping.ts';
import { compareStamps, markOf } from '../../../src/systems/cache/ledger.ts';
import type { Answer, Request } from '../../../src/systems/cache/requests.ts';
import type { NodeState } from '../../../src/systems/cache/state.ts';
import { ownersOf, type View } from '../../../src/systems/cache/view.ts';
import { isString, textOf } from '../../../src/store/values.ts';

const NODES = ['n1', 'n2', 'n3', 'n4'];
export const JOINER = 'n5';
const CLIENTS = 8;
const FILL_RATE = 10_000;
const FILL_FROM = 500_000;

export interface Filled {
  readonly keys: number;
  readonly at: Micros;
  readonly checkpoint: Checkpoint;
}

const keyOf = (index: number): string => `k:${index}`;
const valueOf = (index: number): string => `value of ${index}`;

/** Traffic from the first instant behind the filling on, for as long as any case lasts. */
function scenarioFile(keys: number, script: readonly object[], until: Micros): object {
  const at = filledAt(keys);
  return {
    version: 1,
    system: 'cache',
    seed: 4,
    nodes: NODES.length,
    clients: CLIENTS,
    options: { write: 2, appendfsync: 'always' },
    workload: [
      { clients: 4, rate: 400, keys: 1_000, reads: 0.5, from: `${at}us`, until: `${at + TRAFFIC}us` },
    ],
    script,
    until: `${until}us`,
  };
}

const TRAFFIC = 60 * SECOND;
const LETTING_GO = 90 * SECOND;
const filledAt = (keys: number): Micros => FILL_FROM + Math.ceil((keys / FILL_RATE) * SECOND) + 2 * SECOND;

interface Run {
  readonly cluster: Cluster;
  readonly operations: Operations;
  readonly notes: Extract<HistoryEvent, { what: 'note' }>[];
  readonly post: Post;
}

function newRun(file: object): Run {
  const read = readScenario(file, new Map([['cache', cache.sketch]]));
  if (!read.ok) throw new Error(read.faults.map(({ path, says }) => `${path}: ${says}`).join('\n'));
  const operations = new Operations();
  const notes: Run['notes'] = [];
  const post = new Post();
  const cluster = new Cluster({
    scenario: read.scenario,
    system: cache,
    host: post,
    recorder: {
      level: 'operations',
      record(events) {
        operations.record(events);
        for (const event of events) if (event.what === 'note') notes.push(event);
      },
    },
  });
  return { cluster, operations, notes, post };
}

export async function fill(keys: number): Promise<Filled> {
  const script = Array.from({ length: keys }, (_, index) => ({
    at: `${FILL_FROM + Math.floor((index / FILL_RATE) * SECOND)}us`,
    do: 'command',
    client: `c${1 + (index % CLIENTS)}`,
    text: `SET ${keyOf(index)} "${valueOf(index)}"`,
  }));
  const at = filledAt(keys);
  const { cluster, operations } = newRun(scenarioFile(keys, script, at));
  await cluster.boot();
  await cluster.advanceTo(at);
  const { ok } = operations.counts();
  if (ok !== keys) throw new Error(`only ${ok} of ${keys} keys were acknowledged`);
  return { keys, at, checkpoint: structuredClone(await saveCheckpoint(cluster)) };
}

export interface Case {
  readonly says: string;
  /** What makes keys move, at the instant at which all are there. */
  readonly change: 'join' | 'leave';
  /** Who is struck, how long before or behind that, and whether its disk is lost. */
  readonly victim?: NodeId;
  readonly after?: Micros;
  readonly isWiped?: boolean;
}

export interface Moved {
  /** What should not be; empty when all is well. */
  readonly faults: readonly string[];
  /** From the change to the view in which nothing moves. */
  readonly took: Micros;
  /** Of client operations meanwhile. */
  readonly p50: Micros;
  readonly p99: Micros;
  readonly largest: ReadonlyMap<string, number>;
}

const AWAY = 3 * SECOND;
const LEAVER = 'n4';

/** No message is larger, in bytes: keys are told of by the two hundred, sent by the fifty, shards compared by the hundred. */
export const LARGEST = 65_536;

const MILLISECOND = 1_000;

/** Someone who gives keys away, someone who gets them, the one who joins; before the move, at its beginning, in its middle, near its end. */
export const CASES: readonly Case[] = [
  { says: 'a join', change: 'join' },
  { says: 'a sender killed before a join', change: 'join', victim: 'n2', after: -200 * MILLISECOND },
  { says: 'a sender killed early in a join', change: 'join', victim: 'n1', after: 1_500 * MILLISECOND },
  {
    says: 'the joiner wiped early',
    change: 'join',
    victim: JOINER,
    after: 1_500 * MILLISECOND,
    isWiped: true,
  },
  { says: 'the joiner killed in the middle', change: 'join', victim: JOINER, after: 9 * SECOND },
  {
    says: 'a sender wiped in the middle of a join',
    change: 'join',
    victim: 'n3',
    after: 9 * SECOND,
    isWiped: true,
  },
  { says: 'a sender killed late in a join', change: 'join', victim: 'n2', after: 20 * SECOND },
  { says: 'a receiver killed in the middle of a leave', change: 'leave', victim: 'n1', after: 4 * SECOND },
];

function scriptOf({ change, victim, after = 0, isWiped = false }: Case, at: Micros): object[] {
  const begins = at + SECOND;
  const time = (instant: Micros): string => `${instant}us`;
  const script: { at: string; do: string; node: string }[] = [
    change === 'join'
      ? { at: time(begins), do: 'add', node: JOINER }
      : { at: time(begins), do: 'remove', node: LEAVER },
  ];
  if (victim !== undefined) {
    const strikes = begins + after;
    script.push(
      { at: time(strikes), do: isWiped ? 'wipe' : 'kill', node: victim },
      { at: time(strikes + AWAY), do: 'restart', node: victim },
    );
  }
  return script.sort((left, right) => parseInt(left.at, 10) - parseInt(right.at, 10));
}

/** Plays one case to the end of its traffic, and judges what is left. */
export async function move(filled: Filled, each: Case): Promise<Moved> {
  const { keys, at, checkpoint } = filled;
  const until = at + TRAFFIC + 5 * SECOND;
  const run = newRun(scenarioFile(keys, scriptOf(each, at), until));
  const { cluster, operations, notes, post } = run;
  await loadCheckpoint(cluster, { ...structuredClone(checkpoint), applied: 0 }, cluster.scenario.script);
  await cluster.advanceTo(until);
  // Old owners let go last, and after a late move they may still be at it.
  const holdsOrphans = (): boolean => [...post.states.values()].some(({ orphans }) => orphans.size > 0);
  while (holdsOrphans() && cluster.position < until + LETTING_GO)
    await cluster.advanceTo(cluster.position + 5 * SECOND);
  const over = notes.filter(({ kind }) => kind === 'move over').map((note) => note.at);
  const [p50, p99] = operations.latencies([0.5, 0.99]);
  return {
    faults: faultsOf(run, filled, each),
    took: Math.max(0, ...over) - at - SECOND,
    p50: p50 ?? 0,
    p99: p99 ?? 0,
    largest: post.largest,
  };
}

function faultsOf({ operations, notes, post }: Run, { keys }: Filled, { change, victim }: Case): string[] {
  const members = change === 'join' ? [...NODES, JOINER] : NODES.filter((id) => id !== LEAVER);
  const views = members.map((id) => (post.states.get(id) as NodeState).view as View);
  const [view] = views as [View];
  const placed = view.placed.map(({ id }) => id).join();
  if (placed !== members.join()) return [`keys are placed on ${placed}`];
  if (
    views.some(({ epoch, target, settling }) => epoch !== view.epoch || target !== null || settling !== null)
  )
    return ['the move has not come to its end everywhere'];
  const missed = view.members.filter(({ standing }) => standing !== 'up');
  if (missed.length > 0) return [`${missed.map(({ id }) => id).join()} is missed`];
  return [
    ...misplaced(post, view, keys, members),
    ...lost(operations, post, view),
    ...needless(post, members, change, victim),
    ...unplanned(notes, change),
  ].slice(0, 5);
}

/** Every key with its value on each of its owners, and nowhere else. */
function* misplaced(
  { states }: Post,
  view: View,
  keys: number,
  members: readonly NodeId[],
): Generator<string> {
  for (let index = 0; index < keys; index += 1) {
    const key = keyOf(index);
    const owners = ownersOf(view.placed, ruleOf(states), key);
    for (const id of members) {
      const entry = dataOf((states.get(id) as NodeState).store).entries.map.get(key);
      const value = entry !== undefined && isString(entry.value) ? textOf(entry.value) : null;
      if (value !== (owners.includes(id) ? valueOf(index) : null))
        yield `${id} has ${value ?? 'nothing'} of ${key}, which belongs to ${owners.join(' ')}`;
    }
  }
}

function ruleOf(states: ReadonlyMap<NodeId, NodeState>): NodeState['rule'] {
  return ([...states.values()][0] as NodeState).rule;
}

/** What was acknowledged meanwhile stands on every owner, or something later does. */
function* lost({ records }: Operations, { states }: Post, view: View): Generator<string> {
  for (const { id: operation, body, status, value } of records.values()) {
    const [name, key = ''] = (body as unknown as Request).command;
    const { version: count = 0, epoch = 0 } = (value ?? {}) as unknown as Answer;
    if (status !== 'ok' || name !== 'SET' || count === 0) continue;
    for (const id of ownersOf(view.placed, ruleOf(states), key)) {
      const known = markOf((states.get(id) as NodeState).ledger, key);
      if (known === undefined || compareStamps(known.stamp, { epoch, count }) < 0)
        yield `${operation} wrote ${key}, and ${id} does not know`;
    }
  }
}

/** Keys that nobody wrote meanwhile went to who joined, from who left, or to who had lost what it held. */
function* needless(
  { received }: Post,
  members: readonly NodeId[],
  change: Case['change'],
  victim: NodeId | undefined,
): Generator<string> {
  for (const id of members) {
    if (change === 'leave' || id === JOINER || id === victim) continue;
    const keys = received.get(id) ?? 0;
    if (keys > 0) yield `${id} stayed, and was sent ${keys} keys`;
  }
}

interface Begun {
  readonly gains?: Readonly<Record<NodeId, number>>;
}

/** What the nodes said of the move when it began: that nobody gains keys by a join but who joins. */
function* unplanned(notes: Run['notes'], change: Case['change']): Generator<string> {
  const details = notes.filter(({ kind }) => kind === 'move begun').map(({ detail }) => detail as Begun);
  const gains = details.find((each) => each.gains !== undefined)?.gains ?? {};
  const gaining = Object.keys(gains).filter((id) => (change === 'join' ? id !== JOINER : id === LEAVER));
  if (gaining.length > 0 || Object.keys(gains).length === 0)
    yield `the plan lets ${gaining.join(' ') || 'nobody'} gain keys`;
}

/** A host that sees the states of its nodes, and what they send to each other. */
class Post implements Host {
  readonly simulated = true;
  readonly states = new Map<NodeId, NodeState>();
  /** By kind of message, in bytes. */
  readonly largest = new Map<string, number>();
  /** How many of the keys that nobody writes any more came to each node. */
  readonly received = new Map<NodeId, number>();
  readonly #inner = new LocalHost(async ({ role, setup }) =>
    this.#watched(await cache.program(role, setup.options)),
  );

  start(node: NodeId): Port {
    const port = this.#inner.start(node);
    return {
      call: <Reply extends NodeReply>(request: NodeRequest) => {
        const reply = port.call<Reply>(request) as Reply;
        if (request.do === 'advance') this.#see(reply as Advance);
        return reply;
      },
    };
  }

  end(): void {
    this.#inner.end();
  }

  open(body: unknown): unknown {
    return body;
  }

  dispose(): void {
    this.#inner.dispose();
  }

  #see({ sends }: Advance): void {
    for (const { to, kind, body } of sends) {
      this.largest.set(kind, Math.max(this.largest.get(kind) ?? 0, sizeOf(body)));
      if (kind !== 'items') continue;
      const { items } = body as { readonly items: readonly { readonly key: string }[] };
      const kept = items.filter(({ key }) => key.startsWith('k:')).length;
      this.received.set(to, (this.received.get(to) ?? 0) + kept);
    }
  }

  #watched(program: AnyProgram): AnyProgram {
    return {
      ...program,
      tick: (self, state, timer) => {
        this.states.set(self.id, state as NodeState);
        program.tick(self, state, timer);
      },
    };
  }
}
