/**
 * How the versions of one key spread: read out of the recorded messages, which say from whom a version went to whom, and when it was handled
 * there. It grows with the record and is never read twice, and what it says of an instant is the same whenever that is asked.
 *
 * A node that is told of a version may know a later one already; so a sighting says "it had at least this by then".
 */
import type { HistoryEvent } from '../cluster/recorder.ts';
import type { NodeId } from '../kernel/contract.ts';
import { isNewer, type Stamp } from '../kernel/stamps.ts';
import type { Carried, Reader } from '../systems/registered.ts';

export interface Sighting {
  readonly node: NodeId;
  readonly at: number;
  readonly stamp: Stamp;
}

/** A node was not running; `until` is null while that lasts. */
export interface Absence {
  readonly node: NodeId;
  readonly from: number;
  readonly until: number | null;
}

export interface Trail {
  /** Nothing is recorded of what was before. */
  readonly since: number;
  readonly sightings: readonly Sighting[];
  readonly absences: readonly Absence[];
}

export const NO_TRAIL: Trail = { since: 0, sightings: [], absences: [] };

export class TrailReader {
  readonly #reader: Reader;
  readonly #key: string;
  readonly #sightings: Sighting[] = [];
  readonly #absences: Absence[] = [];
  /** What was sent and has not come yet, by (sender, number, copy). */
  readonly #sent = new Map<string, Carried>();
  readonly #operations = new Set<string>();
  /** The latest that each node was seen with. */
  readonly #last = new Map<NodeId, Stamp>();

  constructor(reader: Reader, key: string) {
    this.#reader = reader;
    this.#key = key;
  }

  read(events: readonly HistoryEvent[]): void {
    for (const event of events) this.#one(event);
  }

  /** As it is known before an instant. */
  before(instant: number, since: number): Trail {
    return {
      since,
      sightings: this.#sightings.filter(({ at }) => at < instant),
      absences: this.#absences
        .filter(({ from }) => from < instant)
        .map((each) => (each.until !== null && each.until >= instant ? { ...each, until: null } : each)),
    };
  }

  #one(event: HistoryEvent): void {
    switch (event.what) {
      case 'invoked':
        if (this.#reader.asksFor(event.body, this.#key)) this.#operations.add(event.operation);
        break;
      case 'sent':
        this.#went(event);
        break;
      case 'handled':
        if (event.by === 'arrival')
          this.#came(event.node, event.at, nameOf(event.from, event.sent, event.copy));
        break;
      case 'dropped':
        this.#sent.delete(nameOf(event.message.from, event.message.number, event.message.copy));
        break;
      case 'stopped':
      case 'crashed':
      case 'left':
        this.#absences.push({ node: event.node, from: event.at, until: null });
        this.#last.delete(event.node);
        break;
      case 'started':
        this.#returned(event.node, event.at);
        break;
      default:
    }
  }

  #returned(node: NodeId, at: number): void {
    const index = this.#absences.findLastIndex((each) => each.node === node && each.until === null);
    const open = this.#absences[index];
    if (open !== undefined) this.#absences[index] = { ...open, until: at };
  }

  #went({ at, message }: Extract<HistoryEvent, { what: 'sent' }>): void {
    if (message.body === undefined) return;
    const isAbout = (operation: string): boolean => this.#operations.has(operation);
    const carried = this.#reader.carried(message.body, message.from, this.#key, isAbout);
    if (carried === null) return;
    this.#see(carried.has, at, carried.stamp);
    if (carried.comes) this.#sent.set(nameOf(message.from, message.number, message.copy), carried);
  }

  #came(node: NodeId, at: number, name: string): void {
    const carried = this.#sent.get(name);
    if (carried === undefined) return;
    this.#sent.delete(name);
    this.#see(node, at, carried.stamp);
  }

  #see(node: NodeId, at: number, stamp: Stamp): void {
    const last = this.#last.get(node);
    if (last !== undefined && !isNewer(stamp, last)) return;
    this.#last.set(node, stamp);
    this.#sightings.push({ node, at, stamp });
  }
}

function nameOf(from: NodeId, number: number, copy: number): string {
  return `${from} ${number} ${copy}`;
}
