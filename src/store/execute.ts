/**
 * One command, from its arguments to its reply: find it in the table, see whether it may run, run it, and tell the host what changed.
 */
import { refusalOfUser } from './access/permission.ts';
import type { Bytes } from './bytes.ts';
import { upperCase } from './bytes.ts';
import { isArity, type CommandSpec } from './command.ts';
import { commandNamed } from './commands/index.ts';
import type { Context, StoreHost } from './context.ts';
import { NO_AUTH, OUT_OF_MEMORY, refuse, shown, wrongArity } from './refusals.ts';
import { isFailure, type Failure, type Reply } from './reply.ts';
import { growthOf, makeRoom } from './room.ts';
import type { Database, Session, Store } from './store.ts';

/** `args` are the command's name and its arguments; there is at least the name. */
export function execute(store: Store, session: Session, args: readonly Bytes[], host: StoreHost): Reply {
  const command = commandNamed(args);
  if (command === undefined) return unknownCommand(args);
  const refusal = session.replaying
    ? misspelt(command, args)
    : (refusalOf(store, session, command, args) ?? ailmentOf(host, command));
  if (refusal !== null) return refusal;
  store.stats.commands += 1;
  const context: Context = {
    store,
    session,
    host,
    commandName: command.name,
    db: store.databases[session.database] as Database,
    now: host.clock,
    changes: 0,
    effects: null,
  };
  if (store.settings.maxmemory === 0 || session.replaying) return run(context, command, args);
  const grows = command.flags.includes('denyoom');
  if (!makeRoom(context, grows ? growthOf(args) : 0) && grows) return OUT_OF_MEMORY;
  return run(context, command, args);
}

/** Runs a command that may run. A refusal it throws is its reply; it has changed nothing then. */
export function run(context: Context, command: CommandSpec, args: readonly Bytes[]): Reply {
  let reply: Reply;
  try {
    reply = command.run(context, args);
  } catch (thrown) {
    if (!isFailure(thrown)) throw thrown;
    reply = thrown;
  }
  if (context.changes > 0) propagate(context, args);
  return reply;
}

function propagate({ store, host, db, changes, effects }: Context, args: readonly Bytes[]): void {
  store.changes += changes;
  if (effects === null) host.propagate(db.index, args);
  else for (const effect of effects) host.propagate(db.index, effect);
}

/** Why this session may not run this command, in Redis's order of asking. */
function refusalOf(
  store: Store,
  session: Session,
  command: CommandSpec,
  args: readonly Bytes[],
): Failure | null {
  const wrong = misspelt(command, args);
  if (wrong !== null) return wrong;
  const user = session.user === null ? undefined : store.users.get(session.user);
  if (user === undefined) return command.flags.includes('no_auth') ? null : NO_AUTH;
  return refusalOfUser(user, command, args);
}

/** All that is asked of somebody who replays: what happened has had its permission, its room and its disk. */
function misspelt(command: CommandSpec, args: readonly Bytes[]): Failure | null {
  if (!isArity(command.arity, args.length)) return wrongArity(command.name);
  if (command.subcommands !== undefined && args.length > 1) return unknownSubcommand(command, args);
  return null;
}

/** A log that cannot be written stops writing, and, as in Redis, whoever asks whether the node is well. */
function ailmentOf({ ailment }: StoreHost, { flags, name }: CommandSpec): Failure | null {
  if (ailment === undefined || ailment === null) return null;
  return flags.includes('write') || name === 'ping' ? ailment : null;
}

/** As much of the arguments as Redis shows. */
const SHOWN_MAX = 128;

function unknownCommand(args: readonly Bytes[]): Failure {
  let list = '';
  for (let index = 1; index < args.length && list.length < SHOWN_MAX; index += 1) {
    list += `'${shown(args[index] as Bytes, SHOWN_MAX - list.length)}' `;
  }
  const name = shown(args[0] as Bytes, SHOWN_MAX);
  return refuse(`ERR unknown command '${name}', with args beginning with: ${list}`);
}

function unknownSubcommand(command: CommandSpec, args: readonly Bytes[]): Failure {
  const name = shown(args[1] as Bytes, SHOWN_MAX);
  return refuse(`ERR unknown subcommand '${name}'. Try ${upperCase(command.name)} HELP.`);
}
