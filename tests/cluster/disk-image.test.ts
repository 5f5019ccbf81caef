/** What a node finds on its disk after it died, one fault at a time. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DiskImage } from '../../src/cluster/disk-image.ts';
import { seedChain } from '../../src/kernel/chance.ts';
import { DiskFiles, type DiskChange, type DiskContent, type DiskWrite } from '../../src/kernel/disk.ts';
import { runs } from '../support/scenarios.ts';

const change = fc
  .tuple(fc.constantFrom('append', 'append', 'append', 'put', 'remove'), fc.nat(1), fc.nat(12))
  .map(([what, which, length]) => (number: number): DiskChange => {
    const bytes = new Uint8Array(length).fill(number);
    if (what === 'put') return { do: 'put', number, name: which ? 'base' : 'meta', bytes };
    const name = which ? 'log' : 'index';
    return what === 'append' ? { do: 'append', number, name, bytes } : { do: 'remove', number, name };
  });
const changes = fc
  .array(change, { maxLength: 12 })
  .map((makers) => makers.map((make, index) => make(index + 1)));

/** What files hold after these changes, as comparable text. */
function after(content: DiskContent, more: readonly DiskChange[] = []): string {
  const files = DiskFiles.from(content);
  for (const one of more) files.apply(one);
  const filled = files.names().filter((name) => files.size(name) > 0 || files.get(name));
  return filled.map((name) => `${name}: ${[...(files.get(name) ?? files.read(name))].join()}`).join('\n');
}

const bytesIn = (some: readonly DiskChange[]): number =>
  some.reduce((sum, one) => sum + (one.do === 'remove' ? 0 : one.bytes.length), 0);

