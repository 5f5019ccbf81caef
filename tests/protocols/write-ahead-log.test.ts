import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeText, encodeText } from '../../src/kernel/bytes.ts';
import {
  appendRecord,
  openLog,
  rewriteLog,
  type Log,
  type Recovery,
} from '../../src/protocols/write-ahead-log.ts';
import { PaperDisk } from './paper-disk.ts';

const OPTIONS = { name: 'log', segmentBytes: 100 };

function open(disk: PaperDisk): Recovery {
  return openLog(disk, OPTIONS);
}

function say(disk: PaperDisk, log: Log, ...words: readonly string[]): void {
  for (const word of words) expect(appendRecord(disk, log, encodeText(word))).toBe('ok');
}

/** A snapshot of these tests is all the words before it. */
function words({ snapshot, records }: Recovery): string {
  return (
    (snapshot === null ? '' : decodeText(snapshot)) + records.map((record) => decodeText(record)).join('')
  );
}

/** A log of records a, b, c …, rewritten where the list says so; after each step, what stands in it. */
function play(steps: readonly ('append' | 'rewrite')[]): { disk: PaperDisk; stages: Map<number, string> } {
  const disk = new PaperDisk();
  const { log } = open(disk);
  const stages = new Map([[0, '']]);
  let text = '';
  for (const step of steps) {
    if (step === 'rewrite') expect(rewriteLog(disk, log, encodeText(text))).toBe('ok');
    else {
      const word = `${log.records}${'.'.repeat(log.records % 40)} `;
      say(disk, log, word);
      text += word;
    }
    stages.set(disk.changes.length, text);
  }
  return { disk, stages };
}

const steps = fc.array(fc.constantFrom('append', 'append', 'append', 'append', 'append', 'rewrite'), {
  maxLength: 40,
});

describe('a log', () => {
  test('begins empty, and yields what was appended, in order, over many segments', () => {
    const disk = new PaperDisk();
    const { log, end, records } = open(disk);
    expect([end, records]).toEqual([{ ok: true }, []]);
    const all = Array.from({ length: 50 }, (_, index) => `record ${index};`);
    say(disk, log, ...all, '');
    expect(disk.names().length).toBeGreaterThan(5);
    const again = open(disk);
    expect(again.end).toEqual({ ok: true });
    expect(again.log).toEqual(log);
    expect(words(again)).toBe(all.join(''));
    expect(again.records.length).toBe(51);
  });

  test('goes on where it ended', () => {
    const disk = new PaperDisk();
    for (const word of ['a', 'b', 'c']) say(disk, open(disk).log, word);
    expect(words(open(disk))).toBe('abc');
  });

  test('a rewrite lets the records before it go, but for those since the snapshot before', () => {
    const { disk } = play([...Array<'append'>(40).fill('append'), 'rewrite', 'append', 'rewrite', 'append']);
    expect(disk.names().length).toBe(4);
    const { log, snapshot, records } = open(disk);
    expect(snapshot).not.toBeNull();
    expect([records.length, log.records]).toEqual([1, 42]);
  });

  test('a full disk takes nothing of a record, and the log goes on when there is room', () => {
    const disk = new PaperDisk();
    const { log } = open(disk);
    say(disk, log, 'a');
    disk.capacity = disk.files.bytes + 10;
    const before = structuredClone(log);
    expect(appendRecord(disk, log, encodeText('b'))).toBe('full');
    expect(rewriteLog(disk, log, encodeText('a'.repeat(100)))).toBe('full');
    expect(log).toEqual(before);
    disk.capacity = Infinity;
    say(disk, log, 'c');
    expect(words(open(disk))).toBe('ac');
  });

  test('a snapshot that finds no room takes that of the snapshot before it', () => {
    const { disk } = play([...Array<'append'>(20).fill('append'), 'rewrite', 'append', 'rewrite']);
    const { log } = open(disk);
    disk.capacity = disk.files.bytes + 10;
    expect(rewriteLog(disk, log, encodeText('small'))).toBe('ok');
    expect(words(open(disk))).toBe('small');
  });
});

