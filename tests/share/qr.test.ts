/** QR codes are read back by the standard's rules, written here a second time and the other way round: no camera, but all that one relies on. */
import { expect, test } from 'vitest';
import { MASKS, qrCode, times } from '../../src/share/qr.ts';

type Rows = readonly (readonly boolean[])[];

/** Where the patterns lie, from Annex E of the standard. */
const ALIGNED: Readonly<Record<number, readonly number[]>> = {
  1: [],
  2: [6, 18],
  4: [6, 26],
  7: [6, 22, 38],
  10: [6, 28, 50],
  14: [6, 26, 46, 66],
  22: [6, 26, 50, 74, 98],
  32: [6, 34, 60, 86, 112, 138],
  36: [6, 24, 50, 76, 102, 128, 154],
  40: [6, 30, 58, 86, 114, 142, 170],
};
/** Level low, from Table 9: all codewords, and the blocks as [how many, codewords, of which data]. */
const TABLE: Readonly<
  Record<number, { all: number; blocks: readonly (readonly [number, number, number])[] }>
> = {
  1: { all: 26, blocks: [[1, 26, 19]] },
  2: { all: 44, blocks: [[1, 44, 34]] },
  4: { all: 100, blocks: [[1, 100, 80]] },
  7: { all: 196, blocks: [[2, 98, 78]] },
  10: {
    all: 346,
    blocks: [
      [2, 86, 68],
      [2, 87, 69],
    ],
  },
  14: {
    all: 581,
    blocks: [
      [3, 145, 115],
      [1, 146, 116],
    ],
  },
  22: {
    all: 1_258,
    blocks: [
      [2, 139, 111],
      [7, 140, 112],
    ],
  },
  32: { all: 2_465, blocks: [[17, 145, 115]] },
  36: {
    all: 3_081,
    blocks: [
      [6, 151, 121],
      [14, 152, 122],
    ],
  },
  40: {
    all: 3_706,
    blocks: [
      [19, 148, 118],
      [6, 149, 119],
    ],
  },
};

function read(rows: Rows): string {
  const size = rows.length;
  const version = (size - 17) / 4;
  const dark = (x: number, y: number): boolean => rows[y]?.[x] === true;
  const format = formatOf(dark, size);
  expect(format >> 3, 'level low').toBe(1);
  const isFixed = fixedIn(version, size);
  const bits: number[] = [];
  for (let right = size - 1, isUpward = true; right > 0; right -= 2, isUpward = !isUpward) {
    if (right === 6) right -= 1;
    for (let step = 0; step < size; step += 1)
      for (const x of [right, right - 1]) {
        const y = isUpward ? size - 1 - step : step;
        if (!isFixed(x, y)) bits.push(dark(x, y) !== MASKS[format & 7]?.(x, y) ? 1 : 0);
      }
  }
  const { all, blocks } = TABLE[version] as (typeof TABLE)[number];
  const words = Array.from({ length: all }, (_, index) =>
    bits.slice(index * 8, index * 8 + 8).reduce((sum, bit) => sum * 2 + bit, 0),
  );
  return textOf(apart(words, blocks), version);
}

function formatOf(dark: (x: number, y: number) => boolean, size: number): number {
  const near = [0, 1, 2, 3, 4, 5, 7, 8].map((y) => [8, y] as const);
  const first = [...near, ...[7, 5, 4, 3, 2, 1, 0].map((x) => [x, 8] as const)];
  const second = first.map((_, bit) =>
    bit < 8 ? ([size - 1 - bit, 8] as const) : ([8, size - 15 + bit] as const),
  );
  const [one, other] = [first, second].map((places) =>
    places.reduce((sum, [x, y], bit) => sum | (Number(dark(x, y)) << bit), 0),
  ) as [number, number];
  expect(other).toBe(one);
  const unmasked = one ^ 0x5412;
  // A codeword of the BCH code: the divisor leaves nothing.
  let rest = unmasked;
  for (let bit = 14; bit >= 10; bit -= 1) if ((rest >> bit) & 1) rest ^= 0x537 << (bit - 10);
  expect(rest).toBe(0);
  expect(dark(8, size - 8)).toBe(true);
  return unmasked >> 10;
}

function fixedIn(version: number, size: number): (x: number, y: number) => boolean {
  const places = ALIGNED[version] as readonly number[];
  return (x, y) => {
    if (x === 6 || y === 6) return true;
    if ((x < 9 && y < 9) || (x < 9 && y >= size - 8) || (x >= size - 8 && y < 9)) return true;
    if (version >= 7 && ((x < 6 && y >= size - 11) || (y < 6 && x >= size - 11))) return true;
    const near = (value: number) => places.find((place) => Math.abs(place - value) <= 2);
    const [column, row] = [near(x), near(y)];
    if (column === undefined || row === undefined) return false;
    const last = places.at(-1);
    return !((column === 6 && (row === 6 || row === last)) || (column === last && row === 6));
  };
}

/** The blocks of data; each is a codeword of its Reed–Solomon code, so every syndrome is nothing. */
function apart(words: readonly number[], shape: readonly (readonly [number, number, number])[]): number[] {
  const sizes = shape.flatMap(([count, all, data]) => Array.from({ length: count }, () => ({ all, data })));
  const data: number[][] = sizes.map(() => []);
  const checks: number[][] = sizes.map(() => []);
  let next = 0;
  for (let place = 0; place < Math.max(...sizes.map(({ data }) => data)); place += 1)
    sizes.forEach(({ data: most }, block) => {
      if (place < most) data[block]?.push(words[next++] as number);
    });
  const correction = (sizes[0]?.all ?? 0) - (sizes[0]?.data ?? 0);
  for (let place = 0; place < correction; place += 1)
    for (const check of checks) check.push(words[next++] as number);
  data.forEach((block, index) => {
    let root = 1;
    for (let power = 0; power < correction; power += 1) {
      const syndrome = [...block, ...(checks[index] ?? [])].reduce((sum, word) => times(sum, root) ^ word, 0);
      expect(syndrome).toBe(0);
      root = times(root, 2);
    }
  });
  return data.flat();
}

function textOf(data: readonly number[], version: number): string {
  const bits = data.map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const lengthBits = version < 10 ? 8 : 16;
  expect(bits.slice(0, 4)).toBe('0100');
  const length = Number.parseInt(bits.slice(4, 4 + lengthBits), 2);
  const bytes = Array.from({ length }, (_, index) => {
    const from = 4 + lengthBits + index * 8;
    return Number.parseInt(bits.slice(from, from + 8), 2);
  });
  return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes));
}

const ofLength = (length: number): string =>
  `https://example.org/${Array.from({ length }, (_, index) => String.fromCharCode(97 + ((index * index) % 26))).join('')}`.slice(
    0,
    length,
  );

test.each([
  [17, 1],
  [32, 2],
  [78, 4],
  [154, 7],
  [271, 10],
  [458, 14],
  [1_003, 22],
  [1_952, 32],
  [2_431, 36],
  [2_953, 40],
])('%i bytes fill version %i to the last one, and read back', (length, version) => {
  const rows = qrCode(ofLength(length)) as Rows;
  expect(rows.length).toBe(version * 4 + 17);
  expect(read(rows)).toBe(ofLength(length));
});

test('a text of any language reads back; what is longer than any code is none', () => {
  expect(read(qrCode('誰がまだ答える？') as Rows)).toBe('誰がまだ答える？');
  expect(qrCode('x'.repeat(2_954))).toBeNull();
});
