/** Words about the commands of commands/objects.ts. */
import type { Words } from './command-words.ts';

export const objects: Words = {
  object: {
    since: '2.2.3',
    summary: 'Look at how a key is kept.',
    syntax: 'subcommand key',
    replies: [],
  },
  'object|encoding': {
    since: '2.2.3',
    summary: 'Get the way in which a value is kept.',
    syntax: 'key',
    replies: [
      'Bulk: int, embstr, raw, quicklist, intset, hashtable, listpack or skiplist, as Redis would keep it.',
      'Nil: there is no such key.',
    ],
  },
  'object|freq': {
    since: '4.0.0',
    summary: 'Get how often a key was used lately, on the scale of LFU.',
    syntax: 'key',
    replies: ['Integer: the counter, 0 to 255.', 'Nil: there is no such key.'],
  },
  'object|idletime': {
    since: '2.2.3',
    summary: 'Get for how long a key was not used.',
    syntax: 'key',
    replies: ['Integer: the seconds.', 'Nil: there is no such key.'],
  },
  'object|refcount': {
    since: '2.2.3',
    summary: 'Get how many owners a value has, as Redis would count them.',
    syntax: 'key',
    replies: ['Integer: 1, or 2147483647 for a small integer that all share.', 'Nil: there is no such key.'],
  },
  memory: {
    since: '4.0.0',
    summary: 'Look at what memory is used for.',
    syntax: 'subcommand',
    replies: [],
  },
  'memory|usage': {
    since: '4.0.0',
    summary: 'Get what a key is charged, by the accounting of the store.',
    syntax: 'key [SAMPLES count]',
    replies: ['Integer: the bytes. Nothing is sampled: all is counted.', 'Nil: there is no such key.'],
  },
};
