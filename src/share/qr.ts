/**
 * A QR code (ISO/IEC 18004) of a text in bytes, at the level of correction that holds the most: a screen is clean, and links are long.
 *
 * The field is filled in four goes: what is always there (finders, timing, alignment), the bytes with their Reed–Solomon codewords in a zigzag from
 * the right, one of eight masks over them, and what says which mask it was. The mask is the one under which a camera is misled the least.
 */

/** Codewords of correction in each block, and the number of blocks, by version from 1. */
const CORRECTION = [
  7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28, 28, 28, 30, 30, 26, 28, 30,
  30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30,
];
const BLOCKS = [
  1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8, 8, 9, 9, 10, 12, 12, 12, 13, 14, 15, 16, 17, 18,
  19, 19, 20, 21, 22, 24, 25,
];
const VERSIONS = 40;
/** The level "low", as the code itself calls it. */
const LEVEL = 1;
const BYTES_MODE = 4;

/** Rows of modules, dark or not; null when the text is longer than any code holds. */
export function qrCode(text: string): readonly (readonly boolean[])[] | null {
  const bytes = new TextEncoder().encode(text);
  for (let version = 1; version <= VERSIONS; version += 1) {
    const lengthBits = version < 10 ? 8 : 16;
    const room = dataCodewords(version);
    if (12 + (lengthBits - 8) + bytes.length * 8 > room * 8) continue;
    return drawn(version, interleaved(version, dataOf(bytes, lengthBits, room)));
  }
  return null;
}

/** Modules that are no pattern, in bytes. */
function codewords(version: number): number {
  let modules = (16 * version + 128) * version + 64;
  if (version >= 2) {
    const across = Math.floor(version / 7) + 2;
    modules -= (25 * across - 10) * across - 55;
    if (version >= 7) modules -= 36;
  }
  return modules >> 3;
}

const at = (table: readonly number[], version: number): number => table[version - 1] ?? 0;

function dataCodewords(version: number): number {
  return codewords(version) - at(CORRECTION, version) * at(BLOCKS, version);
}

function dataOf(bytes: Uint8Array, lengthBits: number, room: number): Uint8Array {
  const bits: number[] = [];
  const put = (value: number, length: number): void => {
    for (let bit = length - 1; bit >= 0; bit -= 1) bits.push((value >>> bit) & 1);
  };
  put(BYTES_MODE, 4);
  put(bytes.length, lengthBits);
  for (const byte of bytes) put(byte, 8);
  put(0, Math.min(4, room * 8 - bits.length));
  put(0, (8 - (bits.length % 8)) % 8);
  const data = new Uint8Array(room);
  bits.forEach((bit, index) => {
    data[index >> 3] = (data[index >> 3] ?? 0) | (bit << (7 - (index & 7)));
  });
  for (let index = bits.length / 8, pad = 0xec; index < room; index += 1, pad ^= 0xec ^ 0x11)
    data[index] = pad;
  return data;
}

/** Block after block of the data, each with its correction, and then the first of each, the second of each, and so on. */
function interleaved(version: number, data: Uint8Array): Uint8Array {
  const [blocks, correction, all] = [at(BLOCKS, version), at(CORRECTION, version), codewords(version)];
  const shortBlocks = blocks - (all % blocks);
  const shortLength = Math.floor(all / blocks) - correction;
  const divisor = generator(correction);
  const parts: { data: Uint8Array; rest: Uint8Array }[] = [];
  for (let index = 0, from = 0; index < blocks; index += 1) {
    const length = shortLength + (index < shortBlocks ? 0 : 1);
    const part = data.subarray(from, from + length);
    parts.push({ data: part, rest: remainder(part, divisor) });
    from += length;
  }
  const found: number[] = [];
  for (let index = 0; index <= shortLength; index += 1)
    for (const { data: part } of parts) if (index < part.length) found.push(part[index] ?? 0);
  for (let index = 0; index < correction; index += 1)
    for (const { rest } of parts) found.push(rest[index] ?? 0);
  return Uint8Array.from(found);
}

