/** Words about the commands of commands/string-ranges.ts. */
import type { Words } from './command-words.ts';

export const stringRanges: Words = {
  append: {
    since: '2.0.0',
    summary: 'Add bytes to the end of the string at a key.',
    syntax: 'key value',
    replies: ['Integer: the length after it.'],
  },
  strlen: {
    since: '2.2.0',
    summary: 'Get the length of the string at a key.',
    syntax: 'key',
    replies: ['Integer: its length in bytes, 0 where there is none.'],
  },
  getrange: {
    since: '2.4.0',
    summary: 'Get a part of the string at a key; negative places count from its end.',
    syntax: 'key start end',
    replies: ['Bulk: the bytes from start to end, both included.'],
  },
  setrange: {
    since: '2.2.0',
    summary: 'Overwrite a part of the string at a key; a gap is filled with zeros.',
    syntax: 'key offset value',
    replies: ['Integer: the length after it.'],
  },
};
