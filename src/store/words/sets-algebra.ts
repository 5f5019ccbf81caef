/** Words about the commands of commands/sets-algebra.ts. */
import type { Words } from './command-words.ts';

export const setsAlgebra: Words = {
  sinter: {
    since: '1.0.0',
    summary: 'Get the members that all of the sets have.',
    syntax: 'key [key ...]',
    replies: ['Set: the members of the result.'],
  },
  sunion: {
    since: '1.0.0',
    summary: 'Get the members that any of the sets has.',
    syntax: 'key [key ...]',
    replies: ['Set: the members of the result.'],
  },
  sdiff: {
    since: '1.0.0',
    summary: 'Get the members that the first set has and none of the others.',
    syntax: 'key [key ...]',
    replies: ['Set: the members of the result.'],
  },
  sinterstore: {
    since: '1.0.0',
    summary:
      'Store the members that all of the sets have, in place of what the destination held, of whatever type.',
    syntax: 'destination key [key ...]',
    replies: ['Integer: the size of the result; where it is empty, the destination is deleted.'],
  },
  sunionstore: {
    since: '1.0.0',
    summary:
      'Store the members that any of the sets has, in place of what the destination held, of whatever type.',
    syntax: 'destination key [key ...]',
    replies: ['Integer: the size of the result; where it is empty, the destination is deleted.'],
  },
  sdiffstore: {
    since: '1.0.0',
    summary:
      'Store the members that the first set has and none of the others, in place of what the destination held, of whatever type.',
    syntax: 'destination key [key ...]',
    replies: ['Integer: the size of the result; where it is empty, the destination is deleted.'],
  },
};
