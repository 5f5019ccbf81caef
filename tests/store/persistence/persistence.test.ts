import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadState, saveState } from '../../../src/kernel/state.ts';
import { OK } from '../../../src/store/reply.ts';
import { PaperDisk } from '../../protocols/paper-disk.ts';
import { Chance } from '../differential/chance.ts';
import { generators } from '../differential/generators/index.ts';
import { DryNode } from './dry-node.ts';

const kinds = Object.entries(generators).filter(([name]) => name !== 'server');

describe('a node that starts again', () => {
  test('has what it had, from the log, from a snapshot, or from both', () => {
    fc.assert(
      fc.property(fc.integer(), fc.array(fc.nat(200), { maxLength: 2 }), (seed, snapshots) => {
        const disk = new PaperDisk();
        const node = new DryNode(disk, { appendfsync: 'no' }, { segmentBytes: 2_000 });
        const chance = new Chance(seed, 'persistence');
        for (let step = 0; step < 200; step += 1) {
          if (snapshots.includes(step)) node.run('BGREWRITEAOF');
          node.ask(...chance.pick(kinds)[1](chance));
          node.clock += chance.integer(0, 500);
          if (chance.maybe(0.1)) node.expire();
        }
        const again = new DryNode(disk, { appendfsync: 'no' });
        expect(again.store.stats).toMatchObject({ commands: 0, sessions: 1 });
        expect(again.data).toBe(node.data);
        expect(again.store.bytes).toBe(node.store.bytes);
      }),
      { numRuns: 30 },
    );
  });

  test('takes all of a command or nothing of it', () => {
    const disk = new PaperDisk();
    const node = new DryNode(disk, { maxmemory: 900, 'maxmemory-policy': 'allkeys-random' });
    for (let step = 0; step < 30; step += 1) node.run(`MSET a${step} 1 b${step} 2`);
    // One append each, though most of them evicted somebody first.
    expect(node.store.stats.evicted).toBeGreaterThan(20);
    expect(disk.changes.length).toBe(30);
  });

  test('what had expired stays expired, though nobody had met it before the end', () => {
    for (const snapshot of [false, true]) {
      const disk = new PaperDisk();
      const node = new DryNode(disk);
      node.run('SET gone v PX 1000');
      node.run('SET kept v PX 60000');
      if (snapshot) node.run('BGREWRITEAOF');
      const again = new DryNode(disk);
      again.clock += 1_000;
      expect(again.run('GET gone')).toEqual([null, true]);
      expect(again.run('PTTL kept')).toEqual([59_000, true]);
      expect(again.run('DBSIZE')).toEqual([1, true]);
    }
  });

  test('from a snapshot that was followed by writes has the instant at which it was taken', () => {
    const disk = new PaperDisk();
    const node = new DryNode(disk, { appendonly: false });
    for (let step = 0; step < 100; step += 1) node.run(`RPUSH l ${step}`);
    const before = node.data;
    const { length } = disk.changes;
    // The answer does not wait for the disk, and what comes next goes on at once.
    expect(node.run('BGSAVE')).toEqual([{ status: 'Background saving started' }, true]);
    for (let step = 0; step < 100; step += 1) node.run(`LSET l ${step} other`);
    node.run('SET late v');
    expect(disk.changes.length).toBeGreaterThan(length);
    expect(new DryNode(disk, { appendonly: false }).data).toBe(before);
  });

  test('whatever its settings are now: replay is neither refused nor limited', () => {
    const disk = new PaperDisk();
    for (let step = 0; step < 20; step += 1) new DryNode(disk).run(`SET k${step} ${'v'.repeat(100)}`);
    const again = new DryNode(disk, { maxmemory: 1_000, requirepass: 'secret' });
    expect(again.store.databases[0]?.entries.slots.length).toBe(20);
    expect(again.session.user).toBeNull();
    expect(again.session.id).toBe(1);
  });

  test('says what was torn, once', () => {
    const disk = new PaperDisk();
    new DryNode(disk).run('SET a 1');
    new DryNode(disk).run('SET b 1');
    const { length } = disk.changes;
    const left = disk.after(length - 1, 5);
    const node = new DryNode(left);
    expect(node.opening).toMatchObject({
      replayed: 1,
      warning: expect.stringContaining('5 bytes in store/log-0000000001'),
    });
    node.run('SET c 1');
    const again = new DryNode(left);
    expect(again.opening).toMatchObject({ warning: null, replayed: 2 });
  });

  test('refuses what is damaged and says where; salvaged, it starts from what stands before', () => {
    const disk = new PaperDisk();
    const node = new DryNode(disk);
    for (let step = 0; step < 10; step += 1) node.run(`SET k${step} v`);
    disk.files.flip('store/log-0000000001', 70, 4);
    const before = disk.names();
    const refused = new DryNode(disk);
    expect(refused.opening).toEqual({
      end: { damaged: { segment: 'store/log-0000000001', offset: 56 } },
      refused:
        'The log is damaged: what stands in store/log-0000000001 at byte 56 is not what was written. The node does not start with it.',
    });
    expect(disk.names()).toEqual(before);
    const salvaged = new DryNode(disk, {}, { salvage: true });
    expect(salvaged.opening).toMatchObject({ replayed: 2, warning: expect.stringContaining('starts from') });
    salvaged.endSync();
    expect(new DryNode(disk).store.databases[0]?.entries.slots.length).toBe(2);
  });

  test('goes on from a checkpoint as if nothing had been', () => {
    const node = new DryNode(new PaperDisk());
    node.run('SET a 1');
    const { rest } = saveState(node.persistence, () => 1);
    expect(loadState(rest, new Map())).toEqual(node.persistence);
  });
});

