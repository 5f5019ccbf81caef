/** Words about the commands of commands/lists.ts. */
import type { Words } from './command-words.ts';

export const lists: Words = {
  lpush: {
    since: '1.0.0',
    summary: 'Put elements before a list, one after the other: the last one becomes the first.',
    syntax: 'key element [element ...]',
    replies: ['Integer: how long the list is afterwards.'],
  },
  rpush: {
    since: '1.0.0',
    summary: 'Put elements behind a list.',
    syntax: 'key element [element ...]',
    replies: ['Integer: how long the list is afterwards.'],
  },
  lpushx: {
    since: '2.2.0',
    summary: 'Put elements before a list if there is one.',
    syntax: 'key element [element ...]',
    replies: ['Integer: how long the list is afterwards.'],
  },
  rpushx: {
    since: '2.2.0',
    summary: 'Put elements behind a list if there is one.',
    syntax: 'key element [element ...]',
    replies: ['Integer: how long the list is afterwards.'],
  },
  lpop: {
    since: '1.0.0',
    summary: 'Take elements from the beginning of a list.',
    syntax: 'key [count]',
    replies: [
      'Bulk: the element.',
      'Nil: there is no such key.',
      'With a count, array: as many elements as there were of those asked for.',
      'With a count, nil array: there is no such key.',
    ],
  },
  rpop: {
    since: '1.0.0',
    summary: 'Take elements from the end of a list.',
    syntax: 'key [count]',
    replies: [
      'Bulk: the element.',
      'Nil: there is no such key.',
      'With a count, array: as many elements as there were of those asked for.',
      'With a count, nil array: there is no such key.',
    ],
  },
  llen: {
    since: '1.0.0',
    summary: 'Get the length of a list.',
    syntax: 'key',
    replies: ['Integer: the length, 0 where there is no such key.'],
  },
  lindex: {
    since: '1.0.0',
    summary: 'Get the element at an index; negative indexes count from the end.',
    syntax: 'key index',
    replies: ['Bulk: the element.', 'Nil: there is none.'],
  },
  lrange: {
    since: '1.0.0',
    summary: 'Get the elements from an index to another, both included; negative ones count from the end.',
    syntax: 'key start stop',
    replies: ['Array: the elements.'],
  },
};
