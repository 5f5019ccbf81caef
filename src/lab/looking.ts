/** Whatever is asked of what is open without changing it. Who looks closely comes on demand, because mostly nobody does. */
import type { Check } from '../history/verdicts.ts';
import type { Glance, NodeId } from '../kernel/contract.ts';
import type { Keepers } from '../systems/registered.ts';
import { NOTHING_OPEN, refusal, sentenceOf } from './answers.ts';
import type { Books } from './books/books.ts';
import type {
  EventBook,
  EventQuestion,
  ItemBook,
  ItemQuestion,
  NodeBook,
  TablePage,
  TableQuestion,
} from './books/records.ts';
import type { ItemTable } from './books/table.ts';
import type { Foresight, ForesightQuestion } from './foresight.ts';
import { insideOf, type Inside } from './inside.ts';
import type { Load } from './load.ts';
import type { LoadFigures, Plan } from './load-figures.ts';
import type { KeyLook } from './look-key.ts';
import type { HealthLook } from './look-health.ts';
import type { LinkLook, LinksLook } from './look-link.ts';
import type { MessageLook } from './look-message.ts';
import type { NodeLook } from './look-node.ts';
import type { Looker } from './looker.ts';
import type { RunProfile } from './profile.ts';
import type { Profiler } from './profiler.ts';
import type { Metering } from './metering/metering.ts';
import type { MetricsAnswer, MetricsQuestion } from './metering/records.ts';
import { recordingOf } from './recording.ts';
import type { Run } from './run.ts';
import { readDeeds, type ReadDeeds } from './supposed-deeds.ts';
import type { SupposeAnswer, SupposeQuestion } from './supposing.ts';
import type { Turns } from './turns.ts';
import type { InspectQuestion, LabParts, Recording } from './types.ts';

export class Looking {
  readonly #turns: Turns;
  #table: ItemTable | null = null;
  #looker: Looker | null = null;
  #books: Books | null = null;
  #metering: Metering | null = null;
  #foresights = 0;
  #profiler: Profiler | null = null;
  readonly #parts: LabParts;

  constructor(turns: Turns, parts: LabParts) {
    this.#turns = turns;
    this.#parts = parts;
  }

  async inspect({ node, path, offset, limit }: InspectQuestion): Promise<Glance> {
    const glance = await this.#there((run) => run.cluster.look(node, 'inspect', { path, offset, limit }));
    return glance ?? {};
  }

  async key(key: string): Promise<KeyLook | null> {
    return this.#closely((looker, run) => looker.key(run, key, this.#turns.epoch));
  }

  async stretch(from: number, to: number): Promise<Inside | null> {
    return this.#looked((run) => insideOf(run.cluster, { from, to }));
  }

  async node(id: NodeId): Promise<NodeLook | null> {
    return this.#closely((looker, run) => looker.node(run, id));
  }

  async message(name: string, copy: number): Promise<MessageLook | null> {
    return this.#closely((looker, run) => looker.message(run, name, copy));
  }

  async link(from: NodeId, to: NodeId): Promise<LinkLook | null> {
    return this.#closely((looker, run) => looker.link(run, from, to));
  }

  async links(): Promise<LinksLook | null> {
    return this.#closely((looker, run) => looker.links(run));
  }

  async health(): Promise<readonly HealthLook[] | null> {
    return this.#closely((looker, run) => looker.health(run));
  }

  async judge(): Promise<readonly Check[] | null> {
    return this.#closely((looker, run) => looker.judge(run));
  }

  async itemTable(question: TableQuestion): Promise<TablePage | null> {
    this.#table ??= await this.#newTable();
    return this.#table.page(question);
  }

  async #newTable(): Promise<ItemTable> {
    const [{ ItemTable: Table }, { Books: Read }] = await Promise.all([
      import('./books/table.ts'),
      import('./books/books.ts'),
    ]);
    return new Table({
      looked: (look) => this.#looked((run) => look(run, this.#turns.epoch)),
      copies: (run, epoch) => (this.#books ??= new Read()).copies(run, epoch),
      wall: () => this.#turns.wall(),
      // Lets whoever waits have a turn.
      rest: () => this.#parts.rest?.(0) ?? Promise.resolve(),
    });
  }

