/**
 * The language between a frame and the page around it (docs/embedding.md). What comes in is data from a stranger: whatever is not exactly one of these
 * orders is nothing at all, and gets no answer, for an answer would tell whoever tries what to try next.
 */
import { LINK_MAX } from './link.ts';
import {
  decimal,
  exact,
  flag,
  integer,
  maybe,
  oneOf,
  part,
  participant,
  text,
  time,
} from '../scenario/parts.ts';
import type { Look } from './door.ts';

/** In every message, both ways: so that a frame and a page with other business do not meddle. */
export const LANGUAGE = 1;

interface Asked {
  /** Comes back with the answer, so that whoever asked knows to what. */
  readonly id?: string | number;
}
export type Order = Asked &
  (
    | { readonly do: 'open'; readonly scenario?: string; readonly link?: string; readonly at?: number }
    | { readonly do: 'play'; readonly pace?: number }
    | { readonly do: 'pause' }
    | { readonly do: 'seek'; readonly at: number }
    | { readonly do: 'step'; readonly by?: 'instant' | 'message' | 'reply' | 'back' }
    | { readonly do: 'select'; readonly what: Look | null }
    | { readonly do: 'dark'; readonly on: boolean | null }
  );

/** What a frame says. */
export type Report =
  | { readonly tell: 'ready'; readonly state: 'picture' }
  | {
      readonly tell: 'moment';
      /** In milliseconds of the cluster's time, as in a scenario. */
      readonly at: number;
      readonly head: number;
      readonly isPlaying: boolean;
      readonly state: 'picture' | 'starting' | 'alive';
      readonly selected: { readonly [field: string]: string | number } | null;
    }
  | (Asked & {
      readonly tell: 'done';
      readonly do: Order['do'];
      readonly ok: boolean;
      readonly says?: readonly string[];
    })
  | {
      readonly tell: 'answer';
      readonly question: string;
      /** Which of the answers to choose from, counted from 0; null where somebody points. */
      readonly choice: number | null;
      readonly says: string;
    };

const SCENARIO_MAX = 1_000_000;
const envelope = { ringside: integer(LANGUAGE, LANGUAGE), id: maybe(integer(0, Number.MAX_SAFE_INTEGER)) };
const named = { ...envelope, id: maybe(text(64)) };
const KEY_MOST = 1_000;

const fields = {
  open: { scenario: maybe(text(SCENARIO_MAX)), link: maybe(text(LINK_MAX)), at: maybe(time) },
  play: { pace: maybe(decimal(0.001, 1_000)) },
  pause: {},
  seek: { at: time },
  step: { by: maybe(oneOf(['instant', 'message', 'reply', 'back'])) },
  select: {
    node: maybe(participant),
    key: maybe(text(KEY_MOST)),
    from: maybe(participant),
    to: maybe(participant),
  },
  dark: { on: maybe(flag) },
} as const;

/** Null for everything that is no order. */
export function readOrder(data: unknown): Order | null {
  try {
    return orderIn(data);
  } catch {
    // Whatever a stranger has put together so that reading it throws, it is no order.
    return null;
  }
}

function orderIn(data: unknown): Order | null {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return null;
  // Only what a literal would be: no class, no Map, no list.
  const shape: unknown = Object.getPrototypeOf(data);
  if (shape !== Object.prototype && shape !== null) return null;
  const { do: verb, id } = data as { readonly do?: unknown; readonly id?: unknown };
  if (typeof verb !== 'string' || !Object.hasOwn(fields, verb)) return null;
  const name = verb as Order['do'];
  const around = typeof id === 'string' ? named : envelope;
  const schema = exact({ ...around, do: oneOf([name]), ...fields[name] });
  const read = part<Record<string, unknown>>(schema as never, data, [], []);
  if (read === undefined) return null;
  const { ringside: _, ...order } = read;
  return whole(order);
}

/** What no single field can say: which of them go together. */
function whole(order: Record<string, unknown>): Order | null {
  if (order['do'] === 'open' && 'scenario' in order === 'link' in order) return null;
  if (order['do'] === 'dark') return { ...order, on: order['on'] ?? null } as unknown as Order;
  if (order['do'] !== 'select') return order as unknown as Order;
  const { node, key, from, to, ...rest } = order as Record<string, string | undefined>;
  const count = [node, key, from ?? to].filter((one) => one !== undefined).length;
  if (count > 1 || (from === undefined) !== (to === undefined)) return null;
  return { ...rest, do: 'select', what: lookOf(node, key, from, to) };
}

function lookOf(node?: string, key?: string, from?: string, to?: string): Look | null {
  if (node !== undefined) return { kind: 'node', id: node };
  if (key !== undefined) return { kind: 'key', key };
  return from === undefined || to === undefined ? null : { kind: 'link', from, to };
}

/** In the envelope of the language. */
export function reportOf(report: Report): Readonly<Record<string, unknown>> {
  return { ringside: LANGUAGE, ...report };
}
