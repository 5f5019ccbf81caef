/**
 * How each node stands, and since when: read out of the record in its order, action by action. It repeats what the cluster did to itself, with
 * the cluster's own cuts and rules, so that it knows of every instant what it knows of this one.
 */
import { Cuts } from '../../cluster/network/cuts.ts';
import { LinkRules } from '../../cluster/network/rules.ts';
import type { HistoryEvent } from '../../cluster/recorder.ts';
import type { NodeId } from '../../kernel/contract.ts';
import type { Action, LatencyLaw, LinkRule, NetworkSpec, NodeSpec } from '../../scenario/types.ts';
import type { Clerk, MemberStanding } from '../../systems/registered.ts';
import { deedOf, type Scene } from './deeds.ts';
import type { NodeState } from './records.ts';

type Deed = Exclude<Action, { do: 'command' }>;

/** What is known of one node, removed ones too. */
export interface Standing {
  readonly id: NodeId;
  readonly name: string;
  readonly role: string;
  weight: number;
  status: 'up' | 'frozen' | 'down' | 'removed';
  isLeaving: boolean;
  /** The factor on its work. */
  times: number;
  /** What the cluster takes it for. */
  taken: 'joining' | 'up' | 'down';
  /** Of which view that is. */
  order: number;
  state: NodeState;
  readonly createdAt: number;
  updatedAt: number;
}

export interface StatesParts {
  readonly nodes: readonly NodeSpec[];
  readonly network: NetworkSpec;
  readonly scene: Scene;
  readonly clerk: Clerk;
  /** The wall clock at the beginning. */
  readonly epoch: number;
}

const isClient = (id: NodeId): boolean => /^c\d+$/.test(id);
const everyLink = '*';

export class States {
  readonly nodes = new Map<NodeId, Standing>();
  readonly cuts = new Cuts();
  #rules: LinkRules;
  readonly #parts: StatesParts;

  constructor(parts: StatesParts) {
    this.#parts = parts;
    this.#rules = new LinkRules(parts.network);
    for (const { id, name, weight, role = 'node' } of parts.nodes) this.#admit({ id, name, weight, role }, 0);
  }

  get rules(): readonly LinkRule[] {
    return this.#rules.all;
  }

  read(event: HistoryEvent): void {
    switch (event.what) {
      case 'action': {
        const deed = this.deedOf(event.action);
        if (deed !== null) this.#done(deed);
        break;
      }
      case 'crashed':
        this.#change(event.node, event.at, (node) => this.#stop(node));
        break;
      case 'left':
        this.#change(event.node, event.at, (node) => (node.status = 'removed'));
        break;
      case 'note':
        this.#noted(event);
        break;
      default:
    }
  }

