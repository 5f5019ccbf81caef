/** Words about the commands of commands/databases.ts. */
import type { Words } from './command-words.ts';

export const databases: Words = {
  select: {
    since: '1.0.0',
    summary: 'Choose the database that this connection works on: one of sixteen, from 0 on.',
    syntax: 'index',
    replies: ['Status OK.'],
  },
  dbsize: {
    since: '1.0.0',
    summary: 'Count the keys of the database.',
    syntax: '',
    replies: ['Integer: how many there are, among them some that have expired and were not met yet.'],
  },
  flushdb: {
    since: '1.0.0',
    summary: 'Delete all keys of the database, now, whichever word is said.',
    syntax: '[ASYNC | SYNC]',
    replies: ['Status OK.'],
  },
  flushall: {
    since: '1.0.0',
    summary: 'Delete all keys of all databases, now, whichever word is said.',
    syntax: '[ASYNC | SYNC]',
    replies: ['Status OK.'],
  },
};
