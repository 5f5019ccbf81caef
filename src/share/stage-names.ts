/**
 * What of the page can be named: one vocabulary for whoever sets a stage, in a scenario (`about.stage`), in an address (`?show=`) and in what a lesson
 * unlocks. No name stands in two lists, so that a name alone says what is meant.
 */
import type { Preset } from './door.ts';

/** What a hand takes up, and what stands beside it. */
export const TOOLS = ['rope', 'add', 'remove', 'weight', 'put', 'read-from', 'undo', 'help'] as const;
export const TABS = [
  ...(['console', 'events', 'space-time', 'nodes', 'metrics', 'cache', 'tables'] as const),
  ...(['network', 'health', 'configuration', 'log', 'profile', 'benchmark', 'api'] as const),
] as const;
/** Of the inspector: of a node, of a key, of a message, of a link. */
export const PARTS = [
  ...(['facts', 'keys', 'waiting', 'air', 'beliefs', 'storage', 'state', 'eyes'] as const),
  ...(['holders', 'future', 'versions'] as const),
  ...(['cause', 'body'] as const),
  'laws',
] as const;
export const FAULTS = [
  'kill',
  'revive',
  'freeze',
  'isolate',
  'slow',
  'skew',
  'disk',
  'link',
  'message',
] as const;

export type StageName =
  (typeof TOOLS)[number] | (typeof TABS)[number] | (typeof PARTS)[number] | (typeof FAULTS)[number];
export type StageKind = 'tools' | 'tabs' | 'parts' | 'faults';

export const vocabulary: Readonly<Record<StageKind, readonly StageName[]>> = {
  tools: TOOLS,
  tabs: TABS,
  parts: PARTS,
  faults: FAULTS,
};
export const KINDS = Object.keys(vocabulary) as readonly StageKind[];

/** Names that stand in no list. Whoever wrote them meant something, and is told. */
export function unknownNames(preset: Preset): readonly string[] {
  return KINDS.flatMap((kind) =>
    (preset[kind] ?? []).filter((name) => !vocabulary[kind].some((known) => known === name)),
  );
}

/** Everything that is not there: of each kind that is named at all, what is not among the named. */
export function hiddenBy(preset: Preset): ReadonlySet<string> {
  const hidden = KINDS.flatMap((kind) => {
    const named = preset[kind];
    return named === null ? [] : vocabulary[kind].filter((name) => !named.includes(name));
  });
  return new Set<string>(hidden);
}
