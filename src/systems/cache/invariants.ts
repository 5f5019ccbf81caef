/** What the cache promises, each under its conditions. */
import type { NodeId } from '../../kernel/contract.ts';
import { NOT_APPLICABLE, wrong, type Invariant, type Scene } from '../../kernel/system.ts';
import { upperCase } from '../../store/bytes.ts';
import { compareStamps, type Stamp } from './ledger.ts';
import { optionsOf } from './options.ts';
import type { Answer, Request } from './requests.ts';
import { memberOf, ownersOf, standingOf, votersOf, type View, type ViewMember } from './view.ts';
import type { SeenKey } from './witness.ts';

interface Seen {
  readonly view: View | null;
  readonly incarnation: number;
  readonly keys: readonly SeenKey[];
  readonly isCounted: boolean;
  readonly orphans: number;
}

export function seenIn({ witnesses }: Scene): ReadonlyMap<NodeId, Seen> {
  // A proxy holds nothing.
  const nodes = [...witnesses].filter(([, witness]) => witness.keys !== undefined);
  return new Map(nodes) as unknown as ReadonlyMap<NodeId, Seen>;
}

/** Faults after which a disk no longer holds what it promised. One that is full or fails for a while promises nothing meanwhile. */
function hasBrokenDisk({ faults }: Scene): boolean {
  return ['wipe', 'disk torn', 'disk corrupt'].some((fault) => faults.has(fault));
}

/** That manner has promises of its own (quorum/invariants.ts). */
function isQuorum({ options }: Scene): boolean {
  return optionsOf(options).mode === 'quorum';
}

/** Whether an acknowledged write has to survive everything that happened. */
function isKept(scene: Scene): boolean {
  const { write, appendfsync, maxmemory } = optionsOf(scene.options);
  if (hasBrokenDisk(scene) || maxmemory > 0) return false;
  if (!scene.faults.has('kill') && !scene.faults.has('wipe')) return write > 1 || !mayFailOver(scene);
  return write > 1 && appendfsync === 'always';
}

function mayFailOver({ faults }: Scene): boolean {
  return ['kill', 'partition', 'isolate', 'freeze', 'slow', 'link', 'remove', 'drop'].some((fault) =>
    faults.has(fault),
  );
}

const oneView: Invariant = {
  name: 'one view for each epoch',
  says: 'Two nodes never have different views of the same epoch, so no key has two primaries in one.',
  holds(scene) {
    const known = new Map<number, View>();
    for (const [id, { view }] of seenIn(scene)) {
      if (view === null) continue;
      const other = known.get(view.epoch);
      // Where nodes share a thread they mostly share the very object.
      if (other !== undefined && other !== view && JSON.stringify(other) !== JSON.stringify(view))
        return wrong(`${id} has another view of epoch ${view.epoch}`);
      known.set(view.epoch, view);
    }
    return { ok: true, detail: `${known.size} epochs` };
  },
};

/** So many of those who vote lost their disks that no majority remembers what it promised. Then only a person can say what shall hold. */
function isMemoryless(scene: Scene): boolean {
  const views = [...seenIn(scene).values()].flatMap(({ view }) => view ?? []);
  const [latest] = views.sort((left, right) => right.epoch - left.epoch);
  const voters = latest === undefined ? [...scene.witnesses.keys()] : votersOf(latest);
  const wiped = voters.filter((id) => scene.faults.has(`wipe ${id}`)).length;
  return wiped > 0 && wiped >= voters.length / 2;
}

interface Write {
  readonly operation: string;
  readonly key: string;
  readonly stamp: Stamp;
}

function acknowledgedWrites({ outcomes }: Scene): readonly Write[] {
  const writes: Write[] = [];
  for (const [operation, { body, status, value }] of outcomes) {
    const { command } = body as unknown as Request;
    const name = upperCase(command?.[0] ?? '');
    if (status !== 'ok' || (name !== 'SET' && name !== 'DEL' && name !== 'INCR')) continue;
    const { version = 0, epoch = 0, reply } = value as unknown as Answer;
    // A deletion of nothing is no write.
    if (version > 0 && reply !== 0)
      writes.push({ operation, key: command[1] as string, stamp: { epoch, count: version } });
  }
  return writes;
}

function highest(scene: Scene): Map<string, Stamp> {
  const stamps = new Map<string, Stamp>();
  for (const { keys } of seenIn(scene).values()) {
    for (const [key, epoch, count] of keys) {
      const known = stamps.get(key);
      if (known === undefined || compareStamps(known, { epoch, count }) < 0)
        stamps.set(key, { epoch, count });
    }
  }
  return stamps;
}

