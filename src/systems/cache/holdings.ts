/** What a node holds, for the ring. */
import {
  SECTORS,
  type Catalogue,
  type Data,
  type Holding,
  type Holdings,
  type HoldingsRequest,
  type Memory,
} from '../../kernel/contract.ts';
import { isString, textOf, typeOf, type Value } from '../../store/values.ts';
import { dataOf } from './keeping.ts';
import { markOf, type Mark } from './ledger.ts';
import { placeOf } from './place.ts';
import type { NodeState } from './state.ts';

const VALUE_MAX = 60;

export function holdingsOf(
  state: NodeState,
  { from, to, most, only, isWhole = false }: HoldingsRequest,
): Holdings {
  const { kind } = state.rule;
  if (only !== undefined) {
    const keys = only.flatMap((key) => {
      const mark = markOf(state.ledger, key);
      return mark === undefined ? [] : [holdingOf(state, key, placeOf(key, kind), mark, isWhole)];
    });
    return { count: keys.filter(({ isGone }) => !isGone).length, keys, sectors: null };
  }
  const within: [string, number, Mark][] = [];
  const sectors = new Array<number>(SECTORS).fill(0);
  let count = 0;
  for (const [key, mark] of state.ledger.marks.map) {
    const place = placeOf(key, kind);
    if (place < from || place >= to) continue;
    if (within.length <= most) within.push([key, place, mark]);
    if (mark.gone !== null) continue;
    count += 1;
    sectors[Math.floor(place * SECTORS)]! += 1;
  }
  if (within.length > most) return { count, keys: null, sectors };
  return { count, keys: within.map((each) => holdingOf(state, ...each, isWhole)), sectors: null };
}

function holdingOf(
  { store, ledger }: NodeState,
  key: string,
  place: number,
  mark: Mark,
  isWhole: boolean,
): Holding {
  const { epoch, count, node = '' } = mark.stamp;
  const entry = dataOf(store).entries.map.get(key);
  const hintFor = ledger.hints.get(key);
  const heads = headsOf(mark);
  return {
    ...{ key, place, stamp: [epoch, count, node], isGone: mark.gone !== null },
    value: entry === undefined ? null : isWhole ? whole(entry.value) : brief(entry.value),
    type: entry === undefined ? null : typeOf(entry.value),
    expires: entry === undefined || entry.deadline === null ? null : Number(entry.deadline),
    bytes: entry?.bytes ?? 0,
    ...(hintFor === undefined ? {} : { hintFor }),
    ...(heads.length > 1 ? { heads } : {}),
  };
}

/** Values that stand side by side, because whoever wrote them did not know of each other. */
function headsOf({ siblings = [] }: Mark): readonly string[] {
  return siblings.flatMap(({ value: { text } }) => (text === null ? [] : [shortened(text)]));
}

function brief(value: Value): string {
  if (!isString(value)) return '';
  return shortened(textOf(value));
}

function whole(value: Value): string {
  return isString(value) ? textOf(value) : '';
}

function shortened(text: string): string {
  return text.length > VALUE_MAX ? text.slice(0, VALUE_MAX) : text;
}

export function catalogueOf({ store, ledger }: NodeState): Catalogue {
  const { map: marks } = ledger.marks;
  const { map: entries } = dataOf(store).entries;
  const keys = [...marks.keys()].sort();
  const [gone, expires, bytes] = [[] as boolean[], [] as (number | null)[], [] as number[]];
  const [epochs, counts, writers] = [[] as number[], [] as number[], [] as string[]];
  for (const key of keys) {
    const mark = marks.get(key) as Mark;
    const entry = entries.get(key);
    const { epoch, count, node = '' } = mark.stamp;
    epochs.push(epoch);
    counts.push(count);
    writers.push(node);
    gone.push(mark.gone !== null);
    expires.push(entry === undefined || entry.deadline === null ? null : Number(entry.deadline));
    bytes.push(entry?.bytes ?? 0);
  }
  return { keys, gone, stamps: [epochs, counts, writers], expires, bytes };
}

export function memoryOf({ store, options }: NodeState): Memory {
  return { items: dataOf(store).entries.slots.length, bytes: store.bytes, max: options.maxmemory };
}

/** What this node believes: the view that it has, whom it hears, and whether it may act by it. */
export function beliefOf(state: NodeState): Readonly<Record<string, Data>> {
  const { view, durableEpoch, peers, swim, reigns } = state;
  return {
    epoch: view?.epoch ?? 0,
    durableEpoch,
    view: view as unknown as Data,
    isComplete: reigns.at(-1)?.isComplete ?? false,
    members: (view?.members ?? []).map(({ id, standing }) => ({ id, standing })),
    suspected: [...peers.values()].filter(({ isSuspected }) => isSuspected).map(({ id }) => id),
    peers: [...peers.values()].map(({ id, heardAt, echoedAt, epoch, isSuspected, sent, acknowledged }) => ({
      ...{ id, heardAt, echoedAt, epoch, isSuspected, sent, acknowledged },
    })),
    rumours: [...(swim?.members ?? [])].map(([id, { standing, incarnation }]) => ({
      ...{ id, standing, incarnation },
    })),
  };
}
