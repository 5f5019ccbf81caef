/**
 * The script of a scenario as calls of the functions in lib.sh, act by act. What holds on each link and who cannot hear whom is worked out here, by the
 * cluster's own rules, so that the shell only has to set what changed. An act that has no counterpart is left out by name, never in silence.
 */
import { Cuts } from '../cluster/network/cuts.ts';
import { LinkRules } from '../cluster/network/rules.ts';
import { readAction } from '../scenario/act.ts';
import type { Present, SystemSketch } from '../scenario/systems.ts';
import type { Action, Scenario } from '../scenario/types.ts';
import { writeAction } from '../scenario/write.ts';
import { readConsole } from '../terminal/console.ts';
import type { Asker, Counterpart } from './counterpart.ts';
import { netemOf } from './laws.ts';
import { CLIENTS, isServer, seatsOf, type Seat, type Seats } from './seats.ts';
import { quoted } from './shell.ts';

export interface Step {
  /** Its place in the script. */
  readonly index: number;
  readonly at: number;
  /** The act as it stands in a file. */
  readonly act: string;
  readonly calls: readonly string[];
  /** Why it, or a part of it, is left out; null where nothing is. */
  readonly leftOut: string | null;
}

export interface Storm {
  readonly seats: Seats;
  /** The laws of all links at the first instant, by `from>to`. */
  readonly laws: ReadonlyMap<string, string>;
  readonly steps: readonly Step[];
}

interface Told {
  readonly calls: readonly string[];
  readonly leftOut?: string;
}

/** Such as healing what is whole. */
const NOTHING = ': nothing changes by it';
const NO_CLOCK = 'all containers share the clock of the machine';
const NO_DISK = 'a container has no disk of its own that could fail so';
const NO_MESSAGE = 'no single message of a connection can be named from outside';
const NO_KIND = 'a wire cannot tell one kind of message from another';
const NO_DICE = 'chance there has no seed';

const isClient = (id: string): boolean => id === CLIENTS || /^c[0-9]+$/.test(id);

export function stormOf(scenario: Scenario, sketch: SystemSketch, counterpart: Counterpart): Storm {
  return new Teller(scenario, sketch, counterpart).tell();
}

class Teller {
  readonly #scenario: Scenario;
  readonly #sketch: SystemSketch;
  readonly #seats: Seats;
  readonly #rules: LinkRules;
  readonly #cuts = new Cuts();
  /** Everybody there ever was, as the console knows them. */
  readonly #present: Map<string, Present>;
  /** What is set in the containers by now. */
  readonly #laws: Map<string, string>;
  readonly #cut = new Set<string>();
  /** Whose containers run by now. */
  readonly #here: Set<string>;
  readonly #clients: number;
  readonly #ask: Asker;
  readonly #name: string;

