/** What is shown of the cluster at this moment, made when somebody asks and something has changed since. */
import type { Cluster } from '../cluster/cluster.ts';
import { insideOf, type Inside } from './inside.ts';
import { Glances, pictureOf, type Picture } from './picture.ts';

/** A moment as it is to be seen. */
export interface Shown {
  readonly picture: Picture;
  readonly inside: Inside;
}

/** Nobody reads faster than this, in real ms. */
const INSIDE_EVERY = 100;
/** Everybody believes something of everybody, so what there is to look at grows with the square of their number. */
const PAIRS_A_MS = 10;

export class Showing {
  picture: Picture | null = null;
  pictureNumber = 0;
  inside: Inside | null = null;
  insideNumber = 0;
  readonly #glances = new Glances();
  #isStale = true;
  /** The picture to which the inside belongs, and when it was looked for. */
  #insideOfPicture = -1;
  #insideSince = -Infinity;

  /** Time has gone on, or something was done. */
  changed(): void {
    this.#isStale = true;
  }

  /** The cluster stands elsewhere: equal counts may be of another line of history. */
  moved(): void {
    this.#glances.forget();
    this.#isStale = true;
  }

  close(): void {
    this.picture = null;
    this.inside = null;
  }

  /** A moment that only the replayer stands at. */
  take({ picture, inside }: Shown): void {
    if (this.picture === picture) return;
    this.picture = picture;
    this.pictureNumber += 1;
    this.inside = inside;
    this.insideNumber += 1;
    this.#insideOfPicture = this.pictureNumber;
  }

  async look(cluster: Cluster): Promise<void> {
    if (!this.#isStale && this.picture !== null) return;
    this.picture = await pictureOf(cluster, this.#glances);
    this.pictureNumber += 1;
    this.#isStale = false;
  }

  /** For the picture that stands; while time passes only now and then. */
  async lookInside(
    cluster: Cluster,
    { playing, now }: { readonly playing: boolean; readonly now: number },
  ): Promise<void> {
    if (this.#insideOfPicture === this.pictureNumber) return;
    const every = Math.max(INSIDE_EVERY, (this.picture?.nodes.length ?? 0) ** 2 / PAIRS_A_MS);
    if (playing && now - this.#insideSince < every) return;
    this.inside = await insideOf(cluster);
    this.insideNumber += 1;
    this.#insideOfPicture = this.pictureNumber;
    this.#insideSince = now;
  }
}
