/** The table store in storms without one of Raft's rules. */
import type { RegisteredSystem } from '../../../src/systems/registered.ts';
import { tables } from '../../../src/systems/tables/index.ts';
import type { Mutant } from '../../../src/systems/tables/raft/mutants.ts';
import { tablesStorm } from '../../../src/systems/tables/storm.ts';

export function without(rule: Mutant): RegisteredSystem {
  const scenario: typeof tablesStorm.scenario = (dice) => {
    const drawn = tablesStorm.scenario(dice);
    return { ...drawn, options: { ...(drawn.options as object), mutants: [rule] } };
  };
  return { ...tables, storm: () => ({ ...tablesStorm, scenario }) };
}
