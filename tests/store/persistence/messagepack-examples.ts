/**
 * Examples as the format's site and public test suites have them: a value, and every way in which somebody may write it. What comes first is the
 * shortest. Texts are UTF-8, as everywhere in the store.
 */
type Example = readonly [value: unknown, ...written: readonly string[]];

const text = (words: string) => String.fromCharCode(...new TextEncoder().encode(words));
const ascii = (words: string) => Buffer.from(words, 'latin1').toString('hex');

export const ATOMS: readonly Example[] = [
  [null, 'c0'],
  [false, 'c2'],
  [true, 'c3'],
];

export const NUMBERS: readonly Example[] = [
  [
    0,
    '00',
    'cc00',
    'cd0000',
    'ce00000000',
    'cf0000000000000000',
    'd000',
    'd10000',
    'd200000000',
    'd30000000000000000',
    'ca00000000',
    'cb0000000000000000',
  ],
  [
    1,
    '01',
    'cc01',
    'cd0001',
    'ce00000001',
    'cf0000000000000001',
    'd001',
    'd10001',
    'd200000001',
    'd30000000000000001',
    'ca3f800000',
    'cb3ff0000000000000',
  ],
  [127, '7f', 'cc7f', 'cd007f', 'ce0000007f', 'cf000000000000007f', 'd07f', 'd1007f', 'd20000007f'],
  [128, 'cc80', 'cd0080', 'ce00000080', 'cf0000000000000080', 'd10080', 'd200000080', 'd30000000000000080'],
  [255, 'ccff', 'cd00ff', 'ce000000ff', 'cf00000000000000ff', 'd100ff', 'd2000000ff', 'd300000000000000ff'],
  [256, 'cd0100', 'ce00000100', 'cf0000000000000100', 'd10100', 'd200000100', 'd30000000000000100'],
  [65_535, 'cdffff', 'ce0000ffff', 'cf000000000000ffff', 'd20000ffff', 'd3000000000000ffff'],
  [65_536, 'ce00010000', 'cf0000000000010000', 'd200010000', 'd30000000000010000'],
  [2_147_483_647, 'ce7fffffff', 'cf000000007fffffff', 'd27fffffff', 'd3000000007fffffff'],
  [
    2_147_483_648,
    'ce80000000',
    'cf0000000080000000',
    'd30000000080000000',
    'ca4f000000',
    'cb41e0000000000000',
  ],
  [4_294_967_295, 'ceffffffff', 'cf00000000ffffffff', 'd300000000ffffffff', 'cb41efffffffe00000'],
  [-1, 'ff', 'd0ff', 'd1ffff', 'd2ffffffff', 'd3ffffffffffffffff', 'cabf800000', 'cbbff0000000000000'],
  [-32, 'e0', 'd0e0', 'd1ffe0', 'd2ffffffe0', 'd3ffffffffffffffe0', 'cac2000000', 'cbc040000000000000'],
  [-33, 'd0df', 'd1ffdf', 'd2ffffffdf', 'd3ffffffffffffffdf'],
  [-128, 'd080', 'd1ff80', 'd2ffffff80', 'd3ffffffffffffff80'],
  [-256, 'd1ff00', 'd2ffffff00', 'd3ffffffffffffff00'],
  [-32_768, 'd18000', 'd2ffff8000', 'd3ffffffffffff8000'],
  [-65_536, 'd2ffff0000', 'd3ffffffffffff0000'],
  [-2_147_483_648, 'd280000000', 'd3ffffffff80000000', 'cbc1e0000000000000'],
  [0.5, 'cb3fe0000000000000', 'ca3f000000'],
  [-0.5, 'cbbfe0000000000000', 'cabf000000'],
  // Beyond 32 bits a number is written as the double that it is, and a 64-bit integer is what no number holds.
  [4_294_967_296, 'cb41f0000000000000', 'cf0000000100000000', 'd30000000100000000', 'ca4f800000'],
  [-4_294_967_296, 'cbc1f0000000000000', 'd3ffffffff00000000'],
  [281_474_976_710_656, 'cb42f0000000000000', 'cf0001000000000000', 'd30001000000000000', 'ca57800000'],
  [-281_474_976_710_656, 'cbc2f0000000000000', 'd3ffff000000000000', 'cad7800000'],
  [9_223_372_036_854_775_807n, 'cf7fffffffffffffff', 'd37fffffffffffffff'],
  [-9_223_372_036_854_775_807n, 'd38000000000000001'],
  [9_223_372_036_854_775_808n, 'cf8000000000000000'],
  [-9_223_372_036_854_775_808n, 'd38000000000000000'],
  [18_446_744_073_709_551_615n, 'cfffffffffffffffff'],
];

