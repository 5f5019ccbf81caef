import type { Words } from '../types.ts';

export const keeping: Words['keeping'] = {
  resumed: (moment) => `${moment} から続ける。`,
  left: (title, moment) => `「${title}」を ${moment} で離れた。`,
  goOn: '続ける',
  unreadable: '保存されていた前回の実行を読めなかった。新しいリングを開いた。',
  full: '保存されない：このブラウザにはもう空きがない。離れる前に共有するか、ファイルに保存しよう。',

  all: '実行とレッスン',
  kept: (count) =>
    count === 0 ? '保存された実行やレッスンはない。' : `${count} 件の実行やレッスンが保存されている。`,
  exportAll: 'すべて書き出す',
  importAll: '読み込む…',
  removeAll: 'すべて消す',
  exported: (count) => `書き出した：記録 ${count} 件と選んだ設定。`,
  imported: (count) => `読み込んだ：記録 ${count} 件。`,
  skipped: (count) => `${count} 件は読めず、省いた。`,
  removed: '保存されていたものはすべて消えた。開いているものはそのまま。',
  unavailable: 'このブラウザはこのページのために何も保存しない。',
  bad: {
    damaged: 'このファイルは壊れている：一部が欠けている。何も変えていない。',
    foreign: 'これは Ringside から書き出したファイルではない。何も変えていない。',
    newer: 'このファイルはより新しい Ringside から書き出された。何も変えていない。',
  },
};
