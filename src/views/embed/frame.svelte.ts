/**
 * A frame in somebody else's page. It is a picture until it is touched, alive while it is used, and a picture again when it has left the screen or had to
 * make room; then it goes on where it was, by replay. What it holds meanwhile is the text of a scenario and an instant, and nothing is kept by the browser.
 */
import { PLAIN_DOOR, readDoor, type Door, type Look } from '../../share/door.ts';
import type { Order } from '../../share/embed.ts';
import { readLink } from '../../share/link.ts';
import { isLink } from '../../share/mark.ts';
import { readAddress, type Address } from '../../share/address.ts';
import type { Connect, OtherLab } from '../another-lab.ts';
import type { LabView, NodePicture } from '../lab-view.svelte.ts';
import { starters } from '../starters.ts';
import { theme } from '../theme.svelte.ts';
import { words } from '../words/panels.ts';
import { direct, type LiveOrder } from './direct.ts';
import { takeSeat, type Seat } from './seats.ts';
import { stillOf, type Still } from './still.ts';
import type { Done, Voice } from './voice.ts';

/** What is to be seen when it lives. */
export interface Run {
  readonly text: string;
  readonly at: number;
  readonly pace: number | null;
  readonly look: Look | null;
  readonly door: Door | null;
  readonly isPlaying: boolean;
  /** It was alive before: whatever an address or a door asks for has been done. */
  readonly isBegun: boolean;
}

const STOPPING = 1_500;

export class FrameView {
  state = $state.raw<'picture' | 'starting' | 'alive'>('picture');
  still = $state.raw<Still | null>(null);
  /** Why there is nothing, or why it did not start. */
  says = $state.raw<readonly string[]>([]);
  connection = $state.raw<OtherLab | null>(null);
  run = $state.raw<Run | null>(null);
  readonly address: Address;
  readonly #connect: Connect;
  #seat: Seat | null = null;
  #view: LabView | null = null;
  /** Each start and each stop is another turn: what belongs to an older one is let go. */
  #turn = 0;
  #awake: (() => void)[] = [];
  voice: Voice | null = null;

  constructor(connect: Connect, place: Pick<Location, 'search' | 'hash'>) {
    this.#connect = connect;
    this.address = readAddress(place.search);
    const { opens } = this.address;
    if (isLink(place.hash)) this.#take(readLink(place.hash));
    else {
      const { text, opensAt = 0, pace = 1 } = starters.find(({ id }) => id === opens) ?? starters[0];
      this.#show({ ...fresh(text, opensAt), pace });
    }
  }

  get isBegun(): boolean {
    return this.run?.isBegun === true;
  }

  // --- Life -----------------------------------------------------------------------------------------------------------

