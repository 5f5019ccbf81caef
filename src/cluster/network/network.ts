/**
 * The network decides the fate of every message when it is sent: arrive at t, arrive twice, or be dropped for a named reason. Latency, drop
 * and duplication are decided once, by the law of that instant; cuts and dead receivers are judged again at arrival.
 */
import { sizeOf } from '../../kernel/bytes.ts';
import { derive, uniform } from '../../kernel/chance.ts';
import type { NodeId } from '../../kernel/contract.ts';
import type { Chain } from '../../kernel/fold.ts';
import type { Envelope } from '../../kernel/protocol.ts';
import { SECOND, type Micros } from '../../kernel/time.ts';
import type { LinkRule, NetworkSpec } from '../../scenario/types.ts';
import { Cuts, type Partition } from './cuts.ts';
import { sampleLatency } from './law.ts';
import { Names, type NamesSave } from './names.ts';
import { LinkRules, type LinkLaw } from './rules.ts';

export type DropReason =
  | 'chance'
  | 'block'
  | 'partition'
  | 'isolated'
  /** The receiver is down. */
  | 'dead'
  /** Nobody has this id. */
  | 'nobody'
  /** The receiver's waiting line is full. */
  | 'overflow'
  /** Somebody dropped it by hand, or a script did. */
  | 'hand';

export interface Receivers {
  isClient(id: NodeId): boolean;
  /** Whether this participant cannot receive at this instant, and why. */
  absence(id: NodeId, at: Micros): 'dead' | 'nobody' | null;
  /** The message itself, for its size. */
  open(body: unknown): unknown;
}

/** Links are told apart by their ends alone: a name must not change when the dice are thrown. */
const LINKS: Chain = [0, 0];

/** The state of one direction between two participants. */
interface Link {
  readonly chain: Chain;
  readonly touchesClient: boolean;
  /** On a link in order nothing arrives before this. */
  lastArrival: Micros;
  /** With a bandwidth: when the last byte has left. */
  busyUntil: Micros;
  law: LinkLaw | null;
  kinds: Map<string, LinkLaw> | null;
}

/** All directions from one participant. */
interface Row {
  readonly chain: Chain;
  readonly touchesClient: boolean;
  readonly links: Map<NodeId, Link>;
}

export interface NetworkSave {
  readonly rules: readonly LinkRule[];
  readonly partitions: readonly Partition[];
  readonly isolated: readonly NodeId[];
  readonly names: NamesSave;
  readonly links: readonly (readonly [NodeId, NodeId, Micros, Micros])[];
}

export class Network {
  readonly #spec: NetworkSpec;
  #rules: LinkRules;
  readonly cuts = new Cuts();
  readonly #names = new Names();
  readonly #receivers: Receivers;
  readonly #links = new Map<NodeId, Row>();
  #lookahead: Micros;
  #blocks: boolean;

  constructor(spec: NetworkSpec, chance: Chain, receivers: Receivers) {
    this.#spec = spec;
    this.#rules = new LinkRules(spec);
    this.#lookahead = this.#rules.lookahead;
    this.#blocks = this.#rules.blocks;
    this.#names.reroll(chance);
    this.#receivers = receivers;
  }

  /** The least time that any message sent from now on may take. */
  get lookahead(): Micros {
    return this.#lookahead;
  }

  get rules(): readonly LinkRule[] {
    return this.#rules.all;
  }

  setRule(rule: LinkRule, both: boolean): void {
    this.#rules.set(rule);
    if (both) this.#rules.set({ ...rule, from: rule.to, to: rule.from });
    this.#forgetLaws();
  }

  clearRules(from: string, to: string, both: boolean): void {
    this.#rules.clear(from, to);
    if (both) this.#rules.clear(to, from);
    this.#forgetLaws();
  }

  /** From now on all chance of the network comes from here. */
  reroll(chance: Chain): void {
    this.#names.reroll(chance);
  }

  /**
   * Decides what becomes of a message that was just sent. Fills in its count and its arrival, and gives the second copy where there is
   * one; or says why it is lost.
   */
  send(envelope: Envelope): DropReason | Envelope | null {
    const { from, to, kind, sent } = envelope;
    const link = this.#link(from, to);
    envelope.count = this.#names.count(link.chain, envelope.root, kind, sent);
    const { a, b } = this.#names;
    const law = this.#law(link, from, to, kind);
    const cut = this.refusal(from, to, kind, sent);
    if (cut !== null) return cut;
    if (law.drop > 0 && uniform(a, b, 'drop') < law.drop) return 'chance';
    const departs = this.#departure(link, law, envelope);
    const overtakes = !law.inOrder || (law.reorder > 0 && uniform(a, b, 'reorder') < law.reorder);
    envelope.arrives = arrival(link, overtakes, departs + sampleLatency(law.latency, a, b, 'latency'));
    if (law.duplicate === 0 || uniform(a, b, 'duplicate') >= law.duplicate) return null;
    const again = departs + sampleLatency(law.latency, a, b, 'copy');
    return { ...envelope, copy: 1, arrives: arrival(link, overtakes, again) };
  }

