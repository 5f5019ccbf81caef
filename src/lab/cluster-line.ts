/**
 * A line to a cluster that stands in this thread: what programs ask of it is told to one of its clients, and its time runs as long as somebody
 * waits for it. What is asked in one breath leaves at one instant.
 *
 * Nothing of this stands in a script, so a run that is to be replayed asks by commands of the script instead.
 */
import type { Cluster } from '../cluster/cluster.ts';
import type { HistoryEvent } from '../cluster/recorder.ts';
import type { Data, NodeId, Outcome } from '../kernel/contract.ts';
import type { Options } from '../kernel/system.ts';
import { SECOND, type Micros } from '../kernel/time.ts';
import type { Told } from '../protocols/client.ts';
import type { Line, Question } from '../systems/cache/library/line.ts';

interface Waiting {
  settle(outcome: Outcome): void;
  fail(error: unknown): void;
}

interface OpenQuestion extends Waiting {
  readonly session: string;
}

interface Alarm extends Waiting {
  readonly at: Micros;
  /** Whether time goes on for its sake. */
  readonly isAwaited: boolean;
}

const UNKNOWN: Outcome = { status: 'unknown', value: null };

/** How far time runs at once while nothing is known to come. */
const STRIDE = 60 * SECOND;

export class ClusterLine implements Line {
  readonly #cluster: Cluster;
  readonly #client: NodeId;
  readonly #open = new Map<string, OpenQuestion>();
  #alarms: Alarm[] = [];
  #operations = 0;
  #sessions = 0;
  #isRunning = false;
  #hasNews = false;

  /** Whoever makes the cluster has its events told to `hear`. */
  constructor(cluster: Cluster, client: NodeId = 'c1') {
    this.#cluster = cluster;
    this.#client = client;
  }

  get options(): Options {
    return this.#cluster.options;
  }

  get now(): Micros {
    return this.#cluster.position;
  }

  hear(event: HistoryEvent): void {
    if (event.what !== 'settled') return;
    const waiting = this.#open.get(event.operation);
    if (waiting === undefined) return;
    this.#open.delete(event.operation);
    this.#hasNews = true;
    waiting.settle(event.outcome);
  }

  newSession(): string {
    this.#sessions += 1;
    // The first one of a client is that of its prompt.
    return `${this.#client}:${this.#sessions + 1}`;
  }

  ask(question: Question): Promise<Outcome> {
    return new Promise((settle, fail) => {
      this.#begin(question, { settle, fail });
      void this.#run();
    });
  }

  /** The same for whoever brings time on by itself. */
  tell(question: Omit<Question, 'timeout'>, answer: (outcome: Outcome) => void): void {
    const fail = (error: unknown): void => {
      throw error;
    };
    this.#begin(question, { settle: answer, fail });
  }

  get isAwaited(): boolean {
    return this.#open.size > 0;
  }

  end(session: string): void {
    for (const [operation, question] of this.#open) {
      if (question.session !== session) continue;
      this.#open.delete(operation);
      question.settle(UNKNOWN);
    }
    this.#tell({ kind: 'end', session }, session);
  }

  after(delay: Micros): Promise<void> {
    const rung = this.#ring(delay, true);
    void this.#run();
    return rung;
  }

  meanwhile(delay: Micros): Promise<void> {
    return this.#ring(delay, false);
  }

  #ring(delay: Micros, isAwaited: boolean): Promise<void> {
    return new Promise((settle, fail) => {
      this.#alarms.push({ at: this.now + delay, isAwaited, settle: () => settle(), fail });
    });
  }

  #begin(question: Omit<Question, 'timeout'> & { readonly timeout?: Micros }, waiting: Waiting): void {
    this.#operations += 1;
    // Beside those of its prompt, which are numbered plainly.
    const operation = `${this.#client}.t${this.#operations}`;
    this.#open.set(operation, { ...waiting, session: question.session });
    this.#tell({ kind: 'ask', operation, ...question }, operation);
  }

  #tell(message: Told, root: string): void {
    const client = this.#cluster.participants.get(this.#client);
    client?.act({ at: this.now, do: 'tell', message: message as unknown as Data, root });
  }

  async #run(): Promise<void> {
    if (this.#isRunning) return;
    this.#isRunning = true;
    // The breath ends first.
    await Promise.resolve();
    try {
      while (this.#open.size > 0 || this.#alarms.some(({ isAwaited }) => isAwaited)) await this.#runOn();
    } catch (error) {
      for (const { fail } of [...this.#open.values(), ...this.#alarms]) fail(error);
      this.#open.clear();
      this.#alarms = [];
    } finally {
      this.#isRunning = false;
    }
  }

  /** Up to the next answer or alarm; whoever waited for it acts before time goes on. */
  async #runOn(): Promise<void> {
    const alarm = this.#alarms.reduce((first, { at }) => Math.min(first, at), this.now + STRIDE);
    this.#hasNews = false;
    await this.#cluster.advanceTo(alarm, () => this.#hasNews);
    const due = this.#alarms.filter(({ at }) => at <= this.now);
    this.#alarms = this.#alarms.filter(({ at }) => at > this.now);
    for (const { settle } of due) settle({ status: 'ok', value: null });
  }
}
