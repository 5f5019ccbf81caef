/** CLIENT: what the node knows of those who speak with it. */
import { argument } from '../arguments.ts';
import type { Bytes } from '../bytes.ts';
import { isWord } from '../bytes.ts';
import type { CommandSpec } from '../command.ts';
import type { Context } from '../context.ts';
import { refuse, shown, SYNTAX } from '../refusals.ts';
import { OK, type Reply } from '../reply.ts';
import { BAD_NAME, checkName } from './client-names.ts';

function setname({ session }: Context, args: readonly Bytes[]): Reply {
  session.name = checkName(argument(args, 2));
  return OK;
}

/** Newer than 7.0; but its clients send it unasked, and a refusal on every connection helps nobody. */
function setinfo({ session }: Context, args: readonly Bytes[]): Reply {
  const text = checkName(argument(args, 3));
  if (isWord(args[2], 'lib-name')) session.library.name = text;
  else if (isWord(args[2], 'lib-ver')) session.library.version = text;
  else throw refuse(`ERR Unrecognized option '${shown(argument(args, 2))}'`);
  return OK;
}

const common = {
  flags: ['noscript', 'loading', 'stale'],
  keys: [],
  group: 'connection',
} as const;

export const clientCommands: CommandSpec = {
  name: 'client',
  arity: -2,
  flags: [],
  keys: [],
  group: 'connection',
  since: '2.4.0',
  summary: 'Ask about connections, and name one’s own.',
  syntax: 'subcommand',
  replies: [],
  run: () => SYNTAX,
  subcommands: [
    {
      ...common,
      name: 'client|id',
      arity: 2,
      since: '5.0.0',
      summary: 'Get the number of this connection. Numbers rise and are never given twice.',
      syntax: '',
      replies: ['Integer: the number.'],
      run: ({ session }) => session.id,
    },
    {
      ...common,
      name: 'client|getname',
      arity: 2,
      since: '2.6.9',
      summary: 'Get the name of this connection.',
      syntax: '',
      replies: ['Bulk: the name.', 'Nil: it has none.'],
      run: ({ session }) => (session.name === '' ? null : session.name),
    },
    {
      ...common,
      name: 'client|setname',
      arity: 3,
      since: '2.6.9',
      summary: 'Give this connection a name; an empty one takes it away.',
      syntax: 'connection-name',
      replies: ['Status OK.'],
      errors: [BAD_NAME.error],
      run: setname,
    },
    {
      ...common,
      name: 'client|setinfo',
      arity: 4,
      since: '7.2.0',
      summary: 'Say which library is speaking: its name or its version, neither with blanks in it.',
      syntax: '<LIB-NAME libname | LIB-VER libver>',
      replies: ['Status OK.'],
      errors: [BAD_NAME.error, "ERR Unrecognized option '<word>'"],
      run: setinfo,
    },
  ],
};
