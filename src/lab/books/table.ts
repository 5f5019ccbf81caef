/**
 * A table of all items for whoever scrolls through them. Which row is which key stands in a **list**, which is worked out beside the run and kept until
 * another one is asked for; what stands in a row is read in the nodes when somebody sees it. So a hundred thousand keys cost as much as
 * a look through their names now and then, and a row is never older than its page.
 */
import type { Catalogue } from '../../kernel/contract.ts';
import { utf8 } from '../../store/bytes.ts';
import type { Clerk } from '../../systems/registered.ts';
import { systemOf } from '../../systems/on-demand.ts';
import type { Run } from '../run.ts';
import type { Copies } from './copies.ts';
import { rowsOf } from './item-rows.ts';
import { layTogether, listOf, type Inventory, type Unheld } from './inventory.ts';
import type { TablePage, TableQuestion } from './records.ts';
import { Slices } from './slices.ts';

/** Taking stock may use so large a share of real time, however often somebody asks. */
const SHARE = 0.1;
const ROWS_MOST = 500;

interface Stock {
  /** Of which line of history. */
  readonly of: string;
  /** Grows with all that happens, so that nothing is read twice where nothing did. */
  readonly happened: number;
  readonly at: number;
  readonly inventory: Inventory;
  readonly madeAt: number;
  readonly cost: number;
}

interface List {
  readonly number: number;
  readonly of: string;
  readonly stock: Stock;
  readonly order: Uint32Array;
}

interface Gathered {
  readonly clerk: Clerk;
  readonly catalogues: readonly Catalogue[];
  readonly clock: number;
  readonly last: readonly Unheld[];
}

interface Surroundings {
  /** In a turn of its own; null where nothing can be looked at. */
  readonly looked: <Found>(look: (run: Run, epoch: number) => Promise<Found | null>) => Promise<Found | null>;
  /** Who had what, by the record. */
  readonly copies: (run: Run, epoch: number) => Promise<Copies | null>;
  readonly wall: () => number;
  readonly rest: () => Promise<void>;
}

export class ItemTable {
  readonly #around: Surroundings;
  #stock: Stock | null = null;
  #list: List | null = null;
  #lists = 0;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  async page(question: TableQuestion): Promise<TablePage | null> {
    const list = await this.#listFor(question);
    if (list === null) return null;
    const { order, stock } = list;
    const { keys, unheld } = stock.inventory;
    const from = Math.max(0, Math.min(question.from, order.length));
    const limit = Math.max(0, Math.min(question.limit, ROWS_MOST));
    const wanted = [...order.subarray(from, from + limit)].map((number) => keys[number] as string);
    const page = await this.#around.looked(async ({ cluster, scenario }) => {
      const clerk = await clerkOf(scenario.system);
      if (clerk === undefined) return null;
      return { at: cluster.position, rows: await rowsOf(cluster, clerk, wanted, unheld) };
    });
    if (page === null) return null;
    const { find } = question;
    const row = find === undefined ? -1 : order.findIndex((number) => keys[number] === find);
    return {
      ...{ list: list.number, listedAt: stock.at, total: order.length, all: keys.length, from },
      ...page,
      found: row < 0 ? null : row,
    };
  }

  async #listFor({ contains, order, isDescending, list: known }: TableQuestion): Promise<List | null> {
    const line = await this.#around.looked(async (run, epoch) => Promise.resolve(lineOf(run, epoch)));
    if (line === null) return null;
    const of = JSON.stringify([line, contains, order, isDescending]);
    if (known !== null && this.#list?.number === known && this.#list.of === of) return this.#list;
    const slices = new Slices(this.#around.wall, this.#around.rest);
    const stock = await this.#take(slices);
    if (stock === null) return null;
    if (this.#list?.of === of && this.#list.stock === stock) return this.#list;
    const question = { contains: utf8(contains), order, isDescending };
    const found = await listOf(stock.inventory, question, slices);
    this.#lists += 1;
    this.#list = { number: this.#lists, of, stock, order: found };
    return this.#list;
  }

  /** What was taken last will do where nothing has happened since, and where taking it again would cost too much so soon. */
  async #take(slices: Slices): Promise<Stock | null> {
    const { wall } = this.#around;
    const began = wall();
    const taken = await this.#around.looked(async (run, epoch) => {
      const [of, happened] = [lineOf(run, epoch), happenedIn(run)];
      const known = this.#stock;
      if (known !== null && known.of === of) {
        const isSoon = began - known.madeAt < known.cost / SHARE;
        if (known.happened === happened || isSoon) return { known };
      }
      const gathered = await this.#gather(run, epoch);
      return gathered === null ? null : { of, happened, at: run.cluster.position, ...gathered };
    });
    if (taken === null) return null;
    if ('known' in taken) return taken.known;
    const { of, happened, at, clerk, catalogues, ...rest } = taken;
    const laying = { ...rest, versionOf: (stamp: readonly (number | string)[]) => clerk.versionOf(stamp) };
    const inventory = await layTogether(catalogues, laying, slices);
    const madeAt = wall();
    this.#stock = { of, happened, at, inventory, madeAt, cost: madeAt - began };
    return this.#stock;
  }

  async #gather(run: Run, epoch: number): Promise<Gathered | null> {
    const { cluster, scenario } = run;
    const clerk = await clerkOf(scenario.system);
    if (clerk === undefined) return null;
    const nodes = cluster.everybody.filter(({ isClient }) => !isClient);
    const said = await Promise.all(
      nodes.filter(({ isRunning }) => isRunning).map(({ id }) => cluster.look(id, 'catalogue')),
    );
    const catalogues = (said as unknown as Partial<Catalogue>[]).filter(
      (one): one is Catalogue => one.keys !== undefined,
    );
    const clock = scenario.epoch + Math.floor(cluster.position / 1_000);
    const absent = new Set(nodes.filter(({ isRunning }) => !isRunning).map(({ id }) => id));
    const copies = absent.size === 0 ? null : await this.#around.copies(run, epoch);
    const last = [...(copies?.lastWith(absent, clock) ?? [])].map(({ key, stamp, nodes: had }): Unheld => ({
      key,
      version: clerk.versionOf(stamp),
      nodes: had,
    }));
    return { clerk, catalogues, clock, last };
  }
}

async function clerkOf(system: string): Promise<Clerk | undefined> {
  return systemOf(system).clerk?.();
}

function lineOf({ branch }: Run, epoch: number): string {
  return `${epoch} ${branch.id}`;
}

function happenedIn({ cluster }: Run): number {
  return cluster.events + cluster.applied + cluster.counts.dropped + cluster.position;
}
