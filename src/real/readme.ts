/** README.md of the folder: how to run it, what will differ, and line by line what was left out. */
import { formatDuration } from '../scenario/durations.ts';
import type { Scenario, WorkloadSpec } from '../scenario/types.ts';
import { remark } from './shell.ts';
import type { Storm } from './storm.ts';

export function readmeOf(scenario: Scenario, { steps, seats }: Storm, told: readonly string[]): string {
  const title = remark(scenario.about?.title ?? 'A scenario of Ringside').replace(/[`<>[\]*_#|\\]/g, ' ');
  const out = steps.filter(({ leftOut }) => leftOut !== null);
  const later = seats.nodes.filter(({ isLater }) => isLater).length;
  return `# ${title}

This folder repeats a scenario of Ringside with real Redis nodes: ${seats.nodes.length - later} of them${later > 0 ? `, and ${later} that ${later === 1 ? 'joins' : 'join'} on the way` : ''}. ${steps.length} acts, ${formatDuration(scenario.until)} long.

## How to run it

It needs Linux, Docker with Compose, bash 5 and the kernel module \`sch_netem\` (\`sudo modprobe sch_netem\`).

    ./start.sh    # starts the nodes, makes one cluster of them, lays the links
    ./storm.sh    # the same acts at the same instants
    ./stop.sh     # takes everything down

Each node is two containers: \`redis-ID\` runs Redis, and \`wire-ID\` holds its network, so that the laws of a link outlive a kill. Nothing here listens outside
of the folder's own network, and no node has a password: do not put it on a machine that others can reach.

## What will differ

- **Time is real.** An act comes at its instant or a little after it, and says so when it is late. Two runs never come out equal: there is no seed, and no fingerprint.
- **Keys lie elsewhere.** Redis deals out 16384 slots by CRC16; which node acts for a key, and which copies it, is not as in the scenario. Commands on several keys are refused where their slots differ.
- **Views.** Ringside's nodes agree on a view before anybody acts for another's keys. Redis Cluster has no views: a copy is elected by a majority of those who act, and a write that was answered may be lost by it.
- **Failures are found otherwise:** by pings and \`cluster-node-timeout\`, and only by nodes that act for keys.
- **A link carries a connection.** What \`tc netem\` loses is sent again by TCP and comes late; what is doubled or overtaken, TCP puts right. A cut in one direction takes the answers with it, so it soon stands still in both.
- **Latencies** follow netem: uniform and constant laws exactly (of each packet), normal ones nearly, exponential and long-tailed ones by its Pareto table. When a law changes, what is under way on that link is lost and sent again.
- **\`slow\`** takes processor time away from a container. A node that has little to do is not slower by it.
- **A kill is of the program.** The machine and what its system had taken to write live on; a loss of power cannot be made here.
- **Clients** are redis-cli in one container, and what holds for the first client of the scenario holds for all.

## Options that differ from the usual ones

${list(told)}
${scenario.workload.length > 0 ? `\n## Traffic\n\n${list(scenario.workload.flatMap(trafficTold))}\n` : ''}
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

function trafficTold(spec: WorkloadSpec, index: number): readonly string[] {
  const { clients, rate, loop, depth, burst, aside, ttl, size } = spec;
  const told = [
    loop === 'closed'
      ? `Traffic ${index}: ${clients} clients, each as fast as it is answered; the time to think between two operations is left out.`
      : `Traffic ${index}: ${clients} clients, ${rate} operations a second in all, sent at the beginning of each second and answered one after the other; one redis-cli over a slow link may not keep up.`,
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
  return told;
}
