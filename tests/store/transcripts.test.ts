/**
 * What the requirements say of each type, as one would type it: a command, an arrow, and what redis-cli would print. Real Redis, where it
 * is installed, has to print the same. Each transcript begins with an empty store.
 */
import { describe, expect, test } from 'vitest';
import { Ours } from './differential/ours.ts';
import { findServer, RealRedis } from './differential/real.ts';
import type { Parsed } from './differential/resp.ts';

const TRANSCRIPTS: Readonly<Record<string, string>> = {
  'S4-02 strings': `
    GET k               → (nil)
    SET k v             → OK
    GET k               → "v"
    SET k w NX          → (nil)
    SET new w XX        → (nil)
    SET k w XX EX 100   → OK
    TTL k               → (integer) 100
    SET k x PX 100000   → OK
    TTL k               → (integer) 100
    SET k               → (error) ERR wrong number of arguments for 'set' command
    SET k v EX 0        → (error) ERR invalid expire time in 'set' command
    SET k v PX -1       → (error) ERR invalid expire time in 'set' command
    SET k v EX soon     → (error) ERR value is not an integer or out of range
    GET k               → "x"
    DEL k new k         → (integer) 1
    FROB k              → (error) ERR unknown command 'FROB', with args beginning with: 'k'
  `,
  'S4-03 time to live': `
    TTL k               → (integer) -2
    SET k v             → OK
    TTL k               → (integer) -1
    EXPIRE k 100        → (integer) 1
    TTL k               → (integer) 100
    PERSIST k           → (integer) 1
    PERSIST k           → (integer) 0
    TTL k               → (integer) -1
    EXPIRE k soon       → (error) ERR value is not an integer or out of range
    EXPIRE k -1         → (integer) 1
    EXISTS k            → (integer) 0
  `,
  'S4-04 lists': `
    LPUSH l b a         → (integer) 2
    RPUSH l c d         → (integer) 4
    LRANGE l 0 -1       → ["a", "b", "c", "d"]
    LRANGE l -3 -2      → ["b", "c"]
    LRANGE l -99 99     → ["a", "b", "c", "d"]
    LRANGE l 2 1        → []
    LRANGE l 4 9        → []
    LRANGE l one 2      → (error) ERR value is not an integer or out of range
    LPOP l              → "a"
    RPOP l 2            → ["d", "c"]
    LPOP l              → "b"
    EXISTS l            → (integer) 0
    LPOP l              → (nil)
    RPOP l 2            → (nil)
    LRANGE l 0 -1       → []
  `,
  'S4-05 sets': `
    SADD s 1 2 2 3      → (integer) 3
    SADD s 3 4          → (integer) 1
    SMEMBERS s          → ["1", "2", "3", "4"]
    SADD t 3 4 5        → (integer) 3
    SINTER s t          → ["3", "4"]
    SINTER s absent     → []
    SREM s 1 2 9        → (integer) 2
    SREM s 3 4          → (integer) 2
    EXISTS s            → (integer) 0
    SMEMBERS s          → []
  `,
  'S4-06 hashes': `
    HSET h f 1 g 2      → (integer) 2
    HSET h f 3 i 4      → (integer) 1
    HGET h f            → "3"
    HGET h x            → (nil)
    HGETALL h           → ["f", "3", "g", "2", "i", "4"]
    HSET h f 1 g        → (error) ERR wrong number of arguments for 'hset' command
    HDEL h f g x        → (integer) 2
    HDEL h i            → (integer) 1
    EXISTS h            → (integer) 0
    HGETALL h           → []
  `,
  'S4-07 sorted sets': `
    ZADD z 2 b 1 a 2 B  → (integer) 3
    ZRANGE z 0 -1       → ["a", "B", "b"]
    ZADD z 0.1 b        → (integer) 0
    ZRANGE z 0 -1 WITHSCORES → ["b", "0.10000000000000001", "a", "1", "B", "2"]
    ZRANGE z -2 -1      → ["a", "B"]
    ZADD z high x       → (error) ERR value is not a valid float
    ZADD z nan x        → (error) ERR value is not a valid float
    ZADD z -inf low +inf high → (integer) 2
    ZRANGE z 0 0 WITHSCORES → ["low", "-inf"]
    ZRANGE z -1 -1 WITHSCORES → ["high", "inf"]
    ZREM z a b x        → (integer) 2
    ZREM z B low high   → (integer) 3
    EXISTS z            → (integer) 0
  `,
  'S4-08 the wrong type': `
    SET k v             → OK
    LPUSH k a           → (error) WRONGTYPE Operation against a key holding the wrong kind of value
    SADD k a            → (error) WRONGTYPE Operation against a key holding the wrong kind of value
    GET k               → "v"
  `,
  'S4-11 limits': `
    CONFIG SET maxmemory -1 → (error) ERR CONFIG SET failed (possibly related to argument 'maxmemory') - argument must be a memory value
    CONFIG SET maxmemory much → (error) ERR CONFIG SET failed (possibly related to argument 'maxmemory') - argument must be a memory value
    CONFIG GET maxmemory → ["maxmemory", "0"]
    CONFIG SET maxmemory 100mb → OK
    CONFIG GET maxmemory → ["maxmemory", "104857600"]
    CONFIG SET maxmemory 0 → OK
  `,
};

/** In one line, what redis-cli prints over several. */
function print({ type, text, items }: Parsed): string {
  if (text === null) return '(nil)';
  if (type === '*') return `[${items.map(print).join(', ')}]`;
  if (type === '$') return JSON.stringify(text);
  return `${type === '-' ? '(error) ' : type === ':' ? '(integer) ' : ''}${text.trimEnd()}`;
}

/** Command and expected line. */
function read(transcript: string): readonly (readonly [string, string])[] {
  return transcript
    .trim()
    .split('\n')
    .map((line) => line.split('→').map((part) => part.trim()) as [string, string]);
}

describe('transcripts', () => {
  test.each(Object.entries(TRANSCRIPTS))('%s', (_name, transcript) => {
    const ours = new Ours(1);
    for (const [command, expected] of read(transcript)) {
      expect([command, print(ours.ask(command.split(' ')))]).toEqual([command, expected]);
    }
  });
});

const server = findServer();
if ('missing' in server) process.stderr.write(`${server.missing}: transcripts were NOT compared with it.\n`);

test.skipIf('missing' in server)('a real Redis prints the same transcripts', async () => {
  const real = 'path' in server ? await RealRedis.start(server.path) : undefined;
  try {
    for (const transcript of Object.values(TRANSCRIPTS)) {
      await real?.ask([['FLUSHALL']]);
      for (const [command, expected] of read(transcript)) {
        const [reply] = (await real?.ask([command.split(' ')])) ?? [];
        expect([command, reply && print(reply)]).toEqual([command, expected]);
      }
    }
  } finally {
    await real?.stop();
  }
});
