/**
 * A cluster of table stores that is driven by hand: the real program on every node, and a network, clocks and disks that do nothing by themselves. A
 * test delivers, drops, doubles and delays single messages, rings timers, lets syncs end or fail, takes power away and gives it back. After every event
 * the judge looks, and throws when something is broken.
 */
import type { AnyProgram, Member, NodeId, Setup } from '../../../src/kernel/contract.ts';
import { OPERATOR } from '../../../src/kernel/contract.ts';
import type { DiskFiles } from '../../../src/kernel/disk.ts';
import type { Micros } from '../../../src/kernel/time.ts';
import type { RaftMessage, TablesMessage, TablesTimer } from '../../../src/systems/tables/messages.ts';
import { tablesNode } from '../../../src/systems/tables/program.ts';
import { tablesSketch } from '../../../src/systems/tables/sketch.ts';
import type { Mutant } from '../../../src/systems/tables/raft/mutants.ts';
import { raftOptions } from '../../../src/systems/tables/raft/options.ts';
import type { Node, State, TablesSelf } from '../../../src/systems/tables/raft/state.ts';
import { HandDisk } from './hand-disk.ts';
import { HandJudge, type Lives } from './hand-judge.ts';

export interface Wire {
  readonly from: NodeId;
  readonly to: NodeId;
  readonly message: RaftMessage;
}

type Which = Partial<Pick<Wire, 'from' | 'to'>> & { readonly kind?: RaftMessage['kind'] };

interface Life extends Lives {
  readonly self: TablesSelf;
  readonly timers: Map<number, { readonly at: Micros; readonly body: TablesTimer }>;
}

export interface HandOptions {
  readonly nodes?: number;
  readonly mutants?: readonly Mutant[];
  readonly options?: Readonly<Record<string, unknown>>;
}

/** A message takes this long, and a sync nothing. */
const STEP = 1_000;

export class Hand {
  now: Micros = 0;
  /** What is under way, the oldest first. */
  wires: Wire[] = [];
  readonly judge = new HandJudge();
  /** A node answers a client. */
  onReply: (id: NodeId, operation: string) => void = () => undefined;
  asked = 0;
  /** Whose syncs end only when a test says so. */
  readonly slow = new Set<NodeId>();
  readonly skews = new Map<NodeId, number>();
  readonly left: NodeId[] = [];
  /** Messages of every kind that were ever sent. */
  sent: Wire[] = [];
  readonly #program: AnyProgram;
  readonly #options: ReturnType<typeof raftOptions>;
  readonly #lives = new Map<NodeId, Life>();
  readonly #disks = new Map<NodeId, HandDisk>();
  readonly #incarnations = new Map<NodeId, number>();
  readonly #founders: readonly NodeId[];
  #wanted: readonly Member[];
  #groups: readonly (readonly NodeId[])[] = [];
  #timers = 0;

