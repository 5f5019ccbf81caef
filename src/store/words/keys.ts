/** Words about the commands of commands/keys.ts. */
import type { Words } from './command-words.ts';

export const keys: Words = {
  del: {
    since: '1.0.0',
    summary: 'Delete keys.',
    syntax: 'key [key ...]',
    replies: ['Integer: how many were deleted.'],
  },
  unlink: {
    since: '4.0.0',
    summary: 'Delete keys; here the same as DEL, for there is no second thread to free them in.',
    syntax: 'key [key ...]',
    replies: ['Integer: how many were deleted.'],
  },
  exists: {
    since: '1.0.0',
    summary: 'Count the keys that exist; one named twice counts twice.',
    syntax: 'key [key ...]',
    replies: ['Integer: how many exist.'],
  },
  touch: {
    since: '3.2.1',
    summary: 'Count keys as used now, for those who ask what was not used for long.',
    syntax: 'key [key ...]',
    replies: ['Integer: how many exist.'],
  },
  type: {
    since: '1.0.0',
    summary: 'Get the type of what a key holds.',
    syntax: 'key',
    replies: ['Status: `string`, `list`, `set`, `zset` or `hash`; `none` where there is no such key.'],
  },
  keys: {
    since: '1.0.0',
    summary:
      'Get all keys that match a pattern: `*` any bytes, `?` any one, `[a-c]` and `[^a]` one of some, `\\` takes the next as it stands. It looks at every key: see SCAN.',
    syntax: 'pattern',
    replies: ['Array: the keys, in no particular order.'],
  },
  scan: {
    since: '2.8.0',
    summary:
      'Walk over all keys in steps, from the cursor 0 on: every key that is there from the first step to the last is met. COUNT is how many a step looks at, 10 without it; MATCH takes the patterns of KEYS.',
    syntax: 'cursor [MATCH pattern] [COUNT count] [TYPE type]',
    replies: ['Array of two: the cursor of the next step, 0 at the end; the keys of this one.'],
  },
  randomkey: {
    since: '1.0.0',
    summary: 'Get any key.',
    syntax: '',
    replies: ['Bulk: the key.', 'Nil: the database is empty.'],
  },
  rename: {
    since: '1.0.0',
    summary: 'Give what a key holds another key, with its time to live, in place of what that one held.',
    syntax: 'key newkey',
    replies: ['Status OK.'],
  },
  renamenx: {
    since: '1.0.0',
    summary: 'Rename a key unless the new one exists.',
    syntax: 'key newkey',
    replies: ['Integer: 1 when renamed, 0 when not.'],
  },
};
