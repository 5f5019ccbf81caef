/** A system with all that the house needs of it: what it runs, and what a reader of scenarios must know. */
import type { System } from '../kernel/system.ts';
import type { SystemSketch } from '../scenario/systems.ts';

export interface RegisteredSystem extends System {
  readonly sketch: SystemSketch;
}
