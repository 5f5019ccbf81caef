/** The programs of every system, for Workers that run nodes and know nothing else of systems. Not one is loaded before it is asked for. */
import type { ProgramOf } from '../kernel/node-server.ts';
import type { System } from '../kernel/system.ts';
import { cachePrograms } from './cache/programs.ts';
import { chordPrograms } from './chord/programs.ts';
import { counterPrograms } from './counter/programs.ts';
import { echoPrograms } from './echo/programs.ts';
import { relayPrograms } from './relay/programs.ts';
import { tablesPrograms } from './tables/programs.ts';

const programs: ReadonlyMap<string, System['program']> = new Map([
  ['echo', echoPrograms],
  ['counter', counterPrograms],
  ['relay', relayPrograms],
  ['cache', cachePrograms],
  ['tables', tablesPrograms],
  ['chord', chordPrograms],
]);

/** The program of a node that is told to start. */
export const programOf: ProgramOf = ({ system, role, setup }) => {
  const program = programs.get(system);
  if (program === undefined) throw new Error(`there is no system ${system}`);
  return program(role, setup.options);
};
