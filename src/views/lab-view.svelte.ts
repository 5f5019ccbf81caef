/**
 * The page's one hold on the lab. It pulls a frame per animation frame, one at a time, and shows it as one raw value; all that is drawn is
 * derived from that. Its verbs are the lab's verbs and what is said about them. Nothing is simulated or decided here.
 */
import type { Data } from '../kernel/contract.ts';
import type { Inside } from '../lab/inside.ts';
import type { NetworkPicture } from '../lab/picture.ts';
import type { Door, Given } from '../share/door.ts';
import type { Answer, Frame, LabHandle, Pace, StepKind } from '../lab/types.ts';
import { Crashes } from './crashes.svelte.ts';
import type { Curtain } from './curtain/types.ts';
import { identities } from './identity.ts';
import { factorText } from './numbers.ts';
import { isSameSelection, type Selection } from './selection.ts';
import { NOTHING_SHOWN, Showing, type Shown } from './showing.ts';
import { Speech } from './speech.svelte.ts';
import { OWN } from './starters.ts';
import { TimeView } from './time/time-view.svelte.ts';
import { words } from './words/index.ts';

export type { NodePicture, Picture } from './showing.ts';

/** What the class needs of the browser; tests bring their own. */
export interface Screen {
  nextFrame(draw: (now: number) => void): void;
  isHidden(): boolean;
}

export type Close = Pick<
  LabHandle,
  | ('lookAtKey' | 'lookAtNode' | 'lookAtMessage' | 'lookAtLink' | 'lookAtLinks' | 'lookAtHealth')
  | ('foresee' | 'inspect' | 'itemBook' | 'itemTable' | 'marks' | 'recording')
  | ('profile' | 'metrics' | 'metricsText')
>;

/** With nothing playing the page asks less often whether anything is new. */
const REST = 80;
const SILENCE_LONG = 1_500;
const SILENCE_GONE = 20_000;

const UNDISTURBED: NetworkPicture = { isolated: [], partitions: [], rules: [] };

export class LabView {
  shown = $state.raw<Shown>(NOTHING_SHOWN);
  /** How long the lab has not answered. */
  silence = $state<'none' | 'long' | 'gone'>('none');
  isAway = $state(false);
  isOpening = $state(true);
  /** The starter that is open, or that somebody brought something of their own. */
  chosen = $state<string>(OWN);
  /** The pace that Play will ask for. */
  pace = $state.raw<Pace>(1);
  selection = $state.raw<Selection | null>(null);
  refusals = $state.raw<readonly string[]>([]);
  /** What stands before whoever came by a link; null for what was opened otherwise, and once it was closed. */
  door = $state.raw<Door | null>(null);
  /** What whoever came by the front door has answered. */
  given = $state.raw<Given | null>(null);
  /** What of the page is not there; null: all of it is. */
  curtain = $state.raw<Curtain | null>(null);
  /** The address's own, for whatever is opened without another. */
  ownCurtain: Curtain | null = null;
  /** A hand holds time: nothing is pulled, so nothing passes, whatever the pace. */
  isHeld = false;

