/** Every system there is, at once: for whoever reads scenarios and cannot wait. */
import { chord } from './chord/index.ts';
import { takeSystem } from './on-demand.ts';
import { tables } from './tables/index.ts';

for (const system of [tables, chord]) takeSystem(system);

export { sketches, systemOf, systems } from './on-demand.ts';
