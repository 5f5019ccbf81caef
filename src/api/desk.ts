/**
 * Where calls wait their turn at the lab. What a call does goes through the lab's verbs, as what a hand does: so it stands in the script, and a
 * link of the session does it again.
 *
 * Time is the cluster's. While it plays, a call waits for it; a cluster at rest is run on as far as the reply, and rests again.
 */
import type { Act, NodeBook, NodeEntry } from '../lab/books/records.ts';
import type { Asked, LabHandle } from '../lab/types.ts';
import { COMMAND_TEXT_MAX } from '../scenario/limits.ts';
import { Refused } from './answers.ts';

type Outcome = NonNullable<Asked['outcome']>;

/** How long a client of the cluster waits for an answer, in µs of its time. */
export const CLIENT_TIMEOUT = 3_000_000;
/** While a call waits for something else than a reply, it looks so often, in µs of the cluster's time. */
const LOOK_EVERY = 100_000;

export class Desk {
  readonly lab: LabHandle;
  #last: Promise<unknown> = Promise.resolve();

  constructor(lab: LabHandle) {
    this.lab = lab;
  }

  /** One after the other, in the order in which they came: a call begins when those before it have been answered. */
  async inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const mine = this.#last.then(work, work);
    this.#last = mine.catch(() => undefined);
    return mine;
  }

  /** The same for a call with a body: it has its place from when it came, and not from when all of it was there. */
  async inTurnWith<Body, Result>(
    reading: Promise<Body>,
    work: (body: Body) => Promise<Result>,
  ): Promise<Result> {
    // What is wrong with it is said when it is its turn.
    reading.catch(() => undefined);
    return this.inTurn(async () => work(await reading));
  }

  async book(): Promise<NodeBook> {
    const book = await this.lab.nodeBook();
    return book ?? (await this.#nothing());
  }

  async node(id: string): Promise<NodeEntry> {
    const found = (await this.book()).nodes.find(({ record }) => record.id === id);
    if (found === undefined) throw new Refused(404, `There is no node ${id}.`);
    return found;
  }

  async act(act: Act): Promise<void> {
    const done = await this.lab.act(act);
    if (!done.ok) throw new Refused(409, done.says.join(' '));
  }

  /** What was answered, whatever it was; refuses where nobody answered. */
  async ask(text: string): Promise<Outcome> {
    const outcome = await this.hear(text);
    if (outcome.status !== 'unknown') return outcome;
    throw new Refused(503, 'No node that could answer was reached in time: it may have happened.');
  }

  /** The same for whoever makes something of silence too. */
  async hear(text: string): Promise<Outcome> {
    if (text.length > COMMAND_TEXT_MAX)
      throw new Refused(
        413,
        `Key and value are longer than ${COMMAND_TEXT_MAX} characters, as they are written down.`,
      );
    const { client } = await this.book();
    if (client === null) throw new Refused(503, 'The scenario has no client that could ask.');
    const asked = await this.lab.ask(client, text);
    if ('ok' in asked) throw new Refused(503, asked.says.join(' '));
    const { outcome, ended } = asked;
    if (ended === 'interrupted' && (outcome === null || outcome.status === 'unknown'))
      throw new Refused(503, 'The run was stopped before the reply: it may have happened.');
    return outcome ?? { status: 'unknown', value: null };
  }

  /** Lets time pass until something is so; false when so much of it has passed in vain. */
  async until(isSo: () => Promise<boolean>, limit: number): Promise<boolean> {
    for (let passed = 0; ; passed += LOOK_EVERY) {
      if (await isSo()) return true;
      if (passed >= limit) return false;
      const went = await this.lab.pass(LOOK_EVERY);
      if (!went.ok) throw new Refused(503, went.says.join(' '));
    }
  }

  async #nothing(): Promise<never> {
    const went = await this.lab.pass(0);
    if (!went.ok) throw new Refused(503, went.says.join(' '));
    throw new Refused(404, 'What is open is no cache, and these addresses are those of a cache.');
  }
}
