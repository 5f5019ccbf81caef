/** The stage: what stands on it, and what a hand is doing there. Everything that is drawn follows from the lab's frames. */
import { layOutRing, placeClient, type Point, type RingLayout } from './geometry/ring.ts';
import { beadLayout } from './geometry/band.ts';
import { hasLeft, isBack } from './geometry/gestures.ts';
import { act } from './commands/cluster.ts';
import { follow, NOTHING_FOLLOWED } from './interaction/aftermath.ts';
import { Hands } from './interaction/hands.svelte.ts';
import type { LabView, NodePicture } from './lab-view.svelte.ts';
import {
  hintsOf,
  labelDistances,
  placesFor,
  pointsFor,
  standingBeads,
  withClients,
} from './ring/standing.ts';
import { NOTHING_DARED, watch, type Dared } from './dares.ts';
import { NO_STORY, tell, untold, type Story } from './story.ts';
import { hasLogs, sceneAs, sceneOf } from './systems/index.ts';
import type { runningOf } from './systems/running-of.ts';
import { words } from './words/index.ts';

/** A badge in somebody's hand. */
export interface Held {
  readonly node: string;
  readonly from: 'ring' | 'graveyard';
  readonly at: Point;
  /** Letting go here has its effect. */
  readonly isOver: boolean;
}

const NOTHING: readonly never[] = [];
const COPIES_DEEP = 3;
/** Where nothing is: what could be. */
const FIRST_KEY = 'apple';
const OUT_MARGIN = 26;

/** What an open lesson makes of the stage. */
export interface Taught {
  /** Nodes and keys that the task is about. */
  readonly halo: readonly string[];
  /** Tools and sights that were explained by now; null: all of them are there. */
  readonly hands: ReadonlySet<string> | null;
  /** Its cluster is on the way: what stands there is another one, and nothing done to it would count. */
  readonly isComing: boolean;
}

/** A badge that was let go: on its way home, or into the graveyard. Only a picture; what was done is done. */
export interface Flying {
  readonly node: string;
  readonly from: Point;
  /** Null: into the graveyard, wherever that is. */
  readonly to: Point | null;
}

export class StageView {
  width = $state(0);
  height = $state(0);
  held = $state.raw<Held | null>(null);
  flying = $state.raw<Flying | null>(null);
  readonly hands = new Hands();
  /** The node on which the keys stood last. */
  lastFocused = $state<string | null>(null);
  #followed = NOTHING_FOLLOWED;
  /** The first visit: an invitation beside the ring, and nothing else. */
  isInvited = $state(false);
  /** Tabs and tools are there: something was done, or time has passed. */
  hasTools = $state(true);
  /** Somebody has touched the stage: nobody needs to be shown how. */
  isTouched = $state(false);
  story = $state.raw<Story>(NO_STORY);
  /** Who would rather play has three dares; they are watched as soon as there is a cluster that can do them. */
  isDared = $state(false);
  dared = $state.raw<Dared>(NOTHING_DARED);
  showsBeats = $state(false);
  taught = $state.raw<Taught | null>(null);
  /** Where keys stand that are only counted on the ring, and spread out for whoever looks at their slice. */
  fanned = $state.raw<readonly { readonly key: string; readonly at: Point }[]>(NOTHING);

