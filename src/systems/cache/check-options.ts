/** What no option can say alone: copies need nodes, and no quorum is larger than the copies there are. */
import type { OptionFault } from '../../scenario/systems.ts';
import type { Options } from '../../kernel/system.ts';

/** Copies that nobody asked for are cut to the number of nodes; `given` are the options that stand in the scenario. */
export function checkOptions(
  options: Options,
  given: ReadonlySet<string>,
  nodes: number,
): readonly OptionFault[] {
  const faults: OptionFault[] = [];
  const asked = Number(options.replicas);
  if (given.has('replicas') && asked > nodes)
    faults.push({ option: 'replicas', says: `${asked} copies need ${asked} nodes, and there are ${nodes}` });
  const copies = given.has('replicas') ? asked : Math.min(asked, nodes);
  for (const option of ['write', 'read']) {
    const needed = Number(options[option]);
    if (needed > copies)
      faults.push({ option, says: `${needed} is more than the ${copies} copies that there are of a key` });
  }
  return faults;
}
