/**
 * Random schedules over the very program of a node: messages arrive in any order, timers go off in any order, nodes join and fail, and after every step the
 * lists of all members are judged. Only silence is exact here: whoever is taken for dead is dead, as the proof assumes.
 *
 * A failure is vetoed where it leaves what the protocol is made for: a member without a living successor, or fewer than r + 1 members that no list skips. Lists
 * that are on their way count as well, for they will be taken over as they are.
 */
import type { AnyProgram, Kinded, Member, NodeId } from '../../../src/kernel/contract.ts';
import { isBetween } from '../../../src/placement/identifier.ts';
import { Generator } from '../../../src/kernel/generator.ts';
import { seedChain } from '../../../src/kernel/chance.ts';
import { chordNode } from '../../../src/systems/chord/program.ts';
import type { AnswerMessage, CallMessage, Neighbours } from '../../../src/systems/chord/messages.ts';
import type { Mutant } from '../../../src/systems/chord/mutants.ts';
import type { Peer } from '../../../src/systems/chord/ring/peers.ts';
import type { ChordSelf, State } from '../../../src/systems/chord/state.ts';
import { chordSketch } from '../../../src/systems/chord/sketch.ts';
import { faultOfLists, principalsOf, type OwnedList } from '../../../src/systems/chord/zave.ts';

export interface Manner {
  readonly successors: number;
  readonly nodes: number;
  readonly steps: number;
  readonly mutants?: readonly Mutant[];
}

export interface Broken {
  readonly seed: number;
  readonly step: number;
  readonly fault: string;
}

interface Actor {
  readonly id: NodeId;
  readonly program: AnyProgram;
  readonly self: ChordSelf;
  readonly state: State;
  readonly timers: Map<number, Kinded & { readonly call?: number }>;
}

interface Letter {
  readonly from: NodeId;
  readonly to: NodeId;
  readonly message: Kinded;
}

const CLOCK = 1_800_000_000_000;

/** Six to nine nodes, lists of two or three. */
export function mannerOf(seed: number): Manner {
  return { successors: 2 + (seed % 2), nodes: 6 + (seed % 4), steps: 200 };
}

export interface Played {
  /** Null where everything held. */
  readonly broken: Broken | null;
  readonly steps: number;
  /** What happened, step by step. */
  readonly story: readonly string[];
}

export function playSchedule(seed: number, manner: Manner): Played {
  const play = new Schedule(seed, manner);
  const { story } = play;
  for (let step = 1; step <= manner.steps; step += 1) {
    play.step();
    const fault = play.fault();
    if (fault !== null) return { broken: { seed, step, fault }, steps: step, story };
  }
  return { broken: null, steps: manner.steps, story };
}

class Schedule {
  readonly story: string[] = [];
  readonly #chance: Generator;
  readonly #manner: Manner;
  readonly #actors = new Map<NodeId, Actor>();
  readonly #letters: Letter[] = [];
  readonly #options: Record<string, unknown>;
  readonly #predecessors = new Map<NodeId, Peer | null>();
  #judged: readonly OwnedList[] = [];
  #now = 0;
  #timer = 0;
  #born = 0;

  constructor(seed: number, manner: Manner) {
    this.#manner = manner;
    this.#chance = new Generator(seedChain(seed, ['chord schedule']));
    const { successors, mutants = [] } = manner;
    const defaults = Object.entries(chordSketch.options).map(
      ([name, option]) => [name, option.default] as const,
    );
    this.#options = {
      ...Object.fromEntries(defaults),
      ...{ successors, replicas: 1, mutants, begin: 'few', fingers: false, repair: 0 },
    };
    const count = mutants.includes('starts-with-two') ? 2 : successors + 1;
    const founders = Array.from({ length: count }, () => this.#newName());
    for (const id of founders) this.#start(id, founders, true);
  }

  /** One thing happens: a message arrives, a timer goes off, somebody comes or goes. */
  step(): void {
    this.#now += 1_000;
    const dice = this.#below(100);
    if (dice < 4 && this.#actors.size < this.#manner.nodes) this.#join();
    else if (dice < 8) this.#fail();
    else if (dice < 30 || this.#letters.length === 0) this.#ring();
    else this.#deliver();
  }

  fault(): string | null {
    return this.#faultOfPredecessors() ?? this.#faultOfLists();
  }

  /** What has not changed since the last step need not be judged again. */
  #faultOfLists(): string | null {
    const lists = this.#lists();
    const isSame =
      lists.length === this.#judged.length &&
      lists.every(({ owner, list }, place) => {
        const before = this.#judged[place];
        return before?.owner === owner && before.list === list;
      });
    if (isSame) return null;
    this.#judged = lists;
    return faultOfLists(lists, this.#manner.successors);
  }

  /** A predecessor that lives makes place for a closer one only. */
  #faultOfPredecessors(): string | null {
    for (const { id, state } of this.#actors.values()) {
      const before = this.#predecessors.get(id) ?? null;
      const now = state.predecessor;
      if (before === now) continue;
      this.#predecessors.set(id, now);
      if (before === null || now === null || !this.#actors.has(before.id)) continue;
      if (!isBetween(now.at, before.at, state.me.at))
        return `${id} gives up ${before.id}, which lives, for ${now.id}`;
    }
    return null;
  }

  #lists(without?: NodeId): OwnedList[] {
    const lists: OwnedList[] = [];
    for (const { id, state } of this.#actors.values())
      if (state.standing === 'member' && id !== without)
        lists.push({ owner: state.me, list: state.successors });
    return lists;
  }

  /** Answers under way whose lists will be taken over. */
  #coming(without: NodeId): OwnedList[] {
    return this.#letters.flatMap(({ to, message }) => {
      const actor = this.#actors.get(to);
      if (message.kind !== 'answer' || actor === undefined || to === without) return [];
      const { status, body } = message as AnswerMessage;
      const neighbours = body as unknown as Partial<Neighbours> | null;
      if (status !== 200 || neighbours?.successors === undefined) return [];
      const list = [neighbours.me as Peer, ...neighbours.successors].slice(0, this.#manner.successors);
      return [{ owner: actor.state.me, list }];
    });
  }

