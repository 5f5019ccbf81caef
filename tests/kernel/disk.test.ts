/** The files of a disk, against a model that keeps plain lists of bytes. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DiskFiles } from '../../src/kernel/disk.ts';
import { runs } from '../support/scenarios.ts';

type Doing =
  | { readonly do: 'append' | 'put'; readonly name: string; readonly bytes: number; readonly fill: number }
  | { readonly do: 'remove' | 'read'; readonly name: string }
  | { readonly do: 'cut'; readonly name: string; readonly count: number }
  | { readonly do: 'flip'; readonly name: string; readonly offset: number; readonly mask: number }
  | { readonly do: 'burst'; readonly name: string; readonly count: number }
  | { readonly do: 'reopen' };

const segment = fc.constantFrom('log', 'a', 'b');
const blob = fc.constantFrom('base', 'z');
const any = fc.oneof(segment, blob);
const bytes = fc.nat(20);
const fill = fc.nat(255);

const doings = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record<Doing & { do: 'append' }>({
        do: fc.constant('append'),
        name: segment,
        bytes,
        fill,
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record<Doing & { do: 'put' }>({ do: fc.constant('put'), name: blob, bytes, fill }),
    },
    { weight: 2, arbitrary: fc.record<Doing & { do: 'remove' }>({ do: fc.constant('remove'), name: any }) },
    { weight: 2, arbitrary: fc.record<Doing & { do: 'read' }>({ do: fc.constant('read'), name: any }) },
    {
      weight: 1,
      arbitrary: fc.record<Doing & { do: 'cut' }>({
        do: fc.constant('cut'),
        name: segment,
        count: fc.nat(30),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record<Doing & { do: 'flip' }>({
        do: fc.constant('flip'),
        name: any,
        offset: fc.nat(25),
        mask: fc.integer({ min: 1, max: 255 }),
      }),
    },
    // More appends than a segment keeps as chunks of their own.
    {
      weight: 1,
      arbitrary: fc.record<Doing & { do: 'burst' }>({
        do: fc.constant('burst'),
        name: segment,
        count: fc.integer({ min: 500, max: 1_100 }),
      }),
    },
    { weight: 2, arbitrary: fc.constant<Doing>({ do: 'reopen' }) },
  ),
  { maxLength: 40, size: 'max' },
);

describe('files', () => {
  it('hold what was written, cut and flipped, also after they were closed and opened', () => {
    fc.assert(
      fc.property(doings, (steps) => {
        let files = new DiskFiles();
        const segments = new Map<string, number[]>();
        const blobs = new Map<string, number[]>();
        for (const step of steps) {
          if (step.do === 'append') {
            files.append(step.name, new Uint8Array(step.bytes).fill(step.fill));
            segments.set(step.name, [
              ...(segments.get(step.name) ?? []),
              ...new Array<number>(step.bytes).fill(step.fill),
            ]);
          } else if (step.do === 'put') {
            files.put(step.name, new Uint8Array(step.bytes).fill(step.fill));
            blobs.set(step.name, new Array<number>(step.bytes).fill(step.fill));
          } else if (step.do === 'remove') {
            files.remove(step.name);
            segments.delete(step.name);
            blobs.delete(step.name);
          } else if (step.do === 'read') {
            files.read(step.name).fill(99);
            files.get(step.name)?.fill(99);
          } else if (step.do === 'cut') {
            files.cut(step.name, step.count);
            const held = segments.get(step.name);
            if (held) held.length = Math.max(0, held.length - step.count);
          } else if (step.do === 'flip') {
            files.flip(step.name, step.offset, step.mask);
            const held = segments.get(step.name) ?? blobs.get(step.name);
            if (held && step.offset < held.length)
              held[step.offset] = (held[step.offset] as number) ^ step.mask;
          } else if (step.do === 'burst') {
            for (let index = 0; index < step.count; index += 1)
              files.append(step.name, Uint8Array.of(index & 255));
            segments.set(step.name, [
              ...(segments.get(step.name) ?? []),
              ...Array.from({ length: step.count }, (_, index) => index & 255),
            ]);
          } else {
            files = DiskFiles.from(structuredClone(files.content()));
          }
          expect(files.names()).toEqual([...segments.keys(), ...blobs.keys()].sort());
          expect(files.bytes).toBe(
            [...segments.values(), ...blobs.values()].reduce((sum, held) => sum + held.length, 0),
          );
          for (const [name, held] of segments) {
            expect(files.size(name)).toBe(held.length);
            expect([...files.read(name)]).toEqual(held);
            expect([...files.read(name, 2, 5)]).toEqual(held.slice(2, 5));
          }
          for (const [name, held] of blobs) expect([...(files.get(name) as Uint8Array)]).toEqual(held);
        }
      }),
      runs(60),
    );
  });

  it('share their chunks with every copy, and no copy sees what the other does', () => {
    const files = new DiskFiles();
    files.append('log', Uint8Array.of(1, 2, 3));
    files.put('base', Uint8Array.of(4));
    const content = files.content();
    const copy = DiskFiles.from(content);
    expect(copy.content().segments[0]?.[1][0]).toBe(content.segments[0]?.[1][0]);
    files.flip('log', 0, 255);
    files.flip('base', 0, 255);
    files.cut('log', 1);
    copy.append('log', Uint8Array.of(9));
    expect([...copy.read('log')]).toEqual([1, 2, 3, 9]);
    expect([...(copy.get('base') as Uint8Array)]).toEqual([4]);
    expect([...files.read('log')]).toEqual([254, 2]);
  });

  it('remember a segment to which nothing was ever appended but nothing', () => {
    const files = new DiskFiles();
    for (let index = 0; index < 512; index += 1) files.append('log', new Uint8Array(0));
    expect(DiskFiles.from(files.content()).names()).toEqual(files.names());
  });

  it('keep the number of chunks of a long log small', () => {
    const files = new DiskFiles();
    for (let index = 0; index < 100_000; index += 1) files.append('log', Uint8Array.of(index & 255, 1, 2, 3));
    expect(files.content().segments[0]?.[1].length).toBeLessThan(600);
    expect(files.size('log')).toBe(400_000);
    expect(files.read('log', 399_996)).toEqual(Uint8Array.of(99_999 & 255, 1, 2, 3));
  });
});