describe('a disk image', () => {
  it('keeps what is synced and shows all that was written', () => {
    fc.assert(
      fc.property(changes, fc.nat(12), (all, upTo) => {
        const image = new DiskImage();
        const writes: DiskWrite[] = [...all, { do: 'sync', upTo, at: 5 }];
        image.write(writes);
        expect(after(image.content())).toBe(after({ segments: [], blobs: [] }, all));
        expect(after(image.save().durable)).toBe(
          after(
            { segments: [], blobs: [] },
            all.filter(({ number }) => number <= upTo),
          ),
        );
        expect(image.unsyncedBytes).toBe(bytesIn(all.filter(({ number }) => number > upTo)));
        // A save made into an image again is the same image.
        const again = DiskImage.from(structuredClone(image.save()));
        expect(after(again.content())).toBe(after(image.content()));
        expect(again.unsyncedBytes).toBe(image.unsyncedBytes);
        again.stopProcess();
        expect(after(again.save().durable)).toBe(after({ segments: [], blobs: [] }, all));
      }),
      runs(200),
    );
  });

  it('keeps, when the power goes, the synced and a prefix of the rest, its last append cut at a byte', () => {
    const outcomes = { nothingLost: 0, allLost: 0, cut: 0 };
    fc.assert(
      fc.property(changes, fc.nat(12), fc.nat(1_000_000), (all, upTo, seed) => {
        const image = new DiskImage();
        image.write([...all, { do: 'sync', upTo, at: 5 }]);
        const synced = all.filter(({ number }) => number <= upTo);
        const open = all.filter(({ number }) => number > upTo);
        const lost = image.losePower(seedChain(seed));
        const found = after(image.content());
        // One of these it must be: so many whole changes, and of the next one, when it is an append, some first bytes.
        const candidates = open.flatMap((next, kept) => {
          const whole = [...synced, ...open.slice(0, kept)];
          const lengths =
            next.do === 'append' ? Array.from({ length: next.bytes.length }, (_, length) => length) : [0];
          return lengths.map((length) => {
            const part: DiskChange[] =
              length === 0
                ? []
                : [
                    {
                      ...(next as DiskChange & { do: 'append' }),
                      bytes: (next as DiskChange & { do: 'append' }).bytes.slice(0, length),
                    },
                  ];
            return {
              text: after({ segments: [], blobs: [] }, [...whole, ...part]),
              lost: bytesIn(open.slice(kept)) - length,
              cut: length > 0,
            };
          });
        });
        candidates.push({ text: after({ segments: [], blobs: [] }, all), lost: 0, cut: false });
        const fitting = candidates.filter((candidate) => candidate.text === found && candidate.lost === lost);
        if (fitting.length === 0) expect({ found, lost }).toEqual('one of the prefixes');
        expect(image.unsyncedBytes).toBe(0);
        if (lost === 0 && bytesIn(open) > 0) outcomes.nothingLost += 1;
        if (lost === bytesIn(open) && lost > 0) outcomes.allLost += 1;
        if (fitting.every(({ cut }) => cut)) outcomes.cut += 1;
      }),
      runs(400),
    );
    expect(Math.min(...Object.values(outcomes))).toBeGreaterThan(5);
  });

  it('tears the last record, synced or not, by a part of it', () => {
    for (const synced of [false, true]) {
      const torn = new Set<number>();
      for (let seed = 0; seed < 60; seed += 1) {
        const image = new DiskImage();
        image.write([
          { do: 'append', number: 1, name: 'log', bytes: new Uint8Array(8) },
          { do: 'append', number: 2, name: 'log', bytes: new Uint8Array(6) },
          ...(synced ? [{ do: 'sync', upTo: 2, at: 1 } as const] : []),
        ]);
        const cut = image.tear(seedChain(seed));
        expect(cut?.name).toBe('log');
        torn.add(cut?.bytes ?? 0);
        expect(DiskFiles.from(image.content()).size('log')).toBe(14 - (cut?.bytes ?? 0));
      }
      expect([...torn].sort()).toEqual([1, 2, 3, 4, 5, 6]);
    }
    expect(new DiskImage().tear(seedChain(1))).toBeNull();
  });

  it('tears only what the power has left of the last record', () => {
    // The second record is lost with the power, so the last record is the first one: it may be torn, and nothing before it.
    for (let seed = 0; seed < 200; seed += 1) {
      const image = new DiskImage();
      image.write([
        { do: 'append', number: 1, name: 'log', bytes: new Uint8Array(8).fill(1) },
        { do: 'append', number: 2, name: 'log', bytes: new Uint8Array(2).fill(2) },
        { do: 'sync', upTo: 2, at: 1 },
        { do: 'append', number: 3, name: 'log', bytes: new Uint8Array(10).fill(3) },
      ]);
      image.losePower(seedChain(seed));
      image.tear(seedChain(seed + 1_000));
      expect(DiskFiles.from(image.content()).size('log')).toBeGreaterThanOrEqual(8);
    }
  });

  it('flips bits of one durable byte, anywhere on the disk', () => {
    const places = new Set<string>();
    for (let seed = 0; seed < 300; seed += 1) {
      const image = new DiskImage();
      image.write([
        { do: 'append', number: 1, name: 'log', bytes: new Uint8Array(3) },
        { do: 'put', number: 2, name: 'base', bytes: new Uint8Array(2) },
        { do: 'sync', upTo: 2, at: 1 },
        { do: 'append', number: 3, name: 'log', bytes: new Uint8Array(3) },
      ]);
      const flip = image.corrupt(seedChain(seed), 0);
      const files = DiskFiles.from(image.content());
      const all = [...files.read('log').slice(0, 3), ...(files.get('base') as Uint8Array)];
      expect(all.filter((byte) => byte !== 0)).toEqual([flip?.mask]);
      places.add(`${flip?.name} ${flip?.offset}`);
      expect([...files.read('log').slice(3)]).toEqual([0, 0, 0]);
    }
    expect([...places].sort()).toEqual(['base 0', 'base 1', 'log 0', 'log 1', 'log 2']);
    expect(new DiskImage().corrupt(seedChain(1), 0)).toBeNull();
  });
});
