/** Words about the commands of commands/connection.ts. */
import type { Words } from './command-words.ts';

export const connection: Words = {
  ping: {
    since: '1.0.0',
    summary: 'Ask whether the node is there.',
    syntax: '[message]',
    replies: ['Status PONG.', 'Bulk: the message.'],
  },
  echo: {
    since: '1.0.0',
    summary: 'Get back what was sent.',
    syntax: 'message',
    replies: ['Bulk: the message.'],
  },
  quit: {
    since: '1.0.0',
    summary: 'Close the connection after the reply.',
    syntax: '',
    replies: ['Status OK.'],
  },
  auth: {
    since: '1.0.0',
    summary:
      'Say who is speaking. After three wrong passwords in a row for a name, each attempt takes longer, up to a second.',
    syntax: '[username] password',
    replies: ['Status OK.'],
  },
  hello: {
    since: '6.0.0',
    summary: 'Agree on the protocol, which is 2, and say who is speaking.',
    syntax: '[protover [AUTH username password] [SETNAME clientname]]',
    replies: ['Map: what the server is.'],
  },
  client: {
    since: '2.4.0',
    summary: 'Ask about connections, and name one’s own.',
    syntax: 'subcommand',
    replies: [],
  },
  'client|id': {
    since: '5.0.0',
    summary: 'Get the number of this connection. Numbers rise and are never given twice.',
    syntax: '',
    replies: ['Integer: the number.'],
  },
  'client|getname': {
    since: '2.6.9',
    summary: 'Get the name of this connection.',
    syntax: '',
    replies: ['Bulk: the name.', 'Nil: it has none.'],
  },
  'client|setname': {
    since: '2.6.9',
    summary: 'Give this connection a name; an empty one takes it away.',
    syntax: 'connection-name',
    replies: ['Status OK.'],
  },
  'client|setinfo': {
    since: '7.2.0',
    summary: 'Say which library is speaking: its name or its version, neither with blanks in it.',
    syntax: '<LIB-NAME libname | LIB-VER libver>',
    replies: ['Status OK.'],
  },
};
