/** The panels beneath the ring, in Japanese. */
import type { Words } from '../types.ts';

export const drawer: Words['drawer'] = {
  panels: 'パネル',
  tabs: {
    console: 'コンソール',
    events: '出来事',
    'space-time': '時空図',
    nodes: 'ノード',
    cache: 'キャッシュ',
    tables: 'テーブル',
    network: 'ネットワーク',
    health: '健康状態',
    metrics: '数値',
    api: 'API 呼び出し',
    configuration: '設定',
    log: 'ログ',
    profile: 'プロファイル',
    benchmark: 'ベンチマーク',
  },
  resize: 'パネルの高さ',
  notLoaded: 'このパネルを読み込めなかった。',
  tryAgain: 'もう一度',
  lost: (count) => `消失 ${count}`,
  doubled: (count) => `重複 ${count}`,

  inspect: '調べる',
  more: 'その他',
  close: '閉じる',
  tapSomething: 'ノード、キー、メッセージのどれかをタップ。',
};
