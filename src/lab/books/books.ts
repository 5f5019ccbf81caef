/** Keeps the books of the open branch: each of its events is read once, when somebody asks. Where the past may have changed they are begun anew. */
import type { HistoryEvent } from '../../cluster/recorder.ts';
import type { Clerk, Keepers } from '../../systems/registered.ts';
import { systemOf } from '../../systems/on-demand.ts';
import { utf8 } from '../../store/bytes.ts';
import type { Run } from '../run.ts';
import { Copies } from './copies.ts';
import { Happenings } from './happenings.ts';
import { beliefsOf, itemsOf } from './items.ts';
import { nodeBookOf } from './nodes.ts';
import type { EventBook, EventQuestion, ItemBook, ItemQuestion, NodeBook } from './records.ts';
import { States } from './states.ts';

interface Reading {
  /** Of which branch, and of which line of its past. */
  readonly of: string;
  readonly clerk: Clerk;
  readonly states: States;
  readonly happenings: Happenings;
  readonly copies: Copies;
  /** The instant from which on something is recorded. */
  readonly since: number;
  cursor: number;
}

export class Books {
  #reading: Reading | null = null;

  /** `epoch`: whenever the past may have changed it is read anew. Null: this system keeps no books. */
  async nodes(run: Run, epoch: number): Promise<NodeBook | null> {
    const reading = await this.#read(run, epoch);
    if (reading === null) return null;
    const { cluster } = run;
    const { sketch } = systemOf(run.scenario.system);
    return nodeBookOf({ cluster, sketch, ...reading, beliefs: await beliefsOf(cluster) });
  }

  async items(run: Run, epoch: number, question: ItemQuestion): Promise<ItemBook | null> {
    const reading = await this.#read(run, epoch);
    if (reading === null) return null;
    return itemsOf({ cluster: run.cluster, ...reading, epoch: run.scenario.epoch }, question);
  }

  async events(run: Run, epoch: number, question: EventQuestion): Promise<EventBook | null> {
    const reading = await this.#read(run, epoch);
    return reading?.happenings.page(question) ?? null;
  }

  /** Who had what, and since when. */
  async copies(run: Run, epoch: number): Promise<Copies | null> {
    return (await this.#read(run, epoch))?.copies ?? null;
  }

  async keepers({ cluster, scenario }: Run, key: string): Promise<Keepers | null> {
    const clerk = await systemOf(scenario.system).clerk?.();
    return clerk?.keepers(cluster.options, await beliefsOf(cluster), utf8(key)) ?? null;
  }

  async #read(run: Run, epoch: number): Promise<Reading | null> {
    const clerk = await systemOf(run.scenario.system).clerk?.();
    if (clerk === undefined) return null;
    const { branch, cluster } = run;
    const of = `${epoch} ${branch.id}`;
    if (this.#reading?.of !== of) this.#reading = await begin(run, clerk, of);
    const reading = this.#reading;
    // At the very head the actions of this instant are done.
    const end = run.isInThePast ? cluster.position : Number.MAX_SAFE_INTEGER;
    const { events, cursor } = branch.log.page(reading.cursor, end, Number.MAX_SAFE_INTEGER);
    for (const event of events) readOne(reading, event);
    reading.cursor = cursor;
    return reading;
  }
}

async function begin(
  { scenario, branch, cluster, moments }: Run,
  clerk: Clerk,
  of: string,
): Promise<Reading> {
  const { sketch } = systemOf(scenario.system);
  const clients = cluster.everybody.filter(({ isClient }) => isClient).length;
  const scene = { sketch, options: cluster.options, clients };
  const { nodes, network, epoch } = scenario;
  const { log } = branch;
  const since = log.dropped === 0 ? 0 : (log.all[0]?.at ?? 0);
  const reading = {
    ...{ of, clerk, since, cursor: 0 },
    states: new States({ nodes, network, scene, clerk, epoch }),
    happenings: new Happenings(clerk, epoch),
    copies: new Copies(clerk, moments),
  };
  // What was done is in the script, also where the record does not reach back so far.
  for (const [number, action] of branch.script.entries())
    if (action.at < since) readOne(reading, { at: action.at, node: '', number, what: 'action', action });
  // What nodes made of it since is asked of themselves.
  if (since > 0)
    for (const standing of clerk.standings(await beliefsOf(cluster))) reading.states.learn(standing, since);
  return reading;
}

function readOne({ states, happenings, copies }: Reading, event: HistoryEvent): void {
  happenings.read(event, states);
  states.read(event);
  copies.read(event);
}
