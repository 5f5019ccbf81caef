/** A lab as the page has one, with everything in the test's own thread. */
import { LocalHost } from '../../src/cluster/local-host.ts';
import { Lab } from '../../src/lab/lab.ts';
import { Replay } from '../../src/lab/replay.ts';
import { programOf } from '../../src/systems/programs.ts';

/** Without a clock no real time passes: flat out goes to the end of what is asked. */
export function localLab(wall: () => number = () => 0): Lab {
  return new Lab({ makeHost: () => new LocalHost(programOf), makeReplayer: () => new Replay(), wall });
}
