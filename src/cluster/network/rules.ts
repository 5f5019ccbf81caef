/**
 * What holds on a link: the scenario's network, overlaid by every rule that matches, later ones over earlier ones. One record for what a
 * scenario says, what a script does and what a hand does: there is no second place to look for a fault.
 */
import type { DeliveryOrder, LatencyLaw, LinkRule, NetworkSpec } from '../../scenario/types.ts';

export interface LinkLaw {
  readonly latency: LatencyLaw;
  readonly drop: number;
  readonly duplicate: number;
  readonly reorder: number;
  /** Bytes per virtual second; 0 is without limit. */
  readonly bandwidth: number;
  readonly block: boolean;
  readonly inOrder: boolean;
}

export class LinkRules {
  readonly #network: NetworkSpec;
  #rules: LinkRule[];
  /** Without any rule there are two laws: of links between nodes, and of those that touch a client. */
  readonly #plain: { nodes: LinkLaw | null; clients: LinkLaw | null } = { nodes: null, clients: null };

  constructor(network: NetworkSpec, rules: readonly LinkRule[] = network.links) {
    this.#network = network;
    this.#rules = [...rules];
  }

  get all(): readonly LinkRule[] {
    return this.#rules;
  }

  /** Adds to what earlier rules for the same two ends and kind say. */
  set(rule: LinkRule): void {
    const index = this.#rules.findIndex(
      (other) => other.from === rule.from && other.to === rule.to && other.kind === rule.kind,
    );
    if (index < 0) {
      this.#rules.push(rule);
    } else {
      const merged = { ...this.#rules[index], ...rule };
      this.#rules.splice(index, 1);
      // Last, because the newest word counts.
      this.#rules.push(merged);
    }
  }

  clear(from: string, to: string): void {
    this.#rules = this.#rules.filter((rule) => !(matches(from, rule.from) && matches(to, rule.to)));
  }

  law(from: string, to: string, kind: string, touchesClient: boolean): LinkLaw {
    if (this.#rules.length > 0) return this.#law(from, to, kind, touchesClient);
    return (this.#plain[touchesClient ? 'clients' : 'nodes'] ??= this.#law(from, to, kind, touchesClient));
  }

  #law(from: string, to: string, kind: string, touchesClient: boolean): LinkLaw {
    const { latency, drop, duplicate, reorder, order, clients } = this.#network;
    let law: Omit<LinkRule, 'from' | 'to' | 'kind'> = { latency, drop, duplicate, reorder, order };
    if (touchesClient && clients) law = { ...law, ...clients };
    for (const { from: ruleFrom, to: ruleTo, kind: ruleKind, ...fields } of this.#rules) {
      if (matches(ruleFrom, from) && matches(ruleTo, to) && (ruleKind === undefined || ruleKind === kind)) {
        law = { ...law, ...fields };
      }
    }
    return {
      latency: law.latency ?? latency,
      drop: law.drop ?? 0,
      duplicate: law.duplicate ?? 0,
      // Clients speak over connections, which keep order.
      reorder: touchesClient ? 0 : (law.reorder ?? 0),
      bandwidth: law.bandwidth ?? 0,
      block: law.block ?? false,
      inOrder: touchesClient || (law.order satisfies DeliveryOrder | undefined) !== 'free',
    };
  }

  /** Whether any rule looks at the kind of a message: else the law of a link need not be asked per kind. */
  get narrowsKinds(): boolean {
    return this.#rules.some((rule) => rule.kind !== undefined);
  }

  /** Whether there is any link that lets nothing through: else it need not be asked of one. */
  get blocks(): boolean {
    return this.#rules.some((rule) => rule.block === true);
  }

  /** The least time that any message may take under the rules of this moment. */
  get lookahead(): number {
    const laws = [this.#network, this.#network.clients, ...this.#rules].map((rule) => rule?.latency);
    return laws.reduce((least, law) => (law ? Math.min(least, law.min) : least), this.#network.latency.min);
  }
}

function matches(pattern: string, id: string): boolean {
  return pattern === '*' || pattern === id;
}
