import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { md5Of, pointsOf, positionOf, tagOf } from '../../src/placement/hash.ts';
import { newMemo, recall } from '../../src/placement/memo.ts';
import { ringPoints } from '../../src/placement/ring.ts';

/** The test suite of RFC 1321. */
const RFC_1321 = [
  ['', 'd41d8cd98f00b204e9800998ecf8427e'],
  ['a', '0cc175b9c0f1b6a831c399e269772661'],
  ['abc', '900150983cd24fb0d6963f7d28e17f72'],
  ['message digest', 'f96b697d7cb7938d525a2f31aaf161d0'],
  ['abcdefghijklmnopqrstuvwxyz', 'c3fcd3d76192e4007dfb496cca67e13b'],
  ['ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789', 'd174ab98d277d9f5a5611c2c9f419d9f'],
  ['1234567890'.repeat(8), '57edf4a22be3c955ac49da2e2107b67a'],
] as const;

const bytes = fc
  .uint8Array({ maxLength: 400 })
  .map((octets) => Array.from(octets, (octet) => String.fromCharCode(octet)).join(''));

describe('S0-08: MD5 says where a key stands', () => {
  test('RFC 1321: the vectors', () => {
    for (const [key, md5] of RFC_1321) expect([key, md5Of(key)]).toEqual([key, md5]);
  });

  test('anybody can recompute a position: the first 8 hex digits of the MD5 of its bytes', () => {
    expect(positionOf('foo')).toBe(0xacbd18db);
    fc.assert(
      fc.property(bytes, (key) => {
        const outside = createHash('md5')
          .update(Buffer.from(tagOf(key), 'latin1'))
          .digest('hex');
        expect(md5Of(key)).toBe(outside);
        expect(positionOf(key)).toBe(parseInt(outside.slice(0, 8), 16));
      }),
    );
  });

  test('anybody can recompute the points of a node: the text id#i, from 0, weight times as many', () => {
    const outside = (text: string) =>
      parseInt(createHash('md5').update(text, 'utf8').digest('hex').slice(0, 8), 16);
    expect([...pointsOf('n1', 3)]).toEqual(['n1#0', 'n1#1', 'n1#2'].map(outside));
    expect([...pointsOf('ノード', 1)]).toEqual([outside('ノード#0')]);
    const points = ringPoints(
      [
        { id: 'n1', weight: 1 },
        { id: 'n2', weight: 2 },
      ],
      2,
    );
    const expected = [
      ...['n1#0', 'n1#1'].map((text) => ({ position: outside(text), node: 'n1' })),
      ...['n2#0', 'n2#1', 'n2#2', 'n2#3'].map((text) => ({ position: outside(text), node: 'n2' })),
    ];
    expect(points).toEqual(expected.toSorted((left, right) => left.position - right.position));
  });

  test('the tag rule of Redis Cluster: foo{bar}{zap} hashes bar, foo{}{bar} all of it, foo{{bar}}zap hashes {bar', () => {
    expect(tagOf('foo{bar}{zap}')).toBe('bar');
    expect(tagOf('foo{}{bar}')).toBe('foo{}{bar}');
    expect(tagOf('foo{{bar}}zap')).toBe('{bar');
    expect(tagOf('{user1000}.following')).toBe('user1000');
    for (const whole of ['foo', 'foo{bar', 'foo}bar{', '}{', '', '{}'])
      expect([whole, tagOf(whole)]).toEqual([whole, whole]);
    expect(positionOf('{user1000}.following')).toBe(positionOf('{user1000}.followers'));
  });
});

describe('a memo', () => {
  test('keeps what is used, and never more than twice its limit', () => {
    const memo = newMemo<number>(10);
    let made = 0;
    for (let turn = 0; turn < 1_000; turn += 1) {
      for (const name of ['busy', `once ${turn}`]) {
        const value = recall(memo, name, () => {
          made += 1;
          return name.length;
        });
        expect(value).toBe(name.length);
      }
      expect(memo.young.size + memo.old.size).toBeLessThanOrEqual(20);
    }
    expect(made).toBe(1_001);
  });
});