  readonly #view: LabView;
  #eyes = $state<string | null>(null);
  /** Comes with the first operation that somebody types. */
  #runningOf = $state.raw<typeof runningOf | null>(null);
  #isFetching = false;
  readonly nodes = $derived.by((): readonly NodePicture[] => {
    return (this.#view.picture?.nodes ?? []).filter(({ isClient }) => !isClient);
  });
  readonly clients = $derived.by((): readonly NodePicture[] => {
    return (this.#view.picture?.nodes ?? []).filter(({ isClient }) => isClient);
  });
  readonly #system = $derived.by(() => this.#view.frame.system);
  /** What is so, whatever is drawn. */
  readonly truth = $derived.by(() => {
    const { steady, inside } = this.#view;
    return sceneOf(this.#system, steady, inside);
  });
  /** What is drawn: what is so, or what one node believes. */
  readonly scene = $derived.by(() => {
    if (this.eyes === null) return this.truth;
    const { steady, inside, curtain } = this.#view;
    const seen = sceneAs(this.#system, this.eyes, this.truth, steady, inside);
    // The truth is not for these eyes, be it for the moment until their sight has come.
    if (seen === undefined) return null;
    const scene = seen ?? this.truth;
    return scene === null || curtain === null ? scene : curtain.believed(scene);
  });
  /** The operation that somebody typed, and whose answers it needs. */
  readonly running = $derived.by(() => {
    const { talk, inside } = this.#view;
    return this.#runningOf?.(this.#system, talk.typed, inside) ?? null;
  });
  readonly #count = $derived(this.nodes.length);
  readonly layout = $derived.by((): RingLayout => {
    const { width, height, isInvited } = this;
    return layOutRing({ width, height, nodes: this.#count, isInvited, hasLogs: hasLogs(this.#system) });
  });
  readonly #ids = $derived(this.nodes.map(({ id }) => id).join(' '));
  readonly #given = $derived(JSON.stringify([...(this.scene?.places ?? [])]));
  /** Where each node stands, as a share of the circle. Changes with who is there, not with every frame. */
  readonly places = $derived.by((): ReadonlyMap<string, number> => {
    const ids = this.#ids === '' ? [] : this.#ids.split(' ');
    return placesFor(this.layout, ids, JSON.parse(this.#given) as [string, number][]);
  });
  /** Clockwise, as arrow keys go. */
  readonly around = $derived([...this.places].sort((left, right) => left[1] - right[1]).map(([id]) => id));
  readonly #apart = $derived((this.scene?.apart ?? NOTHING).join(' '));
  readonly points = $derived.by(() => pointsFor(this.layout, this.places, this.#apart));
  /** Keys with the places at which they are drawn. */
  readonly beads = $derived.by(() => standingBeads(this.layout, this.scene?.beads ?? [], this.places));
  /** The same as long as nothing of it changed, so that nobody draws them anew. */
  readonly arcs = $derived(this.scene?.arcs ?? NOTHING);
  readonly sectors = $derived(this.scene?.sectors ?? null);
  /** For each node whose hints it keeps: at whose rim they stand. */
  readonly hints = $derived(hintsOf(this.scene?.beads ?? []));
  readonly labelDistances = $derived.by(() => labelDistances(this.layout, this.places, this.beads));
  /** Keys that were there when all was well, and are with nobody now, count as well. */
  readonly readout = $derived.by(() => {
    const readout = this.scene?.readout ?? null;
    if (readout === null) return this.scene?.says ?? null;
    const all = Math.max(readout.all, this.story.known.size);
    return { title: words.canBeRead(readout.readable, all), isWorse: readout.readable < all };
  });
  /** Where there are no keys: the place of one that could be. */
  readonly vacancy = $derived.by((): number | null => {
    const isFree = (this.scene?.lack ?? null) !== null && this.hands.newKey === '';
    return isFree ? (this.scene?.locate(FIRST_KEY).place ?? null) : null;
  });
  readonly dead = $derived(this.nodes.filter(({ status }) => status === 'down'));
  /** Where the client stands: in the corner, or beside the ring while an invitation has the corner. */
  readonly you = $derived.by((): Point => {
    const { layout, isInvited, height } = this;
    if (!isInvited || layout.isCompact) return placeClient(0, height);
    return { x: layout.center.x - layout.radius - 84, y: layout.center.y + layout.radius - 4 };
  });
  /** Where everybody stands, clients included. On a first visit all who read are you. */
  readonly standings = $derived.by((): ReadonlyMap<string, Point> => {
    const at = (index: number): Point => (this.isInvited ? this.you : placeClient(index, this.height));
    return withClients(this.points, this.clients, at);
  });
  /** Beyond this a badge has left the ring. */
  readonly edge = $derived.by((): number => {
    const beads = beadLayout(this.layout);
    return beads.first + COPIES_DEEP * beads.step + OUT_MARGIN;
  });

  /** Whose links are drawn: those of the node that is looked at, or one pair's. */
  readonly linksAsked = $derived.by((): { readonly node: string; readonly peer: string | null } | null => {
    const { selection } = this.#view;
    if (this.hands.link !== null) return this.hands.link;
    // Where a node knows some of the others only, its pointers are drawn, and no line to each.
    if (selection?.kind === 'node' && !this.scene?.circle) return { node: selection.id, peer: null };
    return selection?.kind === 'link' ? { node: selection.from, peer: selection.to } : null;
  });

  constructor(view: LabView) {
    this.#view = view;
  }

  /** A visitor without a wish of their own. */
  invite(): void {
    this.isInvited = true;
    this.hasTools = false;
    this.story = NO_STORY;
    this.dared = NOTHING_DARED;
  }

  /** From the first visit into the open: tools, tabs and three dares. */
  dare(): void {
    this.isDared = true;
    this.justPlay();
  }

  /** Somebody has opened something else. */
  leave(): void {
    this.justPlay();
    this.isDared = false;
    this.eyes = null;
    this.story = NO_STORY;
    this.dared = NOTHING_DARED;
  }

  /** From the first visit into a lesson. */
  learn(): void {
    this.isDared = false;
    this.justPlay();
  }

  /**
   * Whether something is there: in a lesson only what it has explained, while keys and the console do all the same. What is behind the curtain is there
   * for nobody.
   */
  gives(what: string): boolean {
    const hands = this.taught?.hands ?? null;
    return (hands === null || hands.has(what)) && !this.#view.hides(what);
  }

  /** Through whose eyes the ring is seen; null for the truth. An address may have decided it. */
  get eyes(): string | null {
    return this.#view.curtain?.eyes(this.nodes) ?? this.#eyes;
  }
  set eyes(node: string | null) {
    this.#eyes = node;
  }

  seeAs(node: string | null): void {
    this.eyes = node;
  }

  justPlay(): void {
    this.isInvited = false;
    this.hasTools = true;
  }

  /** Before the last kill, and on from there without it. What was told may be told again. */
  async rewind(): Promise<void> {
    if ((await this.#view.undo()).ok) {
      this.story = untold(this.story);
      await this.#view.play();
    }
  }

  /** What has come of what the visitor did; asked whenever something new is known. */
  follow(): void {
    const { truth: scene, nodes } = this;
    const { talk, frame } = this.#view;
    const { epoch, at } = frame;
    if (talk.typed !== null) void this.#fetchRunning();
    if (scene === null) return;
    if (this.isDared) this.dared = watch(this.dared, { epoch, scene, talk, nodes });
    if (!this.isInvited || scene.beads.length === 0) return;
    const { script } = this.#view;
    const regarded = nodes.map(({ id, status }) => {
      const killing = script.findLast(
        (action) => action.do === 'kill' && action.node === id && action.at <= at,
      );
      const isNoticed = scene.regards.get(id)?.isNoticed === true;
      return { id, status, isNoticed, killedAt: killing?.at ?? null };
    });
    this.story = tell(this.story, { at, beads: scene.beads, nodes: regarded });
  }

  async #fetchRunning(): Promise<void> {
    if (this.#isFetching) return;
    this.#isFetching = true;
    try {
      this.#runningOf = (await import('./systems/running-of.ts')).runningOf;
    } catch {
      this.#view.speech.warn(words.menu.notLoaded);
    }
  }

  /** What has come of stops and starts, whoever made them, is said when it is so. On a first visit the story says it, in larger letters. */
  hearOut(): void {
    const { scene } = this;
    if (scene === null || scene.beads.length === 0) return;
    const nodes = this.nodes.map(({ id, status }) => {
      return { id, status, isNoticed: scene.regards.get(id)?.isNoticed === true };
    });
    const { nameOf, speech, frame } = this.#view;
    const { followed, says } = follow(
      this.#followed,
      { epoch: frame.epoch, nodes, beads: scene.beads },
      nameOf,
    );
    this.#followed = followed;
    if (says.length > 0 && !this.isInvited) speech.say(says.join(' '));
  }

  hold(node: string, from: Held['from'], at: Point): void {
    this.isTouched = true;
    this.flying = null;
    this.held = { node, from, at, isOver: false };
  }

  /** `isOnStone`: the pointer is over the graveyard. */
  drag(at: Point, isOnStone: boolean, isTouch: boolean): void {
    if (this.held === null) return;
    const { node, from } = this.held;
    const { layout, edge } = this;
    const home = this.points.get(node) ?? layout.center;
    const isOver =
      from === 'ring'
        ? hasLeft({ at, home, layout, edge, isTouch, isOnStone })
        : isBack({ at, layout, isOnStone });
    this.held = { node, from, at, isOver };
  }

  letGo(): void {
    const { held } = this;
    this.held = null;
    if (held === null) return;
    const { node, from, at, isOver } = held;
    const isStopping = (from === 'ring') === isOver;
    this.flying = { node, from: at, to: isStopping ? null : (this.points.get(node) ?? null) };
    if (!isOver) return;
    if (from === 'ring') void this.kill(node);
    else void this.revive(node);
  }

  /** The badge springs home, and nothing has happened. */
  cancel(): boolean {
    const { held } = this;
    this.held = null;
    if (held === null) return false;
    const home = held.from === 'ring' ? (this.points.get(held.node) ?? null) : null;
    this.flying = { node: held.node, from: held.at, to: home };
    return true;
  }

  /** The key that is not there yet, in a hand; its name is only a proposal. */
  putKey(): void {
    this.hasTools = true;
    this.hands.take('key');
    this.hands.newKey = FIRST_KEY;
  }

  async kill(node: string): Promise<void> {
    this.hasTools = true;
    await act(this.#view, { do: 'kill', node });
  }

  async revive(node: string): Promise<void> {
    await act(this.#view, { do: 'restart', node });
  }
}
