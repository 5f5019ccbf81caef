/**
 * One write on its way: into the leader's log, onto disks, committed by a majority, then through the state machine step by step, and at last applied by
 * all. Each stage is lit when it is so, and by nothing else.
 */
import type { Inside } from '../../../lab/inside.ts';
import type { SeenEntry, TablesBelief } from '../../../systems/tables/belief.ts';
import { isMajority, needed, votersOf } from '../../../systems/tables/raft/majority.ts';
import { words } from '../../words/panels.ts';
import { leadingIn, mindsOf, storedOn } from './minds.ts';
import { entryText } from './scene.ts';

export interface Stage {
  readonly id: string;
  /** Next: it is the first that is not so yet. Never: it was not to be. */
  readonly state: 'done' | 'next' | 'later' | 'never';
  readonly says: string;
  readonly more?: string;
}

export interface WritePath {
  readonly title: string;
  readonly stages: readonly Stage[];
}

interface Draft {
  readonly id: string;
  readonly is: boolean | 'never';
  readonly says: string;
  readonly more?: string;
}

/** Of the write that is under way with the leader, or else of its last one; null while nobody leads, or nothing was written. */
export function writePathOf(inside: Inside): WritePath | null {
  const minds = mindsOf(inside);
  const leader = minds.get(leadingIn(minds).leaders[0] ?? '');
  const entry = leader === undefined ? undefined : followed(leader);
  if (leader === undefined || entry === undefined) return null;
  const { index } = entry;
  const says = words.tables.writePath;
  const stored = storedOn(minds, leader, index);
  const voters = votersOf(leader.members);
  const applied = voters.filter((id) => (minds.get(id)?.applied ?? 0) >= index).length;
  const drafts: readonly Draft[] = [
    { id: 'log', is: true, says: says.log },
    { id: 'disk', is: leader.durable >= index, says: says.disk },
    {
      id: 'majority',
      // Of nodes that are silent by now it may not be known any more; what is committed was there.
      is: leader.commit >= index || isMajority(leader.members, (id) => stored.includes(id)),
      says: says.majority(stored.length, voters.length),
      more: words.tables.takes(needed(voters.length)),
    },
    { id: 'committed', is: leader.commit >= index, says: says.committed },
    ...machineStages(leader, entry),
    { id: 'everywhere', is: applied === voters.length, says: says.everywhere(applied, voters.length) },
  ];
  const next = drafts.findIndex(({ is }) => is === false);
  return {
    title: `${words.tables.box(index)}: ${entryText(entry)}`,
    stages: drafts.map(({ is, ...draft }, at) => ({
      ...draft,
      state: is === 'never' ? 'never' : is ? 'done' : at === next ? 'next' : 'later',
    })),
  };
}

function followed({ log, applied }: TablesBelief): SeenEntry | undefined {
  const writes = log.filter(({ kind }) => kind === 'command');
  return writes.find(({ index }) => index > applied) ?? writes.at(-1);
}

/** What Apply does with an entry. It is one event; what came of it tells which of its steps were taken. */
function machineStages(
  { applied, lastDid }: TablesBelief,
  { index, says: kind }: SeenEntry,
): readonly Draft[] {
  const says = words.tables.writePath;
  const isApplied = applied >= index;
  const did = lastDid?.index === index ? lastDid.did : null;
  const fits = isApplied && (did === 'refused' ? 'never' : true);
  const isNewer = fits === true ? (did === 'skipped' ? 'never' : true) : fits;
  const file = lastDid?.index === index ? lastDid.file : null;
  return [
    { id: 'type', is: isApplied, says: says.type(kind) },
    { id: 'keys', is: fits, says: fits === 'never' ? says.keysNot : says.keys },
    { id: 'stamp', is: isNewer, says: did === 'skipped' ? says.older : says.stamp(index) },
    { id: 'file', is: isNewer, says: says.file, ...(file !== null && { more: file }) },
  ];
}
