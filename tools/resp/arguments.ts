/** What `npm run resp` may be told. */
import { parseMemory } from '../../src/store/settings.ts';
import { flags, UsageError, wholeNumber } from '../lab/arguments.ts';

export interface RespArguments {
  readonly port: number;
  /** 1: the bare engine. More: a cluster behind its proxy. */
  readonly nodes: number;
  readonly password: string;
  /** Null where nothing was said of it. */
  readonly maxmemory: number | null;
  /** A file of users and settings. */
  readonly users: string | null;
  /** A folder for the log. */
  readonly dir: string | null;
  readonly salvage: boolean;
}

const PORT_MAX = 65_535;
const NODES_MAX = 64;

export function readArguments(args: readonly string[]): RespArguments {
  const given = flags(args, {
    port: { type: 'string' },
    nodes: { type: 'string' },
    password: { type: 'string' },
    maxmemory: { type: 'string' },
    users: { type: 'string' },
    dir: { type: 'string' },
    salvage: { type: 'boolean' },
  });
  const port = wholeNumber('port', given.port, null);
  if (port > PORT_MAX) throw new UsageError(`--port takes a number up to ${PORT_MAX}, not ${port}.`);
  const nodes = wholeNumber('nodes', given.nodes, 1);
  if (nodes < 1)
    throw new UsageError('--nodes takes a number from 1 on: without a node nobody would answer.');
  if (nodes > NODES_MAX) throw new UsageError(`--nodes takes a number up to ${NODES_MAX}, not ${nodes}.`);
  if (nodes > 1 && (given.dir !== undefined || given.salvage === true)) {
    throw new UsageError('--dir is for one node: the disks of a cluster last as long as the process.');
  }
  if (given.password === '') throw new UsageError('--password takes a password, not nothing.');
  if (given.salvage === true && given.dir === undefined) {
    throw new UsageError('--salvage is for a damaged log, and without --dir there is none.');
  }
  return {
    port,
    nodes,
    password: String(given.password ?? ''),
    maxmemory: readMemory(given.maxmemory),
    users: readPath('users', given.users),
    dir: readPath('dir', given.dir),
    salvage: given.salvage === true,
  };
}

function readPath(name: string, path: string | boolean | undefined): string | null {
  if (path === '') throw new UsageError(`--${name} takes a path, not nothing.`);
  return path === undefined ? null : String(path);
}

function readMemory(text: string | boolean | undefined): number | null {
  if (text === undefined) return null;
  const bytes = parseMemory(String(text));
  if (typeof bytes === 'number') return bytes;
  throw new UsageError(`--maxmemory takes a size such as 100mb or 1gb, or 0 for no limit, not ${text}.`);
}