  async foresee(question: ForesightQuestion): Promise<Foresight | null> {
    const number = (this.#foresights += 1);
    const isOver = (): boolean => this.#foresights !== number;
    const standpoint = await this.#closely((looker, run) => looker.standpoint(run));
    return standpoint === null || isOver() ? null : this.#turns.lookout.foresee(standpoint, question, isOver);
  }

  async suppose({ acts, looks, judges = false }: SupposeQuestion): Promise<SupposeAnswer> {
    let read: ReadDeeds;
    try {
      read = await readDeeds(acts);
    } catch (error) {
      return refusal(sentenceOf(error));
    }
    if (!read.ok) return read;
    // What is looked at is where the branch begins, be it only looked at so far.
    await this.#turns.withRun((run) => this.#turns.adopt(run));
    const standpoint = await this.#closely((looker, run) => looker.standpoint(run));
    const told = judges ? await this.#closely((looker, run) => looker.told(run)) : null;
    if (standpoint === null) return refusal(NOTHING_OPEN);
    try {
      const supposed = await this.#turns.lookout.suppose(standpoint, read.deeds, { at: looks, told });
      return { ok: true, supposed };
    } catch (error) {
      return refusal(sentenceOf(error));
    }
  }

  async nodeBook(): Promise<NodeBook | null> {
    return this.#booked((books, run) => books.nodes(run, this.#turns.epoch));
  }

  async itemBook(question: ItemQuestion): Promise<ItemBook | null> {
    return this.#booked((books, run) => books.items(run, this.#turns.epoch, question));
  }

  async eventBook(question: EventQuestion): Promise<EventBook | null> {
    return this.#booked((books, run) => books.events(run, this.#turns.epoch, question));
  }

  async keepers(key: string): Promise<Keepers | null> {
    return this.#booked((books, run) => books.keepers(run, key));
  }

  /** Of the nodes themselves, wherever they stand; not of who replays the past. */
  async profile(isOn: boolean): Promise<RunProfile | null> {
    return this.#turns.take(async () => {
      const { run } = this.#turns;
      if (run === null) return null;
      this.#profiler ??= new (await import('./profiler.ts')).Profiler(this.#parts.watchLoop);
      return this.#profiler.take(run, isOn);
    });
  }

  /** Beside what is open, which goes on as it was. */
  async underLoad(load: Load, plan: Plan): Promise<LoadFigures> {
    const { measureLoad } = await import('./load-figures.ts');
    const { makeHost, wall } = this.#parts;
    return measureLoad(load, plan, makeHost({}), wall);
  }

  async metrics(question: MetricsQuestion): Promise<MetricsAnswer | null> {
    return (await this.#meter()).ask(question);
  }

  async metricsText(): Promise<string | null> {
    const metering = await this.#meter();
    return this.#there((run) => metering.text(run));
  }

  async #meter(): Promise<Metering> {
    return (this.#metering ??= new (await import('./metering/metering.ts')).Metering(this.#turns));
  }

  async recording(): Promise<Recording | null> {
    return this.#turns.take(async () => {
      const { run, lookout } = this.#turns;
      if (run === null) return null;
      const looked = lookout.sight?.moment ?? run.moment;
      await this.#turns.adopt(run);
      return recordingOf(run, looked, lookout);
    });
  }

  /** Of the cluster itself: it comes to the moment that is looked at. */
  async #there<Found>(look: (run: Run) => Promise<Found | null>): Promise<Found | null> {
    return this.#turns.take(async () => {
      const { run } = this.#turns;
      if (run === null) return null;
      await this.#turns.adopt(run);
      return look(run);
    });
  }

  async #booked<Found>(look: (books: Books, run: Run) => Promise<Found | null>): Promise<Found | null> {
    return this.#there(async (run) => {
      this.#books ??= new (await import('./books/books.ts')).Books();
      return look(this.#books, run);
    });
  }

  /** Nothing is said of a moment that only the replayer stands at: whoever scrubs on will not wait for it. */
  async #looked<Found>(look: (run: Run) => Found | null | Promise<Found | null>): Promise<Found | null> {
    return this.#turns.take(async () => {
      const { run, lookout } = this.#turns;
      return run === null || lookout.sight !== null ? null : look(run);
    });
  }

  async #closely<Found>(
    look: (looker: Looker, run: Run) => Found | null | Promise<Found | null>,
  ): Promise<Found | null> {
    return this.#looked(async (run) => {
      this.#looker ??= new (await import('./looker.ts')).Looker();
      return look(this.#looker, run);
    });
  }
}
