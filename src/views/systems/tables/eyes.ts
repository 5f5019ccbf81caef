/**
 * Through its eyes: a node of a table store knows its own log, whom it takes for the leader, and, where it leads itself, how far the others have
 * followed and when it heard them last.
 */
import type { NodeId } from '../../../kernel/contract.ts';
import type { Inside } from '../../../lab/inside.ts';
import type { Picture } from '../../../lab/picture.ts';
import type { Progress, TablesBelief } from '../../../systems/tables/belief.ts';
import { words } from '../../words/panels.ts';
import type { Believed, RoleMark, Scene } from '../scene.ts';
import { mindsOf, type Leading, type Minds } from './minds.ts';
import { besideOf, plainRing, roleOf } from './scene.ts';

/** A leader doubts who has been silent for so long, where the options do not say how long patience lasts. */
const SILENT = 300_000;

/** Null where nobody looks: it is dead. */
export function tablesSceneAs(id: NodeId, _: Scene, picture: Picture, inside: Inside): Scene | null {
  const mind = mindsOf(inside).get(id);
  if (mind === undefined) return null;
  const nodes = picture.nodes.filter(({ isClient }) => !isClient);
  const silent = Number(inside.options['electionMin'] ?? SILENT);
  const believed = new Map(nodes.map((node) => [node.id, believedOf(id, mind, node.id, inside.at - silent)]));
  const own = asItIsToIt(id, mind);
  const leading: Leading = { leaders: mind.leader === null ? [] : [mind.leader], formerly: [] };
  const { leader, ...roles } = words.tables.roles;
  const said = new Map<NodeId, RoleMark>([[id, roleOf(id, mind, leading)]]);
  if (mind.leader !== null && mind.leader !== id)
    said.set(mind.leader, { glyph: 'leader', says: `${leader} · ${words.tables.inTerm(mind.term)}` });
  return {
    ...plainRing(picture),
    facts: new Map(nodes.map((node) => [node.id, node.id === id ? '' : roles.unknown])),
    roles: said,
    eyes: {
      node: id,
      believed,
      wrongNodes: new Set(
        nodes
          .filter((node) => (node.status === 'down') === (believed.get(node.id) === 'up'))
          .map((node) => node.id),
      ),
      wrongArcs: [],
    },
    beside: besideOf(own, leading),
  };
}

/** Only who leads listens to everybody; the others take it that all are there. */
function believedOf(own: NodeId, mind: TablesBelief, id: NodeId, since: number): Believed {
  const progress = mind.progress.find(({ node }) => node === id);
  if (id === own || progress === undefined) return 'up';
  return (progress.heard ?? 0) < since ? 'doubted' : 'up';
}

/** Its own log, and of the others what they have told it. */
function asItIsToIt(id: NodeId, mind: TablesBelief): Minds {
  const told = mind.progress
    .filter(({ node }) => node !== id)
    .map((progress): [NodeId, TablesBelief] => [progress.node, followerIn(mind, progress)]);
  return new Map([...told, [id, mind]]);
}

function followerIn(leader: TablesBelief, { match, isLearner }: Progress): TablesBelief {
  return {
    ...leader,
    role: 'follower',
    log: leader.log.filter(({ index }) => index <= match),
    last: match,
    // What they know of that, nobody tells.
    commit: 0,
    durable: match,
    progress: [],
    patience: null,
    members: isLearner ? leader.members : { ...leader.members, learners: [] },
  };
}
