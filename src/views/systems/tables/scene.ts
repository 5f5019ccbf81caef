/**
 * The scene of a table store: nobody owns a part of the ring, so it is plain; beside each node stands the end of its log. Who leads is one matter, who
 * believes that it does another, and an entry can be committed before all who have it know.
 */
import type { NodeId } from '../../../kernel/contract.ts';
import type { Inside } from '../../../lab/inside.ts';
import type { Picture } from '../../../lab/picture.ts';
import type { SeenEntry, TablesBelief } from '../../../systems/tables/belief.ts';
import { isVoter, listsOf, needed, votersOf } from '../../../systems/tables/raft/majority.ts';
import { evenly } from '../../geometry/ring.ts';
import { words } from '../../words/panels.ts';
import type { Beside, Election, LogBox, LogBoxes, RoleMark, Scene } from '../scene.ts';
import { isCommitted, knowingBest, leadingIn, mindsOf, termAt, type Leading, type Minds } from './minds.ts';
import { grantedTo, saysOf } from './says.ts';

/** So many boxes stand beside a node; where there are more, the first of them says so. */
const SHOWN = 8;

export function tablesScene(picture: Picture, inside: Inside): Scene {
  const minds = mindsOf(inside);
  const leading = leadingIn(minds);
  return {
    ...plainRing(picture),
    facts: new Map([...minds].map(([id, { last, commit }]) => [id, words.tables.logHolds(last, commit)])),
    roles: new Map([...minds].map(([id, mind]) => [id, roleOf(id, mind, leading)])),
    says: saysOf(minds, leading, picture),
    beside: besideOf(minds, leading),
  };
}

/** A plane of members: no keys, no slices. They stand round the ring in the order in which they are listed. */
export function plainRing({ nodes }: Picture): Scene {
  return {
    places: evenly(nodes.filter(({ isClient }) => !isClient).map(({ id }) => id)),
    arcs: NO_ARCS,
    beads: [],
    sectors: null,
    facts: new Map(),
    regards: new Map(),
    readout: null,
    lack: null,
    roles: new Map(),
    eyes: null,
    locate: () => ({ place: 0, owners: [], answers: null }),
    isHeardOf: () => true,
    views: new Map(),
  };
}

/** The same one each time: whoever draws the band goes by it. */
const NO_ARCS: Scene['arcs'] = [];

export function roleOf(id: NodeId, mind: TablesBelief, { leaders, formerly }: Leading): RoleMark {
  const { roles, inTerm } = words.tables;
  const says = (role: string): string => `${role} · ${inTerm(mind.term)}`;
  if (mind.stopped !== null) return { glyph: null, says: roles.stopped };
  if (leaders.includes(id)) return { glyph: 'leader', says: says(roles.leader) };
  if (formerly.includes(id)) return { glyph: 'formerly', says: says(roles.formerly) };
  if (mind.role === 'candidate') return { glyph: 'candidate', says: says(roles.candidate) };
  if (mind.role === 'pre-candidate') return { glyph: 'candidate', says: says(roles.preCandidate) };
  if (mind.isForgetful) return { glyph: null, says: says(roles.forgetful) };
  const isLearner = mind.members.learners.includes(id) && !isVoter(mind.members, id);
  return { glyph: null, says: says(isLearner ? roles.learner : roles.follower) };
}

export function besideOf(minds: Minds, leading: Leading): Beside {
  const leader = minds.get(leading.leaders[0] ?? '') ?? null;
  const off = [...new Set([...minds.values()].flatMap(({ mutants }) => mutants))];
  return {
    logs: new Map([...minds].map(([id, mind]) => [id, logOf(minds, mind, leader)])),
    elections: new Map(
      [...minds].flatMap(([id, mind]) =>
        mind.role === 'candidate' || mind.role === 'pre-candidate' ? [[id, electionOf(id, mind)]] : [],
      ),
    ),
    patience: new Map(
      [...minds].flatMap(([id, { patience }]) => (patience === null ? [] : [[id, patience]])),
    ),
    alarm: off.length === 0 ? null : alarmOf(off),
    lead: leadOf(minds, leading),
  };
}

function leadOf(minds: Minds, leading: Leading): Beside['lead'] {
  const best = knowingBest(minds, leading);
  if (best === null) return null;
  const majorities = listsOf(best.members).map(({ length: all }) => ({ needed: needed(all), all }));
  return { by: leading.leaders[0] ?? null, majorities };
}

function logOf(minds: Minds, mind: TablesBelief, leader: TablesBelief | null): LogBoxes {
  const hasMore = mind.last > SHOWN;
  const shown = mind.log.slice(hasMore ? 1 - SHOWN : -SHOWN);
  return { boxes: shown.map((entry) => boxOf(minds, mind, leader, entry)), hasMore };
}

function boxOf(minds: Minds, mind: TablesBelief, leader: TablesBelief | null, entry: SeenEntry): LogBox {
  const { index, term } = entry;
  const state = index <= mind.commit ? 'known' : isCommitted(minds, entry) ? 'committed' : 'open';
  const isOther = leader !== null && leader !== mind && differs(leader, entry);
  const { box, states, otherEntry } = words.tables;
  const says = `${box(index)}: ${entryText(entry)}. ${states[state]}${isOther ? ` ${otherEntry}` : ''}`;
  return { index, term, state, isOther, says };
}

/** The leader's log ends before it, or has something else there. What is too old to be shown is not held against anybody. */
function differs(leader: TablesBelief, { index, term }: SeenEntry): boolean {
  if (index > leader.last) return true;
  const there = termAt(leader, index);
  return there !== null && there !== term;
}

export function electionOf(id: NodeId, mind: TablesBelief): Election {
  const granted = grantedTo(id, mind);
  const voters = votersOf(mind.members);
  return {
    votes: voters.map((node) => ({
      node,
      word: granted.includes(node)
        ? 'granted'
        : mind.votes.some((vote) => vote.node === node)
          ? 'refused'
          : 'none',
    })),
    needed: needed(mind.members.voters.length),
  };
}

/** What an entry asks for, in a word or two. */
export function entryText({ kind, says }: SeenEntry): string {
  const { entryKinds } = words.tables;
  return entryKinds[kind === 'command' ? says : kind] ?? says;
}

function alarmOf(off: readonly string[]): string {
  const { mutants, ruleOff, rulesOff } = words.tables;
  const [only = ''] = off;
  return off.length === 1 ? ruleOff(mutants[only] ?? only) : rulesOff(off.length);
}
