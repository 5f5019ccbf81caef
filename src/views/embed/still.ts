/**
 * What can be said of a scenario without running it: who is there and where hashes put them, who was stopped by the script before an instant, and which
 * keys it has written. Nothing is guessed: what comes of all that only a run can say, and this is a drawing and says so.
 */
import type { Member } from '../../kernel/contract.ts';
import { formatFault, readScenario } from '../../scenario/index.ts';
import type { Action, NodeState, Scenario } from '../../scenario/types.ts';
import { sketches } from '../../systems/registry.ts';
import { cacheStill, type Standing } from '../systems/cache/still.ts';

export interface Still {
  readonly title: string;
  readonly question: string;
  readonly system: string;
  readonly at: number;
  readonly nodes: readonly { readonly id: string; readonly name: string; readonly status: NodeState }[];
  /** Empty where no hash decides. */
  readonly standing: Standing;
}

export type ReadStill =
  { readonly ok: true; readonly still: Still } | { readonly ok: false; readonly says: readonly string[] };

const NOWHERE: Standing = { places: new Map(), arcs: [], beads: [] };
const KEYS_MOST = 60;

/** `as`: through somebody's eyes, and nobody knows before it runs what that one would. */
export function stillOf(text: string, at: number, as: string | null = null): ReadStill {
  const read = readScenario(text, sketches);
  if (!read.ok) return { ok: false, says: read.faults.map(formatFault) };
  const { scenario } = read;
  const before = scenario.script.filter((action) => action.at <= at);
  const members = membersAt(scenario, before);
  const nodes = members.map(({ id, name }) => {
    return { id, name, status: as === null ? statusAt(id, before) : 'up' };
  });
  const down = new Set(nodes.filter(({ status }) => status === 'down').map(({ id }) => id));
  const isCache = scenario.system === 'cache';
  const title = scenario.about?.title ?? '';
  const question = scenario.about?.question ?? '';
  const standing = isCache
    ? cacheStill(members, scenario.options, down, keysIn(before).slice(0, KEYS_MOST))
    : NOWHERE;
  return { ok: true, still: { title, question, system: scenario.system, at, nodes, standing } };
}

function membersAt({ nodes }: Scenario, before: readonly Action[]): readonly Member[] {
  const here = new Map<string, Member>();
  for (const { id, name, weight, role = 'node' } of nodes) here.set(id, { id, name, weight, role });
  for (const action of before) {
    if (action.do === 'add') {
      const { node: id, name, weight, role = 'node' } = action;
      here.set(id, { id, name, weight, role });
    } else if (action.do === 'remove') here.delete(action.node);
  }
  return [...here.values()];
}

function statusAt(id: string, before: readonly Action[]): NodeState {
  let status: NodeState = 'up';
  for (const action of before) {
    if (!('node' in action) || action.node !== id) continue;
    if (action.do === 'kill') status = 'down';
    else if (action.do === 'restart' || (action.do === 'thaw' && status === 'frozen')) status = 'up';
    else if (action.do === 'freeze' && status === 'up') status = 'frozen';
  }
  return status;
}

/** Plain lines only: what quoting makes of a key is the console's business. */
function keysIn(before: readonly Action[]): readonly string[] {
  const keys = before.flatMap((action) => {
    const key = action.do === 'command' ? /^set\s+([\w:.-]+)\s/i.exec(action.text)?.[1] : undefined;
    return key === undefined ? [] : [key];
  });
  return [...new Set(keys)];
}
