/** `npm run resp -- --port P`: the store behind a loopback TCP port, for real Redis clients. Nothing goes to stdout. */
import { UsageError } from './lab/arguments.ts';
import { readArguments } from './resp/arguments.ts';
import { openDoor } from './resp/door.ts';
import { createEngine, EXPIRY_INTERVAL_MS } from './resp/engine.ts';

const USAGE = 'npm run resp -- --port P [--nodes 1] [--password p] [--maxmemory 100mb]';

try {
  const { port, ...options } = readArguments(process.argv.slice(2));
  const engine = createEngine(options);
  const door = await openDoor({ port, connect: engine.connect }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES') throw error;
    const why = error.code === 'EACCES' ? 'may not be opened' : 'is taken';
    throw new UsageError(`Port ${port} on this machine ${why}: choose another.`, false);
  });
  const expiring = setInterval(engine.expire, EXPIRY_INTERVAL_MS);
  const stop = () => {
    clearInterval(expiring);
    void door.close();
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  process.stderr.write(`The store answers RESP at 127.0.0.1:${door.port}\n`);
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n${error.showsUsage ? `\n${USAGE}\n` : ''}`);
  process.exitCode = 2;
}
