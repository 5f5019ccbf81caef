/** What options of the table store are called in a configuration of etcd, and what has no name there. */
import { writeOption } from '../../scenario/options.ts';
import type { SystemSketch } from '../../scenario/systems.ts';
import type { Json, Scenario } from '../../scenario/types.ts';
import type { SetUp } from '../counterpart.ts';
import type { Seats } from '../seats.ts';

const MILLISECOND = 1_000;
/** etcd refuses less: patience has to outlast five heartbeats. */
const HEARTBEATS = 5;
const PATIENCE_MAX = 50_000;

export const ETCD_FILE = `# etcd, and its client, as Debian has them.
FROM debian:12.11-slim
RUN apt-get update \\
  && apt-get install --yes --no-install-recommends 'etcd-server=3.4.*' 'etcd-client=3.4.*' \\
  && rm -rf /var/lib/apt/lists/*
ENV ETCDCTL_API=3
`;

export const readsOf = ({ options }: Scenario): 's' | 'l' => (options['reads'] === 'local' ? 's' : 'l');

export function etcdSetUp(scenario: Scenario, sketch: SystemSketch, { nodes }: Seats): SetUp {
  const { options } = scenario;
  const heartbeat = Math.max(1, Math.round(Number(options['heartbeat']) / MILLISECOND));
  const wished = Math.round(Number(options['electionMin']) / MILLISECOND);
  const patience = Math.min(PATIENCE_MAX, Math.max(wished, heartbeat * HEARTBEATS));
  const first = nodes.filter(({ isLater }) => !isLater);
  const cluster = first.map(({ id, address }) => `${id}=http://${address}:2380`).join(',');
  const files = new Map<string, string>([['etcd/Dockerfile', ETCD_FILE]]);
  for (const { id, address, isLater } of nodes) {
    const lines = [
      '# A node of the cluster, as the scenario has it.',
      `name: ${JSON.stringify(id)}`,
      'data-dir: /data/etcd',
      'listen-peer-urls: http://0.0.0.0:2380',
      'listen-client-urls: http://0.0.0.0:2379',
      `initial-advertise-peer-urls: http://${address}:2380`,
      `advertise-client-urls: http://${address}:2379`,
      'initial-cluster-token: ringside-storm',
      `heartbeat-interval: ${heartbeat}`,
      `election-timeout: ${patience}`,
      `snapshot-count: ${Number(options['snapshotEvery'])}`,
      `pre-vote: ${String(options['preVote'])}`,
      'logger: zap',
      // Who joins is told the members of that moment.
      ...(isLater ? [] : [`initial-cluster: ${cluster}`, 'initial-cluster-state: new']),
    ];
    files.set(`config/${id}.yml`, `${lines.join('\n')}\n`);
  }
  const told = toldOf(options, sketch, { wished, patience, heartbeat });
  return { files, told, facts: [`READS=${readsOf(scenario)}`] };
}

const INSTEAD: Readonly<Record<string, string>> = {
  checkQuorum: 'a leader of etcd that hears no majority always steps down.',
  batch: 'etcd puts into one message what it has.',
  pipeline: 'etcd has up to 512 messages under way to a follower.',
  snapshotChunk: 'a snapshot of etcd goes as one stream.',
  writeTimeout: 'a request waits there as long as `etcdctl --command-timeout` says.',
  service: 'work takes as long there as it takes.',
  mutants: 'these faults were built into Ringside’s own nodes.',
};

interface Times {
  readonly wished: number;
  readonly patience: number;
  readonly heartbeat: number;
}

function toldOf(
  options: Readonly<Record<string, Json>>,
  sketch: SystemSketch,
  { wished, patience, heartbeat }: Times,
): readonly string[] {
  const told: string[] = [];
  if (patience !== wished)
    told.push(
      `\`electionMin: ${wished}ms\`: \`election-timeout ${patience}\`. etcd takes ${HEARTBEATS} heartbeats of ${heartbeat} ms at least, and ${PATIENCE_MAX} ms at most.`,
    );
  const latest = Math.round(Number(options['electionMax']) / MILLISECOND);
  if (latest !== 2 * patience)
    told.push(
      `\`electionMax: ${latest}ms\`: left out, etcd waits between one and two times its \`election-timeout\`: ${patience} to ${2 * patience} ms.`,
    );
  if (options['reads'] === 'lease')
    told.push(
      '`reads: lease`: `--consistency=l`. etcd asks a majority for each such read; there is no lease to choose.',
    );
  for (const [name, says] of Object.entries(INSTEAD)) {
    const resolved = options[name] as Json;
    if (JSON.stringify(resolved) === JSON.stringify(sketch.options[name]?.default)) continue;
    const value = JSON.stringify(writeOption(name, resolved, sketch))
      .slice(0, 80)
      .replaceAll('`', "'");
    told.push(`\`${name}: ${value}\`: left out, ${says}`);
  }
  return told;
}
