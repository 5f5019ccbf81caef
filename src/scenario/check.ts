// Whether an action makes sense for those who are there: does its node exist at that instant, is it a node or a client, does the
// system understand the act. The same check serves a script before it runs and a person's act while it runs.

import type { Options } from '../kernel/system.ts';
import { idText, type Finding, type Key, type Keys } from './fault.ts';
import { NODES_MAX } from './schema.ts';
import { isClientId } from './parts.ts';
import { ALPHABET } from './alphabet.ts';
import { Names, refusalOfRole, roleOf } from './nodes.ts';
import { readOption } from './options.ts';
import type { ReadAction } from './actions.ts';
import type { OptionalVerb, SystemSketch } from './systems.ts';
import type { Action, NodeSpec, Verb } from './types.ts';

const OPTIONAL_VERBS: ReadonlySet<Verb> = new Set<OptionalVerb>([
  'add',
  'remove',
  'weight',
  'rebalance',
  'option',
]);

/** Acts on one node that no client can undergo, with the words that say so. */
const ONLY_NODES = new Map<Verb, string>([
  ['kill', 'only nodes can be killed'],
  ['restart', 'only nodes can be restarted'],
  ['wipe', 'only nodes can be wiped'],
  ['freeze', 'only nodes can be frozen'],
  ['thaw', 'only nodes can be thawed'],
  ['remove', 'only nodes can be removed'],
  ['weight', 'only nodes have a weight'],
  ['slow', 'only nodes can be slowed'],
  ['skew', 'only nodes have a clock'],
  ['disk', 'only nodes have a disk'],
]);

/** Who is there while a script is gone through in the order of time. */
export class Roll {
  readonly #present = new Set<string>();
  readonly #removed = new Set<string>();
  readonly #names = new Names();
  readonly #clients: number | undefined;
  readonly #doubtful: ReadonlySet<string>;
  /** Without a list of nodes nothing can be said of any node. */
  readonly #isKnown: boolean;

  /** Absent `nodes` or `clients` are unknown: because they are faulty themselves, nothing is said against naming them. */
  constructor(
    nodes: readonly NodeSpec[] | undefined,
    clients: number | undefined,
    doubtful: ReadonlySet<string> = new Set(),
  ) {
    this.#isKnown = nodes !== undefined;
    this.#clients = clients;
    this.#doubtful = doubtful;
    for (const { id } of nodes ?? []) {
      this.#present.add(id);
      this.#names.claimId(id);
    }
    for (const { id, name } of nodes ?? []) this.#names.claim(name, id);
  }

