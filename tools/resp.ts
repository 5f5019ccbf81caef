/** `npm run resp -- --port P`: the store behind a loopback TCP port, for real Redis clients. Nothing goes to stdout. */
import { UsageError } from './lab/arguments.ts';
import { readArguments } from './resp/arguments.ts';
import { readUsersFile } from './resp/configuration.ts';
import { openDoor } from './resp/door.ts';
import { DiskTrouble } from './resp/durable.ts';
import { createCluster, TICK_MS } from './resp/cluster.ts';
import { createEngine, EXPIRY_INTERVAL_MS } from './resp/engine.ts';

const USAGE =
  'npm run resp -- --port P [--nodes 1 … 64] [--password p] [--maxmemory 100mb] [--users FILE.json] [--dir FOLDER [--salvage]]';

const say = (sentence: string) => process.stderr.write(`${sentence}\n`);

try {
  const { port, nodes, users, dir, salvage, ...flags } = readArguments(process.argv.slice(2));
  const options = { ...flags, ...(users !== null && { configuration: readUsersFile(users) }) };
  const folder = dir === null ? {} : { folder: { folder: dir, salvage, warn: say } };
  const engine = nodes > 1 ? await createCluster(nodes, options) : createEngine({ ...options, ...folder });
  const door = await openDoor({ port, connect: engine.connect }).catch((error: NodeJS.ErrnoException) => {
    engine.close();
    if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES') throw error;
    const why = error.code === 'EACCES' ? 'may not be opened' : 'is taken';
    throw new UsageError(`Port ${port} on this machine ${why}: choose another.`, false);
  });
  const expiring = setInterval(engine.expire, nodes > 1 ? TICK_MS : EXPIRY_INTERVAL_MS);
  const stop = () => {
    clearInterval(expiring);
    void door.close().then(engine.close);
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  process.once('uncaughtException', (error) => {
    say(error instanceof DiskTrouble ? error.message : String(error.stack));
    process.exit(1);
  });
  say(`The ${nodes > 1 ? `cluster of ${nodes} nodes` : 'store'} answers RESP at 127.0.0.1:${door.port}`);
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n${error.showsUsage ? `\n${USAGE}\n` : ''}`);
  process.exitCode = 2;
}
