/** The stage: what stands on it, and what a hand is doing there. Everything that is drawn follows from the lab's frames. */
import { layOutRing, placeClient, type Point, type RingLayout } from './geometry/ring.ts';
import { beadLayout } from './geometry/band.ts';
import type { LabView, NodePicture } from './lab-view.svelte.ts';
import { labelDistances, placesFor, pointsFor, standingBeads } from './ring/standing.ts';
import { NO_STORY, tell, type Story } from './story.ts';
import { sceneOf } from './systems/index.ts';
import { words } from './words/index.ts';

/** A badge in somebody's hand. */
export interface Held {
  readonly node: string;
  readonly from: 'ring' | 'graveyard';
  readonly at: Point;
  /** Letting go here has its effect. */
  readonly isOver: boolean;
}

const COPIES_DEEP = 3;
const OUT_MARGIN = 26;
const TOUCH_OUT = 32;

export class StageView {
  width = $state(0);
  height = $state(0);
  held = $state.raw<Held | null>(null);
  /** The first visit: an invitation beside the ring, and nothing else. */
  isInvited = $state(false);
  /** Tabs and tools are there: something was done, or time has passed. */
  hasTools = $state(true);
  /** Somebody has touched the stage: nobody needs to be shown how. */
  isTouched = $state(false);
  story = $state.raw<Story>(NO_STORY);
  showsBeats = $state(false);
  /** The ring is drawn as this node believes it to be. */
  eyes = $state<string | null>(null);

  readonly #view: LabView;
  readonly nodes = $derived.by((): readonly NodePicture[] => {
    return (this.#view.picture?.nodes ?? []).filter(({ isClient }) => !isClient);
  });
  readonly clients = $derived.by((): readonly NodePicture[] => {
    return (this.#view.picture?.nodes ?? []).filter(({ isClient }) => isClient);
  });
  readonly #system = $derived.by(() => this.#view.frame.system);
  readonly scene = $derived.by(() => {
    const { steady, inside } = this.#view;
    return sceneOf(this.#system, steady, inside);
  });
  readonly #count = $derived(this.nodes.length);
  readonly layout = $derived.by((): RingLayout => {
    const { width, height, isInvited } = this;
    return layOutRing({ width, height, nodes: this.#count, isInvited });
  });
  readonly #ids = $derived(this.nodes.map(({ id }) => id).join(' '));
  readonly #given = $derived(JSON.stringify([...(this.scene?.places ?? [])]));
  /** Where each node stands, as a share of the circle. Changes with who is there, not with every frame. */
  readonly places = $derived.by((): ReadonlyMap<string, number> => {
    const ids = this.#ids === '' ? [] : this.#ids.split(' ');
    return placesFor(this.layout, ids, JSON.parse(this.#given) as [string, number][]);
  });
  readonly points = $derived.by(() => pointsFor(this.layout, this.places));
  /** Keys with the places at which they are drawn. */
  readonly beads = $derived.by(() => standingBeads(this.layout, this.scene?.beads ?? [], this.places));
  readonly labelDistances = $derived.by(() => labelDistances(this.layout, this.places, this.beads));
  /** Keys that were there when all was well, and are with nobody now, count as well. */
  readonly readout = $derived.by(() => {
    const readout = this.scene?.readout ?? null;
    if (readout === null) return null;
    const all = Math.max(readout.all, this.story.known.size);
    return { title: words.canBeRead(readout.readable, all), isWorse: readout.readable < all };
  });
  readonly dead = $derived(this.nodes.filter(({ status }) => status === 'down'));
  /** Where the client stands: in the corner, or beside the ring while an invitation has the corner. */
  readonly you = $derived.by((): Point => {
    const { layout, isInvited, height } = this;
    if (!isInvited || layout.isCompact) return placeClient(0, height);
    return { x: layout.center.x - layout.radius - 84, y: layout.center.y + layout.radius - 4 };
  });
  /** Beyond this a badge has left the ring. */
  readonly edge = $derived.by((): number => {
    const beads = beadLayout(this.layout);
    return beads.first + COPIES_DEEP * beads.step + OUT_MARGIN;
  });

  constructor(view: LabView) {
    this.#view = view;
  }

  /** A visitor without a wish of their own. */
  invite(): void {
    this.isInvited = true;
    this.hasTools = false;
    this.story = NO_STORY;
  }

  justPlay(): void {
    this.isInvited = false;
    this.hasTools = true;
  }

  /** What has come of what the visitor did; asked whenever something new is known. */
  follow(): void {
    const { scene, nodes } = this;
    if (!this.isInvited || scene === null || scene.beads.length === 0) return;
    const regarded = nodes.map(({ id, status }) => {
      return { id, status, isNoticed: scene.regards.get(id)?.isNoticed === true };
    });
    const { at } = this.#view.frame;
    this.story = tell(this.story, { at, beads: scene.beads, nodes: regarded }, this.#view.nameOf);
  }

  hold(node: string, from: Held['from'], at: Point): void {
    this.isTouched = true;
    this.held = { node, from, at, isOver: false };
  }

  /** `isOnStone`: the pointer is over the graveyard. */
  drag(at: Point, isOnStone: boolean, isTouch: boolean): void {
    if (this.held === null) return;
    const { node, from } = this.held;
    const { center, radius } = this.layout;
    const distance = Math.hypot(at.x - center.x, at.y - center.y);
    const home = this.points.get(node) ?? center;
    const isFar = isTouch
      ? distance - Math.hypot(home.x - center.x, home.y - center.y) > TOUCH_OUT
      : distance > this.edge;
    const isOver = from === 'ring' ? isFar || isOnStone : distance < radius + 60 && !isOnStone;
    this.held = { node, from, at, isOver };
  }

  letGo(): void {
    const { held } = this;
    this.held = null;
    if (held === null || !held.isOver) return;
    if (held.from === 'ring') void this.kill(held.node);
    else void this.revive(held.node);
  }

  /** The badge springs home, and nothing has happened. */
  cancel(): boolean {
    const wasHeld = this.held !== null;
    this.held = null;
    return wasHeld;
  }

  async kill(node: string): Promise<void> {
    this.hasTools = true;
    await this.#view.act({ do: 'kill', node }, words.did.kill(this.#view.nameOf(node)));
  }

  async revive(node: string): Promise<void> {
    await this.#view.act({ do: 'restart', node }, words.did.restart(this.#view.nameOf(node)));
  }
}
