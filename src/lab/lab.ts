/**
 * The lab: one handle on a cluster. It opens, plays, pauses, steps, seeks, branches, acts and observes, and knows nothing of threads: the bus
 * Worker's doorstep makes one in the page, the command line makes one in Node.
 *
 * Whoever draws pulls: each `frame` brings time forward by the pace and answers with what is new. Nobody pulling means no time passing.
 */
import type { Cluster } from '../cluster/cluster.ts';
import type { Host } from '../cluster/host.ts';
import type { HistoryEvent } from '../cluster/recorder.ts';
import { situationOf } from '../cluster/typed-acts.ts';
import type { Data, Glance, NodeId, Outcome } from '../kernel/contract.ts';
import { SECOND } from '../kernel/time.ts';
import { formatFault, readAction, readScenario, writeScenario } from '../scenario/index.ts';
import type { Action } from '../scenario/types.ts';
import type { Keepers } from '../systems/registered.ts';
import { sketches, systemOf } from '../systems/registry.ts';
import { NO_MOMENTS } from '../kernel/moments.ts';
import { Alone } from './alone.ts';
import { Bell } from './bell.ts';
import type { Books } from './books/books.ts';
import type { EventBook, EventQuestion, ItemBook, ItemQuestion, NodeBook } from './books/records.ts';
import { BOOKMARK_NAME_MOST, BOOKMARKS_MOST } from './bookmarks.ts';
import type { Branch } from './branch.ts';
import { cutter } from './cutter.ts';
import { emptyFrame, frameOf } from './frames.ts';
import { compareWithMade, madeAt } from './made.ts';
import type { Foresight, ForesightQuestion } from './foresight.ts';
import { insideOf, type Inside } from './inside.ts';
import type { KeyLook } from './look-key.ts';
import type { LinkLook } from './look-link.ts';
import type { MessageLook } from './look-message.ts';
import type { NodeLook } from './look-node.ts';
import type { Looker } from './looker.ts';
import { Lookout } from './lookout.ts';
import { Errand, FRAME_BUDGET, Player } from './player.ts';
import { Queue } from './queue.ts';
import { recordingOf } from './recording.ts';
import type { Moment, Replayer } from './replay.ts';
import { Run } from './run.ts';
import { Showing } from './showing.ts';
import { readDeeds } from './supposed-deeds.ts';
import type { SupposeAnswer, SupposeQuestion } from './supposing.ts';
import { timeLineOf } from './time-line.ts';
import {
  PACE_MAX,
  PACE_MIN,
  type Answer,
  type Asked,
  type Choices,
  type Frame,
  type InspectQuestion,
  type Interest,
  type LabHandle,
  type Marks,
  type OpenRequest,
  type Pace,
  type Reached,
  type Recording,
  type StartingNode,
  type StepKind,
  type Trial,
  type Versions,
} from './types.ts';
import { versions } from './versions.ts';
import { Waiting } from './waiting.ts';

export interface LabParts {
  makeHost(trial: Trial): Host;
  makeReplayer(): Replayer;
  /** Real time in milliseconds, only to stay within it. */
  wall(): number;
  /** Lets so many real milliseconds pass. Without it the lab never runs alone. */
  rest?(milliseconds: number): Promise<void>;
}

const ASK_LIMIT = 60 * SECOND;

const NOTHING_OPEN = 'Nothing is open yet.';
const NO_MOMENT = 'A moment is a whole number of microseconds from 0 on.';
const isMoment = (at: number): boolean => Number.isSafeInteger(at) && at >= 0;

export class Lab implements LabHandle {
  readonly #parts: LabParts;
  readonly #queue = new Queue();
  #run: Run | null = null;
  /** What is being opened, while its Workers come up. */
  #starting: Cluster | null = null;
  readonly #enough = new Bell();
  readonly #lookout: Lookout;
  #epoch = 0;
  readonly #player: Player;
  readonly #alone: Alone;
  #notice: string | null = null;
  #seekNumber = 0;
  readonly #showing = new Showing();
  #looker: Looker | null = null;
  #books: Books | null = null;
  #foresights = 0;
  #interrupted = false;
  readonly #nextFrame = new Bell();

