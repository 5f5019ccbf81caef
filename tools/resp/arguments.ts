/** What `npm run resp` may be told. */
import { parseMemory } from '../../src/store/settings.ts';
import { flags, UsageError, wholeNumber } from '../lab/arguments.ts';

export interface RespArguments {
  readonly port: number;
  readonly password: string;
  readonly maxmemory: number;
}

const PORT_MAX = 65_535;

export function readArguments(args: readonly string[]): RespArguments {
  const given = flags(args, {
    port: { type: 'string' },
    nodes: { type: 'string' },
    password: { type: 'string' },
    maxmemory: { type: 'string' },
  });
  const port = wholeNumber('port', given.port, null);
  if (port > PORT_MAX) throw new UsageError(`--port takes a number up to ${PORT_MAX}, not ${port}.`);
  const nodes = wholeNumber('nodes', given.nodes, 1);
  if (nodes < 1)
    throw new UsageError('--nodes takes a number from 1 on: without a node nobody would answer.');
  if (nodes > 1) {
    throw new UsageError(
      `--nodes ${nodes} needs the Cache Cluster, which is not there yet. One node, the bare engine, is.`,
      false,
    );
  }
  if (given.password === '') throw new UsageError('--password takes a password, not nothing.');
  return { port, password: String(given.password ?? ''), maxmemory: readMemory(given.maxmemory) };
}

function readMemory(text: string | boolean | undefined): number {
  if (text === undefined) return 0;
  const bytes = parseMemory(String(text));
  if (typeof bytes === 'number') return bytes;
  throw new UsageError(`--maxmemory takes a size such as 100mb or 1gb, or 0 for no limit, not ${text}.`);
}
