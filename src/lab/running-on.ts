/** Time until something is the case: a reply, a message, so much of it gone by, the next thing worth seeing. */
import type { HistoryEvent } from '../cluster/recorder.ts';
import type { NodeId, Outcome } from '../kernel/contract.ts';
import { SECOND } from '../kernel/time.ts';
import { isMoment, NOTHING_OPEN, refusal } from './answers.ts';
import { Errand, FRAME_BUDGET } from './player.ts';
import type { Run } from './run.ts';
import { advance, type Turns } from './turns.ts';
import type { Answer, Asked, LabHandle, Reached, StepKind } from './types.ts';
import { Waiting } from './waiting.ts';

/** Nobody waits longer, in the cluster's time. */
const LIMIT = 60 * SECOND;

/** How far: until it is done, and whether it has to stand exactly there. */
interface Goal {
  readonly isDone: () => boolean;
  readonly isExact: boolean;
}

export class RunningOn {
  readonly #turns: Turns;

  constructor(turns: Turns) {
    this.#turns = turns;
  }

  async next(): ReturnType<LabHandle['next']> {
    const turns = this.#turns;
    const { run, player } = turns;
    if (run === null) return refusal(NOTHING_OPEN);
    player.stop();
    const errand = new Errand(new Waiting(run.moments));
    const answer = await turns.withRun(async () => {
      await turns.adopt(run);
      errand.limit = run.cluster.position + LIMIT;
      player.start(errand);
    });
    if (!answer.ok) return answer;
    while (!errand.isOver) await turns.nextFrame.wait();
    if (errand.found !== null) return { ended: 'found', mark: errand.found } satisfies Reached;
    const isAtLimit = turns.run === run && run.cluster.position >= errand.limit;
    return { ended: isAtLimit ? 'limit' : 'interrupted', mark: null };
  }

  async stepTo(kind: Exclude<StepKind, 'instant'>): Promise<Answer> {
    const turns = this.#turns;
    let isThere = false;
    let beats: readonly string[] = [];
    const hear = (event: HistoryEvent): void => {
      if (kind === 'reply') isThere ||= event.what === 'settled';
      else isThere ||= event.what === 'handled' && event.by === 'arrival' && !beats.includes(event.kind);
    };
    const started = await turns.withRun(async (run) => {
      await turns.adopt(run);
      turns.player.stop();
      turns.isInterrupted = false;
      ({ beats } = run.moments);
    });
    const { run } = turns;
    if (!started.ok || run === null) return started;
    run.listeners.add(hear);
    const ended = await this.until(run, run.cluster.position + LIMIT, {
      isDone: () => isThere,
      isExact: true,
    });
    run.listeners.delete(hear);
    if (ended !== 'limit') return { ok: true };
    return refusal(`No ${kind} came within ${LIMIT / SECOND} s of the cluster’s time.`);
  }

  async ask(client: NodeId, text: string): ReturnType<LabHandle['ask']> {
    const turns = this.#turns;
    const { run } = turns;
    if (run === null) return refusal(NOTHING_OPEN);
    let reply: { text: string; outcome: Outcome; at: number } | null = null;
    let from = 0;
    let operation = '';
    const hear = (event: HistoryEvent): void => {
      if (event.what !== 'settled' || event.operation !== operation) return;
      reply = { text: event.text, outcome: event.outcome, at: event.at };
    };
    const answer = await turns.withRun(async () => {
      await turns.adopt(run);
      from = run.cluster.position;
      const number = (run.cluster.participants.get(client)?.commands ?? 0) + 1;
      const acted = await turns.act(run, { do: 'command', client, text });
      if (!acted.ok) return acted;
      operation = `${client}.${number}`;
      turns.isInterrupted = false;
      run.listeners.add(hear);
      return acted;
    });
    if (!answer.ok) return answer;
    const ended = await this.#wait(run, run.cluster.position + LIMIT, {
      isDone: () => reply !== null,
      isExact: true,
    });
    const settled = reply as { text: string; outcome: Outcome; at: number } | null;
    run.listeners.delete(hear);
    if (settled === null) return { operation, text: null, outcome: null, took: null, ended };
    const { text: said, outcome, at } = settled;
    const isKnown = outcome.status !== 'unknown';
    return { operation, text: said, outcome, took: at - from, ended: isKnown ? 'reply' : 'timeout' };
  }

  async pass(by: number): Promise<Answer> {
    if (!isMoment(by)) return refusal('A time is a whole number of microseconds from 0 on.');
    const turns = this.#turns;
    const { run } = turns;
    if (run === null) return refusal(NOTHING_OPEN);
    let until = 0;
    const started = await turns.withRun(async () => {
      await turns.adopt(run);
      turns.isInterrupted = false;
      until = run.cluster.position + by;
    });
    if (!started.ok) return started;
    const ended = await this.#wait(run, until, {
      isDone: () => run.cluster.position >= until,
      isExact: false,
    });
    return ended === 'interrupted' ? refusal('The run was stopped before that.') : { ok: true };
  }

  /** Flat out, in slices that let frames in between, until something is the case or a limit is reached; exact to the instant. */
  async until(run: Run, limit: number, { isDone, isExact }: Goal): Promise<Asked['ended']> {
    const turns = this.#turns;
    for (;;) {
      if (isDone()) return 'reply';
      if (turns.isInterrupted || turns.run !== run) return 'interrupted';
      if (run.cluster.position >= limit) return 'limit';
      const answer = await turns.withRun(async () => {
        const deadline = turns.wall() + FRAME_BUDGET;
        const isEnough = (): boolean => isDone() || turns.isInterrupted || turns.wall() >= deadline;
        const { windows } = run.cluster;
        windows.isInstantly = isExact;
        try {
          await advance(run, limit, isEnough);
        } finally {
          windows.isInstantly = false;
        }
        turns.showing.changed();
      });
      if (!answer.ok) return 'interrupted';
    }
  }

  /** While time passes anyway it is waited for; a cluster at rest is run on to it, and rests again. */
  async #wait(run: Run, limit: number, goal: Goal): Promise<Asked['ended']> {
    if (!this.#turns.player.isPlaying) return this.until(run, limit, goal);
    return this.#whilePlaying(run, goal.isDone);
  }

  /** Frames bring it. Pausing, seeking or opening something else ends the waiting. */
  async #whilePlaying(run: Run, isDone: () => boolean): Promise<Asked['ended']> {
    const turns = this.#turns;
    for (;;) {
      if (isDone()) return 'reply';
      if (turns.isInterrupted || !turns.player.isPlaying || turns.run !== run) return 'interrupted';
      await turns.nextFrame.wait();
    }
  }
}
