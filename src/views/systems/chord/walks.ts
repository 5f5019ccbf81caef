/**
 * Requests on their way round the ring: where each has been, where it is going, and how far its target still is. Relays say so themselves, each with all that it
 * went through; whoever goes step by step remembers it.
 */
import type { HistoryEvent } from '../../../cluster/recorder.ts';
import type { Data, NodeId } from '../../../kernel/contract.ts';
import type { FlightPicture } from '../../../lab/picture.ts';
import { placeOn } from '../../../placement/identifier.ts';
import type { Relayed, Replied } from '../../../systems/chord/messages.ts';
import type { Circle } from '../scene.ts';

export interface Walk {
  readonly request: string;
  readonly deed: string;
  /** Null: whose place is this? */
  readonly key: string | null;
  /** As a share of the circle. */
  readonly target: number;
  /** Everybody whom it has reached, the issuer first. */
  readonly path: readonly NodeId[];
  /** To whom it is on its way. */
  readonly next: NodeId | null;
  /** Whoever issued it asks each of them itself. */
  readonly isStar: boolean;
  /** Its end is reached, and the answer on its way. */
  readonly isAnswered: boolean;
}

const RELAYS: ReadonlySet<string> = new Set(['put', 'get', 'delete', 'find successor']);
/** Nothing that is still in the air was sent longer ago than so many events. */
const EVENTS_MOST = 20_000;

/** Only what clients have asked for: nodes look after their fingers all the time. */
export function walksOf(
  circle: Pick<Circle, 'minds' | 'bits' | 'isIterative'>,
  flights: readonly FlightPicture[],
  events: readonly HistoryEvent[],
): readonly Walk[] {
  const told = flights.filter(({ kind, copy }) => copy === 0 && (RELAYS.has(kind) || kind === 'reply'));
  const bodies = bodiesOf(told, events);
  const walks = new Map<string, Walk>();
  const add = (walk: Walk | null): void => {
    if (walk === null || circle.minds.has(walk.request.split('.')[0] ?? '')) return;
    const known = walks.get(walk.request);
    if (known === undefined || known.path.length < walk.path.length) walks.set(walk.request, walk);
  };
  for (const flight of told) {
    const body = bodies.get(flight.name);
    if (body !== undefined)
      add(flight.kind === 'reply' ? answered(circle, body) : relayed(circle, flight, body));
  }
  for (const mind of circle.minds.values())
    for (const { request, deed, key, target, path } of mind.open)
      if (path.length > 1 || circle.isIterative)
        add({
          ...{ request, deed, key, target: placeOn(target, circle.bits) },
          path: path.length === 0 ? [mind.me.id] : path,
          next: null,
          isStar: true,
          isAnswered: false,
        });
  return [...walks.values()].sort((left, right) => numberOf(left) - numberOf(right));
}

function relayed({ bits }: Pick<Circle, 'bits'>, { from, to, kind }: FlightPicture, body: Data): Walk | null {
  if (!isRelayed(body)) return null;
  const { target, key, request, path } = body;
  return {
    ...{ request, deed: kind, key, target: placeOn(target, bits) },
    path: path.at(-1) === from ? path : [...path, from],
    next: to,
    isStar: false,
    isAnswered: false,
  };
}

/** An answer does not say again what was asked; whoever asked still knows. */
function answered({ minds, bits }: Pick<Circle, 'minds' | 'bits'>, body: Data): Walk | null {
  if (!isReplied(body)) return null;
  const { request, path } = body;
  const open = minds.get(path[0] ?? '')?.open.find((each) => each.request === request);
  if (open === undefined) return null;
  const { deed, key, target } = open;
  return {
    ...{ request, deed, key, target: placeOn(target, bits), path },
    next: null,
    isStar: false,
    isAnswered: true,
  };
}

function isRelayed(body: Data): body is Data & Relayed {
  return typeof body === 'object' && body !== null && 'target' in body && 'path' in body;
}

function isReplied(body: Data): body is Data & Replied {
  return typeof body === 'object' && body !== null && 'storer' in body && 'path' in body;
}

/** What flying messages say, from the record of their sending; the newest events are looked at first. */
function bodiesOf(
  flights: readonly FlightPicture[],
  events: readonly HistoryEvent[],
): ReadonlyMap<string, Data> {
  const wanted = new Set(flights.map(({ name }) => name));
  const found = new Map<string, Data>();
  const last = Math.max(0, events.length - EVENTS_MOST);
  for (let place = events.length - 1; place >= last && wanted.size > 0; place -= 1) {
    const event = events[place];
    if (event?.what !== 'sent' || !wanted.delete(event.message.name)) continue;
    const said = (event.message.body ?? {}) as { readonly body?: Data };
    found.set(event.message.name, said.body ?? null);
  }
  return found;
}

function numberOf({ request }: Walk): number {
  return Number(request.slice(request.lastIndexOf('.') + 1));
}