describe('when the power goes', () => {
  test('after any byte, a prefix of the records is there, and the log goes on from it', () => {
    fc.assert(
      fc.property(steps, (list) => {
        const { disk, stages } = play(list);
        for (let changes = 0; changes <= disk.changes.length; changes += 1) {
          const next = disk.changes[changes];
          const length = next?.do === 'append' ? next.bytes.length : 1;
          for (let cut = 0; cut < length; cut += 1 + Math.floor(length / 7)) {
            const left = disk.after(changes, cut);
            const found = open(left);
            const expected = stages.get(Math.max(...[...stages.keys()].filter((count) => count <= changes)));
            expect(words(found)).toBe(expected);
            if (cut === 0) expect(found.end).toEqual({ ok: true });
            else expect(found.end).toMatchObject({ torn: { bytes: cut } });
            say(left, found.log, 'more');
            const again = open(left);
            expect([again.end, words(again)]).toEqual([{ ok: true }, `${expected}more`]);
          }
        }
      }),
      { numRuns: 15 },
    );
  });

  test('again and again, each tear is told once', () => {
    const disk = new PaperDisk();
    say(disk, open(disk).log, 'a', 'b');
    disk.files.cut('log/log-0000000001', 3);
    const first = open(disk);
    expect(first.end).toEqual({ torn: { segment: 'log/log-0000000001', offset: 17, bytes: 14 } });
    say(disk, first.log, 'c');
    disk.files.cut('log/log-0000000002', 4);
    const second = open(disk);
    expect(second.end).toEqual({ torn: { segment: 'log/log-0000000001', offset: 17, bytes: 27 } });
    say(disk, second.log, 'd');
    expect([open(disk).end, words(open(disk))]).toEqual([{ ok: true }, 'ad']);
  });
});

describe('damage', () => {
  test('one changed byte is found, wherever it stands, or stands where nobody looks', () => {
    const { disk } = play([
      'append',
      'rewrite',
      'append',
      'append',
      'rewrite',
      ...Array<'append'>(12).fill('append'),
    ]);
    const whole = words(open(disk));
    let harmless = 0;
    for (const [name, offset] of disk.places()) {
      for (const mask of [1, 0x80, 0xff]) {
        const changed = disk.copy();
        changed.files.flip(name, offset, mask);
        const found = open(changed);
        if ('ok' in found.end) {
          expect(words(found)).toBe(whole);
          harmless += 1;
          continue;
        }
        expect(found.end).toHaveProperty('damaged');
        const { damaged } = found.end as { damaged: { segment: string; offset: number } };
        expect(damaged.segment).toBe(name);
        expect(damaged.offset).toBeLessThanOrEqual(offset);
        expect(whole.startsWith(words(found))).toBe(true);
        expect(found.lost === 0).toBe(words(found) === whole);
      }
    }
    // The snapshot before the newest, and what followed it.
    expect(harmless).toBeGreaterThan(0);
  });

  test('a damaged log takes nothing before it is rewritten, and then goes on', () => {
    const { disk } = play(Array<'append'>(10).fill('append'));
    disk.files.flip('log/log-0000000001', 30, 1);
    const found = open(disk);
    expect(() => appendRecord(disk, found.log, encodeText('x'))).toThrow('damaged');
    const kept = words(found);
    rewriteLog(disk, found.log, encodeText(kept));
    expect(disk.names()).toHaveLength(1);
    say(disk, found.log, 'on');
    expect([open(disk).end, words(open(disk))]).toEqual([{ ok: true }, `${kept}on`]);
  });

  test('with the newest snapshot gone bad, the one before it leads to the same end', () => {
    const { disk } = play(['append', 'rewrite', 'append', 'append', 'rewrite', 'append']);
    const whole = words(open(disk));
    const [, newest] = disk.names().filter((name) => name.includes('base'));
    disk.files.flip(newest as string, 20, 1);
    const found = open(disk);
    expect(found.end).toEqual({ damaged: { segment: newest, offset: 0 } });
    expect([words(found), found.lost]).toEqual([whole, 0]);
  });

  test('with the only snapshot gone bad, and the records before it gone, all of it is lost', () => {
    const { disk } = play(['append', 'rewrite']);
    const [base = ''] = disk.names().filter((name) => name.includes('base'));
    disk.files.remove('log/log-0000000001');
    disk.files.flip(base, 20, 1);
    const found = open(disk);
    expect([words(found), found.lost]).toEqual(['', disk.get(base)?.length]);
  });

  test('records that are missing, doubled or in another place do not fit', () => {
    const { disk } = play(Array<'append'>(20).fill('append'));
    const [first, second, third] = disk.names() as [string, string, string];
    for (const harm of [
      (files: PaperDisk['files']) => files.remove(first),
      (files: PaperDisk['files']) => files.remove(second),
      (files: PaperDisk['files']) => files.append(first, files.read(first)),
      (files: PaperDisk['files']) => files.cut(first, files.size(first) - 17),
      (files: PaperDisk['files']) => {
        const bytes = files.read(second);
        files.remove(second);
        files.append(second, files.read(third));
        files.remove(third);
        files.append(third, bytes);
      },
    ]) {
      const changed = disk.copy();
      harm(changed.files);
      expect(open(changed).end).toHaveProperty('damaged');
    }
  });

  test('a device that tears what it had promised leaves a hole, once more was written', () => {
    const disk = new PaperDisk();
    const { log } = open(disk);
    say(disk, log, 'a', 'b');
    disk.files.cut('log/log-0000000001', 17);
    say(disk, log, 'c');
    expect(open(disk).end).toEqual({ damaged: { segment: 'log/log-0000000001', offset: 17 } });
  });
});
