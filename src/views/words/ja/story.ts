/** 最初の訪問の物語と、三つの挑戦。 */
import type { Words } from '../types.ts';

export const story: Words['story'] = {
  others: 'ほかのノード',
  covered: (heir, gone) => `${heir} は ${gone} のキーの写しをすでに持っていた。何も失われていない。`,
  thin: (count) => `二つ消えた。写しが残り一つのキーは ${count} 個。`,
  lost: (key, count) =>
    count === 1
      ? `${key} は消えた。新しい写しができる前に、三つの写しがすべて止まった。`
      : `${key} とほか ${count - 1} 個が消えた。新しい写しができる前に、写しがすべて止まった。`,
  survived: '同じ三つを止めても、直す時間があれば何も失われない。',
  rewind: (seconds) => `${seconds} 戻して、もっと待つ`,

  dares: '三つの挑戦',
  dare: {
    lose: '一つ止めるだけでキーを失わせる。',
    disagree: '二つのノードの考えを食い違わせる。',
    old: '古い答えを引き出す。',
  },
  done: {
    lose: (key, node) => `${key} は ${node} とともに消えた。ほかに持つノードはなかった。`,
    doubt: (one, other, third) => `${one} は ${third} が止まったと思い、${other} はそう思わない。`,
    views: (one, other) => `${one} と ${other} は別のビューを知っている。`,
    heads: (key, node) => `${node} は互いを知らない ${key} の値を二つ持つ。`,
    old: (key, node) => `${node} は ${key} に、約束されたものより古い値を答えた。`,
  },
  isDone: '達成',
};
