/**
 * A ring of the real programs in one thread, as large as is wanted, and what a simulator does to it. This is the door past the readers of scenarios, who
 * stop at about a thousand nodes: all else of the scenario has been judged by them.
 */
import { Cluster } from '../../cluster/cluster.ts';
import { Participant } from '../../cluster/participant.ts';
import { SILENCE } from '../../cluster/recorder.ts';
import { derive, seedChain } from '../../kernel/chance.ts';
import type { AnyProgram, NodeId } from '../../kernel/contract.ts';
import { Generator } from '../../kernel/generator.ts';
import { MINUTE, type Micros } from '../../kernel/time.ts';
import { readScenario } from '../../scenario/index.ts';
import type { Scenario } from '../../scenario/types.ts';
import { peerOf } from '../../systems/chord/ring/peers.ts';
import { chord } from '../../systems/chord/index.ts';
import { Asker, ASKER, type Round } from './asker.ts';
import { CountingHost } from './counting-host.ts';
import { Living } from './living.ts';
import type { RingRequest } from './request.ts';

/** How long identifiers are. Of ten thousand nodes two stand at one place about once in a hundred rings; such a name is passed over. */
export const BITS = 32;
/** All nodes stand this far from each other, so that a hop is a hop. */
const LATENCY = '10ms';
/** Longer than any number of questions takes. */
const PATIENCE: Micros = 1_000_000 * MINUTE;

export class Ring {
  readonly request: RingRequest;
  readonly cluster: Cluster;
  readonly living: Living;
  readonly asker = new Asker();
  readonly host: CountingHost;
  readonly #names: Names;

  private constructor(request: RingRequest, names: Names, scenario: Scenario, node: AnyProgram) {
    this.request = request;
    this.#names = names;
    this.living = new Living(
      scenario.nodes.map(({ id }) => id),
      BITS,
    );
    // Programs keep nothing, so all nodes can share one.
    this.host = new CountingHost(
      () => node,
      (to) => to !== ASKER,
    );
    const { program } = this.asker;
    const system = { ...chord, program: () => program };
    this.cluster = new Cluster({ scenario, system, host: this.host, recorder: SILENCE });
  }

  /** Where all know each other as if they had long found each other. */
  static async begin(request: RingRequest): Promise<Ring> {
    const names = new Names(chanceOf(request, 'names'));
    const ids = Array.from({ length: request.nodes }, () => names.next());
    const scenario = scenarioOf(request, ids);
    const ring = new Ring(request, names, scenario, await chord.program('node', scenario.options));
    await ring.cluster.boot();
    // Whoever starts begins at this very instant.
    await ring.cluster.advanceTo(ring.cluster.position + 1);
    return ring;
  }

  /** Chance for one purpose, from the seed and nothing else. */
  chance(purpose: string): Generator {
    return chanceOf(this.request, purpose);
  }

  /** Asks until all is answered; `each` is told now and then. */
  async ask(round: Round, each: () => void = () => undefined): Promise<void> {
    this.asker.prepare(round);
    await this.command();
    let windows = 0;
    await this.cluster.advanceTo(this.cluster.position + PATIENCE, () => {
      windows += 1;
      if (windows % WINDOWS_BETWEEN === 0) each();
      return this.asker.isDone;
    });
    if (!this.asker.isDone) throw new Error('the ring owes an answer that does not come');
  }

  /** The asker goes on, or asks what it was given beside. */
  async command(): Promise<void> {
    const { cluster } = this;
    await cluster.act({ at: cluster.position, do: 'command', client: ASKER, text: 'ask' });
  }

  /** As much as dies with a process. */
  async kill(node: NodeId): Promise<number> {
    const { cluster } = this;
    this.living.remove(node);
    await cluster.act({ at: cluster.position, do: 'kill', node, how: 'process' });
    return this.asker.forget(node);
  }

  /**
   * A newcomer that nobody has been told of, and that belongs to no ring yet. It is no act of a script, because that tells the list of all members to
   * all members, which this system has no use for.
   */
  async start(): Promise<NodeId> {
    const id = this.#names.next();
    const newcomer = new Participant({ id, name: id, weight: 1, role: 'node' }, false);
    this.cluster.admit(newcomer);
    await this.cluster.startParticipant(newcomer);
    return id;
  }
}

function chanceOf({ seed }: RingRequest, purpose: string): Generator {
  return new Generator(derive(seedChain(seed), 'ring', purpose));
}

const WINDOWS_BETWEEN = 100;

/** Names drawn from the seed, so that another seed is another ring; no two of them stand at one place. */
class Names {
  readonly #first: number;
  readonly #taken = new Set<string>();
  #given = 0;

  constructor(chance: Generator) {
    this.#first = Math.floor(chance.next() * 1_000_000_000);
  }

  next(): NodeId {
    for (;;) {
      const id = `n${this.#first + this.#given}`;
      this.#given += 1;
      const { at } = peerOf(id, BITS);
      if (this.#taken.has(at)) continue;
      this.#taken.add(at);
      return id;
    }
  }
}

function scenarioOf(request: RingRequest, ids: readonly NodeId[]): Scenario {
  const { successors, replicas, stabilise, seed, mutants, churn } = request;
  const period = stabilise / 1_000;
  const read = readScenario(
    {
      version: 1,
      system: chord.id,
      seed,
      nodes: successors + 1,
      clients: 1,
      network: { latency: { law: 'constant', min: LATENCY } },
      options: {
        ...{ bits: BITS, successors, replicas, mutants },
        ...{ lookup: 'iterative', begin: 'ring', joins: 'told' },
        ...{ stabilise: period, fixFingers: period, checkPredecessor: period },
        // Where nodes come and go copies are looked after; where the ring stands still that would be a repair.
        repair: churn > 0 ? period : 0,
      },
      until: '24h',
    },
    new Map([[chord.id, chord.sketch]]),
  );
  if (!read.ok) throw new Error(read.faults.map(({ path, says }) => `${path}: ${says}`).join('; '));
  const nodes = ids.map((id) => ({ id, name: id, weight: 1, role: 'node' }));
  return { ...read.scenario, nodes };
}
