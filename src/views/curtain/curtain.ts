/**
 * The curtain: what of the page is not there, because a scenario or an address has named what is (share/stage-names.ts). What is behind it is not drawn, has
 * no key and no word at the console; and all acts go through one door (`LabView.attempt`), which asks here. It is a curtain and no lock: it keeps
 * a reader's eyes on what a text is about, and protects nothing.
 *
 * Through one node's eyes it hides more: whatever that node cannot know is taken out of each frame before anything of the page sees it.
 */
import type { Data } from '../../kernel/contract.ts';
import { readConsole } from '../../terminal/console.ts';
import type { Preset } from '../../share/door.ts';
import { hiddenBy, KINDS, TABS } from '../../share/stage-names.ts';
import { acts, wordOf, type ActId } from '../commands/acts.ts';
import type { Scene } from '../systems/scene.ts';
import { words } from '../words/panels.ts';
import { idOf, seenBy } from './seen-by.ts';
import type { Curtain } from './types.ts';

export interface Around {
  readonly as: string | null;
  /** In a frame there is no room for panels: they are there when they are named. */
  readonly isEmbedded: boolean;
}

/** Null where all of the page is there. */
export function curtainFor(given: Preset, { as, isEmbedded }: Around): Curtain | null {
  const preset = isEmbedded && given.tabs === null ? { ...given, tabs: [] } : given;
  const hides = new Set(hiddenBy(preset));
  if (preset.parts?.length === 0) hides.add('inspector');
  // A pace or words alone are what a run begins with; where a stage is set, they are part of it.
  if (KINDS.some((kind) => given[kind] !== null)) {
    if (preset.pace !== null) hides.add('pace');
    if (preset.words !== null) hides.add('words');
  }
  // What tells of everybody tells what one alone cannot know.
  if (as !== null) for (const sight of BEYOND) hides.add(sight);
  if (hides.size === 0) return null;
  const refused = (name: string | null): string | null =>
    name !== null && hides.has(name) ? words.share.curtain.notHere : null;
  const hidesAct = (id: ActId): boolean => refused(NAME_OF_ACT[id] ?? null) !== null;
  return {
    hides,
    eyes: (nodes) => (as === null ? null : (idOf(as, nodes) ?? as)),
    pace: preset.pace,
    isLocked: preset.isLocked,
    isEmbedded,
    refuses: (action) => refused(nameOfAction(action)),
    refusesLine(line, nodes) {
      const present = nodes.map(({ id, name, role, weight, status }) => ({
        ...{ id, name, role, weight },
        ...(status !== undefined && { status }),
      }));
      const read = readConsole(line, present);
      if (read?.ok === true) return refused(nameOfAction(read.act as Readonly<Record<string, Data>>));
      const name = nameOfQuestion(line);
      return hides.has('console') || name === 'kill' || name === 'revive' ? refused(name) : null;
    },
    hidesAct,
    hidesWord: (word) => acts.filter((act) => wordOf(act) === word).every(({ id }) => hidesAct(id)),
    believed: (scene) => (as === null || scene.eyes === null ? scene : unjudged(scene, scene.eyes)),
    seen: as === null ? (frame) => frame : seenBy(as),
  };
}

function unjudged(scene: Scene, eyes: NonNullable<Scene['eyes']>): Scene {
  return { ...scene, eyes: { ...eyes, wrongNodes: new Set(), wrongArcs: [] } };
}

/** One node knows nothing of it. What is typed at the console goes to the cluster from outside. */
const BEYOND: readonly string[] = [...TABS.filter((tab) => tab !== 'console'), 'inspector', 'marks'];

/** What an act on the cluster is called. An act that has no name is never behind the curtain. */
export function nameOfAction(action: Readonly<Record<string, Data>>): string | null {
  const verb = String(action['do']);
  if (verb === 'heal') return action['node'] === undefined ? 'rope' : 'isolate';
  return NAME_OF_VERB[verb] ?? null;
}

const NAME_OF_VERB: Readonly<Record<string, string>> = {
  kill: 'kill',
  restart: 'revive',
  freeze: 'freeze',
  thaw: 'freeze',
  isolate: 'isolate',
  slow: 'slow',
  skew: 'skew',
  disk: 'disk',
  wipe: 'disk',
  link: 'link',
  message: 'message',
  partition: 'rope',
  add: 'add',
  remove: 'remove',
  weight: 'weight',
  rebalance: 'add',
};

/** Without a console keys are put and read by the tools for that; any other line has nowhere to be typed. */
function nameOfQuestion(line: string): string {
  const word = line.trim().split(/\s/, 1)[0]?.toUpperCase();
  return NAME_OF_WORD[word ?? ''] ?? 'console';
}

/** Some act on all nodes at once (systems/tables/grammar). */
const NAME_OF_WORD: Readonly<Record<string, string>> = {
  SET: 'put',
  PUT: 'put',
  GET: 'read-from',
  STOP: 'kill',
  SERVER: 'revive',
};

/** What keys and the list of commands do; of the others the act itself is asked about. */
const NAME_OF_ACT: Readonly<Partial<Record<ActId, string>>> = {
  kill: 'kill',
  killProgram: 'kill',
  revive: 'revive',
  freeze: 'freeze',
  thaw: 'freeze',
  slowNode: 'slow',
  skew: 'skew',
  disk: 'disk',
  wipe: 'disk',
  add: 'add',
  remove: 'remove',
  weight: 'weight',
  rope: 'rope',
  tie: 'rope',
  ropeOneWay: 'rope',
  heal: 'rope',
  isolate: 'isolate',
  connect: 'isolate',
  link: 'link',
  slow: 'link',
  lose: 'link',
  cut: 'link',
  block: 'link',
  mend: 'link',
  put: 'put',
  read: 'read-from',
  drop: 'message',
  delay: 'message',
  twice: 'message',
  earlier: 'marks',
  later: 'marks',
  slower: 'pace',
  faster: 'pace',
  speed: 'pace',
  undo: 'undo',
  setup: 'configuration',
  help: 'help',
};
