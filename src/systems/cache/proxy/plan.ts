/**
 * How a proxy takes a command apart: what it asks of whom, and how it puts the answers together again. A pure function of the command and of
 * what is known of the cluster; which commands may be taken apart, and how, say their tips in the table of commands, Redis's own words for
 * proxies.
 *
 * What names keys of one shard goes there whole. Of several: `MGET MSET DEL UNLINK EXISTS TOUCH` go in parts, and `SINTER SUNION SDIFF` ask for
 * each set alone and are computed here. Such an answer is of no one instant. All else goes whole to whoever has its first key, who refuses it
 * with CROSSNODE.
 *
 * What is about all nodes is asked of all; for what speaks of keys each answers for those that it acts for.
 */
import type { NodeId } from '../../../kernel/contract.ts';
import { keysOf, type CommandShape, type KeySpec } from '../../../store/command.ts';
import { shapeNamed } from '../../../store/command-shapes.ts';
import { aliveIn } from '../routing.ts';
import { shardOf, type PlacementRule, type View } from '../view.ts';

/** What is asked of one node. */
export interface Part {
  readonly command: readonly string[];
  /** Which of the command's keys, or which of the nodes asked, in the order of the command. */
  readonly places: readonly number[];
  /** Null: whoever acts for its key. */
  readonly to: NodeId | null;
  /** Of keys, only those that the node acts for. */
  readonly own: boolean;
}

/** How parts become one answer. */
export type Gathering =
  | { readonly kind: 'alone' }
  | { readonly kind: 'values' | 'success' | 'sum' | 'least' | 'joined' | 'any' }
  | { readonly kind: 'sets'; readonly operation: 'sinter' | 'sunion' | 'sdiff' }
  /** A step of a walk over all nodes; it stands at this one. */
  | { readonly kind: 'scan'; readonly node: number; readonly next: number };

export interface Plan {
  readonly gathering: Gathering;
  readonly parts: readonly Part[];
}

export interface Surroundings {
  readonly view: View;
  readonly rule: PlacementRule;
  /** Each key on its own, so that parts are the same ones however keys lie: whoever remembers a part knows what was in it. */
  readonly isSingly: boolean;
}

export function planOf(args: readonly string[], surroundings: Surroundings): Plan {
  const command = shapeNamed(args);
  if (command === undefined) return whole(args);
  const policy = tip(command, 'request_policy');
  const reply = tip(command, 'response_policy');
  if (command.name === 'scan') return scanned(args, surroundings.view);
  if (policy === 'multi_shard' && reply !== 'agg_min')
    return split(command, args, surroundings, reply) ?? whole(args);
  if (SETS.has(command.name)) return sets(command, args, surroundings) ?? whole(args);
  const kind = EVERYWHERE.get(command.name) ?? (policy === 'all_nodes' ? 'success' : undefined);
  return kind === undefined ? whole(args) : everywhere(args, kind, surroundings.view);
}

function whole(command: readonly string[]): Plan {
  return { gathering: { kind: 'alone' }, parts: [{ command, places: [0], to: null, own: false }] };
}

function tip({ tips = [] }: CommandShape, name: string): string | undefined {
  return tips.find((text) => text.startsWith(`${name}:`))?.slice(name.length + 1);
}

// --- Several keys -------------------------------------------------------------------------------------------------------

const SETS: ReadonlySet<string> = new Set(['sinter', 'sunion', 'sdiff']);

function isTogether(keys: readonly string[], { view, rule }: Surroundings): boolean {
  const [first = ''] = keys;
  const shard = shardOf(view, rule, first);
  return keys.every((key) => shardOf(view, rule, key) === shard);
}

function namesOf(command: CommandShape, args: readonly string[]): readonly string[] {
  return keysOf(command, args).map(({ key }) => key);
}