  constructor(scenario: Scenario, sketch: SystemSketch, counterpart: Counterpart) {
    this.#scenario = scenario;
    this.#sketch = sketch;
    this.#seats = seatsOf(scenario, laterIn(scenario), counterpart.prefix);
    this.#ask = counterpart.asker(scenario);
    this.#name = counterpart.name;
    this.#rules = new LinkRules(scenario.network);
    this.#clients = scenario.workload.reduce((sum, { clients }) => sum + clients, scenario.clients);
    this.#present = new Map(
      scenario.nodes.map(({ id, name, weight, role = 'node' }) => [
        id,
        { id, name, weight, role, status: 'up' },
      ]),
    );
    this.#laws = this.#lawsNow();
    this.#here = new Set(this.#seats.all.flatMap(({ id, isLater }) => (isLater ? [] : [id])));
  }

  tell(): Storm {
    const laws = new Map(this.#laws);
    const steps = this.#scenario.script.map((action, index): Step => {
      const { calls, leftOut = null } = this.#of(action);
      const act = JSON.stringify(writeAction(action, this.#sketch));
      const isIdle = calls.length === 0 && leftOut === null;
      return { index, at: action.at, act, calls: isIdle ? [NOTHING] : calls, leftOut };
    });
    return { seats: this.#seats, laws, steps };
  }

  #of(action: Action): Told {
    const named = 'node' in action ? action.node : undefined;
    if (named !== undefined && this.#isProxy(named)) return { calls: [], leftOut: this.#noProxy() };
    switch (action.do) {
      case 'kill':
        return this.#kill(action.node, action.how);
      case 'restart':
        this.#stands(action.node, 'up');
        return { calls: [`revive ${action.node}`] };
      case 'wipe':
        this.#stands(action.node, 'down');
        return { calls: [`wipe ${action.node}`] };
      case 'freeze':
      case 'thaw':
        return { calls: [`${action.do} ${action.node}`] };
      case 'slow':
        return { calls: [`slow ${action.node} ${action.times}`] };
      case 'isolate':
      case 'heal':
      case 'partition':
        return this.#separate(action);
      case 'link':
        return this.#link(action);
      case 'add':
        return this.#add(action);
      case 'remove':
        this.#stands(action.node, 'removed');
        return { calls: [`leave ${action.node}`] };
      case 'weight':
        return { calls: [`weigh ${action.node} ${action.weight}`] };
      case 'rebalance':
        return { calls: ['rebalance'] };
      case 'command':
        return this.#command(action);
      case 'message':
        return { calls: [], leftOut: NO_MESSAGE };
      case 'skew':
        return { calls: [], leftOut: NO_CLOCK };
      case 'disk':
        return { calls: [], leftOut: NO_DISK };
      case 'dice':
        return { calls: [], leftOut: NO_DICE };
      case 'option':
        return { calls: [], leftOut: `${this.#name} has nothing that corresponds` };
    }
  }

  #noProxy(): string {
    return `there is no proxy: clients of ${this.#name} follow the cluster by themselves`;
  }

  #isProxy(id: string): boolean {
    const found = this.#present.get(id);
    return found !== undefined && !isServer(found);
  }

  #stands(id: string, status: NonNullable<Present['status']>): void {
    const found = this.#present.get(id);
    if (found !== undefined) this.#present.set(id, { ...found, status });
  }

  #kill(node: string, how: 'power' | 'process'): Told {
    this.#stands(node, 'down');
    const calls = [`stop ${node}`];
    if (how === 'process') return { calls };
    return {
      calls,
      leftOut:
        'that power fails: the container is killed, and what its system had taken to write stays written',
    };
  }

  #separate(action: Action & { do: 'isolate' | 'heal' | 'partition' }): Told {
    const people = action.do === 'partition' ? action.groups.flat() : [action.node ?? ''];
    const alone = this.#ofOneClient(people);
    if (action.do === 'isolate') this.#cuts.isolate(action.node);
    else if (action.do === 'heal') this.#cuts.heal(action.node);
    else this.#cuts.partition(action);
    return { calls: this.#cutsThatChanged(), ...(alone !== null && { leftOut: alone }) };
  }

  /** What is said of one client of several is done to all of them, or to none. */
  #ofOneClient(named: readonly string[]): string | null {
    const others = named.filter(isClient);
    if (others.length === 0 || this.#clients < 2) return null;
    return `that it is for ${others.join(', ')} alone: all clients are in one container, which follows c1`;
  }

  #link(action: Action & { do: 'link' }): Told {
    if (action.clear === true) {
      this.#rules.clear(action.from, action.to);
      if (action.both) this.#rules.clear(action.to, action.from);
      return { calls: this.#lawsThatChanged() };
    }
    if (action.kind !== undefined) return { calls: [], leftOut: NO_KIND };
    const { at: _at, do: _do, both, clear: _clear, ...rule } = action;
    this.#rules.set(rule);
    if (both) this.#rules.set({ ...rule, from: rule.to, to: rule.from });
    const alone = this.#ofOneClient([action.from, action.to]);
    return { calls: this.#lawsThatChanged(), ...(alone !== null && { leftOut: alone }) };
  }

  #add({ node, name, weight, role = 'node' }: Action & { do: 'add' }): Told {
    this.#present.set(node, { id: node, name, weight, role, status: 'up' });
    if (!isServer({ role })) return { calls: [], leftOut: this.#noProxy() };
    // Its place among the containers is known; that somebody asks for it by a name typed at the prompt is not foreseen.
    if (this.#seatOf(node) === undefined) return { calls: [], leftOut: 'its place was not kept free' };
    this.#here.add(node);
    return { calls: [`join ${node} ${weight}`, ...this.#cutsThatChanged()] };
  }

  /** A typed line may be an act on the cluster. */
  #command({ at, text }: Action & { do: 'command' }): Told {
    const present = [...this.#present.values()];
    const line = readConsole(text, present);
    if (line?.ok === false) return { calls: [], leftOut: line.says };
    if (line !== null) {
      const here = present.filter(({ status }) => status !== 'removed');
      const situation = {
        at,
        nodes: here.map(({ id, name, weight, role }) => ({ id, name, weight, role })),
        removed: present.filter(({ status }) => status === 'removed').map(({ id }) => id),
        clients: this.#clients,
        options: this.#scenario.options,
      };
      const read = readAction(line.act, situation, this.#sketch);
      return read.ok
        ? this.#of(read.action)
        : { calls: [], leftOut: read.faults.map(({ says }) => says).join('; ') };
    }
    const asked = this.#ask(text, present, (id) => this.#isProxy(id));
    if (asked.ok === 'acts') return { calls: asked.acts.flatMap((act) => this.#of(act).calls) };
    return asked.ok ? { calls: [asked.call] } : { calls: [], leftOut: asked.says };
  }

  #seatOf(id: string): Seat | undefined {
    return this.#seats.nodes.find((seat) => seat.id === id);
  }

  #pairs(): readonly (readonly [string, string])[] {
    const { all } = this.#seats;
    return all.flatMap(({ id: from }) =>
      all.flatMap(({ id: to }) => (from === to ? [] : [[from, to] as const])),
    );
  }

  #lawsNow(): Map<string, string> {
    const asNamed = (id: string): string => (id === CLIENTS ? 'c1' : id);
    return new Map(
      this.#pairs().map(([from, to]) => {
        const touchesClient = from === CLIENTS || to === CLIENTS;
        // A rule for one kind of message has no counterpart: no message is of this kind.
        const law = this.#rules.law(asNamed(from), asNamed(to), '', touchesClient);
        return [`${from}>${to}`, netemOf(law)];
      }),
    );
  }

  /** All that changed for one sender is one call: each costs a tenth of a second there. */
  #lawsThatChanged(): readonly string[] {
    const changed = new Map<string, string[]>();
    for (const [pair, law] of this.#lawsNow()) {
      if (this.#laws.get(pair) === law) continue;
      this.#laws.set(pair, law);
      const [from = '', to = ''] = pair.split('>');
      changed.set(from, [...(changed.get(from) ?? []), quoted(`${to} ${law}`)]);
    }
    return [...changed].map(([from, laws]) => `laws ${from} ${laws.join(' ')}`);
  }

  /** The same of one receiver, and all receivers at once: a rope falls at one instant. */
  #cutsThatChanged(): readonly string[] {
    const changed = new Map<string, string[]>();
    const asNamed = (id: string): string => (id === CLIENTS ? 'c1' : id);
    for (const [from, to] of this.#pairs()) {
      if (!this.#here.has(from) || !this.#here.has(to)) continue;
      const pair = `${from}>${to}`;
      const isCut = this.#cuts.between(asNamed(from), asNamed(to), isClient) !== null;
      if (isCut === this.#cut.has(pair)) continue;
      if (isCut) this.#cut.add(pair);
      else this.#cut.delete(pair);
      const call = `${isCut ? 'sever' : 'mend'} ${to}`;
      changed.set(call, [...(changed.get(call) ?? []), from]);
    }
    const calls = [...changed].map(([call, from]) => quoted(`${call} ${from.join(' ')}`));
    return calls.length === 0 ? [] : [`together ${calls.join(' ')}`];
  }
}

/** Nodes that join while it goes on; typed at the prompt too, under the name that was typed. */
function laterIn({ script, nodes }: Scenario): readonly string[] {
  const known = new Set(nodes.map(({ id }) => id));
  const present: Present[] = nodes.map(({ id, name, weight, role = 'node' }) => ({ id, name, weight, role }));
  return script.flatMap((action) => {
    const added =
      action.do === 'command' ? typedAdd(action.text, present) : action.do === 'add' ? action : null;
    if (added === null || known.has(added.node) || !isServer(added)) return [];
    known.add(added.node);
    present.push({ id: added.node, name: added.name, weight: 1, role: 'node' });
    return [added.node];
  });
}

interface Added {
  readonly node: string;
  readonly name: string;
  readonly role?: string;
}

function typedAdd(text: string, present: readonly Present[]): Added | null {
  const line = readConsole(text, present);
  return line?.ok === true && line.act['do'] === 'add' ? (line.act as unknown as Added) : null;
}