  async begin(): Promise<void> {
    if (this.state !== 'picture' || this.run === null) return;
    const turn = (this.#turn += 1);
    this.state = 'starting';
    this.says = [];
    this.report();
    const seat = await takeSeat(() => void this.stop());
    if (turn !== this.#turn) {
      seat.leave();
      return;
    }
    try {
      const connection = await this.#connect();
      if (turn === this.#turn) {
        this.#seat = seat;
        this.connection = connection;
        return;
      }
      connection.close();
    } catch (problem) {
      if (turn === this.#turn) {
        this.says = [problem instanceof Error ? problem.message : String(problem)];
        this.state = 'picture';
        this.#wake();
      }
    }
    seat.leave();
  }

  /** What was opened stands there. */
  lives(view: LabView): void {
    this.#view = view;
    this.state = 'alive';
    this.#wake();
    this.report();
  }

  async stop(): Promise<void> {
    if (this.state === 'picture') return;
    const turn = (this.#turn += 1);
    const view = this.#view;
    const run = view === null ? null : await within(STOPPING, keptOf(view));
    if (turn !== this.#turn) return;
    const nodes = view?.picture?.nodes ?? [];
    this.#view = null;
    this.state = 'picture';
    this.#wake();
    if (run !== null) this.#show(run, nodes);
    this.connection?.close();
    this.connection = null;
    this.#seat?.leave();
    this.#seat = null;
    this.report();
  }

  #wake(): void {
    for (const wake of this.#awake.splice(0)) wake();
  }

  /** A moment for the page around it. */
  report(): void {
    const view = this.#view;
    const { at = this.run?.at ?? 0, head = this.run?.at ?? 0, playing = false } = view?.frame ?? {};
    const selected = view === null ? (this.run?.look ?? null) : view.selection;
    this.voice?.tell({
      tell: 'moment',
      at: at / 1_000,
      head: head / 1_000,
      isPlaying: playing,
      state: this.state,
      selected,
    });
  }

  // --- Orders ---------------------------------------------------------------------------------------------------------

  async obey(order: Order): Promise<Done> {
    if (order.do === 'dark') {
      theme.show(order.on === null ? 'system' : order.on ? 'dark' : 'light');
      return { ok: true };
    }
    if (this.state === 'starting') await new Promise<void>((wake) => this.#awake.push(wake));
    const view = this.#view;
    if (order.do === 'open') return this.#open(order, view);
    return view === null ? this.#prepare(order) : direct(view, order);
  }

  /** Nothing runs: what is to be seen can be chosen, and nothing can be played. */
  #prepare(order: LiveOrder): Done {
    const { run } = this;
    if (run === null) return { ok: false, says: [words.embed.notOpened] };
    if (order.do === 'seek') this.#show({ ...run, at: order.at, isPlaying: false });
    else if (order.do === 'select') this.run = { ...run, look: order.what };
    else if (order.do !== 'pause') return { ok: false, says: [words.embed.touchFirst] };
    this.report();
    return { ok: true };
  }

  async #open({ scenario, link, at }: Order & { readonly do: 'open' }, view: LabView | null): Promise<Done> {
    const read = link === undefined ? { ok: true as const, text: scenario ?? '' } : readLink(link);
    if (!read.ok) return { ok: false, says: [read.says] };
    const found = stillOf(read.text, 0);
    if (!found.ok) return found;
    const run = fresh(read.text, at ?? null);
    if (view === null) this.#show(run);
    else {
      // Whoever reads the frame has it in hand: it stands there, and does not play by itself.
      const { enterByText } = await import('../share/enter.ts');
      const entered = await enterByText(view, read.text);
      if (!entered.ok) return { ok: false, says: view.refusals };
      if (at !== undefined) {
        const gone = await view.seek(at);
        if (!gone.ok) return gone;
      }
    }
    this.report();
    return { ok: true };
  }

  #take(read: ReturnType<typeof readLink>): void {
    if (read.ok) this.#show(fresh(read.text, null));
    else {
      this.#show(fresh(starters[0].text, starters[0].opensAt ?? 0));
      this.says = [words.share.bad[read.why]];
    }
  }

  #show(run: Run, seen: readonly NodePicture[] = []): void {
    const found = stillOf(run.text, run.at, this.address.as);
    if (!found.ok) {
      this.says = found.says;
      return;
    }
    this.says = [];
    this.run = run;
    // How they were when it stopped is known.
    const nodes = found.still.nodes.map((node) => {
      return { ...node, status: seen.find(({ id }) => id === node.id)?.status ?? node.status };
    });
    this.still = { ...found.still, nodes };
  }
}

function fresh(text: string, at: number | null): Run {
  const door = doorIn(text);
  return {
    text,
    at: at ?? door.at,
    pace: null,
    look: door.look,
    door: door.question === null && door.notes.length === 0 ? null : door,
    isPlaying: door.question === null,
    isBegun: false,
  };
}

function doorIn(text: string): Door {
  try {
    return readDoor((JSON.parse(text) as { readonly about?: unknown } | null)?.about).door;
  } catch {
    return PLAIN_DOOR;
  }
}

async function keptOf(view: LabView): Promise<Run> {
  const { frame, script, pace, selection: look, door } = view;
  const isPlaying = frame.playing;
  await view.pause();
  const text = await view.scenario();
  // Whoever comes to an instant finds it before its actions.
  const at = script.some((action) => action.at === frame.at) ? frame.at + 1 : frame.at;
  return { text, at, pace: typeof pace === 'number' ? pace : null, look, door, isPlaying, isBegun: true };
}

/** Null when it takes longer: a cluster that does not answer keeps nobody waiting. */
async function within<Value>(patience: number, answer: Promise<Value>): Promise<Value | null> {
  const late = new Promise<null>((wake) => setTimeout(wake, patience, null));
  return Promise.race([answer.catch(() => null), late]);
}
