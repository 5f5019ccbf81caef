import type { Words } from '../types.ts';

export const embed: Words['embed'] = {
  drawing: (nodes, moment) =>
    `図：ノード ${nodes} 個の位置${moment === null ? '' : `（${moment} の時点）`}。まだ何も動いていない。`,
  seenBy: (name) => `${name} の目で見る。`,
  stopped: (moment) => `離れたとき、${moment} で止まった。`,
  start: '始める',
  goOn: '続ける',
  startWhat: (title) => `「${title}」を始める`,
  goOnWhat: (title) => `「${title}」を続ける`,
  starting: '始めている…',
  untitled: 'クラスタ',
  open: 'Ringside で開く',
  notOpened: 'この枠には開けるものがない。',
  touchFirst: '誰かが触れるまで、ここでは何も動かない。',
};
