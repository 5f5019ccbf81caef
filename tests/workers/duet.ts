/** Plays a few nodes on a host by the plainest of schedules: windows of one millisecond, every message takes two. */
import type { Host, Port } from '../../src/cluster/host.ts';
import type { NodeId } from '../../src/kernel/contract.ts';
import { DiskFiles, EMPTY_DISK } from '../../src/kernel/disk.ts';
import { Fold } from '../../src/kernel/fold.ts';
import { compareArrivals } from '../../src/kernel/order.ts';
import {
  PROTOCOL_VERSION,
  SOUND_DEVICE,
  type Advance,
  type Envelope,
  type NodeAct,
  type RunnerSave,
  type Start,
} from '../../src/kernel/protocol.ts';
import { extendImage } from '../../src/kernel/table.ts';

const WINDOW = 1_000;
const LATENCY = 2_000;

export const nodes: readonly NodeId[] = ['n1', 'n2', 'n3'];

export function startOf(id: NodeId, more: Partial<Start> = {}): Start {
  return {
    version: PROTOCOL_VERSION,
    id,
    system: 'gossip',
    role: 'node',
    incarnation: 1,
    at: 0,
    epoch: 1_735_689_600_000,
    skew: { by: 0, drift: 0, since: 0 },
    chance: Fold.from([id.charCodeAt(1), 42]).chain(),
    chain: new Fold().chain(),
    events: 0,
    sends: 0,
    setup: {
      members: nodes.map((node) => ({ id: node, name: node, role: 'node', weight: 1 })),
      options: {},
      workload: [],
    },
    service: { cost: 10, kinds: {}, line: 100 },
    diskLaw: { min: 100, max: 900, capacity: 1_000_000 },
    device: SOUND_DEVICE,
    disk: EMPTY_DISK,
    trace: true,
    ...more,
  } as Start;
}

export interface DuetSave {
  readonly at: number;
  readonly inbox: readonly Envelope[];
  readonly saves: readonly (readonly [NodeId, RunnerSave, Start['disk']])[];
}

export class Duet {
  at = 0;
  /** Everything that the nodes answered, with messages opened: it must be the same on every host. */
  readonly answers: Advance[] = [];
  readonly #host: Host;
  readonly #ports = new Map<NodeId, Port>();
  readonly #disks = new Map<NodeId, DiskFiles>();
  #inbox: Envelope[] = [];

  constructor(host: Host) {
    this.#host = host;
  }

  async boot(): Promise<void> {
    for (const node of nodes) {
      const port = await this.#host.start(node);
      await port.call({ do: 'boot', start: startOf(node) });
      this.#ports.set(node, port);
      this.#disks.set(node, new DiskFiles());
    }
  }

  async load(save: DuetSave): Promise<void> {
    this.at = save.at;
    this.#inbox = save.inbox.map((envelope) => ({ ...envelope }));
    for (const [node, runner, disk] of save.saves) {
      const port = await this.#host.start(node);
      const tables = (runner.state?.tables ?? []).map(
        (table) => [table.table, extendImage(undefined, table)] as const,
      );
      await port.call({ do: 'load', start: startOf(node, { disk }), save: runner, tables });
      this.#ports.set(node, port);
      this.#disks.set(node, DiskFiles.from(disk));
    }
  }

  async save(): Promise<DuetSave> {
    const saves = [];
    for (const [node, port] of this.#ports) {
      const save = await port.call<RunnerSave>({ do: 'save' });
      saves.push([node, save, (this.#disks.get(node) as DiskFiles).content()] as const);
    }
    const inbox = this.#inbox.map((envelope) => ({ ...envelope, body: this.#host.open(envelope.body) }));
    return { at: this.at, inbox, saves };
  }

  async play(until: number, acts: ReadonlyMap<NodeId, readonly NodeAct[]> = new Map()): Promise<void> {
    while (this.at < until) {
      const end = this.at + WINDOW;
      const due = this.#inbox.filter((envelope) => envelope.arrives < end).sort(compareArrivals);
      this.#inbox = this.#inbox.filter((envelope) => envelope.arrives >= end);
      const calls = [...this.#ports].map(async ([node, port]) => {
        const arrivals = due.filter((envelope) => envelope.to === node);
        const theirs = (acts.get(node) ?? []).filter((act) => act.at >= this.at && act.at < end);
        return [
          node,
          await port.call<Advance>({ do: 'advance', until: end, arrivals, acts: theirs }),
        ] as const;
      });
      for (const [node, advance] of await Promise.all(calls)) this.#take(node, advance);
      this.at = end;
    }
  }

  #take(node: NodeId, advance: Advance): void {
    for (const envelope of advance.sends)
      this.#inbox.push(Object.assign(envelope, { arrives: envelope.sent + LATENCY }));
    for (const write of advance.writes) if ('number' in write) this.#disks.get(node)?.apply(write);
    const sends = advance.sends.map((envelope) => ({ ...envelope, body: this.#host.open(envelope.body) }));
    this.answers.push({ ...advance, sends });
  }
}