describe('when replies may leave', () => {
  test('always: after the sync that covers them, and those in between share the next', () => {
    const node = new DryNode(new PaperDisk(), { appendfsync: 'always' });
    expect(node.run('GET a')).toEqual([null, true]);
    expect(node.run('SET a 1')).toEqual([OK, false]);
    // What was not made durable must not be seen either.
    expect(node.run('GET a')).toEqual(['1', false]);
    node.run('SET b 1');
    node.run('SET c 1');
    expect(node.disk.syncs.length).toBe(1);
    node.endSync();
    expect([node.waits, node.disk.syncs.length]).toEqual([true, 1]);
    node.endSync();
    expect([node.waits, node.disk.syncs.length]).toEqual([false, 0]);
    expect(node.timers).toEqual([]);
  });

  test('everysec: at once; a sync follows within the second, and none where nothing was written', () => {
    const node = new DryNode(new PaperDisk(), { appendfsync: 'everysec' });
    expect(node.run('SET a 1')).toEqual([OK, true]);
    node.run('SET b 1');
    expect([node.disk.syncs.length, node.timers.length]).toEqual([0, 1]);
    expect(node.wait()).toBeLessThan(1_000_000);
    expect(node.disk.syncs.length).toBe(1);
    node.endSync();
    node.run('GET a');
    expect([node.disk.syncs.length, node.timers.length]).toEqual([0, 0]);
  });

  test('everysec: when the disk was busy for a whole second, the next sync follows at once', () => {
    const node = new DryNode(new PaperDisk(), { appendfsync: 'everysec' });
    node.run('SET a 1');
    node.wait();
    node.run('SET b 1');
    node.wait();
    expect(node.disk.syncs.length).toBe(1);
    node.endSync();
    expect(node.disk.syncs.length).toBe(1);
  });

  test('no: at once, and nobody syncs', () => {
    const node = new DryNode(new PaperDisk(), { appendfsync: 'no' });
    expect(node.run('SET a 1')).toEqual([OK, true]);
    expect([node.disk.syncs.length, node.timers.length]).toEqual([0, 0]);
  });

  test('SAVE answers when it is durable, BGSAVE at once', () => {
    const node = new DryNode(new PaperDisk(), { appendfsync: 'no' });
    node.run('SET a 1');
    expect(node.run('SAVE')).toEqual([OK, false]);
    node.endSync();
    expect(node.waits).toBe(false);
    const { baseBytes } = node.persistence.log;
    expect(infoOf(node)).toEqual(
      expect.arrayContaining([`aof_current_size:${baseBytes}`, `aof_base_size:${baseBytes}`]),
    );
    expect(node.run('BGSAVE')).toEqual([{ status: 'Background saving started' }, true]);
    expect(node.disk.syncs.length).toBe(1);
  });

  test('without a log nothing waits, and only snapshots last', () => {
    const disk = new PaperDisk();
    const node = new DryNode(disk, { appendonly: false, appendfsync: 'always' });
    expect(node.run('SET a 1')).toEqual([OK, true]);
    expect(disk.names()).toEqual([]);
    node.run('BGSAVE');
    node.run('SET b 1');
    expect(new DryNode(disk, { appendonly: false }).run('DBSIZE')).toEqual([1, true]);
    node.run('CONFIG SET appendonly yes');
    node.run('SET c 1');
    expect(new DryNode(disk).run('DBSIZE')).toEqual([3, true]);
  });
});

