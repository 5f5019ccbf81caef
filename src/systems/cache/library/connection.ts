/**
 * The client library: a cluster for programs, as the console is one for people. Both stand on the same client; this one gives values and
 * promises where that one prints.
 *
 *     const db = await connect(line, { timeout: 2 * SECOND });
 *     await db.set('apple', 'red');
 *     const [length, value] = await db.pipeline().append('apple', '!').get('apple').exec();
 *     db.close();
 *
 * **To one node, or to the cluster.** `to` names a node and means that one: what it does not act for it refuses with `MOVED`. Without it the
 * client asks the proxy where there is one, else it knows the ring and follows it.
 *
 * **A connection that breaks.** No message says that a node has died; it falls silent. So while calls to a named node or a proxy are open, it is
 * asked now and then whether it is there. When that stays unanswered the connection is lost: all open calls reject with
 * `ConnectionLostError`. The next call connects anew, trying again after longer and longer pauses, and rejects when its time is up. A call
 * that alone stays unanswered has a `TimeoutError`.
 */
import type { Data, NodeId, Outcome } from '../../../kernel/contract.ts';
import { MILLISECOND, SECOND, type Micros } from '../../../kernel/time.ts';
import { withProofs } from '../../../store/access/secrets.ts';
import { octetsOf, upperCase } from '../../../store/bytes.ts';
import { proofSaltOf } from '../../../store/configuration.ts';
import { table } from '../../../store/commands/index.ts';
import { configurationOf } from '../../store-configuration.ts';
import { optionsOf } from '../options.ts';
import type { Answer } from '../requests.ts';
import type { Argument, Commands } from './commands.ts';
import { ClosedError, ConnectionLostError, ReplyError, TimeoutError, type CacheError } from './errors.ts';
import type { Line } from './line.ts';
import { bytesOf, textOf, valueOf, type Face } from './values.ts';

export interface ConnectOptions {
  /** Without it: the cluster. */
  readonly to?: NodeId;
  readonly user?: string;
  readonly password?: string;
  /** Of the cluster's time, for each call. */
  readonly timeout?: Micros;
  /** Whether calls after a loss connect anew; by default they do. */
  readonly reconnect?: boolean;
  /** What keys and values come back as: texts, by default. */
  readonly replies?: 'text' | 'bytes';
}

/** The same methods, but that nothing is sent before `exec`. Answers come in the order of the calls; a call that failed has its error there. */
export type Pipeline<Text> = {
  readonly [Name in keyof Commands<Text>]: (...args: Parameters<Commands<Text>[Name]>) => Pipeline<Text>;
} & { exec(): Promise<readonly unknown[]> };

export type Connection<Text> = Commands<Text> & {
  readonly isConnected: boolean;
  pipeline(): Pipeline<Text>;
  /** Open calls reject with `ClosedError`, and so do later ones. */
  close(): void;
};

export function connect(
  line: Line,
  options?: ConnectOptions & { readonly replies?: 'text' },
): Promise<Connection<string>>;
export function connect(
  line: Line,
  options: ConnectOptions & { readonly replies: 'bytes' },
): Promise<Connection<Uint8Array>>;
export async function connect(line: Line, options: ConnectOptions = {}): Promise<unknown> {
  const face: Face<unknown> = options.replies === 'bytes' ? octetsOf : textOf;
  const channel = new Channel(line, options);
  await channel.open();
  const perform = async (name: string, args: readonly Argument[]): Promise<unknown> =>
    valueOf(name, await channel.call([upperCase(name), ...args.map(bytesOf)]), face);
  return Object.defineProperty(
    {
      ...methods((name, args) => perform(name, args)),
      pipeline: () => pipelineOf(perform),
      close: () => channel.close(),
    },
    'isConnected',
    { get: () => channel.isConnected },
  );
}

const UNSPOKEN: ReadonlySet<string> = new Set(['auth', 'hello', 'quit']);

function methods<Made>(
  make: (name: string, args: readonly Argument[]) => Made,
): Readonly<Record<string, (...args: readonly Argument[]) => Made>> {
  const names = table.map(({ name }) => name).filter((name) => !UNSPOKEN.has(name));
  return Object.fromEntries(names.map((name) => [name, (...args) => make(name, args)]));
}

type Perform = (name: string, args: readonly Argument[]) => Promise<unknown>;

function pipelineOf(perform: Perform): unknown {
  const calls: (readonly [string, readonly Argument[]])[] = [];
  const pipeline: Readonly<Record<string, unknown>> = {
    ...methods((name, args) => {
      calls.push([name, args]);
      return pipeline;
    }),
    async exec() {
      const ended = await Promise.allSettled(calls.splice(0).map(([name, args]) => perform(name, args)));
      return ended.map((one) => (one.status === 'fulfilled' ? one.value : (one.reason as CacheError)));
    },
  };
  return pipeline;
}

// --- The connection itself ----------------------------------------------------------------------------------------------

