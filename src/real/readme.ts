/** README.md of the folder: how to run it, what will differ, and line by line what was left out. */
import { formatDuration } from '../scenario/durations.ts';
import type { Scenario, WorkloadSpec } from '../scenario/types.ts';
import type { Counterpart } from './counterpart.ts';
import { remark } from './shell.ts';
import type { Storm } from './storm.ts';

export function readmeOf(
  scenario: Scenario,
  { steps, seats }: Storm,
  told: readonly string[],
  counterpart: Counterpart,
): string {
  const { name, prefix, client, differs } = counterpart;
  const title = remark(scenario.about?.title ?? 'A scenario of Ringside').replace(/[`<>[\]*_#|\\]/g, ' ');
  const out = steps.filter(({ leftOut }) => leftOut !== null);
  const later = seats.nodes.filter(({ isLater }) => isLater).length;
  return `# ${title}

This folder repeats a scenario of Ringside with real ${name} nodes: ${seats.nodes.length - later} of them${later > 0 ? `, and ${later} that ${later === 1 ? 'joins' : 'join'} on the way` : ''}. ${steps.length} acts, ${formatDuration(scenario.until)} long.

## How to run it

It needs Linux, Docker with Compose, bash 5 and the kernel module \`sch_netem\` (\`sudo modprobe sch_netem\`).

    ./start.sh    # starts the nodes, makes one cluster of them, lays the links
    ./storm.sh    # the same acts at the same instants
    ./stop.sh     # takes everything down

Each node is two containers: \`${prefix}-ID\` runs ${name}, and \`wire-ID\` holds its network, so that the laws of a link outlive a kill. Nothing here listens outside
of the folder's own network, and no node has a password: do not put it on a machine that others can reach.

## What will differ

- **Time is real.** An act comes at its instant or a little after it, and says so when it is late. Two runs never come out equal: there is no seed, and no fingerprint.
${list(differs)}
- **A link carries a connection.** What \`tc netem\` loses is sent again by TCP and comes late; what is doubled or overtaken, TCP puts right. A cut in one direction takes the answers with it, so it soon stands still in both.
- **Latencies** follow netem: uniform and constant laws exactly (of each packet), normal ones nearly, exponential and long-tailed ones by its Pareto table. When a law changes, what is under way on that link is lost and sent again.
- **\`slow\`** takes processor time away from a container. A node that has little to do is not slower by it.
- **A kill is of the program.** The machine and what its system had taken to write live on; a loss of power cannot be made here.
- **Clients** are ${client} in one container, and what holds for the first client of the scenario holds for all.

## Options that differ from the usual ones

${list(told)}
${scenario.workload.length > 0 ? `\n## Traffic\n\n${list(scenario.workload.flatMap((spec, index) => trafficTold(spec, index, counterpart)))}\n` : ''}
## Acts that were left out

${list(out.map(({ index, at, act, leftOut }) => `${index}, at ${formatDuration(at)}: \`${remark(act).replaceAll('`', "'")}\`. ${sentence(leftOut ?? '')}`))}
`;
}

const list = (lines: readonly string[]): string =>
  lines.length === 0 ? 'None.' : lines.map((line) => `- ${line}`).join('\n');

const sentence = (says: string): string => {
  const plain = remark(says).replaceAll('`', "'");
  return `${plain.slice(0, 1).toUpperCase()}${plain.slice(1)}.`;
};

function trafficTold(
  spec: WorkloadSpec,
  index: number,
  { client, trafficTold: toldThere }: Counterpart,
): readonly string[] {
  const { clients, rate, loop, depth, burst, aside, ttl, size } = spec;
  const told = [
    loop === 'closed'
      ? `Traffic ${index}: ${clients} clients, each as fast as it is answered; the time to think between two operations is left out.`
      : `Traffic ${index}: ${clients} clients, ${rate} operations a second in all, sent at the beginning of each second and answered one after the other; one ${client} over a slow link may not keep up.`,
  ];
  if (spec.spread === 'zipf')
    told.push(`Traffic ${index}: the Zipf law is drawn by a logarithm, which is close to it.`);
  if (depth !== undefined) told.push(`Traffic ${index}: left out, ${depth} operations under way at once.`);
  if (burst !== undefined) told.push(`Traffic ${index}: left out, the bursts.`);
  if (aside !== undefined)
    told.push(`Traffic ${index}: left out, the source behind the cache: who misses fills nothing.`);
  if (size !== undefined && size.min !== size.max)
    told.push(`Traffic ${index}: every value has the mean size.`);
  if (ttl !== undefined && ttl.jitter > 0) told.push(`Traffic ${index}: left out, the jitter of lifetimes.`);
  return [...told, ...toldThere(spec, index)];
}
