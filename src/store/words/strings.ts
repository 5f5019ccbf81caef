/** Words about the commands of commands/strings.ts. */
import type { Words } from './command-words.ts';

export const strings: Words = {
  get: {
    since: '1.0.0',
    summary: 'Get the value of a key.',
    syntax: 'key',
    replies: ['Bulk: the value.', 'Nil: there is no such key.'],
  },
  set: {
    since: '1.0.0',
    summary:
      'Give a key a value, whatever it held before. NX: only if there is no such key; XX: only if there is one. Its time to live ends with its old value, unless KEEPTTL is said.',
    syntax:
      'key value [NX | XX] [GET] [EX seconds | PX milliseconds | EXAT unix-time-seconds | PXAT unix-time-milliseconds | KEEPTTL]',
    replies: [
      'Status OK.',
      'Nil: NX or XX did not hold.',
      'With GET, bulk or nil: what the key held before, set or not.',
    ],
  },
  setnx: {
    since: '1.0.0',
    summary: 'Give a key a value if it has none.',
    syntax: 'key value',
    replies: ['Integer: 1 when set, 0 when not.'],
  },
  setex: {
    since: '2.0.0',
    summary: 'Give a key a value for some seconds.',
    syntax: 'key seconds value',
    replies: ['Status OK.'],
  },
  psetex: {
    since: '2.6.0',
    summary: 'Give a key a value for some milliseconds.',
    syntax: 'key milliseconds value',
    replies: ['Status OK.'],
  },
  getset: {
    since: '1.0.0',
    summary: 'Give a key a value and get the one before.',
    syntax: 'key value',
    replies: ['Bulk: the value before.', 'Nil: there was none.'],
  },
  getdel: {
    since: '6.2.0',
    summary: 'Get the value of a key and delete it.',
    syntax: 'key',
    replies: ['Bulk: the value.', 'Nil: there is no such key.'],
  },
  getex: {
    since: '6.2.0',
    summary: 'Get the value of a key and set or remove its time to live.',
    syntax:
      'key [EX seconds | PX milliseconds | EXAT unix-time-seconds | PXAT unix-time-milliseconds | PERSIST]',
    replies: ['Bulk: the value.', 'Nil: there is no such key.'],
  },
  mget: {
    since: '1.0.0',
    summary: 'Get the values of several keys.',
    syntax: 'key [key ...]',
    replies: ['Array: for each key its value, or nil where there is no string.'],
  },
  mset: {
    since: '1.0.1',
    summary: 'Give several keys their values, at one instant.',
    syntax: 'key value [key value ...]',
    replies: ['Status OK.'],
  },
  msetnx: {
    since: '1.0.1',
    summary: 'Give several keys their values if none of them has one.',
    syntax: 'key value [key value ...]',
    replies: ['Integer: 1 when all are set, 0 when none.'],
  },
};
