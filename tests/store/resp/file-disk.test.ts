/** The disk of files beside its twin in memory: whatever is written, both hold the same, and so does whoever opens the folder again. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TimerBody } from '../../../src/kernel/contract.ts';
import { FileDisk } from '../../../tools/resp/file-disk.ts';
import { PaperDisk } from '../../protocols/paper-disk.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'file-disk-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const bytes = fc.uint8Array({ maxLength: 40 });
const segment = fc.constantFrom('store/log-1', 'store/log-2', 'other/log-1');
const blob = fc.constantFrom('store/base-1', 'store/base-2');
const acts = fc.array(
  fc.oneof(
    fc.record({ act: fc.constant('append' as const), name: segment, bytes }),
    fc.record({ act: fc.constant('put' as const), name: blob, bytes }),
    fc.record({ act: fc.constant('remove' as const), name: fc.oneof(segment, blob) }),
    fc.record({ act: fc.constant('open again' as const) }),
  ),
  { maxLength: 30 },
);

const silent = () => undefined;

describe('a disk of files', () => {
  test('holds what its twin in memory holds', () => {
    fc.assert(
      fc.property(acts, (list) => {
        rmSync(folder, { recursive: true, force: true });
        let real = new FileDisk(folder, silent);
        const paper = new PaperDisk();
        for (const step of list) {
          if (step.act === 'open again') {
            real.close();
            real = new FileDisk(folder, silent);
          } else if (step.act === 'remove') {
            real.remove(step.name);
            paper.remove(step.name);
          } else {
            expect(real[step.act](step.name, step.bytes)).toBe(paper[step.act](step.name, step.bytes));
          }
          expect(real.names()).toEqual(paper.names());
        }
        for (const name of paper.names()) {
          if (name.includes('base')) expect(real.get(name)).toEqual(paper.get(name));
          else {
            expect([real.size(name), real.read(name)]).toEqual([paper.size(name), paper.read(name)]);
            expect(real.read(name, 3, 7)).toEqual(paper.read(name, 3, 7));
          }
        }
        expect([real.get('store/none'), real.size('store/none')]).toEqual([undefined, 0]);
        real.close();
      }),
      { numRuns: 40 },
    );
  });

  test('says when a sync has ended, behind or now, each time once', async () => {
    const done: TimerBody[] = [];
    const disk = new FileDisk(folder, (timer) => done.push(timer));
    disk.append('store/log-1', Uint8Array.of(1));
    disk.sync({ kind: 'one' });
    disk.sync({ kind: 'two' });
    expect(done).toEqual([]);
    await expect.poll(() => done).toEqual([{ kind: 'one' }, { kind: 'two' }]);
    disk.sync({ kind: 'three' });
    disk.syncNow();
    expect(done.at(-1)).toEqual({ kind: 'three' });
    disk.sync({ kind: 'four' });
    // The next segment begins when this one is durable.
    disk.append('store/log-2', Uint8Array.of(2));
    await expect.poll(() => done.length).toBe(4);
    disk.remove('store/log-2');
    disk.sync({ kind: 'five' });
    await expect.poll(() => done.length).toBe(5);
    expect(disk.failed).toBe(false);
    disk.close();
  });

  test('a blob that was not finished is none', () => {
    new FileDisk(folder, silent).put('store/base-1', Uint8Array.of(1));
    writeFileSync(join(folder, 'store/base-2.new'), 'half');
    expect(new FileDisk(folder, silent).names()).toEqual(['store/base-1']);
    expect(existsSync(join(folder, 'store/base-2.new'))).toBe(false);
  });

  // A device without room that every Linux has.
  test.skipIf(!existsSync('/dev/full'))('tells when there is no room', async () => {
    const { symlinkSync, mkdirSync } = await import('node:fs');
    mkdirSync(join(folder, 'store'));
    symlinkSync('/dev/full', join(folder, 'store/base-1.new'));
    const disk = new FileDisk(join(folder, 'empty'), silent);
    mkdirSync(join(folder, 'empty/store'));
    symlinkSync('/dev/full', join(folder, 'empty/store/base-1.new'));
    expect(disk.put('store/base-1', Uint8Array.of(1))).toBe('full');
    expect(disk.names()).toEqual([]);
    expect(disk.put('store/base-1', Uint8Array.of(1))).toBe('ok');
  });
});
