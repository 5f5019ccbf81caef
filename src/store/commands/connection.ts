/** The connection: is somebody there, who is speaking, and how. */
import { authenticate, isOpen } from '../access/authenticate.ts';
import { argument } from '../arguments.ts';
import type { Bytes } from '../bytes.ts';
import { isWord } from '../bytes.ts';
import type { CommandSpec } from '../command.ts';
import type { Context } from '../context.ts';
import { parseInteger } from '../integers.ts';
import { refuse, shown, SYNTAX, WRONG_PASSWORD, wrongArity } from '../refusals.ts';
import { mapReply, OK, PONG, type Reply } from '../reply.ts';
import { DEFAULT_USER, type Session } from '../store.ts';
import { clientCommands } from './client.ts';
import { BAD_NAME, checkName } from './client-names.ts';
import { REDIS_VERSION } from './version.ts';

function ping(_context: Context, args: readonly Bytes[]): Reply {
  if (args.length > 2) throw wrongArity('ping');
  return args[1] ?? PONG;
}

function quit({ session }: Context): Reply {
  session.closing = true;
  return OK;
}

const NO_PASSWORD = refuse(
  'ERR AUTH <password> called without any password configured for the default user. Are you sure your configuration is correct?',
);

function auth(context: Context, args: readonly Bytes[]): Reply {
  if (args.length > 3) throw SYNTAX;
  if (args.length === 2 && isOpen(context.store)) throw NO_PASSWORD;
  const user = args.length === 3 ? argument(args, 1) : DEFAULT_USER;
  if (!authenticate(context, user, argument(args, args.length - 1))) throw WRONG_PASSWORD;
  return OK;
}

const BAD_VERSION = refuse('ERR Protocol version is not an integer or out of range');
const NO_PROTOCOL = refuse('NOPROTO unsupported protocol version');
const BAD_OPTION = "ERR Syntax error in HELLO option '<option>'";
const HELLO_NO_AUTH = refuse(
  'NOAUTH HELLO must be called with the client already authenticated, otherwise the HELLO AUTH <user> <pass> option can be used to authenticate the client and select the RESP protocol version at the same time',
);

/** Options take effect one after the other, even where a later one is wrong. */
function takeOptions(context: Context, args: readonly Bytes[]): void {
  for (let index = 2; index < args.length; index += 1) {
    const left = args.length - index - 1;
    if (isWord(args[index], 'auth') && left >= 2) {
      const accepted = authenticate(context, argument(args, index + 1), argument(args, index + 2));
      if (!accepted) throw WRONG_PASSWORD;
      index += 2;
    } else if (isWord(args[index], 'setname') && left >= 1) {
      context.session.name = checkName(argument(args, index + 1));
      index += 1;
    } else {
      throw refuse(BAD_OPTION.replace('<option>', () => shown(argument(args, index))));
    }
  }
}

function hello(context: Context, args: readonly Bytes[]): Reply {
  if (args.length > 1) {
    const version = parseInteger(argument(args, 1));
    if (version === undefined) throw BAD_VERSION;
    if (version !== 2) throw NO_PROTOCOL;
  }
  takeOptions(context, args);
  if (context.session.user === null) throw HELLO_NO_AUTH;
  return introduce(context.session);
}

function introduce(session: Session): Reply {
  const { protocol, id } = session;
  return mapReply(
    'server',
    'redis',
    'version',
    REDIS_VERSION,
    'proto',
    protocol,
    'id',
    id,
    'mode',
    'standalone',
    'role',
    'master',
    'modules',
    [],
  );
}

const greeting = {
  flags: ['noscript', 'loading', 'stale', 'fast', 'no_auth', 'allow_busy'],
  keys: [],
  group: 'connection',
} as const;

export const connectionCommands: readonly CommandSpec[] = [
  {
    name: 'ping',
    arity: -1,
    flags: ['fast'],
    keys: [],
    group: 'connection',
    tips: ['request_policy:all_shards', 'response_policy:all_succeeded'],
    run: ping,
  },
  {
    name: 'echo',
    arity: 2,
    flags: ['loading', 'stale', 'fast'],
    keys: [],
    group: 'connection',
    run: (_context, args) => argument(args, 1),
  },
  {
    ...greeting,
    name: 'quit',
    arity: -1,
    run: quit,
  },
  {
    ...greeting,
    name: 'auth',
    arity: -2,
    errors: [WRONG_PASSWORD.error, NO_PASSWORD.error, SYNTAX.error],
    run: auth,
  },
  {
    ...greeting,
    name: 'hello',
    arity: -1,
    errors: [
      BAD_VERSION.error,
      NO_PROTOCOL.error,
      BAD_OPTION,
      BAD_NAME.error,
      WRONG_PASSWORD.error,
      HELLO_NO_AUTH.error,
    ],
    run: hello,
  },
  clientCommands,
];
