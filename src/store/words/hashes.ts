/** Words about the commands of commands/hashes.ts. */
import type { Words } from './command-words.ts';

export const hashes: Words = {
  hset: {
    since: '2.0.0',
    summary: 'Give fields of a hash their values; the hash is made if there is none.',
    syntax: 'key field value [field value ...]',
    replies: ['Integer: how many fields are new.'],
  },
  hmset: {
    since: '2.0.0',
    summary: 'As HSET, which has taken several fields since 4.0.',
    syntax: 'key field value [field value ...]',
    replies: ['Status OK.'],
  },
  hsetnx: {
    since: '2.0.0',
    summary: 'Give a field of a hash a value if it has none.',
    syntax: 'key field value',
    replies: ['Integer: 1 when set, 0 when not.'],
  },
  hdel: {
    since: '2.0.0',
    summary: 'Remove fields from a hash. With the last one the key goes.',
    syntax: 'key field [field ...]',
    replies: ['Integer: how many were there.'],
  },
  hget: {
    since: '2.0.0',
    summary: 'Get the value of a field of a hash.',
    syntax: 'key field',
    replies: ['Bulk: the value.', 'Nil: there is no such field or key.'],
  },
  hmget: {
    since: '2.0.0',
    summary: 'Get the values of several fields of a hash.',
    syntax: 'key field [field ...]',
    replies: ['Array: for each field its value, or nil where there is none.'],
  },
  hexists: {
    since: '2.0.0',
    summary: 'Ask whether a hash has a field.',
    syntax: 'key field',
    replies: ['Integer: 1 when it has, 0 when not.'],
  },
  hstrlen: {
    since: '3.2.0',
    summary: 'Get the length of the value of a field.',
    syntax: 'key field',
    replies: ['Integer: its length in bytes, 0 where there is none.'],
  },
};
