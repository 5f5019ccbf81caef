/** コースの地図：どんなレッスンがあり、どこまで進んだか。 */
import type { Words } from '../types.ts';

export const course: Words['course'] = {
  title: 'レッスン',
  close: 'レッスンの一覧を閉じる',
  count: (done, all) => `${all} のうち ${done} を終えた`,
  order: '並べ方',
  orders: { path: '道順', part: '部', goal: '目標' },
  parts: {
    'first-hour': '最初の 1 時間',
    'copies-disagree': 'コピーが食い違うとき',
    'cache-at-work': '働くキャッシュ',
    raft: '合意で動く表',
    chord: 'コード（地図のないリング）',
    todo: 'やること一覧',
    histories: '履歴',
  },
  goals: {
    predict: '何が起きるかを予想する',
    explain: 'なぜかを説明する',
    choose: '代償を知って選ぶ',
    break: '壊してみる',
    repair: '直す',
  },
  minutes: (count) => `${count} 分`,
  states: { new: 'まだ', begun: '途中', done: '済み' },
  isOpen: 'いま開いている',
  optional: '任意',
  buildsOn: (lessons) => `前提：${lessons}`,
  between: '、',
  none: 'この言語のレッスンはまだない。',
};
