/** What must hold of a ring, and what its clients may rely on. What is proved of lists alone stands in zave.ts, with its assumptions. */
import type { NodeId } from '../../kernel/contract.ts';
import { NOT_APPLICABLE, wrong, type Invariant, type Scene } from '../../kernel/system.ts';
import { SECOND } from '../../kernel/time.ts';
import { identifierOf } from '../../placement/identifier.ts';
import type { Answer, Request } from './requests.ts';
import type { Peer } from './ring/peers.ts';
import { trueFinger, trueHolders, truePredecessor, trueSuccessors } from './truth.ts';
import type { ChordWitness } from './witness.ts';
import { principalsOf } from './zave.ts';

type Seen = readonly [NodeId, ChordWitness];

/** Whoever is in the ring, in the order of the circle. */
function membersIn({ witnesses }: Scene): readonly Seen[] {
  return ([...witnesses] as unknown as readonly Seen[])
    .filter(([, { standing }]) => standing === 'member' || standing === 'leaving')
    .sort(([, left], [, right]) => (left.me.at < right.me.at ? -1 : 1));
}

const peersOf = (members: readonly Seen[]): readonly Peer[] => members.map(([, { me }]) => me);

/** When nothing has gone wrong for a while, and the network keeps what it is given. */
function isQuiet({ ended, faults, notes, at = Infinity }: Scene): boolean {
  // A link with a long tail is enough to be taken for dead: then it takes some rounds to be found again.
  const isDoubted = notes.some((note) => note.at > at - SECOND);
  return ended && !isDoubted && !faults.has('late') && !faults.has('drop');
}

const DEADLY = ['kill', 'wipe', 'partition', 'isolate', 'freeze', 'slow', 'link', 'late', 'drop', 'remove'];

/** Nothing has happened that the proof assumes not to: nobody died, and nobody was taken for dead, which a slow network is enough for. */
function isPeaceful({ faults, notes }: Scene): boolean {
  return DEADLY.every((fault) => !faults.has(fault)) && notes.length === 0;
}

const wholeLists: Invariant = {
  name: 'lists are whole',
  says: 'Every member knows as many successors as the ring is made for, from the moment at which it is one.',
  holds(scene) {
    const members = membersIn(scene);
    for (const [id, { successors }] of members)
      if (successors.length !== Number(scene.options.successors))
        return wrong(`${id} has ${successors.length} successors in its list`);
    return { ok: true, detail: `${members.length} lists` };
  },
};

const enoughPrincipals: Invariant = {
  name: 'members that no list skips',
  says: 'While nobody dies, more members than a list is long are skipped by nobody’s list: so there is one ring, in order.',
  holds(scene) {
    if (!isPeaceful(scene)) return NOT_APPLICABLE;
    const lists = membersIn(scene).map(([, { me, successors }]) => ({ owner: me, list: successors }));
    const found = principalsOf(lists).length;
    return found > Number(scene.options.successors)
      ? { ok: true, detail: `${found} principals` }
      : wrong(`only ${found} principals`);
  },
};

const oneRing: Invariant = {
  name: 'after quiet the ring is right',
  says: 'When faults are over for a while, everybody has its true successors and predecessor, and whoever runs is a member.',
  holds(scene) {
    if (!isQuiet(scene)) return NOT_APPLICABLE;
    const members = membersIn(scene);
    const ring = peersOf(members);
    for (const [id, witness] of scene.witnesses as unknown as Iterable<Seen>)
      if (!members.some(([member]) => member === id) && !isTwin(ring, witness))
        return wrong(`${id} is ${witness.standing}`);
    for (const [id, { me, successors, predecessor }] of members) {
      const truth = trueSuccessors(me.at, ring, successors.length);
      if (!successors.every((peer, place) => peer.id === truth[place]?.id))
        return wrong(`${id} has the successors ${namesOf(successors)}, which are ${namesOf(truth)}`);
      const before = truePredecessor(me.at, ring)?.id;
      if (before !== id && predecessor?.id !== before)
        return wrong(`${id} has the predecessor ${predecessor?.id ?? 'nobody'}, which is ${String(before)}`);
    }
    return { ok: true, detail: `${members.length} members` };
  },
};

/** Its place on the circle is another one's. */
function isTwin(ring: readonly Peer[], { me }: ChordWitness): boolean {
  return ring.some(({ id, at }) => at === me.at && id !== me.id);
}