/** In the field of 256 elements over x⁸ + x⁴ + x³ + x² + 1. */
export function times(left: number, right: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit -= 1) {
    product = (product << 1) ^ ((product >>> 7) * 0x11d);
    product ^= ((right >>> bit) & 1) * left;
  }
  return product;
}

function generator(degree: number): Uint8Array {
  const found = new Uint8Array(degree);
  found[degree - 1] = 1;
  let root = 1;
  for (let step = 0; step < degree; step += 1) {
    for (let place = 0; place < degree; place += 1)
      found[place] = times(found[place] ?? 0, root) ^ (found[place + 1] ?? 0);
    root = times(root, 2);
  }
  return found;
}

function remainder(data: Uint8Array, divisor: Uint8Array): Uint8Array {
  const rest = new Uint8Array(divisor.length);
  for (const byte of data) {
    const factor = byte ^ (rest[0] ?? 0);
    rest.copyWithin(0, 1);
    rest[rest.length - 1] = 0;
    divisor.forEach((coefficient, place) => {
      rest[place] = (rest[place] ?? 0) ^ times(coefficient, factor);
    });
  }
  return rest;
}

class Field {
  readonly size: number;
  readonly #dark: Uint8Array;
  /** What belongs to a pattern: no data lies there, and no mask. */
  readonly #fixed: Uint8Array;

  constructor(size: number) {
    this.size = size;
    this.#dark = new Uint8Array(size * size);
    this.#fixed = new Uint8Array(size * size);
  }

  isDark(x: number, y: number): boolean {
    return this.#dark[y * this.size + x] === 1;
  }

  isFixed(x: number, y: number): boolean {
    return this.#fixed[y * this.size + x] === 1;
  }

  set(x: number, y: number, isDark: boolean): void {
    this.#dark[y * this.size + x] = isDark ? 1 : 0;
  }

  fix(x: number, y: number, isDark: boolean): void {
    if (x < 0 || y < 0 || x >= this.size || y >= this.size) return;
    this.set(x, y, isDark);
    this.#fixed[y * this.size + x] = 1;
  }

  get rows(): boolean[][] {
    const each = [...Array(this.size).keys()];
    return each.map((y) => each.map((x) => this.isDark(x, y)));
  }
}

function drawn(version: number, bytes: Uint8Array): boolean[][] {
  const field = new Field(version * 4 + 17);
  drawPatterns(field, version);
  drawMaskName(field, 0);
  drawBytes(field, bytes);
  let best = 0;
  let least = Infinity;
  for (let mask = 0; mask < MASKS.length; mask += 1) {
    lay(field, mask);
    drawMaskName(field, mask);
    const misled = penalty(field.rows);
    if (misled < least) [best, least] = [mask, misled];
    // A mask twice is none.
    lay(field, mask);
  }
  lay(field, best);
  drawMaskName(field, best);
  return field.rows;
}

function drawPatterns(field: Field, version: number): void {
  const { size } = field;
  for (let step = 0; step < size; step += 1) {
    field.fix(6, step, step % 2 === 0);
    field.fix(step, 6, step % 2 === 0);
  }
  for (const [x, y] of [
    [3, 3],
    [size - 4, 3],
    [3, size - 4],
  ] as const)
    drawSquare(field, x, y, 4, (away) => away !== 2 && away !== 4);
  const places = alignments(version, size);
  const last = places.length - 1;
  places.forEach((x, column) =>
    places.forEach((y, row) => {
      // Three of the corners are finders.
      const isFinder = (column === 0 && (row === 0 || row === last)) || (column === last && row === 0);
      if (!isFinder) drawSquare(field, x, y, 2, (away) => away !== 1);
    }),
  );
  if (version >= 7) drawVersion(field, version);
}

function drawSquare(
  field: Field,
  x: number,
  y: number,
  reach: number,
  isDark: (away: number) => boolean,
): void {
  for (let down = -reach; down <= reach; down += 1)
    for (let right = -reach; right <= reach; right += 1)
      field.fix(x + right, y + down, isDark(Math.max(Math.abs(right), Math.abs(down))));
}