const THIRTY_ONE = '1234567890123456789012345678901';

/** Of ASCII alone. */
export const TEXTS: readonly Example[] = [
  ['', 'a0', 'd900', 'da0000', 'db00000000', 'c400', 'c50000', 'c600000000'],
  ['a', 'a161', 'd90161', 'da000161', 'db0000000161'],
  [THIRTY_ONE, `bf${ascii(THIRTY_ONE)}`, `d91f${ascii(THIRTY_ONE)}`, `da001f${ascii(THIRTY_ONE)}`],
  [`${THIRTY_ONE}2`, `d920${ascii(`${THIRTY_ONE}2`)}`, `da0020${ascii(`${THIRTY_ONE}2`)}`],
  ['\x01', 'a101', 'c40101', 'c5000101', 'c60000000101'],
];

/** What is not: as `bin`, and read as a text just as well. */
export const OTHERS: readonly Example[] = [
  ['\0\xff', 'c40200ff', 'c5000200ff', 'c60000000200ff'],
  [text('Кириллица'), 'c412d09ad0b8d180d0b8d0bbd0bbd0b8d186d0b0', 'b2d09ad0b8d180d0b8d0bbd0bbd0b8d186d0b0'],
  [text('ひらがな'), 'c40ce381b2e38289e3818ce381aa', 'ace381b2e38289e3818ce381aa'],
  [text('한글'), 'c406ed959ceab880', 'a6ed959ceab880', 'd906ed959ceab880'],
  [text('漢字'), 'c406e6bca2e5ad97', 'a6e6bca2e5ad97', 'd906e6bca2e5ad97'],
  [text('🍺'), 'c404f09f8dba', 'a4f09f8dba', 'd904f09f8dba'],
];

const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);
const FIFTEEN = '0102030405060708090a0b0c0d0e0f';

export const CONTAINERS: readonly Example[] = [
  [[], '90', 'dc0000', 'dd00000000'],
  [[1], '9101', 'dc000101', 'dd0000000101'],
  [upTo(15), `9f${FIFTEEN}`, `dc000f${FIFTEEN}`, `dd0000000f${FIFTEEN}`],
  [upTo(16), `dc0010${FIFTEEN}10`, `dd00000010${FIFTEEN}10`],
  [['a'], '91a161', 'dc0001a161', 'dd00000001a161'],
  [{}, '80', 'de0000', 'df00000000'],
  [{ a: 1 }, '81a16101', 'de0001a16101', 'df00000001a16101'],
  [{ a: 'A' }, '81a161a141', 'de0001a161a141', 'df00000001a161a141'],
  [[[]], '9190', 'dc0001dc0000', 'dd00000001dd00000000'],
  [[{}], '9180', 'dc000180', 'dd0000000180'],
  [{ a: {} }, '81a16180', 'de0001a161de0000', 'df00000001a161df00000000'],
  [{ a: [] }, '81a16190', 'de0001a161dc0000', 'df00000001a161dd00000000'],
  // The one on the first page of the format.
  [{ compact: true, schema: 0 }, '82a7636f6d70616374c3a6736368656d6100'],
];

/** What others may have among their extensions, an instant first. */
export const STRANGERS: readonly string[] = ['d6ff5a4af6a5', 'd40110', 'd5022021', 'c70006', 'c70307707172'];
