/** What the bus knows of one node or client: everything that outlives the node's memory. */
import type { Data, Member, NodeId } from '../kernel/contract.ts';
import { Fold, type Chain } from '../kernel/fold.ts';
import { Heap } from '../kernel/heap.ts';
import { compareArrivals } from '../kernel/order.ts';
import {
  SOUND_DEVICE,
  type Advance,
  type Device,
  type Envelope,
  type NodeAct,
  type Skew,
  type Start,
} from '../kernel/protocol.ts';
import type { TableImage } from '../kernel/table.ts';
import { NEVER, type Micros } from '../kernel/time.ts';
import type { Agenda, Busy } from './agenda.ts';
import { DiskImage } from './disk-image.ts';
import type { Port } from './host.ts';

export type NodeStatus = 'up' | 'frozen' | 'down' | 'removed';

export class Participant implements Busy {
  readonly id: NodeId;
  readonly name: string;
  readonly role: string;
  readonly isClient: boolean;
  /** For a client that makes traffic. */
  readonly workload: Data;
  weight: number;
  status: NodeStatus = 'down';
  /** Asked to go; it ends when it has handed over what it holds. */
  isLeaving = false;
  incarnation = 0;
  port: Port | null = null;
  start: Start | null = null;
  /** While it runs: the time of its next own event. */
  next: Micros = NEVER;
  /** What is sent to it after this instant finds it dead; a crash leaves the rest of its instant to the runner. */
  deadAfter: Micros = -1;
  chain: Chain;
  events = 0;
  sends = 0;
  /** Commands issued so far, which number its operations. */
  commands = 0;
  disk = new DiskImage();
  device: Device = SOUND_DEVICE;
  skew: Skew = { by: 0, drift: 0, since: 0 };
  /** Done to it at this instant, told with its next call. */
  acts: NodeAct[] = [];
  tables = new Map<number, TableImage>();
  /** Messages on their way to it. */
  readonly inbox = new Heap<Envelope>(compareArrivals);
  place = -1;
  isMoved = false;
  /** Where it stands when there is something to do for it; told whenever that may have changed. */
  agenda: Agenda<Participant> | null = null;

  constructor(member: Member, isClient: boolean, workload: Data = null) {
    this.id = member.id;
    this.name = member.name;
    this.role = member.role;
    this.weight = member.weight;
    this.isClient = isClient;
    this.workload = workload;
    const chain = new Fold();
    chain.text(member.id);
    this.chain = chain.chain();
  }

  get isRunning(): boolean {
    return this.status === 'up' || this.status === 'frozen';
  }

  get member(): Member {
    const member = { id: this.id, name: this.name, role: this.role, weight: this.weight };
    return this.isLeaving ? { ...member, isLeaving: true } : member;
  }

  /** When there is something to do for it. */
  get due(): Micros {
    const act = this.acts[0];
    if (act !== undefined) return act.at;
    const arrival = this.inbox.peek();
    return arrival !== undefined && arrival.arrives < this.next ? arrival.arrives : this.next;
  }

  /** To be said after every change of what is due. */
  moved(): void {
    this.agenda?.moved(this);
  }

  act(act: NodeAct): void {
    if (!this.isRunning) return;
    this.acts.push(act);
    this.moved();
  }

  advanced(advance: Advance): void {
    this.next = advance.next;
    this.moved();
    this.events = advance.events;
    this.sends = advance.sent;
    this.chain = advance.chain;
    if (advance.writes.length === 0) return;
    this.disk.write(advance.writes);
    const failures = advance.writes.filter((write) => write.do === 'failed').length;
    if (failures > 0) this.device = { ...this.device, failures: this.device.failures - failures };
  }

  /** It is dead: memory, timers, waiting line and what was about to be done to it are gone. */
  stopped(deadAfter: Micros): void {
    this.status = 'down';
    this.port = null;
    this.next = NEVER;
    this.deadAfter = deadAfter;
    this.acts = [];
    this.tables = new Map();
    this.moved();
  }
}