  readonly speech = new Speech();
  /** The node that is looked at. */
  readonly selected = $derived(this.selection?.kind === 'node' ? this.selection.id : null);
  readonly frame = $derived(this.shown.frame);
  readonly picture = $derived(this.shown.picture);
  readonly inside = $derived(this.shown.inside);
  readonly talk = $derived(this.shown.talk);
  readonly steady = $derived(this.shown.steady);
  readonly known = $derived(this.shown.known);
  readonly script = $derived(this.shown.script);
  readonly isPast = $derived(this.frame.at < this.frame.head);
  readonly network = $derived(this.picture?.network ?? UNDISTURBED);
  /** As text, so that who looks how is worked out anew only when somebody comes or goes. */
  readonly #present = $derived(
    JSON.stringify(
      (this.steady?.nodes ?? []).flatMap(({ isClient, id, name }) => (isClient ? [] : [{ id, name }])),
    ),
  );
  readonly looks = $derived(identities(JSON.parse(this.#present) as { id: string; name: string }[]));
  /** For texts: what somebody is called, and in which colour. */
  readonly named = $derived(
    [...this.looks].flatMap(([id, { fill }]) => {
      const name = this.nameOf(id);
      return name.length > 1 ? [{ name, fill }] : [];
    }),
  );
  readonly time: TimeView;
  readonly crashes: Crashes;

  readonly #lab: LabHandle;
  readonly #screen: Screen;
  // Who once was here is still spoken of. Nothing is drawn from it directly, so it needs no reactivity of its own.
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  readonly #names = new Map<string, string>();
  #openings = 0;
  #isPulling = false;
  #isStopped = false;
  #pulledAt = 0;
  readonly #showing = new Showing();
  #scriptKey = '';
  #isReadingScript = false;

  constructor(lab: LabHandle, screen: Screen) {
    this.#lab = lab;
    this.#screen = screen;
    const { speech, nameOf } = this;
    this.time = new TimeView({ lab, speech, nameOf, frame: () => this.frame });
    this.crashes = new Crashes((node) => lab.lookAtNode(node));
  }

  readonly nameOf = (id: string): string => (id === 'c1' ? words.you : (this.#names.get(id) ?? id));

  start(): void {
    this.#screen.nextFrame(this.#draw);
  }

  stop(): void {
    this.#isStopped = true;
  }

  // --- Verbs ----------------------------------------------------------------------------------------------------------

  /** What was open stays open when this one cannot be; then the sentences say why. */
  async open(text: string, isPlaying: boolean, at = 0, curtain = this.ownCurtain): Promise<boolean> {
    this.isOpening = true;
    const opening = (this.#openings += 1);
    const before = this.curtain;
    // Before the first frame: nothing is shown and taken away again.
    this.curtain = curtain;
    const answer = await this.#lab.open({ text, at });
    this.isOpening = false;
    this.refusals = answer.ok ? [] : answer.says;
    if (!answer.ok) {
      this.curtain = before;
      return false;
    }
    this.selection = null;
    this.door = null;
    this.given = null;
    this.isAway = false;
    this.speech.clear();
    // Whoever was quick has opened something else by now, and that may have to stand still.
    if (isPlaying && opening === this.#openings) await this.play();
    return true;
  }

  async play(pace: Pace = this.pace): Promise<Answer> {
    this.pace = pace;
    this.isAway = false;
    return this.#tell(this.#lab.play($state.snapshot(pace) as Pace));
  }

  async pause(): Promise<void> {
    await this.#lab.pause();
  }

  async toggle(): Promise<void> {
    await (this.frame.playing ? this.pause() : this.play());
  }

  async setPace(pace: Pace): Promise<void> {
    this.pace = pace;
    if (this.frame.playing) await this.play(pace);
  }

  async step(kind: StepKind = 'instant'): Promise<Answer> {
    return this.time.step(kind);
  }

  async next(): Promise<void> {
    this.isAway = false;
    await this.time.next();
  }

  async undo(): Promise<Answer> {
    return this.time.undo();
  }

  async back(): Promise<Answer> {
    return this.#tell(this.#lab.back());
  }

  async seek(at: number): Promise<Answer> {
    return this.time.seek(at);
  }

  async toMark(direction: 1 | -1): Promise<void> {
    await this.time.toMark(direction);
  }

  /** `said` is announced once the act was taken. */
  async act(action: Readonly<Record<string, Data>>, said: string): Promise<void> {
    await this.#tell(this.attempt(action, said));
  }

  /** As `act`, for whoever says beside a field what was wrong. */
  async attempt(action: Readonly<Record<string, Data>>, said: string): Promise<Answer> {
    const hidden = this.curtain?.refuses(action) ?? null;
    if (hidden !== null) return { ok: false, says: [hidden] };
    const wasPlaying = this.frame.playing;
    const answer = await this.#lab.act(action);
    if (!answer.ok) return answer;
    const isDeath = action['do'] === 'kill';
    const { standsStill, standsStillNotice, undo: label } = words.time;
    const how = wasPlaying ? '' : ` ${isDeath ? standsStillNotice : standsStill}`;
    this.speech.say(said + how, this.hides('undo') ? null : { label, take: () => void this.undo() });
    return answer;
  }

  /** What there is to be looked at closely; it changes nothing. */
  get close(): Close {
    return this.#lab;
  }

  /** What an open lesson asks of the lab beyond what a hand does. */
  get forLessons(): Pick<LabHandle, 'act' | 'judge' | 'pass' | 'restAt' | 'suppose'> {
    return this.#lab;
  }

  /** For the router of the API, which does what it is asked by the lab's own verbs. */
  get forApi(): LabHandle {
    return this.#lab;
  }

  async ask(text: string): ReturnType<LabHandle['ask']> {
    const hidden = this.curtain?.refusesLine(text, this.picture?.nodes ?? []) ?? null;
    return hidden === null ? this.#lab.ask('c1', text) : { ok: false, says: [hidden] };
  }

  /** Whether the curtain is before it. */
  hides(name: string): boolean {
    return this.curtain?.hides.has(name) === true;
  }

  /** Keys of one stretch by name; null while a moment is only passed. */
  async lookAtStretch(from: number, to: number): Promise<Inside | null> {
    return this.#lab.lookAtStretch(from, to);
  }

  /** Selecting what is selected lets go of it. */
  toggleSelection(selection: Selection): void {
    this.selection = isSameSelection(this.selection, selection) ? null : selection;
  }

  async interrupt(): Promise<void> {
    await this.#lab.interrupt();
  }

  async openBranch(id: number): Promise<void> {
    await this.time.openBranch(id);
  }

  async starting(): ReturnType<LabHandle['starting']> {
    return this.#lab.starting();
  }

  async goOn(): Promise<void> {
    await this.#lab.goOn();
  }

  async versions(): ReturnType<LabHandle['versions']> {
    return this.#lab.versions();
  }

  async scenario(): Promise<string> {
    return this.#lab.scenario();
  }

  /** Everything recorded of the open branch, one JSON object a line. */
  async history(): Promise<string> {
    return this.#lab.history();
  }

  /** The page went out of sight, or came back. */
  async wentAway(): Promise<void> {
    const isHidden = this.#screen.isHidden();
    if (this.frame.choices.keepsRunning) await this.#lab.runAlone(isHidden);
    else if (isHidden && this.frame.playing) {
      this.isAway = true;
      await this.pause();
    }
  }

  /** A refusal is said, and answered to whoever wants to know. */
  async #tell(answering: Promise<Answer>): Promise<Answer> {
    const answer = await answering;
    if (!answer.ok) this.speech.warn(answer.says.join(' '));
    return answer;
  }

  // --- Frames ---------------------------------------------------------------------------------------------------------

  readonly #draw = (now: number): void => {
    if (this.#isStopped) return;
    this.#screen.nextFrame(this.#draw);
    if (this.#screen.isHidden() || this.isHeld) {
      this.#pulledAt = now;
    } else if (this.#isPulling) {
      const silent = now - this.#pulledAt;
      this.silence = silent > SILENCE_GONE ? 'gone' : silent > SILENCE_LONG ? 'long' : 'none';
    } else if (this.frame.playing || this.time.isScrubbing || now - this.#pulledAt >= REST)
      void this.#pull(now);
  };

  async #pull(now: number): Promise<void> {
    this.#isPulling = true;
    const elapsed = now - this.#pulledAt;
    this.#pulledAt = now;
    const { epoch, cursor, pictureNumber: picture, insideNumber: inside } = this.frame;
    try {
      this.#take(await this.#lab.frame(elapsed, { epoch, cursor, picture, inside }), now);
      this.silence = 'none';
      this.#isPulling = false;
    } catch {
      // The handle itself is broken; asking again sixty times a second would not mend it.
      this.silence = 'gone';
    }
  }

  #take(told: Frame, now: number): void {
    const before = this.shown;
    const frame = this.curtain?.seen(told) ?? told;
    for (const { id, name } of frame.picture?.nodes ?? []) this.#names.set(id, name);
    const shown = this.#showing.take(before, frame, now);
    this.shown = shown;
    this.time.take(before.frame, frame, now);
    // Also of a picture that is known: what could not be looked up before may be by now.
    if (this.#showing.isSteadyDue && shown.picture !== null)
      this.crashes.take(frame.epoch, shown.picture.nodes);
    void this.#readScript(frame);
  }

  async #readScript(frame: Frame): Promise<void> {
    const branch = frame.branches.find(({ id }) => id === frame.branch);
    const key = `${frame.epoch}:${frame.branch}:${branch?.actions ?? 0}`;
    if (key === this.#scriptKey || this.#isReadingScript || branch === undefined) return;
    this.#isReadingScript = true;
    this.#scriptKey = key;
    try {
      const script = await this.#lab.script();
      this.shown = { ...this.shown, script };
    } finally {
      this.#isReadingScript = false;
    }
  }

  /** `0.6×`, when the machine cannot keep up. */
  readonly slowness = $derived.by((): string | null => {
    const { pace, achieved } = this.frame;
    return this.shown.isSlow && pace !== 'flat out' ? factorText(pace * achieved) : null;
  });
}