describe('the log', () => {
  test('is rewritten by itself when it has grown, as Redis decides', () => {
    const disk = new PaperDisk();
    const node = new DryNode(disk, { appendfsync: 'no', 'auto-aof-rewrite-min-size': 10_000 });
    for (let step = 0; step < 2_000; step += 1) node.run(`SET k${step % 10} ${step}`);
    expect(disk.files.bytes).toBeLessThan(30_000);
    expect(disk.changes.filter((change) => change.do === 'put').length).toBeGreaterThan(3);
    node.run('CONFIG SET auto-aof-rewrite-percentage 0');
    for (let step = 0; step < 2_000; step += 1) node.run(`SET k${step % 10} ${step}`);
    expect(disk.files.bytes).toBeGreaterThan(50_000);
    expect(new DryNode(disk).data).toBe(node.data);
  });
});

function infoOf(node: DryNode): readonly string[] {
  return (node.run('INFO persistence')[0] as { readonly verbatim: string }).verbatim.split('\r\n');
}

describe('a disk in trouble', () => {
  test('full: writers are told, readers are served, and what waits is written first', () => {
    const disk = new PaperDisk();
    const node = new DryNode(disk, { appendfsync: 'everysec' });
    node.run('SET a 1');
    disk.capacity = disk.files.bytes + 10;
    expect(node.run('SET b 1')[0]).toEqual(OK);
    const refusal = { error: 'MISCONF Errors writing to the AOF file: No space left on device' };
    expect(node.run('SET c 1')[0]).toEqual(refusal);
    expect(node.run('PING')[0]).toEqual(refusal);
    expect(node.run('GET b')[0]).toBe('1');
    expect(infoOf(node)).toContain('aof_last_write_status:err');
    node.wait();
    expect(node.run('DEL a')[0]).toEqual(refusal);
    disk.capacity = Infinity;
    node.wait();
    expect(node.run('SET d 1')[0]).toEqual(OK);
    expect(new DryNode(disk).data).toBe(node.data);
  });

  test('always and full: the reply waits until the record found room', () => {
    const disk = new PaperDisk();
    const node = new DryNode(disk, { appendfsync: 'always' });
    disk.capacity = 10;
    node.run('SET a 1');
    expect([node.waits, disk.syncs.length]).toEqual([true, 0]);
    disk.capacity = Infinity;
    node.wait();
    node.endSync();
    expect(node.waits).toBe(false);
  });

  test('failing: nothing counts as durable, and the sync is tried again', () => {
    const node = new DryNode(new PaperDisk(), { appendfsync: 'always' });
    node.run('SET a 1');
    node.endSync('badly');
    expect(node.waits).toBe(true);
    expect(node.run('SET b 1')[0]).toEqual({
      error: 'MISCONF Errors writing to the AOF file: Input/output error',
    });
    node.run('GET a');
    node.wait();
    node.endSync();
    expect([node.waits, node.run('SET b 1')[0]]).toEqual([false, OK]);
  });

  test('a snapshot without room fails, and the log goes on', () => {
    const disk = new PaperDisk();
    const node = new DryNode(disk, { appendfsync: 'no' });
    node.run(`SET a ${'x'.repeat(1_000)}`);
    disk.capacity = disk.files.bytes + 200;
    expect(node.run('SAVE')[0]).toEqual({ error: 'ERR' });
    expect(node.run('SET b 1')[0]).toEqual(OK);
    expect(new DryNode(disk).data).toBe(node.data);
  });
});