  #mayFail(id: NodeId): boolean {
    const lists = this.#lists(id);
    const living = new Set(lists.map(({ owner }) => owner.id));
    const all = [...lists, ...this.#coming(id)];
    if (!all.every(({ list }) => list.some((peer) => living.has(peer.id)))) return false;
    const principals = principalsOf(all).filter((peer) => living.has(peer.id));
    return new Set(principals.map((peer) => peer.id)).size > this.#manner.successors;
  }

  #fail(): void {
    const id = this.#pick([...this.#actors.keys()]);
    if (id === undefined || !this.#mayFail(id)) return;
    this.#actors.delete(id);
    for (let place = this.#letters.length - 1; place >= 0; place -= 1)
      if (this.#letters[place]?.to === id) this.#letters.splice(place, 1);
    this.story.push(`${id} fails`);
  }

  #join(): void {
    const members = [...this.#actors.values()].filter(({ state }) => state.standing === 'member');
    const through = this.#pick(members);
    if (through === undefined) return;
    const id = this.#newName();
    this.#start(id, [id, through.id], false);
    this.story.push(`${id} joins through ${through.id}`);
  }

  /** A timer goes off; one that waits for an answer only if there can be none any more. */
  #ring(): void {
    const due: { readonly actor: Actor; readonly number: number }[] = [];
    for (const actor of this.#actors.values())
      for (const [number, timer] of actor.timers)
        if (timer.kind !== 'silence' || this.#isSilent(actor, timer.call as number))
          due.push({ actor, number });
    const one = this.#pick(due);
    if (one === undefined) return;
    const timer = one.actor.timers.get(one.number) as Kinded;
    one.actor.timers.delete(one.number);
    this.story.push(`${one.actor.id}: ${timer.kind}`);
    one.actor.program.tick(one.actor.self, one.actor.state, timer);
  }

  #isSilent(actor: Actor, call: number): boolean {
    const to = actor.state.calls.get(call)?.to.id;
    if (to === undefined) return true;
    const isComing = this.#letters.some(
      ({ to: receiver, from, message }) =>
        receiver === actor.id &&
        from === to &&
        (message.kind === 'answer' || message.kind === 'cells') &&
        (message as AnswerMessage).call === call,
    );
    return !this.#actors.has(to) && !isComing;
  }

  #deliver(): void {
    const [letter] = this.#letters.splice(this.#below(this.#letters.length), 1) as [Letter];
    const actor = this.#actors.get(letter.to);
    if (actor === undefined) return;
    const { call } = letter.message as Partial<CallMessage>;
    this.story.push(
      `${letter.from} > ${letter.to}: ${letter.message.kind}${call === undefined ? '' : ` ${call % 1_000}`}`,
    );
    actor.program.receive(actor.self, actor.state, letter.from, letter.message);
  }

  #start(id: NodeId, known: readonly NodeId[], isFounder: boolean): void {
    const timers: Actor['timers'] = new Map();
    const members: readonly Member[] = known.map((name) => ({ id: name, name, role: 'node', weight: 1 }));
    const self = {
      ...{ id, incarnation: 1, clock: CLOCK, now: 0 },
      setup: { members, isFounder, options: {}, workload: null },
      random: () => this.#below(1_000) / 1_000,
      send: (to: NodeId, message: Kinded) => {
        if (this.#actors.has(to) || to === id) this.#letters.push({ from: id, to, message });
      },
      after: (_delay: number, timer: Kinded) => {
        this.#timer += 1;
        timers.set(this.#timer, timer);
        return this.#timer;
      },
      cancel: (timer: number) => timers.delete(timer),
      note: (kind: string, detail: unknown) =>
        this.story.push(`  ${id} ${kind} ${JSON.stringify(detail ?? null)}`),
    };
    const now = (): number => this.#now;
    Object.defineProperty(self, 'now', { get: now });
    const program = chordNode(this.#options as never);
    const actor = { id, program, self: self as unknown as ChordSelf, timers };
    const state = program.boot(actor.self) as State;
    this.#actors.set(id, { ...actor, state });
  }

  /** A name stands anywhere on the circle, so each schedule has an order of its own. */
  #newName(): NodeId {
    this.#born += 1;
    return `n${this.#born}-${this.#below(1_000_000)}`;
  }

  #below(count: number): number {
    return Math.floor(this.#chance.next() * count);
  }

  #pick<Choice>(choices: readonly Choice[]): Choice | undefined {
    return choices[this.#below(Math.max(1, choices.length))];
  }
}