function split(
  command: CommandShape,
  args: readonly string[],
  surroundings: Surroundings,
  reply: string | undefined,
): Plan | null {
  const keys = namesOf(command, args);
  const { step } = command.keys[0] as Extract<KeySpec, { step: number }>;
  // What is not well formed is refused by whoever gets it.
  if (keys.length < 2 || args.length !== 1 + keys.length * step) return null;
  const isWrite = command.flags.includes('write');
  const isSingly = surroundings.isSingly && isWrite;
  if (!isSingly && isTogether(keys, surroundings)) return null;
  const { view, rule } = surroundings;
  const groups = new Map<string, number[]>();
  keys.forEach((key, place) => {
    const name = isSingly ? key : shardOf(view, rule, key);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [place]);
    else group.push(place);
  });
  if (groups.size === 1) return null;
  const kind = reply === 'agg_sum' ? 'sum' : reply === 'all_succeeded' ? 'success' : 'values';
  const parts = [...groups.values()].map((places) => partOf(args, step, places));
  return { gathering: { kind }, parts };
}

function partOf(args: readonly string[], step: number, places: readonly number[]): Part {
  const chunks = places.flatMap((place) => args.slice(1 + place * step, 1 + (place + 1) * step));
  return { command: [args[0] as string, ...chunks], places, to: null, own: false };
}

/** A part that turned out to lie apart: each of its keys alone. Null where there is only one. */
export function parted({ command: args, places }: Part): readonly Part[] | null {
  const command = shapeNamed(args);
  if (command === undefined || places.length < 2) return null;
  const { step } = command.keys[0] as Extract<KeySpec, { step: number }>;
  return places.map((place, index) => ({ ...partOf(args, step, [index]), places: [place] }));
}

/** The very command is asked with one key each, whose answer is that set: so access is judged as for the whole. */
function sets({ name }: CommandShape, args: readonly string[], surroundings: Surroundings): Plan | null {
  const keys = args.slice(1);
  if (keys.length < 2 || isTogether(keys, surroundings)) return null;
  return {
    gathering: { kind: 'sets', operation: name as 'sinter' },
    parts: keys.map((key, place) => ({
      command: [args[0] as string, key],
      places: [place],
      to: null,
      own: false,
    })),
  };
}

// --- All nodes ----------------------------------------------------------------------------------------------------------

const EVERYWHERE: ReadonlyMap<string, 'success' | 'sum' | 'least' | 'joined' | 'any'> = new Map([
  ['flushall', 'success'],
  ['flushdb', 'success'],
  ['dbsize', 'sum'],
  ['wait', 'least'],
  ['keys', 'joined'],
  ['randomkey', 'any'],
]);

function everywhere(
  command: readonly string[],
  kind: 'success' | 'sum' | 'least' | 'joined' | 'any',
  view: View,
): Plan {
  const own = kind === 'sum' || kind === 'joined' || kind === 'any';
  const parts = aliveIn(view).map((to, place): Part => ({ command, places: [place], to, own }));
  return { gathering: { kind }, parts };
}

/** A cursor of the whole is a cursor of one node and, in its last ten bits, which node that is. */
const NODES = 1_024;

function scanned(args: readonly string[], view: View): Plan {
  const [name = '', text = '', ...rest] = args;
  const cursor = /^\d{1,15}$/.test(text) ? Number(text) : null;
  const nodes = aliveIn(view);
  const node = cursor === null ? 0 : cursor % NODES;
  const to = nodes[Math.min(node, nodes.length - 1)];
  if (to === undefined) return whole(args);
  const own = cursor === null ? text : String(Math.floor(cursor / NODES));
  return {
    gathering: { kind: 'scan', node, next: node + 1 < nodes.length ? node + 1 : 0 },
    parts: [{ command: args.length < 2 ? args : [name, own, ...rest], places: [0], to, own: true }],
  };
}

export function cursorOf(cursor: string, { node, next }: { node: number; next: number }): string {
  return String(cursor === '0' ? next : Number(cursor) * NODES + node);
}
