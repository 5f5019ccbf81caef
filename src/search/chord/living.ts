/** Who lives, in the order of the circle: the truth that lookups and tables are held against. Nothing here is read out of a node. */
import type { NodeId } from '../../kernel/contract.ts';
import type { Generator } from '../../kernel/generator.ts';
import { peerOf, type Peer } from '../../systems/chord/ring/peers.ts';

export class Living {
  readonly bits: number;
  readonly #circle: Peer[];

  constructor(ids: readonly NodeId[], bits: number) {
    this.bits = bits;
    this.#circle = ids.map((id) => peerOf(id, bits)).sort((left, right) => (left.at < right.at ? -1 : 1));
  }

  get circle(): readonly Peer[] {
    return this.#circle;
  }

  add(id: NodeId): void {
    const peer = peerOf(id, this.bits);
    this.#circle.splice(this.#behind(peer.at), 0, peer);
  }

  remove(id: NodeId): void {
    const place = this.#circle.findIndex((peer) => peer.id === id);
    if (place >= 0) this.#circle.splice(place, 1);
  }

  has(id: NodeId): boolean {
    return this.#circle[this.#place(peerOf(id, this.bits).at)]?.id === id;
  }

  /** The first one at or behind a position. */
  ownerOf(at: string): Peer {
    return this.#circle[this.#place(at)] as Peer;
  }

  /** The next ones behind somebody; a small circle begins anew. */
  behind(at: string, count: number): readonly Peer[] {
    const first = this.#place(at) + 1;
    return Array.from({ length: count }, (_, step) => this.#at(first + step));
  }

  before(at: string): Peer {
    return this.#at(this.#place(at) - 1);
  }

  any(chance: Generator): Peer {
    return this.#circle[Math.floor(chance.next() * this.#circle.length)] as Peer;
  }

  #at(place: number): Peer {
    const { length } = this.#circle;
    return this.#circle[(place + length) % length] as Peer;
  }

  #place(at: string): number {
    const place = this.#behind(at);
    return place === this.#circle.length ? 0 : place;
  }

  /** How many stand before a position. */
  #behind(at: string): number {
    let low = 0;
    for (let high = this.#circle.length; low < high;) {
      const middle = (low + high) >> 1;
      if ((this.#circle[middle] as Peer).at < at) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
