/** リングの上と、その中央のことば。 */
import type { Words } from '../types.ts';

export const ring: Words['ring'] = {
  asSeen: (name) => `${name} から見たリング`,
  wrong: (count) => (count === 0 ? 'すべてそのとおり。' : `そのとおりでないもの：${count}`),
  leaveEyes: '本当の姿に戻る',
  blind: (name) => `${name} には今、何も見えない。`,
  hears: (name, heard, all) => `${name} に聞こえるのは ${all} のうち ${heard}`,
  doubtsIt: '静かなようだ',
  thinksItGone: '止まったと思われている',
  inTruth: { runs: '本当は動いている', stopped: '本当は止まっている' },

  oneKey: (copies) => `1 つのキーと ${copies} つのコピー`,
  noKeys: { yet: 'まだキーがない。', now: '今、キーはない。' },
  keysHere: (count) => `ここに ${count} キー`,
  heads: (count) => `枝が ${count} 本`,
  crown: {
    leader: 'リーダー',
    formerly: (term) => `自分がリーダーだと思っている · ${term}`,
    candidate: '票を求めている',
  },

  done: (took) => `${took} で完了。`,
  enough: (count) => `答えは ${count} つで足りた。`,
  everyAnswer: (count) => `${count} つすべてが答えた。`,
  soFar: (came, needed) => `答えはまだ ${needed} のうち ${came}。`,
  onItsWay: '十分な数が答えた。',
  tooFew: (came, needed) =>
    came === 0
      ? '答えは来なかった。'
      : came >= needed
        ? '返事は届かなかった。'
        : `来た答えは ${needed} のうち ${came} だけ。`,
  notConfirmed: '書き込みは確認されていない。',
  notRead: '何も読めなかった。',
  refused: '断られた。',
  answeredBy: (name, text) => `${name} の答え：${text}`,
};
