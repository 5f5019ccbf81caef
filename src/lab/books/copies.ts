/**
 * Since when who has which key: read out of the recorded messages, for all keys at once. A node that is told of a version may know a later one
 * already, so this says when it had at least that; what it holds now is looked at in the node itself.
 */
import type { HistoryEvent } from '../../cluster/recorder.ts';
import type { NodeId } from '../../kernel/contract.ts';
import type { Moments } from '../../kernel/moments.ts';
import type { Carry, Clerk } from '../../systems/registered.ts';
import { isNewer, type Stamp } from '../../kernel/stamps.ts';

export interface Sighted {
  readonly createdAt: number;
  readonly updatedAt: number;
}

interface Kept {
  stamp: Stamp;
  isGone: boolean;
  /** In ms since 1970, as far as whoever wrote it was told. */
  expires: number | null;
  createdAt: number;
  updatedAt: number;
}

type Seen = Carry & { readonly expires?: number | null };

export class Copies {
  readonly #clerk: Clerk;
  readonly #moments: Moments;
  readonly #kept = new Map<string, Map<NodeId, Kept>>();
  /** What was sent and has not come yet, by (sender, number, copy). */
  readonly #sent = new Map<string, readonly Carry[]>();
  /** The key of each write that was not answered yet, and whether it is a deletion. */
  readonly #asked = new Map<string, { readonly key: string; readonly isGone: boolean }>();

  constructor(clerk: Clerk, moments: Moments) {
    this.#clerk = clerk;
    this.#moments = moments;
  }

  /** In µs of virtual time; undefined where nothing was recorded of it. */
  of(key: string, node: NodeId): Sighted | undefined {
    return this.#kept.get(key)?.get(node);
  }

  /**
   * Of every key the nodes among these that had it last. What a copy was never told of it does not know, so this is asked only of those who are
   * not there any more.
   */
  *lastWith(
    nodes: ReadonlySet<NodeId>,
    clock: number,
  ): Iterable<{ readonly key: string; readonly stamp: Stamp; readonly nodes: readonly NodeId[] }> {
    for (const [key, kept] of this.#kept) {
      const newest = [...kept.values()].reduce((best, one) => (isNewer(one.stamp, best.stamp) ? one : best));
      if (newest.isGone || (newest.expires !== null && newest.expires <= clock)) continue;
      const had = [...kept].filter(([node, { isGone }]) => nodes.has(node) && !isGone);
      if (had.length > 0) yield { key, stamp: newest.stamp, nodes: had.map(([node]) => node) };
    }
  }

  read(event: HistoryEvent): void {
    switch (event.what) {
      case 'sent': {
        const { body, from, number, copy } = event.message;
        const carried = body === undefined ? [] : this.#clerk.carries(body);
        if (carried.length === 0) break;
        for (const carry of carried) this.#see(from, event.at, carry);
        this.#sent.set(`${from} ${number} ${copy}`, carried);
        break;
      }
      case 'handled':
        if (event.by === 'arrival')
          this.#came(event.node, event.at, `${event.from} ${event.sent} ${event.copy}`);
        break;
      case 'dropped':
        this.#sent.delete(`${event.message.from} ${event.message.number} ${event.message.copy}`);
        break;
      case 'invoked': {
        const { subject, reads } = this.#moments.operation(event.body);
        if (subject === '' || reads) break;
        this.#asked.set(event.operation, { key: subject, isGone: this.#clerk.deletes(event.body) });
        break;
      }
      case 'settled':
        this.#told(event);
        break;
      default:
    }
  }

  /** Also where there are no copies, and so no messages that would tell. */
  #told({ at, operation, outcome }: Extract<HistoryEvent, { what: 'settled' }>): void {
    const asked = this.#asked.get(operation);
    this.#asked.delete(operation);
    const held = asked === undefined ? null : this.#clerk.holds(outcome.value);
    if (asked !== undefined && held !== null) this.#see(held.node, at, { ...asked, ...held });
  }

  #came(node: NodeId, at: number, name: string): void {
    const carried = this.#sent.get(name);
    if (carried === undefined) return;
    this.#sent.delete(name);
    for (const carry of carried) this.#see(node, at, carry);
  }

  #see(node: NodeId, at: number, { key, stamp, isGone, expires = null }: Seen): void {
    let nodes = this.#kept.get(key);
    if (nodes === undefined) this.#kept.set(key, (nodes = new Map<NodeId, Kept>()));
    const known = nodes.get(node);
    if (known === undefined) nodes.set(node, { stamp, isGone, expires, createdAt: at, updatedAt: at });
    else if (isNewer(stamp, known.stamp)) {
      if (known.isGone) known.createdAt = at;
      known.stamp = stamp;
      known.isGone = isGone;
      known.expires = expires;
      known.updatedAt = at;
    }
  }
}
