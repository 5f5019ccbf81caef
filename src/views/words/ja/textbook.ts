/** Plain words and the textbook's, in Japanese. */
import type { Some, Words } from '../types.ts';

export const terms: Words['terms'] = {
  copy: 'コピー',
  quorum: '3 つのうち 2 つ',
  slice: '区切り',
  rope: 'ロープ',
  suspected: '止まったと思われている',
  entry: '箱',
  term: '回',
  p99: '遅いほうの 1 %',
  lag: '1 つ遅れ',
  finger: '近道',
  lastWriter: '後に書いたほうが勝つ',
};

export const textbook: Some<Words> = {
  terms: {
    copy: 'レプリカ',
    quorum: '書き込みクォーラム',
    slice: '仮想ノード',
    rope: 'ネットワーク分断',
    suspected: '故障の疑い',
    entry: 'ログエントリ',
    term: 'ターム',
    p99: 'p99',
    lag: 'レプリケーション遅延',
    finger: 'フィンガー',
    lastWriter: 'LWW',
  },
  story: {
    covered: (heir, gone) => `${heir} はもう ${gone} のキーのレプリカを持っていた。失われたものはない。`,
    thin: (count) => `2 つ止まった。レプリカがあと 1 つのキーが ${count} 個ある。`,
    lost: (key, count) =>
      count === 1
        ? `${key} は消えた。新しいレプリカができる前に、3 つのレプリカがすべて失われた。`
        : `${key} とほか ${count - 1} 個が消えた。新しいレプリカができる前に、すべてが失われた。`,
  },
  isCut: (sides, isOneWay) => `${isOneWay ? '一方向の分断' : '分断'}：${sides}`,
  untie: '分断を直す',
  keysHeld: (count) => `レプリカ ${count}`,
  keysAndCopies: (keys, copies) => `キー ${keys}、レプリカ ${copies}`,
  someDoubt: (count) => `${count} 台が故障を疑っている`,
  inspector: {
    key: {
      copies: (count) => `レプリカ ${count} つ`,
      copiesTerm: 'やさしく言えば：写し',
      copy: 'レプリカ',
      keepsFor: (name) => `${name} へのヒントを持つ`,
      hint: 'ヒント',
      behind: (count) => (count > 0 ? `遅延 ${count}` : '古い版'),
      behindTerm: 'やさしく言えば：いくつ遅れているか',
      heads: (count) => `シブリング ${count} 本`,
    },
    node: {
      starts: 'インカーネーション',
      startsTerm: 'やさしく言えば：起動した回数',
      suspected: '故障の疑い',
      suspectedTerm: 'やさしく言えば：止まったと思っている',
      hints: 'ほかへのヒント',
    },
  },
};
