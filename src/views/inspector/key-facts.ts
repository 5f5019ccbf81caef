/** What there is to say of one key: who should hold it, who does, in which version, and who may answer. Worked out by the cache's own functions. */
import type { Holding, NodeId } from '../../kernel/contract.ts';
import type { KeyLook } from '../../lab/look-key.ts';
import { isNewer, newestOf, type Stamp } from '../../kernel/stamps.ts';
import { CIRCLE, positionOf } from '../../placement/hash.ts';
import type { PlacementKind } from '../../placement/placement.ts';
import { SLOTS, slotOf } from '../../placement/slots.ts';
import { actingAmong, ownersOf } from '../../systems/cache/view.ts';
import { mindsOf, viewInForce } from '../systems/cache/minds.ts';

export type HolderState = 'current' | 'stale' | 'missing' | 'lost' | 'leaving' | 'hint' | 'deleted';

export interface Holder {
  readonly node: NodeId;
  readonly place: 'owner' | 'copy' | 'other';
  readonly state: HolderState;
  /** How many versions it is behind; 0 where versions do not count. */
  readonly behind: number;
  readonly holding: Holding | null;
}

export interface KeyFacts {
  /** As a share of the circle. */
  readonly place: number;
  readonly placement: PlacementKind | 'chord';
  readonly owners: readonly NodeId[];
  /** Null while nobody does. */
  readonly answers: NodeId | null;
  /** The first owner first. */
  readonly holders: readonly Holder[];
  readonly newest: Holding | null;
  readonly isGone: boolean;
  /** Counted: a version says how often the key was written, and nothing else. */
  readonly mode: 'primary' | 'quorum' | 'counted';
  /** How many answers a read waits for. */
  readonly read: number;
  /** Of these any may be asked, whoever acts. */
  readonly isSpread: boolean;
}

/** Null in systems that keep no keys on a ring, and before there is a view. */
export function keyFacts({ key, inside }: KeyLook): KeyFacts | null {
  const minds = mindsOf(inside);
  const view = viewInForce(minds);
  if (view === null) return null;
  const held = new Map<NodeId, Holding>();
  for (const [id, { holdings }] of minds.all) {
    const [holding] = holdings?.keys ?? [];
    if (holding !== undefined) held.set(id, holding);
  }
  const newest = newestOf(held.values());
  const owners = ownersOf(view.placed, minds.rule, key);
  const others = [...held.keys()].filter((id) => !owners.includes(id));
  const { mode, read, spreadReads } = minds.options;
  const holder = (node: NodeId): Holder => {
    const holding = held.get(node) ?? null;
    const place = node === owners[0] ? 'owner' : owners.includes(node) ? 'copy' : 'other';
    return {
      ...{ node, place, holding },
      state: stateOf(place, holding, newest, minds.all.has(node)),
      behind: behindOf(holding, newest, mode),
    };
  };
  return {
    place: minds.rule.kind === 'slots' ? slotOf(key) / SLOTS : positionOf(key) / CIRCLE,
    placement: minds.rule.kind,
    owners,
    answers: actingAmong(view, owners),
    holders: [...owners, ...others]
      .map(holder)
      .filter(({ place, state }) => place !== 'other' || state !== 'deleted'),
    newest,
    isGone: newest !== null && newest.isGone,
    ...{ mode, read, isSpread: spreadReads || mode === 'quorum' },
  };
}

function stateOf(
  place: Holder['place'],
  holding: Holding | null,
  newest: Holding | null,
  isRunning: boolean,
): HolderState {
  if (!isRunning) return 'lost';
  if (place === 'other') return holding?.isGone === true ? 'deleted' : holding?.hintFor ? 'hint' : 'leaving';
  // Where the key is deleted, having nothing is as it should be.
  if (newest === null || holding === null) return newest?.isGone === true ? 'deleted' : 'missing';
  if (isNewer(newest.stamp, holding.stamp)) return 'stale';
  return holding.isGone ? 'deleted' : 'current';
}

/** Versions of a primary are counted; of two times it is only known which is later. */
function behindOf(holding: Holding | null, newest: Holding | null, mode: KeyFacts['mode']): number {
  if (holding === null || newest === null || mode === 'quorum') return 0;
  return Math.max(0, Number(newest.stamp[1]) - Number(holding.stamp[1]));
}

/** `v7`; where versions are times, when it was written. `clock` is the epoch of the run, in ms. */
export function versionText(stamp: Stamp, mode: KeyFacts['mode'], epoch: number): string {
  const [time = 0, count = 0] = stamp;
  if (mode === 'counted') return `v${time}`;
  return mode === 'primary' ? `v${count}` : `${((Number(time) - epoch) / 1_000).toFixed(2)} s`;
}

// --- Who may answer -----------------------------------------------------------------------------------------------------

export type Outcome = 'new' | 'old' | 'nothing' | 'refused' | 'silence';

export interface Possibility {
  readonly outcome: Outcome;
  readonly nodes: readonly NodeId[];
}

/** Who could be the one that answers, by what each holds. How likely each is nobody can say without trying. */
export function possibilities(facts: KeyFacts): readonly Possibility[] {
  const { holders, isSpread, answers, isGone } = facts;
  const askable = holders.filter(
    ({ node, place, state }) => state !== 'lost' && place !== 'other' && (isSpread || node === answers),
  );
  const outcome = ({ state }: Holder): Outcome =>
    state === 'missing' || isGone ? 'nothing' : state === 'stale' ? 'old' : 'new';
  return (['new', 'old', 'nothing'] as const).flatMap((wanted) => {
    const nodes = askable.filter((each) => outcome(each) === wanted).map(({ node }) => node);
    return nodes.length === 0 ? [] : [{ outcome: wanted, nodes }];
  });
}

// --- Keys as people read and type them ----------------------------------------------------------------------------------

const decoder = new TextDecoder('utf-8', { fatal: true });

/** Keys and values are byte strings; most of them are UTF-8. What is not comes as escapes. */
export function shownText(bytes: string): string {
  // Where keys are texts there may be letters that no byte is.
  if (/[^\u0000-\u00ff]/.test(bytes)) return bytes;
  try {
    return decoder.decode(Uint8Array.from(bytes, (char) => char.charCodeAt(0)));
  } catch {
    return bytes.replace(/[^ -~]/g, (char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`);
  }
}

/** As a byte string, as the console would make it of what is typed. */
export function bytesOfTyped(text: string): string {
  return String.fromCharCode(...new TextEncoder().encode(text));
}

/** A word of a command line, whatever is in it. */
export function quoted(text: string): string {
  if (/^[A-Za-z0-9_:{}.-]+$/.test(text)) return text;
  const escaped = text
    .replace(/["\\]/g, (char) => `\\${char}`)
    .replace(/\n/g, '\\n')
    .replace(/\r/g, '\\r');
  return `"${escaped.replace(/\t/g, '\\t')}"`;
}

/** How the value of a key is read, by its type. */
export function readingCommand(key: string, type: string | null): string {
  const word = quoted(shownText(key));
  switch (type) {
    case 'list':
      return `LRANGE ${word} 0 -1`;
    case 'hash':
      return `HGETALL ${word}`;
    case 'set':
      return `SMEMBERS ${word}`;
    case 'zset':
      return `ZRANGE ${word} 0 -1 WITHSCORES`;
    default:
      return `GET ${word}`;
  }
}