function namesOf(peers: readonly Peer[]): string {
  return peers.map(({ id }) => id).join(', ');
}

const rightFingers: Invariant = {
  name: 'after quiet fingers are right',
  says: 'When the ring has been right for a while, each finger points to the owner of its start.',
  holds(scene) {
    if (!isQuiet(scene) || scene.options.fingers !== true || !oneRing.holds(scene).ok) return NOT_APPLICABLE;
    const members = membersIn(scene);
    const ring = peersOf(members);
    for (const [id, { me, fingers, bits }] of members)
      for (const [finger, peer] of fingers.entries()) {
        // One that is not known yet only makes a way longer.
        if (peer === null) continue;
        const truth = trueFinger(me.at, finger, bits, ring)?.id;
        if (peer.id !== truth)
          return wrong(`finger ${finger} of ${id} points to ${peer.id}, not to ${String(truth)}`);
      }
    return { ok: true, detail: `${members.length} tables` };
  },
};

type Stored = ChordWitness['cells'][number];

/** The newest of each key that anybody has. */
function newestIn(members: readonly Seen[]): ReadonlyMap<string, Stored> {
  const newest = new Map<string, Stored>();
  for (const [, { cells }] of members)
    for (const cell of cells) if (isNewer(cell, newest.get(cell[0]))) newest.set(cell[0], cell);
  return newest;
}

function isNewer([, count, node]: Stored, other: Stored | undefined): boolean {
  return other === undefined || count > other[1] || (count === other[1] && node > other[2]);
}

const copiesLie: Invariant = {
  name: 'after quiet copies lie where they belong',
  says: 'Each key has its newest version at its owner and at the next successors, as many as there are to be.',
  holds(scene) {
    if (!isQuiet(scene) || Number(scene.options.repair) === 0 || !oneRing.holds(scene).ok)
      return NOT_APPLICABLE;
    const members = membersIn(scene);
    const ring = peersOf(members);
    const newest = newestIn(members);
    const cells = new Map(
      members.map(([id, witness]) => [id, new Map(witness.cells.map((cell) => [cell[0], cell]))]),
    );
    const bits = members[0]?.[1].bits ?? 32;
    for (const [key, cell] of newest) {
      for (const { id } of trueHolders(identifierOf(key, bits), ring, Number(scene.options.replicas))) {
        const own = cells.get(id)?.get(key);
        if (own === undefined || isNewer(cell, own))
          return wrong(
            `${id} has ${own === undefined ? 'nothing' : `version ${own[1]}`} of ${key}, whose newest is version ${cell[1]} of ${cell[2]}`,
          );
      }
    }
    return { ok: true, detail: `${newest.size} keys` };
  },
};

/** What was said to be written, by key: how often it must have been written at least. */
function acknowledged({ outcomes }: Scene): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { body, status, value } of outcomes.values()) {
    const { method, path } = (body ?? {}) as unknown as Partial<Request>;
    const { route } = (value ?? {}) as unknown as Partial<Answer>;
    if (status !== 'ok' || method === 'GET' || route === undefined || path?.startsWith('/kv/') !== true)
      continue;
    const key = decodeURIComponent(path.slice('/kv/'.length));
    counts.set(key, Math.max(counts.get(key) ?? 0, route.version));
  }
  return counts;
}

const acknowledgedStays: Invariant = {
  name: 'what is acknowledged stays',
  says: 'While nobody dies and nobody is taken for dead, no acknowledged version of a key is lost, whoever comes and goes.',
  holds(scene) {
    const faults = new Map(scene.faults);
    faults.delete('remove');
    if (!scene.ended || !isPeaceful({ ...scene, faults })) return NOT_APPLICABLE;
    const newest = newestIn(membersIn(scene));
    const known = acknowledged(scene);
    for (const [key, count] of known)
      if ((newest.get(key)?.[1] ?? 0) < count)
        return wrong(
          `version ${count} of ${key} was acknowledged, and there is version ${newest.get(key)?.[1] ?? 0}`,
        );
    return { ok: true, detail: `${known.size} keys` };
  },
};

export const chordInvariants: readonly Invariant[] = [
  wholeLists,
  enoughPrincipals,
  oneRing,
  rightFingers,
  copiesLie,
  acknowledgedStays,
];