  /**
   * Why nothing gets from one to the other at this instant, or null: asked at the send and at the arrival. Cuts are named before death:
   * they only change between windows, while a node may die within one, and the reason must not depend on how windows are cut.
   */
  refusal(from: NodeId, to: NodeId, kind: string, at: Micros): DropReason | null {
    // Mostly nothing is blocked, and then no link has to be looked for.
    if (this.#blocks && this.#law(this.#link(from, to), from, to, kind).block) return 'block';
    const cut = this.cuts.isClear
      ? null
      : this.cuts.between(from, to, this.#receivers.isClient.bind(this.#receivers));
    return cut ?? this.#receivers.absence(to, at);
  }

  /** For people: what holds on a link for messages of no kind in particular. */
  lawOf(from: NodeId, to: NodeId): LinkLaw {
    const touchesClient = this.#receivers.isClient(from) || this.#receivers.isClient(to);
    return this.#rules.law(from, to, '', touchesClient);
  }

  /** Whether messages of this direction keep their order. */
  isInOrder(from: NodeId, to: NodeId, kind: string): boolean {
    return this.#law(this.#link(from, to), from, to, kind).inOrder;
  }

  /** A message was held back by hand: what is sent after it on a link in order stays behind it. */
  holdBack(from: NodeId, to: NodeId, until: Micros): void {
    const link = this.#link(from, to);
    link.lastArrival = Math.max(link.lastArrival, until);
  }

  save(): NetworkSave {
    const links: (readonly [NodeId, NodeId, Micros, Micros])[] = [];
    for (const [from, row] of this.#links) {
      for (const [to, link] of row.links) links.push([from, to, link.lastArrival, link.busyUntil]);
    }
    return {
      rules: [...this.#rules.all],
      partitions: [...this.cuts.partitions],
      isolated: this.cuts.isolated,
      names: this.#names.save(),
      links,
    };
  }

  restore(save: NetworkSave, chance: Chain): void {
    this.#names.reroll(chance);
    this.#rules = new LinkRules(this.#spec, save.rules);
    this.cuts.restore(save.partitions, save.isolated);
    this.#names.restore(save.names);
    this.#links.clear();
    for (const [from, to, lastArrival, busyUntil] of save.links) {
      const link = this.#link(from, to);
      link.lastArrival = lastArrival;
      link.busyUntil = busyUntil;
    }
    this.#forgetLaws();
  }

  #departure(link: Link, law: LinkLaw, envelope: Envelope): Micros {
    if (law.bandwidth === 0) return envelope.sent;
    const size = sizeOf(this.#receivers.open(envelope.body));
    link.busyUntil = Math.max(envelope.sent, link.busyUntil) + Math.ceil((size * SECOND) / law.bandwidth);
    return link.busyUntil;
  }

  #link(from: NodeId, to: NodeId): Link {
    let row = this.#links.get(from);
    if (row === undefined) {
      const touchesClient = this.#receivers.isClient(from);
      row = { chain: derive(LINKS, 'link', from), touchesClient, links: new Map() };
      this.#links.set(from, row);
    }
    let link = row.links.get(to);
    if (link === undefined) {
      link = {
        chain: derive(row.chain, to),
        touchesClient: row.touchesClient || this.#receivers.isClient(to),
        lastArrival: 0,
        busyUntil: 0,
        law: null,
        kinds: null,
      };
      row.links.set(to, link);
    }
    return link;
  }

  #law(link: Link, from: NodeId, to: NodeId, kind: string): LinkLaw {
    if (link.law !== null) return link.law;
    const known = link.kinds?.get(kind);
    if (known !== undefined) return known;
    const law = this.#rules.law(from, to, kind, link.touchesClient);
    if (this.#rules.narrowsKinds) (link.kinds ??= new Map()).set(kind, law);
    else link.law = law;
    return law;
  }

  #forgetLaws(): void {
    this.#lookahead = this.#rules.lookahead;
    this.#blocks = this.#rules.blocks;
    for (const row of this.#links.values()) {
      for (const link of row.links.values()) {
        link.law = null;
        link.kinds = null;
      }
    }
  }
}

/** In order means: not before what was sent earlier. What overtakes neither waits for the others nor holds them up. */
function arrival(link: Link, overtakes: boolean, arrives: Micros): Micros {
  if (overtakes) return arrives;
  link.lastArrival = Math.max(link.lastArrival, arrives);
  return link.lastArrival;
}
