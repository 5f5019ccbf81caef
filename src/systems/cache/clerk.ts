/** What the books of a cluster (lab/records.ts) have to be told of a cache. */
import type { Belief, Data, NodeId } from '../../kernel/contract.ts';
import type { Carry, Clerk, Keepers, MemberStanding, Noted } from '../registered.ts';
import type { Item } from './item.ts';
import type { Stamp, Sibling } from './ledger.ts';
import type { Message } from './messages.ts';
import { optionsOf } from './options.ts';
import type { Answer, Request } from './requests.ts';
import { ruleOf } from './routing.ts';
import { actingAmong, ownersOf, samePlaces, standingOf, type Standing, type View } from './view.ts';

export const cacheClerk: Clerk = {
  standing(kind, detail) {
    if (kind !== 'standing') return null;
    const { node, standing, epoch } = detail as unknown as {
      node: NodeId;
      standing: Standing;
      epoch: number;
    };
    return standingIn(node, standing, epoch);
  },
  standings(beliefs) {
    const view = latestOf(beliefs);
    return (view?.members ?? []).map(({ id, standing }) => standingIn(id, standing, view?.epoch ?? 0));
  },
  tells: (kind, detail) => TELLS[kind]?.(detail as Detail) ?? null,
  keepers,
  isAtRest,
  carries,
  holds(outcome) {
    const answer = (outcome ?? {}) as unknown as Partial<Answer>;
    const { node, version, epoch = 0, writer, isUnknown, expiry = null } = answer;
    if (node === undefined || version === undefined || version === 0) return null;
    if (writer !== undefined || isUnknown === true) return null;
    return { node, stamp: [epoch, version, ''], expires: expiry };
  },
  deletes: (body) => DELETIONS.test(((body ?? {}) as unknown as Partial<Request>).command?.[0] ?? ''),
  versionOf: (stamp) => Number(stamp[1]),
};

function standingIn(node: NodeId, standing: Standing, order: number): MemberStanding {
  return { node, standing: standing === 'catching' ? 'joining' : standing, order };
}

const DELETIONS = /^(DEL|UNLINK|GETDEL)$/i;

type Detail = Readonly<Record<string, Data>>;

const TELLS: Readonly<Record<string, (detail: Detail) => Noted>> = {
  failover: ({ epoch, node, heirs }) => ({
    type: 'failover',
    payload: { epoch: epoch ?? null, from: node ?? null, to: heirs ?? [] },
  }),
  repair: ({ key, to }) => ({ type: 'repair', payload: { key: key ?? null, nodeId: to ?? null } }),
  'moved in': ({ from, keys }) => ({ type: 'move', payload: { from: from ?? null, items: keys ?? 0 } }),
  forced: ({ epoch, forgotten }) => ({
    type: 'forced',
    payload: { epoch: epoch ?? null, forgotten: forgotten ?? [] },
  }),
  forgot: ({ key }) => ({ type: 'forgot', payload: { key: key ?? null } }),
};

/** What those believe who have heard most. */
function latestOf(beliefs: readonly Belief[]): View | null {
  let latest: View | null = null;
  for (const { view } of beliefs as unknown as readonly { readonly view?: View | null }[])
    if (view && (latest === null || view.epoch > latest.epoch)) latest = view;
  return latest;
}

function keepers(options: Detail, beliefs: readonly Belief[], key: string): Keepers | null {
  const view = latestOf(beliefs);
  if (view === null) return null;
  const owners = ownersOf(view.placed, ruleOf(optionsOf(options)), key);
  return { primary: actingAmong(view, owners), owners };
}

/** Keys are where these should have them, those among them who live; and what was promised before is known there too. */
function isAtRest(
  beliefs: readonly Belief[],
  wanted: readonly { readonly id: NodeId; readonly weight: number; readonly isRunning: boolean }[],
): boolean {
  const view = latestOf(beliefs);
  if (view === null || view.target !== null || view.settling !== null) return false;
  const isPlaced = (id: NodeId): boolean => view.placed.some((node) => node.id === id);
  const desired = wanted
    .filter(({ id, isRunning }) => isPlaced(id) || (isRunning && standingOf(view, id) !== 'down'))
    .map(({ id, weight }) => ({ id, weight }));
  const isKnown = wanted.every(
    ({ id, isRunning }) => !isRunning || view.members.some((member) => member.id === id),
  );
  return isKnown && samePlaces(byId(desired), byId(view.placed));
}

function byId<Node extends { readonly id: NodeId }>(nodes: readonly Node[]): readonly Node[] {
  return nodes.toSorted((left, right) => (left.id < right.id ? -1 : 1));
}

// --- What messages bring ------------------------------------------------------------------------------------------------

function carries(body: Data): readonly Carry[] {
  const message = body as unknown as Message;
  switch (message.kind) {
    case 'copy': {
      const gone = new Set(message.effects.flatMap(goneIn));
      return message.steps.map(({ key, stamp }) => ({ key, stamp: whole(stamp), isGone: gone.has(key) }));
    }
    case 'items':
      return message.items.map(carried);
    case 'quorum write':
      return message.parcels.map(({ item }) => carried(item));
    default:
      return [];
  }
}

/** Deletions, and what has expired, come to copies as these. */
function goneIn([verb = '', ...keys]: readonly string[]): readonly string[] {
  return /^(DEL|UNLINK)$/i.test(verb) ? keys : [];
}

function carried({ key, stamp, gone, siblings }: Item): Carry {
  const isGone = siblings === undefined ? gone !== null : siblings.every(({ value }) => isDeletion(value));
  return { key, stamp: whole(stamp), isGone };
}

function isDeletion({ text }: Sibling): boolean {
  return text === null;
}

function whole({ epoch, count, node = '' }: Stamp): Carry['stamp'] {
  return [epoch, count, node];
}