  constructor({ nodes = 3, mutants = [], options = {} }: HandOptions = {}) {
    const defaults = Object.entries(tablesSketch.options).map(([name, spec]) => [name, spec.default]);
    const given = { ...Object.fromEntries(defaults), ...options, mutants } as never;
    this.#program = tablesNode(given);
    this.#options = raftOptions(given);
    this.#founders = Array.from({ length: nodes }, (_, index) => `n${index + 1}`);
    this.#wanted = this.#founders.map(memberOf);
    for (const id of this.#founders) this.start(id);
  }

  get ids(): readonly NodeId[] {
    return [...this.#lives.keys()];
  }

  state(id: NodeId): State {
    return this.#life(id).state;
  }

  disk(id: NodeId): HandDisk {
    return this.#disks.get(id) as HandDisk;
  }

  notes(kind: string): readonly unknown[] {
    return this.judge.notes.filter((note) => note.kind === kind).map(({ detail }) => detail);
  }

  // --- Messages -----------------------------------------------------------------------------------------------------------

  /** These, and what comes of them if it is like them, until nothing like them is under way. */
  deliver(which: Which = {}, most = 10_000): number {
    let delivered = 0;
    for (; delivered < most; delivered += 1) {
      const wire = this.wires.find((one) => isLike(one, which));
      if (wire === undefined) break;
      this.wires.splice(this.wires.indexOf(wire), 1);
      this.hand(wire);
    }
    return delivered;
  }

  /** Takes them off the wires: to be lost, or to be handed over later. */
  take(which: Which = {}): Wire[] {
    const taken = this.wires.filter((one) => isLike(one, which));
    this.wires = this.wires.filter((one) => !isLike(one, which));
    return taken;
  }

  /** Now, whether or not it is on the wires: so one can come twice, or late. */
  hand({ from, to, message }: Wire): void {
    this.now += STEP;
    const life = this.#lives.get(to);
    if (life === undefined || this.#areApart(from, to)) return;
    this.#event(life, () => this.#program.receive(life.self as never, life.state, from, message as never));
  }

  /** What is sent between groups is lost from now on. */
  apart(...groups: readonly (readonly NodeId[])[]): void {
    this.#groups = groups;
  }

  together(): void {
    this.#groups = [];
  }

  #areApart(from: NodeId, to: NodeId): boolean {
    const groupOf = (id: NodeId): number => this.#groups.findIndex((group) => group.includes(id));
    return this.#groups.length > 0 && groupOf(from) !== groupOf(to);
  }

  // --- Timers -------------------------------------------------------------------------------------------------------------

  wait(micros: Micros): void {
    this.now += micros;
  }

  /** Its patience ends, however long that takes. */
  timeout(id: NodeId): void {
    for (;;) {
      const { state } = this.#life(id);
      const end = state.patience?.until;
      if (end === undefined) throw new Error(`${id} leads, and waits for nobody`);
      this.now = Math.max(this.now, end);
      const before = state.patience;
      this.#ring(id, 'election timeout');
      if (state.patience !== before || state.role !== 'follower') return;
    }
  }

  beat(id: NodeId): void {
    this.now += this.#options.heartbeat;
    this.#ring(id, 'heartbeat');
  }

  #ring(id: NodeId, kind: TablesTimer['kind']): void {
    const life = this.#life(id);
    const found = [...life.timers].filter(([, { body }]) => body.kind === kind).at(-1);
    if (found === undefined) throw new Error(`${id} has no timer for ${kind}`);
    life.timers.delete(found[0]);
    this.now = Math.max(this.now, found[1].at);
    this.#event(life, () => this.#program.tick(life.self as never, life.state, found[1].body as never));
  }

  /** It stands, and everybody whom it can reach elects it. */
  elect(id: NodeId): void {
    this.timeout(id);
    this.deliver();
    if (this.state(id).role !== 'leader') throw new Error(`${id} was not elected`);
  }

  /** Heartbeats, and all that comes of them. */
  beats(id: NodeId, times: number): void {
    for (let beat = 0; beat < times && this.#lives.has(id) && this.state(id).role === 'leader'; beat += 1) {
      this.beat(id);
      this.deliver();
    }
  }

  // --- Nodes and disks ----------------------------------------------------------------------------------------------------

  start(id: NodeId): void {
    const disk = this.#disks.get(id) ?? new HandDisk();
    this.#disks.set(id, disk);
    const incarnation = (this.#incarnations.get(id) ?? 0) + 1;
    this.#incarnations.set(id, incarnation);
    const timers: Life['timers'] = new Map();
    const self = this.#selfOf(id, incarnation, disk, timers);
    const state = this.#program.boot(self as never) as State;
    const life: Life = { id, incarnation, self, state, timers };
    this.#lives.set(id, life);
    this.#event(life, () => undefined);
  }

  /** With the power goes what is not durable but for so many changes; with the process nothing that was written. */
  kill(id: NodeId, how: 'power' | 'process' = 'power', more = 0): void {
    const disk = this.disk(id);
    this.#lives.delete(id);
    this.#disks.set(id, how === 'power' ? disk.withoutPower(more) : disk.withoutProcess());
    this.#count(`kill ${id}`);
  }

  /** Of a node that does not run: from now on this is on its disk. */
  lay(id: NodeId, files: DiskFiles): void {
    this.#lives.delete(id);
    this.#disks.set(id, new HandDisk(files));
  }

  wipe(id: NodeId): void {
    this.#lives.delete(id);
    this.#disks.set(id, new HandDisk());
    this.#count(`wipe ${id}`);
  }

  /** Its syncs end, well or not. */
  sync(id: NodeId, isSound = true, most = Infinity): void {
    const disk = this.disk(id);
    for (let syncs = 0; syncs < most; syncs += 1) {
      const done = disk.endSync(isSound);
      const life = this.#lives.get(id);
      if (done === null || life === undefined) return;
      disk.failed = !isSound;
      this.#event(life, () => this.#program.tick(life.self as never, life.state, done as never));
      disk.failed = false;
    }
  }

  // --- The operator and clients -------------------------------------------------------------------------------------------

  /** Who should belong to it: everybody who runs is told. */
  want(...ids: readonly NodeId[]): void {
    const leaving = this.ids.filter((id) => !ids.includes(id));
    this.#wanted = [
      ...ids.map(memberOf),
      ...leaving.map((id): Member => ({ ...memberOf(id), isLeaving: true })),
    ];
    for (const id of ids) if (!this.#lives.has(id) && !this.#disks.has(id)) this.start(id);
    for (const life of this.#lives.values()) {
      const message: TablesMessage = { kind: 'members', members: this.#wanted };
      this.#event(life, () =>
        this.#program.receive(life.self as never, life.state, OPERATOR, message as never),
      );
    }
  }

  /** Something is done at a node that no message does. */
  at(id: NodeId, does: (node: Node) => void): void {
    const life = this.#life(id);
    this.#event(life, () => does({ self: life.self, state: life.state, options: this.#options }));
  }

  #life(id: NodeId): Life {
    const life = this.#lives.get(id);
    if (life === undefined) throw new Error(`${id} does not run`);
    return life;
  }

  #count(fault: string): void {
    this.judge.faults.set(fault, (this.judge.faults.get(fault) ?? 0) + 1);
  }

