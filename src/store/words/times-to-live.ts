/** Words about the commands of commands/times-to-live.ts. */
import type { Words } from './command-words.ts';

export const timesToLive: Words = {
  expire: {
    since: '1.0.0',
    summary:
      'Let a key live for some seconds. NX: only if it has no time to live; XX: only if it has one; GT, LT: only if it then ends later, earlier.',
    syntax: 'key seconds [NX | XX | GT | LT]',
    replies: ['Integer: 1 when set (or deleted, for a time in the past), 0 when not.'],
  },
  pexpire: {
    since: '2.6.0',
    summary:
      'Let a key live for some milliseconds. NX: only if it has no time to live; XX: only if it has one; GT, LT: only if it then ends later, earlier.',
    syntax: 'key milliseconds [NX | XX | GT | LT]',
    replies: ['Integer: 1 when set (or deleted, for a time in the past), 0 when not.'],
  },
  expireat: {
    since: '1.2.0',
    summary:
      'Let a key live until a second of Unix time. NX: only if it has no time to live; XX: only if it has one; GT, LT: only if it then ends later, earlier.',
    syntax: 'key unix-time-seconds [NX | XX | GT | LT]',
    replies: ['Integer: 1 when set (or deleted, for a time in the past), 0 when not.'],
  },
  pexpireat: {
    since: '2.6.0',
    summary:
      'Let a key live until a millisecond of Unix time. NX: only if it has no time to live; XX: only if it has one; GT, LT: only if it then ends later, earlier.',
    syntax: 'key unix-time-milliseconds [NX | XX | GT | LT]',
    replies: ['Integer: 1 when set (or deleted, for a time in the past), 0 when not.'],
  },
  ttl: {
    since: '1.0.0',
    summary: 'Get how many seconds a key has left.',
    syntax: 'key',
    replies: [
      'Integer: the seconds left.',
      'Integer: -1 without a time to live, -2 where there is no such key.',
    ],
  },
  pttl: {
    since: '2.6.0',
    summary: 'Get how many milliseconds a key has left.',
    syntax: 'key',
    replies: [
      'Integer: the milliseconds left.',
      'Integer: -1 without a time to live, -2 where there is no such key.',
    ],
  },
  expiretime: {
    since: '7.0.0',
    summary: 'Get the second of Unix time until which a key lives.',
    syntax: 'key',
    replies: ['Integer: the second.', 'Integer: -1 without a time to live, -2 where there is no such key.'],
  },
  pexpiretime: {
    since: '7.0.0',
    summary: 'Get the millisecond of Unix time until which a key lives.',
    syntax: 'key',
    replies: [
      'Integer: the millisecond.',
      'Integer: -1 without a time to live, -2 where there is no such key.',
    ],
  },
  persist: {
    since: '2.2.0',
    summary: 'Let a key live for ever.',
    syntax: 'key',
    replies: ['Integer: 1 when it had a time to live, 0 when not.'],
  },
};