  /** Why this cannot be named as a node, or nothing. */
  refusalOfNode(id: string): string | undefined {
    if (!this.#isKnown || this.#present.has(id) || this.#doubtful.has(id)) return undefined;
    return `there is no node ${idText(id)}${this.#removed.has(id) ? ' any more: it was removed' : ''}`;
  }

  hasClient(id: string): boolean {
    if (!isClientId(id)) return false;
    if (this.#clients === undefined) return true;
    const number = Number(id.slice(1));
    return number >= 1 && number <= this.#clients && id === `c${number}`;
  }

  refusalOfParticipant(id: string): string | undefined {
    if (!isClientId(id)) return this.refusalOfNode(id);
    return this.hasClient(id) ? undefined : `there is no client ${idText(id)}`;
  }

  get count(): number {
    return this.#present.size;
  }

  wasEverThere(id: string): boolean {
    return this.#present.has(id) || this.#removed.has(id);
  }

  add(id: string): void {
    this.#present.add(id);
  }

  remove(id: string): void {
    if (this.#present.delete(id)) this.#removed.add(id);
  }

  claimName(name: string, id: string): string | undefined {
    return this.#names.claim(name, id);
  }

  /** Two may be called the same: the console asks for the id then. But what is an id means that one. */
  shareName(name: string, id: string): string | undefined {
    return this.#names.share(name, id);
  }

  /** The next letter that nobody ever had: a name of the dead would confuse whoever reads the history. */
  freeName(id: string): string {
    return this.#names.claimFirst(ALPHABET, id);
  }
}

/** What the system says of itself, where it is known, and its options as they are. */
export interface Rules {
  readonly sketch: SystemSketch | undefined;
  readonly options: Options;
}

/** Judges one action and lets it take its effect on the roll. What comes back is complete and sealed, or there are findings. */
export function checkAction(
  action: ReadAction,
  keys: Keys,
  roll: Roll,
  { sketch, options }: Rules,
  findings: Finding[],
): Action | undefined {
  const before = findings.length;
  const say = sayAt(keys, findings);
  if (
    OPTIONAL_VERBS.has(action.do) &&
    sketch !== undefined &&
    !sketch.actions?.includes(action.do as OptionalVerb)
  ) {
    say('do', `the system ${sketch.id} does not understand "${action.do}"`);
  }
  const complete = checkFields(action, keys, roll, sketch, findings, say);
  if (findings.length > before || complete === undefined) return undefined;
  return complete.do === 'command' && sketch?.seal !== undefined
    ? { ...complete, text: sketch.seal(complete.text, options) }
    : complete;
}

type Say = (key: Key | readonly Key[], says: string | undefined) => void;

/** Says what is wrong with a field of what stands at `keys`; nothing is wrong where there is no sentence. */
export const sayAt =
  (keys: Keys, findings: Finding[]): Say =>
  (key, says) => {
    if (says !== undefined) findings.push({ keys: keys.concat(key), says });
  };

function checkFields(
  action: ReadAction,
  keys: Keys,
  roll: Roll,
  sketch: SystemSketch | undefined,
  findings: Finding[],
  say: Say,
): Action | undefined {
  switch (action.do) {
    case 'isolate':
    case 'heal':
    case 'link':
    case 'command':
      checkNamed(action.do, action as Naming, roll, say);
      return action;
    case 'partition':
      checkGroups(action.groups, roll, say);
      return action;
    case 'option': {
      if (sketch === undefined) return undefined;
      const { name, value, ...rest } = action;
      const resolved = readOption(
        name,
        value,
        sketch,
        { name: [...keys, 'name'], value: [...keys, 'value'] },
        findings,
      );
      return resolved === undefined ? undefined : { ...rest, name, value: resolved };
    }
    case 'add':
      return checkAdd(action, roll, sketch, say);
    case 'message':
    case 'rebalance':
    case 'dice':
      return action;
    default:
      checkNamed(action.do, action, roll, say);
      if (action.do === 'remove') roll.remove(action.node);
      return action;
  }
}

interface Naming {
  readonly node?: string | undefined;
  readonly client?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Judges whom an action names. Also for one that is faulty otherwise, so that its writer hears of everything at once. */
export function checkNamed(verb: Verb, { node, client, from, to }: Naming, roll: Roll, say: Say): void {
  if (verb === 'link') checkLinkEnds({ from, to }, roll, say);
  else if (verb === 'command' && client !== undefined) say('client', refusalOfCommander(client, roll));
  else if (node === undefined) return;
  else if (verb === 'isolate' || verb === 'heal') say('node', roll.refusalOfParticipant(node));
  else if (ONLY_NODES.has(verb)) {
    say(
      'node',
      roll.hasClient(node) ? `${node} is a client: ${ONLY_NODES.get(verb)}` : roll.refusalOfNode(node),
    );
  }
}

function refusalOfCommander(client: string, roll: Roll): string | undefined {
  if (isClientId(client)) return roll.refusalOfParticipant(client);
  return roll.refusalOfNode(client) ?? `${idText(client)} is a node: only clients issue commands`;
}

function checkAdd(
  action: ReadAction & { do: 'add' },
  roll: Roll,
  sketch: SystemSketch | undefined,
  say: Say,
): Action {
  const { do: add, at, node, weight } = action;
  // An id never comes back: events, chance and chains are kept by id, and two lives under one would be taken for one.
  if (roll.refusalOfNode(node) === undefined && roll.wasEverThere(node))
    say('node', `there is already a node ${node}`);
  else if (roll.wasEverThere(node))
    say('node', `${node} was a node before: an added node needs an id of its own`);
  else if (roll.count >= NODES_MAX) say('node', `there are ${NODES_MAX} nodes already`);
  else say('node', roll.claimName(node, node));
  roll.add(node);
  if (action.name !== undefined) say('name', roll.shareName(action.name, node));
  if (action.role !== undefined && sketch !== undefined) say('role', refusalOfRole(action.role, sketch));
  const role = action.role ?? (sketch && roleOf(node, sketch));
  const complete = { do: add, at, node, name: action.name ?? roll.freeName(node), weight };
  return role === undefined ? complete : { ...complete, role };
}

function checkGroups(groups: readonly (readonly string[])[], roll: Roll, say: Say): void {
  const named = new Set<string>();
  groups.forEach((group, row) => {
    group.forEach((id, column) => {
      const refusal =
        roll.refusalOfParticipant(id) ?? (named.has(id) ? `${id} stands in a group already` : undefined);
      say(['groups', row, column], refusal);
      named.add(id);
    });
  });
}

/** The ends of a link, of an action or of a rule of the network. */
export function checkLinkEnds({ from, to }: Naming, roll: Roll, say: Say): void {
  if (from !== undefined && from !== '*') say('from', roll.refusalOfParticipant(from));
  if (to === undefined || to === '*') return;
  say(
    'to',
    to === from
      ? `a link leads to another participant, not back to ${idText(to)}`
      : roll.refusalOfParticipant(to),
  );
}

/** The ids in those fields of raw input that the schema had nothing against. */
export function namingOf(
  raw: Readonly<Record<string, unknown>>,
  refused: ReadonlySet<Key | undefined>,
): Naming {
  const fields = ['node', 'client', 'from', 'to'].flatMap((key) => {
    const value = raw[key];
    return typeof value === 'string' && !refused.has(key) ? [[key, value] as const] : [];
  });
  return Object.fromEntries(fields);
}