function alignments(version: number, size: number): number[] {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const step = Math.floor((version * 8 + count * 3 + 5) / (count * 4 - 4)) * 2;
  const found = [6];
  for (let place = size - 7; found.length < count; place -= step) found.splice(1, 0, place);
  return found;
}

/** A number with so many bits that check it, by long division. */
function checked(value: number, bits: number, divisor: number): number {
  let rest = value;
  for (let step = 0; step < bits; step += 1) rest = (rest << 1) ^ ((rest >>> (bits - 1)) * divisor);
  return (value << bits) | rest;
}

function drawVersion(field: Field, version: number): void {
  const bits = checked(version, 12, 0x1f25);
  for (let bit = 0; bit < 18; bit += 1) {
    const [near, far] = [Math.floor(bit / 3), field.size - 11 + (bit % 3)];
    const isDark = ((bits >>> bit) & 1) === 1;
    field.fix(far, near, isDark);
    field.fix(near, far, isDark);
  }
}

function drawMaskName(field: Field, mask: number): void {
  const bits = checked((LEVEL << 3) | mask, 10, 0x537) ^ 0x5412;
  const { size } = field;
  const isDark = (bit: number): boolean => ((bits >>> bit) & 1) === 1;
  for (let bit = 0; bit < 15; bit += 1) {
    const corner = bit < 6 ? bit : bit < 8 ? bit + 1 : 14 - bit;
    if (bit < 8) field.fix(8, corner, isDark(bit));
    else field.fix(bit === 8 ? 7 : corner, 8, isDark(bit));
    if (bit < 8) field.fix(size - 1 - bit, 8, isDark(bit));
    else field.fix(8, size - 15 + bit, isDark(bit));
  }
  field.fix(8, size - 8, true);
}

function drawBytes(field: Field, bytes: Uint8Array): void {
  const { size } = field;
  let bit = 0;
  for (let right = size - 1; right >= 1; right -= 2) {
    // The column of the timing is left out.
    if (right === 6) right = 5;
    const isUpward = ((right + 1) & 2) === 0;
    for (let step = 0; step < size; step += 1)
      for (let side = 0; side < 2; side += 1) {
        const [x, y] = [right - side, isUpward ? size - 1 - step : step];
        if (field.isFixed(x, y) || bit >= bytes.length * 8) continue;
        field.set(x, y, (((bytes[bit >> 3] ?? 0) >>> (7 - (bit & 7))) & 1) === 1);
        bit += 1;
      }
  }
}

export const MASKS: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

function lay(field: Field, mask: number): void {
  for (let y = 0; y < field.size; y += 1)
    for (let x = 0; x < field.size; x += 1)
      if (!field.isFixed(x, y) && MASKS[mask]?.(x, y) === true) field.set(x, y, !field.isDark(x, y));
}

/** Long runs, large squares and what looks like a finder mislead a camera, and so does a field that is mostly dark or mostly light. */
function penalty(rows: readonly (readonly boolean[])[]): number {
  const columns = rows.map((_, x) => rows.map((row) => row[x] === true));
  let sum = 0;
  let dark = 0;
  for (const line of [...rows, ...columns]) {
    const text = line.map((isDark) => (isDark ? '1' : '0')).join('');
    for (const [run] of text.matchAll(/0{5,}|1{5,}/g)) sum += run.length - 2;
    sum += 40 * [...text.matchAll(/(?=00001011101|10111010000)/g)].length;
  }
  rows.forEach((row, y) =>
    row.forEach((isDark, x) => {
      if (isDark) dark += 1;
      const below = rows[y + 1];
      if (below === undefined || x + 1 >= row.length) return;
      if (row[x + 1] === isDark && below[x] === isDark && below[x + 1] === isDark) sum += 3;
    }),
  );
  const all = rows.length ** 2;
  return sum + Math.floor(Math.abs(dark * 20 - all * 10) / all) * 10;
}
