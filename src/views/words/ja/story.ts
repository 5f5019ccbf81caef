/** 最初の訪問の物語と、3 つの挑戦。 */
import type { Words } from '../types.ts';

export const story: Words['story'] = {
  others: 'ほかのノード',
  covered: (heir, gone) => `${heir} はもう ${gone} のキーのコピーを持っていた。失われたものはない。`,
  thin: (count) => `2 つ止まった。コピーがあと 1 つのキーが ${count} 個ある。`,
  lost: (key, count) =>
    count === 1
      ? `${key} は消えた。新しいコピーができる前に、3 つのコピーがすべて失われた。`
      : `${key} とほか ${count - 1} 個が消えた。新しいコピーができる前に、コピーがすべて失われた。`,
  survived: '同じ 3 つを止めても、直す時間があれば何も失われない。',
  rewind: (seconds) => `${seconds} 戻して、もっと待つ`,

  dares: '3 つの挑戦',
  dare: {
    lose: '1 つ止めるだけでキーを失わせる。',
    disagree: '2 つのノードの考えを食い違わせる。',
    old: '古い答えを引き出す。',
  },
  done: {
    lose: (key, node) => `${key} は ${node} とともに消えた。ほかに持つノードはなかった。`,
    doubt: (one, other, third) => `${one} は ${third} が止まったと思い、${other} はそう思わない。`,
    views: (one, other) => `${one} と ${other} は別のビューを知っている。`,
    heads: (key, node) => `${node} は互いを知らない ${key} の値を2 つ持つ。`,
    old: (key, node) => `${node} は ${key} に、約束されたものより古い値を答えた。`,
  },
  isDone: '達成',
};