const nothingLost: Invariant = {
  name: 'no acknowledged write is lost',
  says: 'While its conditions hold, every acknowledged write has a place of its own in the line of its key, and the key stands at or behind it.',
  holds(scene) {
    if (isQuorum(scene) || !isKept(scene) || !isCounted(scene)) return NOT_APPLICABLE;
    const writes = acknowledgedWrites(scene);
    const places = new Map<string, string>();
    for (const { operation, key, stamp } of writes) {
      const place = `${key} ${stamp.count}`;
      const other = places.get(place);
      if (other !== undefined)
        return wrong(`${other} and ${operation} are both write ${stamp.count} of ${key}`);
      places.set(place, operation);
    }
    if (scene.ended && isWhole(scene)) {
      const stamps = highest(scene);
      for (const { operation, key, stamp } of writes) {
        const now = stamps.get(key);
        if (now === undefined || compareStamps(now, stamp) < 0)
          return wrong(`${operation} wrote ${key}, and nobody knows`);
      }
    }
    return { ok: true, detail: `${writes.length} writes` };
  },
};

export function isCounted(scene: Scene): boolean {
  return [...seenIn(scene).values()].every((seen) => seen.isCounted);
}

/** All nodes are up, as they started last, of one mind, and nothing moves; and whoever runs belongs to them, unless it was asked to go. */
export function isWhole(scene: Scene): boolean {
  const seen = seenIn(scene);
  const [first] = seen.values();
  const view = first?.view ?? null;
  if (view === null || view.target !== null) return false;
  const isMeant = ({ id, standing, incarnation }: ViewMember): boolean => {
    const node = seen.get(id);
    return standing === 'up' && node?.view?.epoch === view.epoch && node.incarnation === incarnation;
  };
  const isMissed = (id: NodeId): boolean =>
    memberOf(view, id) === undefined && !scene.faults.has(`remove ${id}`);
  return view.members.every(isMeant) && ![...seen.keys()].some(isMissed);
}

const quiet: Invariant = {
  name: 'after quiet the cluster is whole',
  says: 'When faults are over, all nodes that are up come to one view, in which nothing moves and nobody is missed.',
  holds(scene) {
    // A node whose log is damaged, or has a hole where it was torn, refuses to start until somebody looks at it.
    const mayRefuse = scene.faults.has('disk corrupt') || scene.faults.has('disk torn');
    if (!scene.ended || mayRefuse || isMemoryless(scene) || scene.faults.has('late')) return NOT_APPLICABLE;
    const views = [...seenIn(scene)].map(([id, { view }]) => `${id}:${view?.epoch ?? 0}`);
    if (isWhole(scene)) return { ok: true, detail: views.join(' ') };
    const [first] = seenIn(scene).values();
    const standings = (first?.view?.members ?? []).map(({ id, standing }) => `${id} ${standing}`);
    return wrong(`${views.join(' ')}; ${standings.join(', ')}${first?.view?.target ? '; moving' : ''}`);
  },
};

const converged: Invariant = {
  name: 'copies converge',
  says: 'After quiet every key stands on exactly its owners, with one stamp and one value.',
  holds(scene) {
    if (isQuorum(scene) || !scene.ended || !isWhole(scene) || !isCounted(scene)) return NOT_APPLICABLE;
    const options = optionsOf(scene.options);
    const { placement: kind, virtualNodes, replicas } = options;
    const seen = seenIn(scene);
    const view = [...seen.values()][0]?.view as View;
    const copies = new Map<string, Map<NodeId, SeenKey>>();
    for (const [id, { keys }] of seen) {
      for (const each of keys) {
        const of = copies.get(each[0]) ?? new Map<NodeId, SeenKey>();
        copies.set(each[0], of.set(id, each));
      }
    }
    for (const [key, of] of copies) {
      const owners = ownersOf(view.placed, { kind, virtualNodes, replicas }, key);
      const [id, model] = [...of][0] as [NodeId, SeenKey];
      for (const owner of owners) {
        const copy = of.get(owner);
        if (copy === undefined && model[3]) continue;
        if (copy === undefined) return wrong(`${owner} has no copy of ${key}, ${id} has`);
        if (!isEqual(copy, model))
          return wrong(`${key}: ${owner} has ${copy.slice(1).join()}, ${id} has ${model.slice(1).join()}`);
      }
      const stray = [...of.keys()].find((holder) => !owners.includes(holder));
      if (stray !== undefined && standingOf(view, stray) === 'up') return wrong(`${stray} still has ${key}`);
    }
    return { ok: true, detail: `${copies.size} keys` };
  },
};

function isEqual(left: SeenKey, right: SeenKey): boolean {
  if (left[1] !== right[1] || left[2] !== right[2]) return false;
  // One that gave way for want of memory is no difference.
  return left[4] || right[4] || (left[3] === right[3] && left[5] === right[5]);
}

export const primaryInvariants: readonly Invariant[] = [oneView, nothingLost, quiet, converged];
