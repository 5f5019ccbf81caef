/**
 * What running a program really takes: wall time by the clock of its host, and what its events made. It stands between the runner and its program as
 * long as somebody measures, and is taken away with the last question; a runner that nobody measures knows nothing of it. It changes no input and
 * no effect, so a history is the same with it and without.
 *
 * A browser's clock is coarse: one event mostly takes less than it can tell apart. What it shows is rounded down at both ends alike, so sums over many
 * events are right, and the longest single one is right within a step of the clock.
 */
import { sizeOf } from './bytes.ts';
import { OPERATOR, type AnyProgram, type ClientMessage, type Kinded, type NodeId } from './contract.ts';
import type { DiskWrite } from './disk.ts';
import type { Gauge, NodeProfile, Work } from './profile.ts';
import type { Advance, Envelope, NodeAct } from './protocol.ts';
import type { Runner } from './runner.ts';
import type { Micros } from './time.ts';

/** Whoever types what it likes must not make a table without end. */
const ROWS_MAX = 200;

export class Meter {
  readonly #runner: Runner;
  readonly #bare: AnyProgram;
  readonly #gauge: Gauge;
  #work = new Map<string, Work>();
  #since: number;
  #turns = 0;
  #turnMs = 0;
  /** Of the turn under way: what each event was, and how many writes there were when it had ended. */
  #events: { readonly work: Work; readonly writes: number }[] = [];

  constructor(runner: Runner, gauge: Gauge) {
    this.#runner = runner;
    this.#bare = runner.program;
    this.#gauge = gauge;
    this.#since = gauge.now();
    runner.program = this.#around(runner.program);
  }

  advance(until: Micros, arrivals: readonly Envelope[], acts: readonly NodeAct[]): Advance {
    const before = this.#runner.event;
    const began = this.#gauge.now();
    const advance = this.#runner.advance(until, arrivals, acts);
    this.#turnMs += this.#gauge.now() - began;
    this.#turns += 1;
    this.#attribute(advance, before);
    return advance;
  }

  /** What came since it was last asked. */
  take(): NodeProfile {
    const now = this.#gauge.now();
    const taken: NodeProfile = {
      ms: now - this.#since,
      turns: this.#turns,
      turnMs: this.#turnMs,
      work: [...this.#work.values()],
      loop: this.#gauge.loop(),
    };
    this.#since = now;
    this.#turns = this.#turnMs = 0;
    this.#work = new Map();
    return taken;
  }

  /** The runner is as if nobody had ever measured. */
  stop(): void {
    this.#runner.program = this.#bare;
    this.#gauge.stop();
  }

  #around(bare: AnyProgram): AnyProgram {
    const timed = <Result>(work: Work, self: AnySelf, state: unknown, run: () => Result): Result => {
      const held = bytesOf(bare, state);
      const began = this.#gauge.now();
      try {
        return run();
      } finally {
        const ms = this.#gauge.now() - began;
        work.calls += 1;
        work.ms += ms;
        work.worstMs = Math.max(work.worstMs, ms);
        work.keptBytes += bytesOf(bare, state) - held;
        this.#events.push({ work, writes: self.disk.writes ?? 0 });
      }
    };
    return Object.assign(Object.create(bare) as AnyProgram, {
      boot: (self: AnySelf) => timed(this.#of('boot', 'boot', ''), self, null, () => bare.boot(self)),
      receive: (self: AnySelf, state: unknown, from: NodeId, message: Kinded) => {
        const what = from === OPERATOR ? 'operator' : 'message';
        const work = this.#of(what, message.kind, commandOf(bare, message));
        timed(work, self, state, () => bare.receive(self, state, from, message));
      },
      tick: (self: AnySelf, state: unknown, timer: Kinded) =>
        timed(this.#of('timer', timer.kind, ''), self, state, () => bare.tick(self, state, timer)),
    });
  }

  #of(what: Work['what'], kind: string, command: string): Work {
    const name = `${what} ${kind} ${command}`;
    let work = this.#work.get(name);
    if (work !== undefined) return work;
    if (this.#work.size >= ROWS_MAX && command !== '') return this.#of(what, kind, '');
    work = {
      what,
      kind,
      command,
      calls: 0,
      ms: 0,
      worstMs: 0,
      sent: 0,
      sentBytes: 0,
      writtenBytes: 0,
      keptBytes: 0,
    };
    this.#work.set(name, work);
    return work;
  }

  /** What a turn brought forth belongs to the events that did it: messages name theirs, and writes are numbered. */
  #attribute({ sends, writes }: Advance, before: number): void {
    const events = this.#events;
    this.#events = [];
    for (const { cause, body } of sends) {
      const work = events[cause - before - 1]?.work;
      if (work === undefined) continue;
      work.sent += 1;
      work.sentBytes += sizeOf(body);
    }
    let at = 0;
    for (const write of writes) {
      const bytes = bytesIn(write);
      if (bytes === null) continue;
      while (at < events.length && (events[at]?.writes ?? 0) < bytes.number) at += 1;
      const work = events[at]?.work;
      if (work !== undefined) work.writtenBytes += bytes.length;
    }
  }
}

/** Of the runner's own disk it is known how often it was written to. */
type AnySelf = Parameters<AnyProgram['boot']>[0] & { readonly disk: { readonly writes?: number } };

function bytesOf(program: AnyProgram, state: unknown): number {
  return state === null ? 0 : (program.memory?.(state).bytes ?? 0);
}

function bytesIn(write: DiskWrite): { readonly number: number; readonly length: number } | null {
  return write.do === 'append' || write.do === 'put'
    ? { number: write.number, length: write.bytes.length }
    : null;
}

const COMMAND_MAX = 24;

/** Empty for whatever is no client's request, and where the system has no word for it. */
function commandOf(program: AnyProgram, message: Kinded): string {
  if (message.kind !== 'request') return '';
  const { operation } = message as Extract<ClientMessage, { kind: 'request' }>;
  return inCapitals((program.asks?.(operation) ?? '').slice(0, COMMAND_MAX));
}

function inCapitals(word: string): string {
  return word.replace(/[a-z]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 32));
}
