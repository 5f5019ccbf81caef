import type { Words } from '../types.ts';

export const console: Words['drawer']['console'] = {
  label: 'コマンド',
  log: '問いと答え',
  run: '実行',
  waits: '返事を待っている。Ctrl+C でやめる。',
  examples: 'どれか試してみる。',
  noCommands: 'このシステムにコマンドはない。動くのを見る。',
  completes: 'Tab でキーとノードを補完',
  offers: '補完候補',
  newest: '新しい出来事',
  nothingYet: 'まだ何も起きていない。再生を押す。',
  allEvents: 'すべての出来事',
  clear: '消去',
  ended: {
    reply: '(文なし)',
    timeout: '(unknown) 時間内に答えが来なかった：起きたかもしれない',
    interrupted: '待つのをやめた。まだ起きるかもしれない。',
    limit: 'クラスタの時間で 60 s 以内に答えがなかった。',
  },
  played: (time) => `止まっていた時間が、返事まで ${time} 進んだ。`,

  route: {
    from: (version, who, time) =>
      [version, who === '' ? '' : `${who} から`, time].filter((part) => part !== '').join(' '),
    list: (parts) => parts.join('、'),
    pending: (who) => `${who} はまだ`,
    refused: (who) => `${who} は受け取らなかった`,
    lost: (who) => `途中で失われた：${who}`,
    needs: (needed, all) => `${all} 個中 ${needed} 個必要`,
    by: (who, count) => `${who} を経て ${count} ホップ`,
    before: (who) => `先に ${who} にもたずねた`,
    again: (times) => `${times} 回たずねた`,
    asked: (who) => `${who} にたずねた`,
    nobody: 'どのノードにもたずねていない',
    silent: '答えは来なかった',
    old: (newer, age) => `古い：${age} 前に ${newer} に替わった`,
    stale: (who) => `${who} はコピーを持つ。より新しい値は知られていない`,
    repaired: (who) => `${who} は失っていたが、取り戻した`,
    parts: (count) => `${count} 個の答えをまとめたもの（同じ瞬間ではない）`,
    remembered: '前に済んでいる：同じ要求だとわかった',
  },
};
