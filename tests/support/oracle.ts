/**
 * A second, plain account of who can hear whom, written from the design and not from the code: what the properties of the network are
 * measured by. It is told the script's actions one after the other.
 */
import type { LatencyLaw, LinkRule, Scenario } from '../../src/scenario/types.ts';
import type { Action } from '../../src/scenario/types.ts';

interface Cut {
  readonly groups: readonly (readonly string[])[];
  readonly oneWay: boolean;
}

const isClient = (id: string): boolean => /^c\d+$/.test(id);
const fits = (pattern: string, id: string): boolean => pattern === '*' || pattern === id;

export class Oracle {
  readonly #scenario: Scenario;
  #partitions: Cut[] = [];
  readonly #isolated = new Set<string>();
  #rules: LinkRule[];

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
    this.#rules = [...scenario.network.links];
  }

  take(action: Action): void {
    if (action.do === 'partition') this.#partitions.push(action);
    else if (action.do === 'isolate') this.#isolated.add(action.node);
    else if (action.do === 'heal' && action.node !== undefined) this.#isolated.delete(action.node);
    else if (action.do === 'heal') {
      this.#partitions = [];
      this.#isolated.clear();
    } else if (action.do === 'link') {
      const { from, to } = action;
      const directions = action.both
        ? [
            { from, to },
            { from: to, to: from },
          ]
        : [{ from, to }];
      for (const ends of directions) {
        if (action.clear)
          this.#rules = this.#rules.filter((rule) => !(fits(ends.from, rule.from) && fits(ends.to, rule.to)));
        else this.#set({ ...this.#fieldsOf(action), ...ends });
      }
    }
  }

  isCut(from: string, to: string): boolean {
    if (this.#isolated.has(from) || this.#isolated.has(to)) return true;
    return this.#partitions.some(({ groups, oneWay }) => {
      const source = this.#placeOf(groups, from);
      const target = this.#placeOf(groups, to);
      if (source === null || target === null) return false;
      return oneWay ? source < target : source !== target;
    });
  }

  /** What the rules say of one field of a link, the last word counting. */
  law<Field extends 'latency' | 'block' | 'bandwidth' | 'duplicate'>(
    from: string,
    to: string,
    kind: string,
    field: Field,
  ): LinkRule[Field] | undefined {
    const { network } = this.#scenario;
    const touches = isClient(from) || isClient(to);
    let value: LinkRule[Field] | undefined = (network as Partial<LinkRule>)[field];
    if (touches) value = (network.clients as Partial<LinkRule> | undefined)?.[field] ?? value;
    for (const rule of this.#rules) {
      if (fits(rule.from, from) && fits(rule.to, to) && (rule.kind ?? kind) === kind)
        value = rule[field] ?? value;
    }
    return value;
  }

  floor(from: string, to: string, kind: string): number {
    return Math.max(100, (this.law(from, to, kind, 'latency') as LatencyLaw).min);
  }

  #placeOf(groups: readonly (readonly string[])[], id: string): number | null {
    const place = groups.findIndex((group) => group.includes(id));
    if (place >= 0) return place;
    return isClient(id) ? null : groups.length;
  }

  #fieldsOf(action: Action & { do: 'link' }): Omit<LinkRule, 'from' | 'to'> {
    const { at: _at, do: _do, both: _both, clear: _clear, from: _from, to: _to, ...fields } = action;
    return fields;
  }

  /** A rule for the same ends and kind adds to the one before and becomes the last. */
  #set(rule: LinkRule): void {
    const same = this.#rules.find(
      ({ from, to, kind }) => from === rule.from && to === rule.to && kind === rule.kind,
    );
    this.#rules = [...this.#rules.filter((other) => other !== same), { ...same, ...rule }];
  }
}