  constructor(parts: LabParts) {
    this.#parts = parts;
    this.#alone = new Alone(parts);
    this.#player = new Player(parts.wall, (run, target, pause) => this.#advance(run, target, pause));
    this.#lookout = new Lookout(
      () => parts.makeReplayer(),
      () => parts.wall(),
    );
  }

  // --- Opening --------------------------------------------------------------------------------------------------------

  async open({ text, trial = {}, at = 0 }: OpenRequest): Promise<Answer> {
    if (!isMoment(at)) return refusal(NO_MOMENT);
    const read = readScenario(text, sketches);
    if (!read.ok) return { ok: false, says: read.faults.map(formatFault) };
    this.#interrupted = true;
    this.#nextFrame.ring();
    return this.#queue.turn(async () => {
      const host = this.#parts.makeHost(trial);
      const system = systemOf(read.scenario.system);
      const run = new Run({
        scenario: read.scenario,
        system,
        moments: (await system.moments?.()) ?? NO_MOMENTS,
        host,
        level: trial.level ?? 'contents',
        cut: cutter(trial.windows ?? 'largest'),
        wall: this.#parts.wall,
      });
      this.#starting = run.cluster;
      try {
        await run.cluster.boot(this.#enough.wait());
        run.keepUp();
        // In this turn: no frame shows anything earlier.
        if (at > 0) await this.#advance(run, at, () => false);
      } catch (error) {
        // What was open stays open.
        await host.dispose();
        return refusal(`The nodes could not be started. ${sentenceOf(error)}`);
      } finally {
        this.#starting = null;
      }
      await this.#close();
      this.#run = run;
      this.#notice = null;
      this.#player.stop();
      this.#player.restAt = null;
      this.#changed();
      return { ok: true };
    });
  }

  async starting(): Promise<readonly StartingNode[]> {
    const everybody = this.#starting?.everybody ?? [];
    return Promise.resolve(
      everybody
        .filter(({ isClient }) => !isClient)
        .map(({ id, name, port }) => ({ id, name, isHere: port !== null })),
    );
  }

  async goOn(): Promise<void> {
    this.#enough.ring();
    return Promise.resolve();
  }

  async dispose(): Promise<void> {
    this.#interrupted = true;
    this.#alone.end();
    await this.#queue.turn(async () => {
      await this.#close();
      this.#lookout.dispose();
    });
  }

  // --- Time -----------------------------------------------------------------------------------------------------------

  async frame(elapsed: number, interest: Interest): Promise<Frame> {
    return this.#queue.turn(async () => {
      const run = this.#run;
      if (run === null) return emptyFrame(this.#epoch, this.#notice, this.#player.choices);
      if (this.#lookout.isAtRest) await this.#guarded(() => this.#adopt(run));
      await this.#playOn(run, elapsed);
      return this.#frameOf(run, interest);
    });
  }

  async play(pace?: Pace): Promise<Answer> {
    if (pace !== undefined) {
      if (pace !== 'flat out' && !(pace >= PACE_MIN && pace <= PACE_MAX)) {
        return refusal(`A pace is between ${PACE_MIN} and ${PACE_MAX}, or flat out.`);
      }
      this.#player.pace = pace;
    }
    return this.#withRun(async (run) => {
      await this.#adopt(run);
      this.#player.start();
    });
  }

  async next(): ReturnType<LabHandle['next']> {
    const run = this.#run;
    if (run === null) return { ok: false, says: [NOTHING_OPEN] };
    this.#player.stop();
    const errand = new Errand(new Waiting(run.moments));
    const answer = await this.#withRun(async () => {
      await this.#adopt(run);
      errand.limit = run.cluster.position + ASK_LIMIT;
      this.#player.start(errand);
    });
    if (!answer.ok) return answer;
    while (!errand.isOver) await this.#nextFrame.wait();
    if (errand.found !== null) return { ended: 'found', mark: errand.found } satisfies Reached;
    const isAtLimit = this.#run === run && run.cluster.position >= errand.limit;
    return { ended: isAtLimit ? 'limit' : 'interrupted', mark: null };
  }

  async pause(): Promise<void> {
    this.#interrupted = true;
    await this.#queue.turn(() => {
      this.#player.stop();
      this.#nextFrame.ring();
      return Promise.resolve();
    });
  }

  async step(kind: StepKind = 'instant'): Promise<Answer> {
    if (kind !== 'instant') return this.#stepTo(kind);
    return this.#withRun(async (run) => {
      await this.#adopt(run);
      this.#player.stop();
      await run.cluster.step();
      run.keepUp();
      this.#showing.changed();
    });
  }

  async back(): Promise<Answer> {
    const from = this.#lookout.sight?.moment.at ?? this.#run?.cluster.position ?? 0;
    const previous = this.#run?.branch.log.previousInstant(from) ?? null;
    return previous === null ? refusal('Nothing happened before this.') : this.seek(previous);
  }

  async seek(at: number): Promise<Answer> {
    if (!isMoment(at)) return refusal(NO_MOMENT);
    const run = this.#run;
    if (run === null) return refusal(NOTHING_OPEN);
    this.#player.stop();
    this.#seekNumber += 1;
    this.#interrupted = true;
    this.#nextFrame.ring();
    const { head } = run.branch;
    if (at > head.at) return this.#runOnTo(at, this.#seekNumber);
    return this.#lookAt({ at, applied: at === head.at ? head.applied : null }, this.#seekNumber);
  }

  // --- Acting ---------------------------------------------------------------------------------------------------------

  async act(action: Readonly<Record<string, Data>>): Promise<Answer> {
    return this.#withRun(async (run) => {
      await this.#adopt(run);
      return this.#actNow(run, action);
    });
  }

  async ask(client: NodeId, text: string): ReturnType<LabHandle['ask']> {
    const run = this.#run;
    if (run === null) return { ok: false, says: [NOTHING_OPEN] };
    let reply: { text: string; outcome: Outcome } | null = null;
    let operation = '';
    const hear = (event: HistoryEvent): void => {
      if (event.what !== 'settled' || event.operation !== operation) return;
      reply = { text: event.text, outcome: event.outcome };
    };
    const answer = await this.#withRun(async () => {
      await this.#adopt(run);
      const number = (run.cluster.participants.get(client)?.commands ?? 0) + 1;
      const acted = await this.#actNow(run, { do: 'command', client, text });
      if (!acted.ok) return acted;
      operation = `${client}.${number}`;
      this.#interrupted = false;
      run.listeners.add(hear);
      return acted;
    });
    if (!answer.ok) return answer;
    // While time passes anyway the reply is waited for; a cluster at rest is run on to it, and rests again.
    const ended = this.#player.isPlaying
      ? await this.#waitWhilePlaying(run, () => reply !== null)
      : await this.#runUntil(run, run.cluster.position + ASK_LIMIT, {
          isDone: () => reply !== null,
          isExact: true,
        });
    const settled = reply as { text: string; outcome: Outcome } | null;
    run.listeners.delete(hear);
    if (settled === null) return { operation, text: null, outcome: null, ended };
    const isKnown = settled.outcome.status !== 'unknown';
    return { operation, ...settled, ended: isKnown ? 'reply' : 'timeout' } satisfies Asked;
  }

  async interrupt(): Promise<void> {
    this.#interrupted = true;
    this.#nextFrame.ring();
    await Promise.resolve();
  }

  async pass(by: number): Promise<Answer> {
    if (!isMoment(by)) return refusal('A time is a whole number of microseconds from 0 on.');
    const run = this.#run;
    if (run === null) return refusal(NOTHING_OPEN);
    let until = 0;
    const started = await this.#withRun(async () => {
      await this.#adopt(run);
      this.#interrupted = false;
      until = run.cluster.position + by;
    });
    if (!started.ok) return started;
    const isDone = (): boolean => run.cluster.position >= until;
    const ended = this.#player.isPlaying
      ? await this.#waitWhilePlaying(run, isDone)
      : await this.#runUntil(run, until, { isDone, isExact: false });
    return ended === 'interrupted' ? refusal('The run was stopped before that.') : { ok: true };
  }

  async openBranch(id: number): Promise<Answer> {
    const run = this.#run;
    const branch = run?.branches.find((candidate) => candidate.id === id);
    if (run === null || branch === undefined) return refusal(`There is no branch ${id}.`);
    if (branch === run.branch) return { ok: true };
    this.#player.stop();
    this.#seekNumber += 1;
    const moment = branch.left.at === 0 ? branch.head : branch.left;
    return this.#withRun((current) => this.#turnToBranch(current, branch, moment));
  }

  /** In one turn: nothing may step the cluster between two branches. */
  async #turnToBranch(run: Run, branch: Branch, moment: Moment): Promise<void> {
    run.branch.left = this.#lookout.sight?.moment ?? run.moment;
    run.branch = branch;
    await this.#show(run, moment);
    await this.#adopt(run);
  }

  async branchHere(): Promise<Answer> {
    this.#player.stop();
    return this.#withRun(async (run) => {
      await this.#adopt(run);
      if (!run.isInThePast)
        return refusal('Nothing has happened after this yet: acting here needs no branch.');
      await run.fork();
      this.#changed();
      return { ok: true };
    });
  }

  async undo(): Promise<Answer> {
    this.#player.stop();
    this.#seekNumber += 1;
    this.#interrupted = true;
    this.#nextFrame.ring();
    return this.#withRun(async (run) => {
      const deed = run.branch.lastDeed;
      if (deed === null) return refusal('Nothing was done by hand here.');
      const branch = await this.#lookout.branchOff(run, deed.before);
      branch.without = deed.action;
      this.#changed();
      return { ok: true };
    });
  }

  // --- Bookmarks ------------------------------------------------------------------------------------------------------

  async addBookmark(name: string): Promise<Answer> {
    if (name.trim() === '' || name.length > BOOKMARK_NAME_MOST)
      return refusal(`A name has 1 to ${BOOKMARK_NAME_MOST} letters.`);
    return this.#withRun(async (run) => {
      const { branch } = run;
      const { at, applied } = this.#lookout.sight?.moment ?? run.moment;
      const moment = { at, applied: applied ?? branch.appliedBefore(at) };
      const isThere = run.bookmarks.add(name.trim(), branch, moment);
      return Promise.resolve(
        isThere ? { ok: true } : refusal(`There are ${BOOKMARKS_MOST} bookmarks already.`),
      );
    });
  }

  async removeBookmark(id: number): Promise<Answer> {
    return this.#withRun(async (run) => Promise.resolve(run.bookmarks.remove(id)));
  }

  async openBookmark(id: number): Promise<Answer> {
    const run = this.#run;
    const bookmark = run?.bookmarks.get(id);
    const branch = run?.branches.find((candidate) => candidate.id === bookmark?.branch);
    if (run === null || bookmark === undefined || branch === undefined)
      return refusal(`There is no bookmark ${id}.`);
    this.#player.stop();
    this.#seekNumber += 1;
    // What it shares with the open branch is looked at there.
    return this.#withRun((current) =>
      current.branch.includes(branch.id, bookmark.at)
        ? this.#show(current, bookmark)
        : this.#turnToBranch(current, branch, bookmark),
    );
  }

  async choose(choices: Partial<Choices>): Promise<void> {
    this.#player.choices = { ...this.#player.choices, ...choices };
    await Promise.resolve();
  }

  async restAt(at: number | null): Promise<void> {
    this.#player.restAt = at;
    await Promise.resolve();
  }

  async runAlone(isAlone: boolean): Promise<void> {
    this.#alone.end();
    if (isAlone && this.#player.choices.keepsRunning)
      this.#alone.begin((elapsed) =>
        this.#queue.turn(async () => {
          if (this.#run !== null) await this.#playOn(this.#run, elapsed);
        }),
      );
    await Promise.resolve();
  }

  // --- Looking --------------------------------------------------------------------------------------------------------

  async inspect({ node, path, offset, limit }: InspectQuestion): Promise<Glance> {
    return this.#queue.turn(async () => {
      if (this.#run === null) return {};
      await this.#adopt(this.#run);
      return this.#run.cluster.look(node, 'inspect', { path, offset, limit });
    });
  }

  async lookAtKey(key: string): Promise<KeyLook | null> {
    return this.#closely((looker, run) => looker.key(run, key, this.#epoch));
  }

  async lookAtStretch(from: number, to: number): Promise<Inside | null> {
    return this.#looked((run) => insideOf(run.cluster, { from, to }));
  }

  async lookAtNode(id: NodeId): Promise<NodeLook | null> {
    return this.#closely((looker, run) => looker.node(run, id));
  }

  async lookAtMessage(name: string, copy: number): Promise<MessageLook | null> {
    return this.#closely((looker, run) => looker.message(run, name, copy));
  }

  async lookAtLink(from: NodeId, to: NodeId): Promise<LinkLook | null> {
    return this.#closely((looker, run) => looker.link(run, from, to));
  }

  async foresee(question: ForesightQuestion): Promise<Foresight | null> {
    const number = (this.#foresights += 1);
    const isOver = (): boolean => this.#foresights !== number;
    const standpoint = await this.#closely((looker, run) => looker.standpoint(run));
    return standpoint === null || isOver() ? null : this.#lookout.foresee(standpoint, question, isOver);
  }

  async suppose({ acts, looks }: SupposeQuestion): Promise<SupposeAnswer> {
    const read = readDeeds(acts);
    if (!read.ok) return read;
    // What is looked at is where the branch begins, be it only looked at so far.
    await this.#withRun((run) => this.#adopt(run));
    const standpoint = await this.#closely((looker, run) => looker.standpoint(run));
    if (standpoint === null) return { ok: false, says: [NOTHING_OPEN] };
    try {
      return { ok: true, supposed: await this.#lookout.suppose(standpoint, read.deeds, looks) };
    } catch (error) {
      return { ok: false, says: [sentenceOf(error)] };
    }
  }

  async nodeBook(): Promise<NodeBook | null> {
    return this.#booked((books, run) => books.nodes(run, this.#epoch));
  }

  async itemBook(question: ItemQuestion): Promise<ItemBook | null> {
    return this.#booked((books, run) => books.items(run, this.#epoch, question));
  }

  async eventBook(question: EventQuestion): Promise<EventBook | null> {
    return this.#booked((books, run) => books.events(run, this.#epoch, question));
  }

  async keepers(key: string): Promise<Keepers | null> {
    return this.#booked((books, run) => books.keepers(run, key));
  }

  /** Who asks for records means the cluster itself: it comes to the moment that is looked at. Mostly nobody asks, so they come on demand. */
  async #booked<Found>(look: (books: Books, run: Run) => Promise<Found | null>): Promise<Found | null> {
    return this.#queue.turn(async () => {
      const run = this.#run;
      if (run === null) return null;
      await this.#adopt(run);
      this.#books ??= new (await import('./books/books.ts')).Books();
      return look(this.#books, run);
    });
  }

  async script(): Promise<readonly Action[]> {
    return Promise.resolve(this.#run?.branch.script ?? []);
  }

  async marks(): Promise<Marks> {
    const branch = this.#run?.branch;
    return Promise.resolve(branch === undefined ? { marks: [], cuts: [] } : timeLineOf(branch));
  }

  async scenario(): Promise<string> {
    const run = this.#run;
    if (run === null) return Promise.resolve('');
    const { branch, scenario } = run;
    const until = Math.max(scenario.until, branch.head.at);
    return Promise.resolve(writeScenario({ ...scenario, script: branch.script, until }, sketches));
  }

  async recording(): Promise<Recording | null> {
    return this.#queue.turn(async () => {
      const run = this.#run;
      if (run === null) return null;
      const looked = this.#lookout.sight?.moment ?? run.moment;
      await this.#adopt(run);
      return recordingOf(run, looked, this.#lookout);
    });
  }

  async versions(): Promise<Versions> {
    return Promise.resolve(versions());
  }

  async history(): Promise<string> {
    const events = this.#run?.branch.log.all ?? [];
    return Promise.resolve(events.map((event) => JSON.stringify(event)).join('\n'));
  }

  // --- How it is done -------------------------------------------------------------------------------------------------

  /** Nothing is said of a moment that only the replayer stands at: whoever scrubs on will not wait for it. */
  async #looked<Found>(look: (run: Run) => Found | null | Promise<Found | null>): Promise<Found | null> {
    return this.#queue.turn(async () => {
      if (this.#run === null || this.#lookout.sight !== null) return null;
      return look(this.#run);
    });
  }

  /** Who looks closely, and mostly nobody does, comes on demand. */
  async #closely<Found>(
    look: (looker: Looker, run: Run) => Found | null | Promise<Found | null>,
  ): Promise<Found | null> {
    return this.#looked(async (run) => {
      this.#looker ??= new (await import('./looker.ts')).Looker();
      return look(this.#looker, run);
    });
  }

  async #playOn(run: Run, elapsed: number): Promise<void> {
    if (this.#player.isPlaying && this.#lookout.sight === null) {
      const began = run.cluster.position;
      await this.#guarded(() => this.#player.playOn(run, elapsed));
      if (run.cluster.position !== began || !this.#player.isPlaying) this.#showing.changed();
    }
    this.#nextFrame.ring();
  }

  /** A recorded scenario is held against its record exactly at its instant, whatever the pace. Where a hand has acted it is another run. */
  async #advance(run: Run, target: number, pause: () => boolean): Promise<void> {
    const { scenario, cluster, branch } = run;
    const end = madeAt(scenario);
    if (end !== null && cluster.position < end && target >= end && branch.byHand.size === 0) {
      await run.advanceTo(end, pause);
      if (cluster.position < end) return;
      run.verdict = compareWithMade(scenario, cluster.fingerprint);
    }
    await run.advanceTo(target, pause);
  }

  async #stepTo(kind: Exclude<StepKind, 'instant'>): Promise<Answer> {
    let isThere = false;
    const hear = (event: HistoryEvent): void => {
      const { beats } = (this.#run as Run).moments;
      if (kind === 'reply') isThere ||= event.what === 'settled';
      else isThere ||= event.what === 'handled' && event.by === 'arrival' && !beats.includes(event.kind);
    };
    const started = await this.#withRun(async (run) => {
      await this.#adopt(run);
      this.#player.stop();
      this.#interrupted = false;
    });
    if (!started.ok) return started;
    const run = this.#run as Run;
    run.listeners.add(hear);
    const limit = run.cluster.position + ASK_LIMIT;
    const ended = await this.#runUntil(run, limit, { isDone: () => isThere, isExact: true });
    run.listeners.delete(hear);
    if (ended !== 'limit') return { ok: true };
    return refusal(`No ${kind} came within ${ASK_LIMIT / SECOND} s of the cluster’s time.`);
  }

  async #runOnTo(at: number, seek: number): Promise<Answer> {
    const run = this.#run as Run;
    const started = await this.#withRun(async () => {
      if (this.#lookout.sight !== null || run.isInThePast)
        await this.#show(run, run.branch.head).then(() => this.#adopt(run));
      this.#interrupted = false;
    });
    if (!started.ok) return started;
    await this.#runUntil(run, at, { isDone: () => this.#seekNumber !== seek, isExact: false });
    return { ok: true };
  }

  /** Frames bring the reply. Pausing, seeking or opening something else ends the waiting. */
  async #waitWhilePlaying(run: Run, isDone: () => boolean): Promise<Asked['ended']> {
    for (;;) {
      if (isDone()) return 'reply';
      if (this.#interrupted || !this.#player.isPlaying || this.#run !== run) return 'interrupted';
      await this.#nextFrame.wait();
    }
  }

  /** Flat out, in slices that let frames in between, until something is the case or a limit is reached; exact to the instant. */
  async #runUntil(
    run: Run,
    limit: number,
    { isDone, isExact }: { isDone: () => boolean; isExact: boolean },
  ): Promise<Asked['ended']> {
    for (;;) {
      if (isDone()) return 'reply';
      if (this.#interrupted || this.#run !== run) return 'interrupted';
      if (run.cluster.position >= limit) return 'limit';
      const answer = await this.#withRun(async () => {
        const deadline = this.#parts.wall() + FRAME_BUDGET;
        const isEnough = (): boolean => isDone() || this.#interrupted || this.#parts.wall() >= deadline;
        const { windows } = run.cluster;
        windows.isInstantly = isExact;
        try {
          await this.#advance(run, limit, isEnough);
        } finally {
          windows.isInstantly = false;
        }
        this.#showing.changed();
      });
      if (!answer.ok) return 'interrupted';
    }
  }

  async #actNow(run: Run, action: Readonly<Record<string, Data>>): Promise<Answer> {
    const { cluster } = run;
    const read = readAction(action, situationOf(cluster), systemOf(run.scenario.system).sketch);
    if (!read.ok) return { ok: false, says: read.faults.map(formatFault) };
    const epoch = run.branch;
    await run.act({ ...read.action, at: cluster.position });
    if (run.branch !== epoch) this.#changed();
    this.#showing.changed();
    return { ok: true };
  }

  /** Shows a moment of the open branch. Of many seeks that come at once only the last is carried out. */
  async #lookAt(moment: Moment, seek: number): Promise<Answer> {
    return this.#withRun(async (run) => {
      if (this.#seekNumber !== seek) return;
      await this.#show(run, moment);
    });
  }

  async #show(run: Run, moment: Moment): Promise<void> {
    await this.#lookout.turnTo(run, moment);
    this.#changed();
  }

  async #adopt(run: Run): Promise<void> {
    await this.#lookout.goThere(run);
    this.#showing.moved();
  }

  async #frameOf(run: Run, interest: Interest): Promise<Frame> {
    const { sight } = this.#lookout;
    const showing = this.#showing;
    if (sight !== null) showing.take(sight.shown);
    else {
      await showing.look(run.cluster);
      if (interest.inside !== undefined) {
        await showing.lookInside(run.cluster, { playing: this.#player.isPlaying, now: this.#parts.wall() });
      }
    }
    const [player, epoch, notice] = [this.#player, this.#epoch, this.#notice];
    return frameOf({ run, player, sight: this.#lookout.sight, showing, epoch, notice }, interest);
  }

  /** The past, or what is known of it, is another one now. */
  #changed(): void {
    this.#epoch += 1;
    this.#showing.moved();
  }

  async #withRun(work: (run: Run) => Promise<Answer | void>): Promise<Answer> {
    return this.#queue.turn(async () => {
      const run = this.#run;
      if (run === null) return refusal(NOTHING_OPEN);
      // What stopped the run before is said; whoever goes on has read it.
      this.#notice = null;
      let answer: Answer | void = undefined;
      const problem = await this.#guarded(async () => {
        answer = await work(run);
      });
      return problem === null ? ((answer as Answer | undefined) ?? { ok: true }) : refusal(problem);
    });
  }

  /** A run that cannot go on stops with a sentence; the page stays. */
  async #guarded(work: () => Promise<unknown>): Promise<string | null> {
    try {
      await work();
      return null;
    } catch (error) {
      this.#player.stop();
      this.#showing.changed();
      this.#notice = sentenceOf(error);
      return this.#notice;
    }
  }

  async #close(): Promise<void> {
    const run = this.#run;
    this.#run = null;
    this.#lookout.forget();
    this.#showing.close();
    await run?.cluster.dispose();
  }
}

function refusal(says: string): Answer {
  return { ok: false, says: [says] };
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