  #event(life: Life, happens: () => void): void {
    happens();
    if (this.left.includes(life.id)) this.#lives.delete(life.id);
    this.judge.look([...this.#lives.values()]);
    if (!this.slow.has(life.id) && this.disk(life.id).isSyncing && this.#lives.has(life.id))
      this.sync(life.id, true, 1);
  }

  #selfOf(id: NodeId, incarnation: number, disk: HandDisk, timers: Life['timers']): TablesSelf {
    const setup: Setup = {
      members: this.#wanted,
      isFounder: this.#founders.includes(id),
      options: {},
      workload: null,
    };
    const now = (): Micros => this.now;
    const clock = (): number => 1_735_689_600_000 + Math.floor(this.now / 1_000) + (this.skews.get(id) ?? 0);
    return {
      ...{ id, incarnation, setup, disk },
      get now() {
        return now();
      },
      get clock() {
        return clock();
      },
      random: () => 0.5,
      send: (to, message) => {
        const wire: Wire = { from: id, to, message: structuredClone(message) as RaftMessage };
        this.wires.push(wire);
        this.sent.push(wire);
      },
      after: (delay, body) => {
        timers.set((this.#timers += 1), { at: this.now + delay, body });
        return this.#timers;
      },
      cancel: (timer) => void timers.delete(timer),
      leave: () => void this.left.push(id),
      work: () => undefined,
      note: (kind, detail = null) => void this.judge.notes.push({ at: this.now, node: id, kind, detail }),
      reply: (operation) => void this.onReply(id, operation.id),
      push: () => undefined,
      invoke: () => undefined,
      settle: () => undefined,
    };
  }
}

function memberOf(id: NodeId): Member {
  return { id, name: id, role: 'node', weight: 1 };
}

function isLike({ from, to, message }: Wire, which: Which): boolean {
  return (
    (which.from ?? from) === from && (which.to ?? to) === to && (which.kind ?? message.kind) === message.kind
  );
}
