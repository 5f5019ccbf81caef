import type { Words } from '../types.ts';

export const log: Words['log'] = {
  title: 'ログ',
  level: 'どのレベルから',
  levels: { debug: 'debug', info: 'info', warn: 'warn', error: 'error' },
  from: { debug: 'すべて', info: 'info 以上', warn: 'warn 以上', error: 'error のみ' },
  perNode: (count) => (count === 0 ? 'ノードごと' : `ノードごと：${count}`),
  perNodeHelp: 'ノードごとに別のレベルを選ぶ',
  asAll: '全体と同じ',
  find: 'ログを検索',
  count: (shown) => `${shown} 行`,
  none: '当てはまる行はない。ノードは何かが起きたときに書く。',
  exportHelp: 'この枝全体から、これらの行を保存する',
  formats: { json: 'JSON（1 行に 1 つ）', logfmt: 'テキスト（logfmt）' },
  saved: (count) => `${count} 行を保存した。`,
};
