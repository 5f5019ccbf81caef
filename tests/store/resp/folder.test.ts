/** `npm run resp -- --dir`: what real clients were told survives the end of the process, however it ends. */
import { spawn, type ChildProcess } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { salted } from '../../../src/store/access/passwords.ts';
import type { Configuration } from '../../../src/store/configuration.ts';
import type { Reply } from '../../../src/store/reply.ts';
import { NO_FILE, readUsersFile } from '../../../tools/resp/configuration.ts';
import { DiskTrouble } from '../../../tools/resp/durable.ts';
import { createEngine } from '../../../tools/resp/engine.ts';
import { octets } from './serve.ts';
import { exchange } from './wire.ts';

const program = fileURLToPath(new URL('../../../tools/resp.ts', import.meta.url));

interface Running {
  readonly port: number;
  readonly stderr: () => string;
  ask(lines: string): Promise<string>;
  end(signal: NodeJS.Signals): Promise<number | null>;
}

let folder = '';
const running = new Set<ChildProcess>();
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'resp-folder-'));
});
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
  running.clear();
  rmSync(folder, { recursive: true, force: true });
});

/** Started and answering, or ended. */
async function start(...args: readonly string[]): Promise<Running & { readonly code: number | null }> {
  const child = spawn(process.execPath, [
    '--import',
    'tsx',
    program,
    '--port',
    '0',
    '--dir',
    folder,
    ...args,
  ]);
  running.add(child);
  let stderr = '';
  let code: number | null = null;
  const ended = new Promise<number | null>((resolve) =>
    child.once('exit', (status) => {
      code = status;
      resolve(status);
    }),
  );
  await new Promise<void>((resolve) => {
    child.stderr.on('data', (data) => {
      stderr += data;
      if (/127\.0\.0\.1:\d+\n/.test(stderr)) resolve();
    });
    child.once('exit', () => resolve());
  });
  const port = Number(/127\.0\.0\.1:(\d+)/.exec(stderr)?.[1]);
  return {
    port,
    code,
    stderr: () => stderr,
    ask: async (lines) => (await exchange(port, [octets(`${lines}\r\n`)])).output,
    end: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}

const only = (prefix: string): string => {
  const [name = ''] = readdirSync(join(folder, 'store')).filter((file) => file.startsWith(prefix));
  return join(folder, 'store', name);
};

describe('behind a real port, with a folder', () => {
  test('killed, it comes back with all that it had acknowledged, under every policy', async () => {
    const first = await start();
    const policies = ['always', 'everysec', 'no'];
    for (const [index, policy] of policies.entries()) {
      expect(await first.ask(`CONFIG SET appendfsync ${policy}\r\nRPUSH l a b\r\nSET k${index} v`)).toBe(
        `+OK\r\n:${2 * (index + 1)}\r\n+OK\r\n`,
      );
    }
    expect(await first.ask('SET gone v PX 1\r\nSET stays v EX 1000\r\nSPOP nothing')).toContain('+OK');
    await first.end('SIGKILL');
    const second = await start();
    expect(second.stderr()).toMatch(/^The store answers RESP at 127\.0\.0\.1:\d+\n$/);
    expect(await second.ask('MGET k0 k1 k2 gone stays\r\nLLEN l')).toBe(
      '*5\r\n$1\r\nv\r\n$1\r\nv\r\n$1\r\nv\r\n$-1\r\n$1\r\nv\r\n:6\r\n',
    );
    const third = await start();
    expect([third.code, third.stderr()]).toEqual([
      2,
      expect.stringMatching(/belongs to process \d+, which is running/),
    ]);
    expect(await second.ask('CONFIG GET appendonly')).toBe('*2\r\n$10\r\nappendonly\r\n$3\r\nyes\r\n');
    expect(await second.end('SIGTERM')).toBe(0);
  }, 60_000);

  test('damage is refused with its place; salvaged, the store starts from what stands before it', async () => {
    await (await filled(20)).end('SIGKILL');
    const log = readFileSync(only('log-'));
    log[log.length >> 1] = (log[log.length >> 1] as number) ^ 8;
    writeFileSync(only('log-'), log);
    const refused = await start();
    expect(refused.code).toBe(2);
    expect(refused.stderr()).toMatch(
      /^The log is damaged: what stands in store\/log-0000000001 at byte \d+ is not what was written\. .* --salvage .*\n$/,
    );
    expect(readFileSync(only('log-'))).toEqual(log);
    const salvaged = await start('--salvage');
    expect(salvaged.stderr()).toMatch(
      /The node starts from what stands before it: \d+ bytes are lost\.\nThe store/,
    );
    const size = Number((await salvaged.ask('DBSIZE')).slice(1));
    expect([size > 5, size < 15]).toEqual([true, true]);
    await salvaged.end('SIGKILL');
    expect(await (await start()).ask('DBSIZE')).toBe(`:${size}\r\n`);
  }, 60_000);
});

async function filled(keys: number): Promise<Running> {
  const store = await start('--maxmemory', '1mb');
  await store.ask(Array.from({ length: keys }, (_, key) => `SET key${key} v`).join('\r\n'));
  return store;
}

/** The engine in this process, as a client meets it. What it leaves open is what a killed process leaves. */
function open(options: { salvage?: boolean; configuration?: Configuration } = {}) {
  const { salvage = false, ...rest } = options;
  const warnings: string[] = [];
  const warn = (sentence: string) => void warnings.push(sentence);
  const engine = createEngine({ password: '', maxmemory: null, ...rest, folder: { folder, salvage, warn } });
  const caller = engine.connect('test');
  const ask = (line: string): Reply => {
    caller.begin();
    const reply = caller.execute(line.split(' '));
    caller.end?.();
    return reply;
  };
  return { engine, warnings, ask, info: () => (ask('INFO persistence') as { verbatim: string }).verbatim };
}

describe('a folder', () => {
  test('has snapshots, which are answered as Redis answers them', () => {
    const { ask, info } = open();
    ask('SET a 1');
    ask('SET b 2');
    expect(info()).toMatch(/rdb_changes_since_last_save:2\r\n/);
    expect(info()).toMatch(/aof_enabled:1\r\n[^]*aof_last_write_status:ok\r\n/);
    const began = Number((ask('TIME') as string[])[0]);
    expect(ask('SAVE')).toEqual({ status: 'OK' });
    expect(ask('BGSAVE')).toEqual({ status: 'Background saving started' });
    expect(ask('BGREWRITEAOF')).toEqual({ status: 'Background append only file rewriting started' });
    expect(ask('LASTSAVE')).toBeGreaterThanOrEqual(began);
    expect(info()).toMatch(/rdb_changes_since_last_save:0\r\n[^]*rdb_last_bgsave_status:ok\r\n/);
    expect(readFileSync(only('base-')).length).toBeGreaterThan(20);
    ask('SET c 3');
    expect(open().ask('DBSIZE')).toBe(3);
  });

  test('without its log keeps snapshots only', () => {
    const configuration: Configuration = { ...NO_FILE, settings: { appendonly: false } };
    const { ask } = open({ configuration });
    ask('SET a 1');
    ask('SAVE');
    ask('SET b 1');
    expect(open({ configuration }).ask('DBSIZE')).toBe(1);
  });

  test('has what its torn log held, and says once what was cut', () => {
    const { ask } = open();
    for (const key of ['a', 'b', 'c']) ask(`SET ${key} 1`);
    appendFileSync(only('log-'), Buffer.from([0, 0, 0, 9, 1, 2]));
    const second = open();
    expect(second.warnings).toEqual([
      expect.stringMatching(
        /^The log ends in a torn record: 6 bytes in store\/log-0000000001 from byte \d+ on/,
      ),
    ]);
    second.ask('SET d 1');
    const third = open();
    expect([third.warnings, third.ask('DBSIZE')]).toEqual([[], 4]);
  });

  test('is left in order when the store ends: written, and free for others', async () => {
    const { engine, ask } = open();
    ask('CONFIG SET appendfsync everysec');
    ask('SET a 1');
    engine.expire();
    engine.close();
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(readdirSync(folder)).toEqual(['store']);
    expect(open().ask('GET a')).toBe('1');
  });

  // A device without room that every Linux has.
  test.skipIf(!existsSync('/dev/full'))(
    'without room is told to writers, and where always was promised, ends the store',
    () => {
      const { engine, ask, info } = open();
      mkdirSync(join(folder, 'store'));
      symlinkSync('/dev/full', join(folder, 'store/log-0000000001'));
      expect(ask('SET a 1')).toEqual({ status: 'OK' });
      expect(ask('SET a 2')).toEqual({
        error: 'MISCONF Errors writing to the AOF file: No space left on device',
      });
      expect(ask('GET a')).toBe('1');
      expect(info()).toContain('aof_last_write_status:err');
      expect(() => ask('CONFIG SET appendfsync always')).toThrow(DiskTrouble);
      // And stops trying.
      expect(engine.close).toThrow();
      rmSync(join(folder, 'store'), { recursive: true });
    },
  );

  test('is one that can be written, or the store does not start', () => {
    const path = join(folder, 'file');
    writeFileSync(path, '');
    const folderOptions = { folder: path, salvage: false, warn: () => undefined };
    expect(() => createEngine({ password: '', maxmemory: 0, folder: folderOptions })).toThrow(
      `${path} is no folder that can be written`,
    );
  });
});

describe('users from a file', () => {
  const write = (raw: unknown): string => {
    const path = join(folder, 'users.json');
    writeFileSync(path, JSON.stringify(raw));
    return path;
  };

  test('speak with their passwords, and no password is in the folder', async () => {
    const path = write({
      requirepass: 'hidden door',
      settings: { hz: 20 },
      users: [
        { name: 'alice', passwords: ['hidden one'], commands: ['+@read', '+set', '+echo'], keys: ['~app:*'] },
      ],
    });
    const store = await start('--users', path, '--maxmemory', '1mb');
    const as = (who: string, lines: string) => store.ask(`AUTH ${who}\r\n${lines}`);
    expect(await store.ask('GET app:1')).toMatch(/^-NOAUTH Authentication required\.\r\n/);
    expect(await as('alice wrong', 'GET app:1')).toMatch(/^-WRONGPASS .*\r\n-NOAUTH .*\r\n/);
    expect(await as('alice "hidden one"', 'SET app:1 v\r\nGET b\r\nDEL app:1')).toMatch(
      /^\+OK\r\n\+OK\r\n-NOPERM .* keys .*\r\n-NOPERM .* 'del' command\r\n$/,
    );
    expect(await as('"hidden door"', 'CONFIG GET hz\r\nCONFIG GET maxmemory')).toContain('1048576');
    expect(await as('"hidden door"', 'CONFIG SET requirepass "hidden other"\r\nBGREWRITEAOF')).toContain(
      'started',
    );
    await store.end('SIGTERM');
    rmSync(path);
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) =>
      file.isFile(),
    );
    const found = files.filter((file) => readFileSync(join(file.parentPath, file.name)).includes('hidden'));
    expect([files.length > 0, found]).toEqual([true, []]);
  }, 60_000);

  test('a file that is wrong is refused by its path', () => {
    const path = write({ users: [{ name: 'alice', passwords: ['hidden'], keys: ['app'] }, {}] });
    expect(() => readUsersFile(path)).toThrow(
      [
        `${path}: users[0].keys[0]: a rule for keys begins with ~ or %`,
        `${path}: users[1].name: a user needs a name, without blanks`,
      ].join('\n'),
    );
    writeFileSync(path, '{');
    expect(() => readUsersFile(path)).toThrow('cannot be read as JSON');
    expect(() => readUsersFile(`${path}.no`)).toThrow('cannot be read as JSON');
  });

  test('proofs may stand in it, with the salt that they were made with', () => {
    const alice = { name: 'alice', passwords: [salted('one', 'salt'), 'two'] };
    expect(() => readUsersFile(write({ users: [alice] }))).toThrow('salt: passwords need a salt');
    const configuration = readUsersFile(write({ salt: 'salt', users: [alice] }));
    const { ask } = open({ configuration });
    for (const password of ['one', 'two']) expect(ask(`AUTH alice ${password}`)).toEqual({ status: 'OK' });
    expect(readUsersFile(write({ users: [{ name: 'bob', passwords: ['pw'] }] })).salt).not.toBe('');
  });
});
