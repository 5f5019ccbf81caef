/** Words about the commands of commands/server.ts. */
import type { Words } from './command-words.ts';

export const server: Words = {
  info: {
    since: '1.0.0',
    summary: 'Get how the node is.',
    syntax: '[section [section ...]]',
    replies: [
      'Verbatim text: sections of lines `name:value`. Sections: server, clients, memory, persistence, stats, replication, cluster, keyspace.',
    ],
  },
  config: {
    since: '2.0.0',
    summary: 'Read and change settings.',
    syntax: 'subcommand',
    replies: [],
  },
  'config|get': {
    since: '2.0.0',
    summary: 'Get the settings whose names match one of the patterns of KEYS.',
    syntax: 'pattern [pattern ...]',
    replies: ['Map: names and values; of `requirepass` no more than `(redacted)` where there is one.'],
  },
  'config|set': {
    since: '2.0.0',
    summary: 'Change settings, all of them or none.',
    syntax: 'parameter value [parameter value ...]',
    replies: ['Status OK.'],
  },
  'config|resetstat': {
    since: '2.0.0',
    summary: 'Begin the counts of INFO anew.',
    syntax: '',
    replies: ['Status OK.'],
  },
  time: {
    since: '2.6.0',
    summary: 'Get the time of the node.',
    syntax: '',
    replies: ['Array of two bulks: Unix time in seconds, and the microseconds of that second.'],
  },
  lastsave: {
    since: '1.0.0',
    summary: 'Get the time of the last snapshot.',
    syntax: '',
    replies: ['Integer: Unix time in seconds.'],
  },
  save: {
    since: '1.0.0',
    summary: 'Take a snapshot, and wait for it.',
    syntax: '',
    replies: ['Status OK.'],
  },
  bgsave: {
    since: '1.0.0',
    summary: 'Take a snapshot while going on.',
    syntax: '[SCHEDULE]',
    replies: ['Status: Background saving started.'],
  },
  bgrewriteaof: {
    since: '1.0.0',
    summary: 'Write the log anew from what there is.',
    syntax: '',
    replies: ['Status: Background append only file rewriting started.'],
  },
  debug: {
    since: '1.0.0',
    summary: 'Keep the node busy for some seconds. Redis has more words here; they are refused.',
    syntax: 'SLEEP seconds',
    replies: ['Status OK.'],
  },
  wait: {
    since: '3.0.0',
    summary: 'Wait until so many replicas have what this connection wrote.',
    syntax: 'numreplicas timeout',
    replies: ['Integer: how many have it; 0, for the engine alone has none.'],
  },
};
