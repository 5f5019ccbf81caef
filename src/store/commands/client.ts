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
  run: () => SYNTAX,
  subcommands: [
    {
      ...common,
      name: 'client|id',
      arity: 2,
      run: ({ session }) => session.id,
    },
    {
      ...common,
      name: 'client|getname',
      arity: 2,
      run: ({ session }) => (session.name === '' ? null : session.name),
    },
    {
      ...common,
      name: 'client|setname',
      arity: 3,
      errors: [BAD_NAME.error],
      run: setname,
    },
    {
      ...common,
      name: 'client|setinfo',
      arity: 4,
      errors: [BAD_NAME.error, "ERR Unrecognized option '<word>'"],
      run: setinfo,
    },
  ],
};
