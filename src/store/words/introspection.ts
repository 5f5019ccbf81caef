/** Words about the commands of commands/introspection.ts. */
import type { Words } from './command-words.ts';

export const introspection: Words = {
  command: {
    since: '2.8.13',
    summary: 'Get what is to be known of all commands.',
    syntax: '',
    replies: ['Array: for each command its name, arity, flags, keys, categories, tips and subcommands.'],
  },
  'command|count': {
    since: '2.8.13',
    summary: 'Count the commands.',
    syntax: '',
    replies: ['Integer: how many there are.'],
  },
  'command|info': {
    since: '2.8.13',
    summary: 'Get what is to be known of some commands.',
    syntax: '[command-name [command-name ...]]',
    replies: ['Array: for each command as COMMAND answers, or nil.'],
  },
  'command|list': {
    since: '7.0.0',
    summary: 'Get the names of commands.',
    syntax: '[FILTERBY <MODULE module-name | ACLCAT category | PATTERN pattern>]',
    replies: ['Array: the names.'],
  },
};
