/** Whether the acts of a lesson make sense for who is there, read exactly as an act of a person is. */
import { formatFault, readAction, type Json, type Scenario, type Situation, type SystemSketch } from '../scenario/index.ts';
import type { LessonAct } from './types.ts';

/** What is wrong with each act, by its place in the list. */
export function faultsOfActs(
  acts: readonly LessonAct[],
  scenario: Scenario,
  sketch: SystemSketch,
): readonly { readonly index: number; readonly says: string }[] {
  let situation = situationOf(scenario);
  return acts.flatMap((act, index) => {
    if (act.kind === 'wait') return [];
    if (act.kind === 'turn') {
      const unknown = Object.keys(act.options).filter((name) => !Object.hasOwn(sketch.options, name));
      situation = situationOf(scenario);
      return unknown.map((name) => ({ index, says: `${sketch.id} has no option "${name}"` }));
    }
    const read = readAction(act.action, situation, sketch);
    if (!read.ok) return read.faults.map((fault) => ({ index, says: formatFault(fault) }));
    const { action } = read;
    if (action.do === 'add') {
      const { node: id, name, weight } = action;
      situation = { ...situation, nodes: [...situation.nodes, { id, name, weight }] };
    }
    return [];
  });
}

function situationOf({ nodes, clients, workload, options }: Scenario): Situation {
  const all = workload.reduce((sum, entry) => sum + entry.clients, clients);
  return { at: 0, nodes, clients: all, options };
}

/** Everybody whom acts bring in. */
export function addedBy(acts: readonly LessonAct[]): readonly { readonly id: string; readonly name: string | null }[] {
  return acts.flatMap((act) => {
    if (act.kind !== 'do' || act.action['do'] !== 'add') return [];
    const { node, name } = act.action as { readonly node?: Json; readonly name?: Json };
    return [{ id: String(node), name: typeof name === 'string' ? name : null }];
  });
}
