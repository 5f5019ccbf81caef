/**
 * The cluster: a conservative parallel discrete-event simulation. It stands at an integer instant T: every event before T is done, none
 * at or after T.
 *
 * Actions bound the windows in which it runs: before one is taken, all nodes are brought to its instant.
 *
 * Nothing in a history depends on where windows end, on which thread ran a node, or on the order in which nodes answered.
 */
import { derive, seedChain } from '../kernel/chance.ts';
import type { Glance, Member, NodeId } from '../kernel/contract.ts';
import { fingerprintOf } from '../kernel/fingerprint.ts';
import type { Chain } from '../kernel/fold.ts';
import { compareText } from '../kernel/order.ts';
import type { NodeProfile } from '../kernel/profile.ts';
import type { Envelope, Look, LookDetail, NodeReply, NodeRequest } from '../kernel/protocol.ts';
import type { Options } from '../kernel/system.ts';
import { NEVER, type Micros } from '../kernel/time.ts';
import type { Action, Scenario } from '../scenario/types.ts';
import { applyAction } from './acts.ts';
import { Agenda } from './agenda.ts';
import { Chronicle, type Counts } from './chronicle.ts';
import type { ClusterCore, PlayedSystem } from './core.ts';
import { NodeLost, type Host, type Port } from './host.ts';
import { LocalHost } from './local-host.ts';
import { Network, type Receivers } from './network/network.ts';
import { Participant } from './participant.ts';
import type { Recorder } from './recorder.ts';
import { startOf } from './start.ts';
import { Windows, type Cut } from './windows.ts';

export interface ClusterOptions {
  readonly scenario: Scenario;
  readonly system: PlayedSystem;
  readonly host: Host;
  readonly recorder: Recorder;
  readonly cut?: Cut;
}

/** What is on its way at once; over it something sends without end, and a page would die of it. */
export const FLIGHTS_MAX = 1_000_000;

export class Cluster implements ClusterCore, Receivers {
  readonly scenario: Scenario;
  readonly system: PlayedSystem;
  readonly host: Host;
  readonly chronicle: Chronicle;
  readonly network: Network;
  readonly participants = new Map<NodeId, Participant>();
  readonly founders: ReadonlySet<NodeId>;
  readonly script: Action[];
  options: Options;
  salts: number[] = [];
  chance: Chain;
  position: Micros = 0;
  applied = 0;
  flights = 0;
  readonly windows: Windows;
  readonly #clientHost: LocalHost;
  #order: Participant[] = [];
  readonly #agenda = new Agenda<Participant>();
  /** Somebody has come or gone since the agenda was made. */
  #isSeated = false;
  #members: readonly Member[] | null = null;
  #isBusy = false;

  constructor({ scenario, system, host, recorder, cut }: ClusterOptions) {
    this.scenario = scenario;
    this.system = system;
    this.host = host;
    this.windows = new Windows(this, cut);
    this.script = [...scenario.script];
    this.options = scenario.options;
    this.chance = seedChain(scenario.seed);
    this.chronicle = new Chronicle(recorder, (body) => host.open(body));
    this.network = new Network(scenario.network, this.networkChance, this);
    // Clients run in the thread of the bus: they are the hands of people and scripts, and no fault stops them.
    this.#clientHost = new LocalHost(({ role, setup }) => system.program(role, setup.options));
    this.founders = new Set(scenario.nodes.map(({ id }) => id));
    this.#admitAll();
  }