const TIMEOUT = 3 * SECOND;
/** So often somebody is asked whether it is there, and for so long it may stay silent. */
const WATCH_EVERY = 500 * MILLISECOND;
const SILENCE_MAX = SECOND;
const PAUSE_FIRST = 100 * MILLISECOND;
const PAUSE_MAX = SECOND;

interface OpenCall {
  reject(error: CacheError): void;
}

class Channel {
  readonly #line: Line;
  readonly #to: NodeId | null;
  readonly #timeout: Micros;
  readonly #reconnects: boolean;
  readonly #words: readonly string[] | null;
  /** Whether one other answers for all that is asked, so that its silence ends everything. */
  readonly #hasPeer: boolean;
  readonly #open = new Set<OpenCall>();
  #session: string;
  #state: 'open' | 'lost' | 'closed' = 'lost';
  #isWatching = false;
  #restoring: Promise<void> | null = null;

  constructor(line: Line, options: ConnectOptions) {
    const { to, user, password, timeout = TIMEOUT, reconnect = true } = options;
    this.#line = line;
    this.#to = to ?? null;
    this.#timeout = timeout;
    this.#reconnects = reconnect;
    this.#words = password === undefined ? null : wordsOf(line, user, password);
    this.#hasPeer = to !== undefined || optionsOf(line.options).proxy;
    this.#session = line.newSession();
  }

  get isConnected(): boolean {
    return this.#state === 'open';
  }

  async open(): Promise<void> {
    await this.#restore();
  }

  async call(command: readonly string[]): Promise<Data> {
    if (this.#state === 'closed') throw new ClosedError(false);
    if (this.#state === 'lost') {
      if (!this.#reconnects) throw this.#lost(false);
      await (this.#restoring ??= this.#restore().finally(() => (this.#restoring = null)));
    }
    const answer = this.#ask(command, this.#session, this.#timeout);
    const ended = new Promise<never>((_, reject) => {
      const open: OpenCall = { reject };
      this.#open.add(open);
      const forget = (): void => void this.#open.delete(open);
      answer.then(forget, forget);
    });
    if (this.#hasPeer) void this.#watch();
    return replyIn(await Promise.race([answer, ended]));
  }

  close(): void {
    this.#state = 'closed';
    this.#abandon(() => new ClosedError(true));
    this.#line.end(this.#session);
  }

  async #ask(command: readonly string[], session: string, timeout: Micros): Promise<Outcome> {
    const body = this.#words === null ? { command } : { command, as: this.#words };
    return this.#line.ask({ session, body, to: this.#to, timeout });
  }

  /** Beside the calls, for they may wait behind each other. */
  async #watch(): Promise<void> {
    if (this.#isWatching) return;
    this.#isWatching = true;
    const session = this.#line.newSession();
    for (;;) {
      await this.#line.meanwhile(WATCH_EVERY);
      if (this.#open.size === 0 || this.#state !== 'open') break;
      const { status } = await this.#ask(['PING'], session, SILENCE_MAX);
      if (status !== 'unknown' || this.#state !== 'open') continue;
      this.#state = 'lost';
      this.#abandon(() => this.#lost(true));
      this.#line.end(this.#session);
      this.#session = this.#line.newSession();
    }
    this.#line.end(session);
    this.#isWatching = false;
  }

  async #restore(): Promise<void> {
    const until = this.#line.now + this.#timeout;
    for (let pause = PAUSE_FIRST; ; pause = Math.min(PAUSE_MAX, 2 * pause)) {
      const patience = Math.min(SILENCE_MAX, Math.max(1, until - this.#line.now));
      const outcome = await this.#ask(['PING'], this.#session, patience);
      if (this.#state === 'closed') throw new ClosedError(false);
      if (outcome.status !== 'unknown') {
        replyIn(outcome);
        this.#state = 'open';
        return;
      }
      if (this.#line.now + pause >= until) throw this.#lost(false);
      await this.#line.after(pause);
    }
  }

  #lost(mayHaveHappened: boolean): ConnectionLostError {
    return new ConnectionLostError(`${this.#to ?? 'The cluster'} does not answer any more.`, mayHaveHappened);
  }

  #abandon(because: () => CacheError): void {
    for (const { reject } of this.#open) reject(because());
    this.#open.clear();
  }
}

/** Said with every request: a node that begins anew has forgotten who speaks. */
function wordsOf(line: Line, user: string | undefined, password: string): readonly string[] {
  const words = ['AUTH', ...(user === undefined ? [] : [user]), password].map(bytesOf);
  return withProofs(words, proofSaltOf(configurationOf(line.options)));
}

function replyIn({ status, value }: Outcome): Data {
  if (typeof value === 'string') throw new ReplyError(value);
  const { reply = null } = (value ?? {}) as unknown as Partial<Answer>;
  const { error } = (reply ?? {}) as { readonly error?: string };
  if (status === 'unknown') throw new TimeoutError(error ?? 'No answer came in time.');
  if (error !== undefined) throw new ReplyError(error);
  return reply;
}
