/**
 * Round the ring from node to node, each asked for its own successors, as one operation of a client: nobody knows the whole of it, and this is how it can be
 * found out. Where somebody does not answer, the next successor of whoever came before is asked.
 */
import type { Data, NodeId, Outcome } from '../../kernel/contract.ts';
import { readAnswer, type Ended, type Walk } from './asks.ts';
import type { Neighbours } from './messages.ts';
import type { Answer } from './requests.ts';
import type { Standing } from './state.ts';

/** `closed`: it came back to where it began. `elsewhere`: to another one. `open`: nobody was left to be asked. */
export interface Walked {
  readonly stops: Walk['stops'];
  readonly ends: 'closed' | 'elsewhere' | 'open';
  readonly back: NodeId | null;
}

export type WalkedOn =
  { readonly to: NodeId; readonly walk: Walk } | { readonly to: null; readonly outcome: Outcome };

/** Longer than any ring that is walked in the time that a client has. */
const STOPS_MAX = 2_000;

export function walkOn(walk: Walk | undefined, at: NodeId, outcome: Outcome | null): WalkedOn {
  const told = neighboursIn(outcome);
  const stop: Walk['stops'][number] =
    told === null
      ? { node: at, at: null, predecessor: null }
      : { node: at, at: told.me.at, predecessor: told.predecessor?.id ?? null };
  const stops = [...(walk?.stops ?? []), stop];
  const ahead = told === null ? (walk?.left ?? []) : told.successors.map(({ id }) => id);
  const next = ahead.find((id) => !stops.some(({ node, at: place }) => node === id && place === null));
  if (next === undefined || stops.length > STOPS_MAX) return ending({ stops, ends: 'open', back: null }, at);
  const [first] = stops.filter(({ at: place }) => place !== null);
  if (next === first?.node) return ending({ stops, ends: 'closed', back: next }, at);
  if (stops.some(({ node }) => node === next)) return ending({ stops, ends: 'elsewhere', back: next }, at);
  return { to: next, walk: { stops, left: ahead.slice(ahead.indexOf(next) + 1) } };
}

function ending(walked: Walked, node: NodeId): WalkedOn {
  const isWhole = walked.ends === 'closed' && walked.stops.every(({ at }) => at !== null);
  const json = JSON.stringify(walked);
  const value: Ended = { status: 200, json, node, exit: isWhole ? 0 : 1, passed: [] };
  return { to: null, outcome: { status: isWhole ? 'ok' : 'failed', value: value as unknown as Data } };
}

/** Null of an answer by somebody who is outside and has no place in the ring, whatever it remembers. */
export function neighboursIn(outcome: Outcome | null): Neighbours | null {
  const answer = outcome?.value as unknown as Answer | undefined;
  if (answer?.status !== 200) return null;
  const said = readAnswer(answer.json) as unknown as (Neighbours & { readonly standing: Standing }) | null;
  return said?.standing === 'member' || said?.standing === 'leaving' ? said : null;
}