  /**
   * Starts everybody. Rejects when a node cannot be started at all, as in a browser without Workers. Whoever does not want to wait for the slow
   * resolves `enough`: who has no thread by then is killed before it has done anything, and the script says so, as of every kill.
   */
  async boot(enough: Promise<void> = new Promise(() => {})): Promise<void> {
    const late: Participant[] = [];
    const start = async (participant: Participant): Promise<void> => {
      const starting = this.startParticipant(participant);
      const isLate = enough.then(() => participant.port === null);
      if (!(await Promise.race([starting.then(() => false), isLate]))) return starting;
      starting.catch(() => undefined);
      await this.host.end(participant.id);
      const { incarnation } = participant;
      this.chronicle.happened(this.position, participant.id, 0, { what: 'started', incarnation });
      late.push(participant);
    };
    await Promise.all(this.#order.map(start));
    this.chronicle.close();
    for (const { id } of late.sort((left, right) => compareText(left.id, right.id)))
      await this.act({ at: this.position, do: 'kill', node: id, how: 'power', because: 'slow to start' });
  }

  // --- Time -----------------------------------------------------------------------------------------------------------

  /** Brings the cluster to `target`: everything before it is done. `pause` is asked between windows and may end it early. */
  async advanceTo(target: Micros, pause?: () => boolean): Promise<void> {
    await this.#exclusively(async () => {
      while (this.position < target) {
        const stop = Math.min(target, this.script[this.applied]?.at ?? NEVER);
        const wait = stop > this.position ? this.windows.run(stop) : this.applyNext();
        if (wait !== undefined) await wait;
        if (pause?.() === true) return;
      }
    });
  }

  /** The time of the next event or action; `NEVER` when nothing will happen any more. */
  get nextInstant(): Micros {
    return Math.min(this.script[this.applied]?.at ?? NEVER, this.agenda.first);
  }

  /**
   * Runs one whole instant: the next one at which something is handled, lost or done. That a message joins a waiting line is no event
   * of its own, and stopping there would show nothing.
   */
  async step(limit: Micros = NEVER): Promise<void> {
    const before = this.#happened;
    do {
      const next = this.nextInstant;
      await this.advanceTo(next >= limit ? limit : next + 1);
    } while (this.#happened === before && this.position < limit && this.nextInstant < NEVER);
  }

  /** Grows with everything that happens. */
  get #happened(): number {
    return this.events + this.applied + this.counts.dropped;
  }

  /** An action here and now: after those that the script has for this instant, before the nodes' events of it. */
  async act(action: Action): Promise<void> {
    await this.#exclusively(async () => {
      while ((this.script[this.applied]?.at ?? NEVER) <= this.position) await this.applyNext();
      this.script.splice(this.applied, 0, action);
      await this.applyNext();
    });
  }

  /** Takes the actions that stand at this very instant, so that what a person sees is what they left behind. */
  async settle(): Promise<void> {
    await this.#exclusively(async () => {
      while ((this.script[this.applied]?.at ?? NEVER) <= this.position) await this.applyNext();
    });
  }

  // --- What can be seen -----------------------------------------------------------------------------------------------

  get counts(): Readonly<Counts> {
    return this.chronicle.counts;
  }

  get events(): number {
    let events = 0;
    for (const participant of this.#order) events += participant.events;
    return events;
  }

  get fingerprint(): string {
    return fingerprintOf(this.chronicle.chain.chain(), this.#order);
  }

  /** Everybody who ever was here, by id. */
  get everybody(): readonly Participant[] {
    return this.#order;
  }

  /** In the order of the scenario, newcomers last: who is n10 comes after who is n9. */
  get members(): readonly Member[] {
    // Each node that starts is given all of them: of ten thousand that must not be ten thousand lists.
    this.#members ??= Object.freeze(
      [...this.participants.values()]
        .filter(({ isClient, status }) => !isClient && status !== 'removed')
        .map((participant) => Object.freeze(participant.member)),
    );
    return this.#members;
  }

  forgetMembers(): void {
    this.#members = null;
  }

  get agenda(): Agenda<Participant> {
    if (!this.#isSeated) {
      this.#isSeated = true;
      this.#agenda.seat(this.#order);
    }
    return this.#agenda;
  }

  async look(node: NodeId, look: Look, detail: LookDetail | null = null): Promise<Glance> {
    return (await this.#asked<Glance>(node, { do: 'look', look, detail })) ?? {};
  }

  /** What running it really took since the last question, by the clock of its host; null of one that does not run, or cannot be measured. */
  async measure(node: NodeId, isOn: boolean): Promise<NodeProfile | null> {
    return this.#asked<NodeProfile>(node, { do: 'measure', isOn });
  }

  async #asked<Reply extends NodeReply>(node: NodeId, request: NodeRequest): Promise<Reply | null> {
    const port = this.participants.get(node)?.port;
    if (!port) return null;
    try {
      return await port.call<Reply>(request);
    } catch (error) {
      // Its thread broke meanwhile: the next window makes a kill of it, looking at it is no reason to stop.
      if (error instanceof NodeLost) return null;
      throw error;
    }
  }

  /** Messages in flight, those that arrive first first. */
  inFlight(limit: number): Envelope[] {
    const flights = this.#order.flatMap(({ inbox }) => inbox.items);
    return flights.sort((left, right) => left.arrives - right.arrives).slice(0, limit);
  }

  async dispose(): Promise<void> {
    for (const participant of this.#order) participant.port = null;
    await this.host.dispose();
  }

  // --- What actions do, see acts.ts -----------------------------------------------------------------------------------

  isClient(id: NodeId): boolean {
    return this.participants.get(id)?.isClient === true;
  }

  absence(id: NodeId, at: Micros): 'dead' | 'nobody' | null {
    const participant = this.participants.get(id);
    if (participant === undefined) return 'nobody';
    // Also of one who left later in the window that is being judged: at that instant it was there.
    if (at <= participant.deadAfter) return null;
    return participant.status === 'removed' ? 'nobody' : 'dead';
  }

  open(body: unknown): unknown {
    return this.host.open(body);
  }

  admit(participant: Participant): void {
    this.participants.set(participant.id, participant);
    this.#order.splice(this.#placeOf(participant.id), 0, participant);
    participant.agenda = this.#agenda;
    this.#isSeated = false;
    this.forgetMembers();
  }

  /** How many come before it by their ids. */
  #placeOf(id: NodeId): number {
    let low = 0;
    for (let high = this.#order.length; low < high;) {
      const middle = (low + high) >> 1;
      if (compareText((this.#order[middle] as Participant).id, id) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** For a checkpoint: others take the places of all who are here. */
  replaceEverybody(participants: readonly Participant[]): void {
    this.participants.clear();
    this.#order = [];
    for (const participant of participants) this.admit(participant);
  }

  get networkChance(): Chain {
    return derive(this.chance, 'network');
  }

  async startParticipant(participant: Participant): Promise<void> {
    participant.incarnation += 1;
    participant.status = 'up';
    participant.deadAfter = NEVER;
    const start = startOf(this, participant);
    participant.start = start;
    participant.port = await this.openPort(participant);
    const { next } = await participant.port.call<{ next: Micros }>({
      do: 'boot',
      start: { ...start, disk: participant.disk.content() },
    });
    participant.next = next;
    participant.moved();
    const { incarnation } = participant;
    if (!participant.isClient)
      this.chronicle.happened(this.position, participant.id, 0, { what: 'started', incarnation });
  }

  async openPort(participant: Participant): Promise<Port> {
    return participant.isClient
      ? this.#clientHost.start(participant.id)
      : await this.host.start(participant.id);
  }

  /** Ends a node at an instant; what it had sent before still arrives. */
  async stop(participant: Participant, at: Micros, how: 'power' | 'process'): Promise<void> {
    if (!participant.isRunning) return;
    let bytesLost = 0;
    if (how === 'power') {
      bytesLost = participant.disk.losePower(
        derive(this.chance, 'power', participant.id, participant.incarnation),
      );
    } else {
      participant.disk.stopProcess();
    }
    participant.stopped(at - 1);
    this.chronicle.happened(at, participant.id, 0, { what: 'stopped', how, bytesLost });
    await this.host.end(participant.id);
  }

  deliver(envelope: Envelope): void {
    const receiver = this.participants.get(envelope.to) as Participant;
    receiver.inbox.push(envelope);
    receiver.moved();
    this.flights += 1;
    if (this.flights > FLIGHTS_MAX) {
      throw new Error(`More than ${FLIGHTS_MAX} messages are on their way at once. The run stops here.`);
    }
  }

  /** Takes the next action of the script, which must stand at this instant. */
  async applyNext(): Promise<void> {
    const action = this.script[this.applied] as Action;
    this.chronicle.action(action.at, this.applied, action);
    this.applied += 1;
    await applyAction(this, action);
    this.chronicle.close();
  }

  #admitAll(): void {
    const { nodes, clients, workload } = this.scenario;
    for (const { id, name, weight, role } of nodes) {
      this.admit(new Participant({ id, name, weight, role: role ?? 'node' }, false));
    }
    let number = 0;
    const client = (entry: Scenario['workload'][number] | null): void => {
      number += 1;
      const id = `c${number}`;
      this.admit(new Participant({ id, name: id, weight: 1, role: 'client' }, true, entry && { ...entry }));
    };
    for (let index = 0; index < clients; index += 1) client(null);
    for (const entry of workload) for (let index = 0; index < entry.clients; index += 1) client(entry);
  }

  /** Windows and actions must not overlap; a second caller in the middle of an await would be a bug of the lab. */
  async #exclusively(work: () => Promise<void>): Promise<void> {
    if (this.#isBusy) throw new Error('the cluster is already busy');
    this.#isBusy = true;
    try {
      await work();
    } finally {
      this.#isBusy = false;
    }
  }
}
