/** INFO: how the node is, in lines that monitors of Redis read. Only what the engine knows; nothing of the machine it runs on. */
import type { Bytes } from '../bytes.ts';
import { lowerCase } from '../bytes.ts';
import type { CommandSpec } from '../command.ts';
import type { Context, StoreHost } from '../context.ts';
import { lruClock } from '../eviction/lru-clock.ts';
import type { Reply } from '../reply.ts';
import type { Database, Store } from '../store.ts';
import { REDIS_VERSION } from './version.ts';

type Lines = Readonly<Record<string, string | number>>;

const DAY = 86_400;

const SECTIONS: ReadonlyMap<string, (store: Store, now: number, host: StoreHost) => Lines> = new Map([
  ['Server', server],
  ['Clients', clients],
  ['Memory', memory],
  ['Persistence', persistence],
  ['Stats', stats],
  ['Replication', replication],
  ['Cluster', () => ({ cluster_enabled: 0 })],
  ['Keyspace', keyspace],
]);

function server({ settings, startedAt, runId }: Store, now: number): Lines {
  const uptime = Math.max(0, Math.floor((now - startedAt) / 1_000));
  return {
    redis_version: REDIS_VERSION,
    redis_mode: 'standalone',
    os: 'Ringside',
    arch_bits: 64,
    run_id: runId,
    server_time_usec: `${now}000`,
    uptime_in_seconds: uptime,
    uptime_in_days: Math.floor(uptime / DAY),
    hz: settings.hz,
    configured_hz: settings.hz,
    lru_clock: lruClock(now),
  };
}

function clients({ sessions, settings }: Store): Lines {
  return {
    connected_clients: sessions.size,
    cluster_connections: 0,
    maxclients: settings.maxclients,
    blocked_clients: 0,
    tracking_clients: 0,
  };
}

function memory({ bytes, bytesPeak, settings }: Store): Lines {
  return {
    used_memory: bytes,
    used_memory_human: human(bytes),
    used_memory_peak: bytesPeak,
    used_memory_peak_human: human(bytesPeak),
    used_memory_dataset: bytes,
    maxmemory: settings.maxmemory,
    maxmemory_human: human(settings.maxmemory),
    maxmemory_policy: settings['maxmemory-policy'],
  };
}

function human(bytes: number): string {
  const units = ['B', 'K', 'M', 'G', 'T'];
  let size = bytes;
  let unit = 0;
  for (; size >= 1_024 && unit < units.length - 1; unit += 1) size /= 1_024;
  return unit === 0 ? `${size}B` : `${size.toFixed(2)}${units[unit]}`;
}

function persistence({ changes, lastSave, settings }: Store, _now: number, host: StoreHost): Lines {
  const { ailment = null, log } = host;
  return {
    loading: 0,
    async_loading: 0,
    rdb_changes_since_last_save: changes,
    rdb_bgsave_in_progress: 0,
    rdb_last_save_time: lastSave,
    rdb_last_bgsave_status: 'ok',
    aof_enabled: settings.appendonly ? 1 : 0,
    aof_rewrite_in_progress: 0,
    aof_rewrite_scheduled: 0,
    aof_last_bgrewrite_status: 'ok',
    aof_last_write_status: ailment === null ? 'ok' : 'err',
    ...(settings.appendonly && log && { aof_current_size: log.current, aof_base_size: log.base }),
  };
}

function stats(store: Store): Lines {
  return {
    total_connections_received: store.stats.sessions,
    total_commands_processed: store.stats.commands,
    expired_keys: store.stats.expired,
    evicted_keys: store.stats.evicted,
    keyspace_hits: store.stats.hits,
    keyspace_misses: store.stats.misses,
    pubsub_channels: 0,
    pubsub_patterns: 0,
  };
}

function replication(): Lines {
  return { role: 'master', connected_slaves: 0, master_repl_offset: 0 };
}

function keyspace({ databases }: Store, now: number): Lines {
  const filled = databases.filter(({ entries }) => entries.slots.length > 0);
  return Object.fromEntries(filled.map((db) => [`db${db.index}`, census(db, now)]));
}

/** How many of the volatile keys the mean time to live is taken of. */
const SAMPLE = 20;

function census({ entries: { slots, marked } }: Database, now: number): string {
  const sample = marked.slice(0, SAMPLE);
  const left = sample.reduce((sum, { deadline }) => sum + Math.max(0, Number(deadline) - now), 0);
  const mean = sample.length === 0 ? 0 : Math.floor(left / sample.length);
  return `keys=${slots.length},expires=${marked.length},avg_ttl=${mean}`;
}

const EVERYTHING: readonly string[] = ['all', 'everything', 'default'];

function info({ store, host, now }: Context, args: readonly Bytes[]): Reply {
  const wanted = args.slice(1).map(lowerCase);
  const all = wanted.length === 0 || wanted.some((word) => EVERYTHING.includes(word));
  const parts: string[] = [];
  for (const [title, lines] of SECTIONS) {
    if (!all && !wanted.includes(lowerCase(title))) continue;
    const fields = Object.entries(lines(store, now, host)).map(([name, value]) => `${name}:${value}\r\n`);
    parts.push(`# ${title}\r\n${fields.join('')}`);
  }
  return { verbatim: parts.join('\r\n'), format: 'txt' };
}

export const infoCommand: CommandSpec = {
  name: 'info',
  arity: -1,
  flags: ['loading', 'stale'],
  keys: [],
  categories: ['dangerous'],
  tips: ['nondeterministic_output', 'request_policy:all_shards', 'response_policy:special'],
  group: 'server',
  run: info,
};