  /** What the cluster takes somebody for. */
  learn({ node: id, standing, order }: MemberStanding, at: number): void {
    this.#change(id, at, (node) => {
      if (order < node.order) return;
      node.taken = standing;
      node.order = order;
    });
  }

  deedOf(action: Action): Deed | null {
    return deedOf(action, [...this.nodes.values()], this.#parts.scene);
  }

  /** Whether nothing gets from one to the other, or back. */
  isCut(one: NodeId, other: NodeId): boolean {
    const isClosed = (from: NodeId, to: NodeId): boolean =>
      this.cuts.between(from, to, isClient) !== null || this.#rules.law(from, to, '', false).block;
    return isClosed(one, other) || isClosed(other, one);
  }

  /** Rules of this node's links that the scenario did not begin with. */
  addedRules(id: NodeId): readonly LinkRule[] {
    const own = new Set(this.#parts.network.links.map((rule) => JSON.stringify(rule)));
    return this.rules.filter(
      (rule) => (rule.from === id || rule.to === id) && !own.has(JSON.stringify(rule)),
    );
  }

  /** All that it says takes long: a single link is the fault of two. */
  isDelayed(id: NodeId): boolean {
    const usual = longest(this.#parts.network.latency);
    return this.addedRules(id).some(
      ({ from, to, latency }) =>
        (from === everyLink || to === everyLink) && latency !== undefined && longest(latency) > usual,
    );
  }

  // --- What changes -----------------------------------------------------------------------------------------------------

  #noted({ at, kind, detail }: Extract<HistoryEvent, { what: 'note' }>): void {
    const said = this.#parts.clerk.standing(kind, detail);
    if (said !== null) this.learn(said, at);
  }

  #done(deed: Deed): void {
    const { at } = deed;
    switch (deed.do) {
      case 'add':
        this.#admit({ id: deed.node, name: deed.name, weight: deed.weight, role: deed.role ?? 'node' }, at);
        break;
      case 'partition':
        this.cuts.partition({ groups: deed.groups, oneWay: deed.oneWay });
        break;
      case 'isolate':
        this.cuts.isolate(deed.node);
        break;
      case 'heal':
        this.cuts.heal(deed.node);
        break;
      case 'link':
        this.#link(deed);
        break;
      default:
        if ('node' in deed && deed.node !== undefined)
          this.#change(deed.node, at, (node) => this.#acted(node, deed));
        return;
    }
    this.#judge(at);
  }

  #acted(node: Standing, deed: Deed): void {
    switch (deed.do) {
      case 'kill':
      case 'wipe':
        this.#stop(node);
        break;
      case 'restart':
        if (node.status !== 'down') break;
        node.status = 'up';
        // A start is a new one to all the others, and they take it in again.
        if (node.role === 'node') node.taken = 'joining';
        break;
      case 'freeze':
        if (node.status === 'up') node.status = 'frozen';
        break;
      case 'thaw':
        if (node.status === 'frozen') node.status = 'up';
        break;
      case 'slow':
        if (node.status !== 'down') node.times = deed.times;
        break;
      case 'weight':
        if (node.weight !== deed.weight) node.updatedAt = this.#clock(deed.at);
        node.weight = deed.weight;
        break;
      case 'remove':
        node.isLeaving = true;
        if (node.status === 'down') node.status = 'removed';
        break;
      default:
    }
  }

  #stop(node: Standing): void {
    if (node.status !== 'removed') node.status = 'down';
    node.times = 1;
  }

  #link(deed: Extract<Deed, { do: 'link' }>): void {
    if (deed.clear) {
      this.#rules.clear(deed.from, deed.to);
      if (deed.both) this.#rules.clear(deed.to, deed.from);
      return;
    }
    const { at: _at, do: _do, both, clear: _clear, ...rule } = deed;
    this.#rules.set(rule);
    if (both) this.#rules.set({ ...rule, from: rule.to, to: rule.from });
  }

  #admit(node: { id: NodeId; name: string; weight: number; role: string }, at: number): void {
    const isFounder = at === 0 && this.#parts.nodes.some(({ id }) => id === node.id);
    const joins = !isFounder && node.role === 'node';
    this.nodes.set(node.id, {
      ...node,
      status: 'up',
      isLeaving: false,
      times: 1,
      taken: joins ? 'joining' : 'up',
      order: 0,
      state: joins ? 'joining' : 'active',
      createdAt: this.#clock(at),
      updatedAt: this.#clock(at),
    });
  }

  #change(id: NodeId, at: number, change: (node: Standing) => void): void {
    const node = this.nodes.get(id);
    if (node === undefined) return;
    change(node);
    this.#settle(node, at);
  }

  /** The network is another one: whoever is cut off by it may be anybody. */
  #judge(at: number): void {
    for (const node of this.nodes.values()) this.#settle(node, at);
  }

  #settle(node: Standing, at: number): void {
    const state = this.#stateOf(node);
    if (state === node.state) return;
    node.state = state;
    node.updatedAt = this.#clock(at);
  }

  #stateOf(node: Standing): NodeState {
    if (node.status !== 'up') return 'down';
    if (node.isLeaving) return 'leaving';
    if (this.isApart(node.id)) return 'partitioned';
    if (node.times > 1 || this.isDelayed(node.id)) return 'slow';
    return node.taken === 'up' ? 'active' : 'joining';
  }

  /**
   * Alone, or cut off from more than half of those who are not: whoever is cut off from fewer has a majority on its side, and it is the others
   * who are apart.
   */
  isApart(id: NodeId): boolean {
    if (this.cuts.isClear && !this.rules.some(({ block }) => block === true)) return false;
    const { isolated } = this.cuts;
    if (isolated.includes(id)) return true;
    const others = [...this.nodes.values()].filter(
      (node) => node.id !== id && node.status !== 'removed' && !isolated.includes(node.id),
    );
    const cut = others.filter((node) => this.isCut(id, node.id)).length;
    return cut * 2 > others.length;
  }

  #clock(at: number): number {
    return this.#parts.epoch + Math.floor(at / 1_000);
  }
}

function longest(law: LatencyLaw): number {
  return 'max' in law ? law.max : law.mean;
}
