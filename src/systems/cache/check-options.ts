/** What no option can say alone: copies need nodes, no quorum is larger than the copies there are, and who remembers must also decide. */
import type { OptionFault } from '../../scenario/systems.ts';
import type { Options } from '../../kernel/system.ts';

/** Two coordinators may be at work on two askings of one request, and there is nobody whom both would have to ask. */
const NO_MEMORY =
  'in quorum mode any node may coordinate a request, so nobody can know that another has done it already';

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
  if (options.requestIds === true && options.mode === 'quorum')
    faults.push({ option: 'requestIds', says: NO_MEMORY });
  return faults;
}
