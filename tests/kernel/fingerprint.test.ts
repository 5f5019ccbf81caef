import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { concatBytes, decodeText, encodeText, ownBytes, sizeOf } from '../../src/kernel/bytes.ts';
import { fingerprintOf } from '../../src/kernel/fingerprint.ts';

describe('a fingerprint', () => {
  it('is the sha256 of the format and of every chain, by id', () => {
    const text = 'ringside 1\ncluster 4294967295 2\n"n1" 1 2\n"\\"odd\\"" 3 4294967292';
    const nodes = [
      { id: 'n1', chain: [1, 2] },
      { id: '"odd"', chain: [3, -4] },
    ] as const;
    expect(fingerprintOf([-1, 2], nodes)).toBe(createHash('sha256').update(text).digest('hex'));
  });
});

describe('bytes', () => {
  it('go from text and back', () => {
    for (const text of ['', 'plain', 'größer', '語🙂']) expect(decodeText(encodeText(text))).toBe(text);
    const joined = concatBytes([Uint8Array.of(1), Uint8Array.of(), Uint8Array.of(2, 3)], 3);
    expect(joined).toEqual(Uint8Array.of(1, 2, 3));
    expect(ownBytes(joined.subarray(1, 2)).buffer.byteLength).toBe(1);
  });

  it('are counted by structure, so that a size is the same on every host', () => {
    expect([null, true, 1, 1.5, 'abc', Uint8Array.of(1, 2), [], [1, 1], {}, { ab: 1 }].map(sizeOf)).toEqual([
      1, 1, 4, 9, 5, 6, 2, 10, 2, 9,
    ]);
    expect(sizeOf({ ab: 1, gone: undefined })).toBe(sizeOf({ ab: 1 }));
  });
});
