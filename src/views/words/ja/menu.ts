import type { Words } from '../types.ts';

export const menu: Words['menu'] = {
  title: 'メニュー',
  scenarios: 'シナリオ',
  language: '言語',
  theme: '配色',
  themes: { system: 'システムに合わせる', light: 'ライト', dark: 'ダーク' },
  calm: '動きを減らす',
  calmHelp: 'メッセージは段階的に進み、跳ねる動きはない。',
  calmBySystem: 'システムの設定に従っている。',
  textbook: '教科書の用語',
  textbookHelp: (plain, textbook) => `「${plain}」の代わりに「${textbook}」。`,
  letters: '1 文字のキー',
  lettersHelp: 'リングにフォーカスがあるときに使える。',
  saved: '保存した瞬間',
  tour: 'ツアーを見る',
  shop: 'デモの店',
  help: 'ヘルプ',
  about: 'Ringside について',
  notLoaded: '読み込めなかった。もう一度試してほしい。',
  renewal: '新しい版がある。',
  renew: '新しい版で読み込み直す',
};

export const starters: Words['starters'] = {
  first: '6 つのノードが 26 個のキーを持つ',
  echo: '5 つのノードが声をかけ合う',
  counter: 'カウンターの電源が切れる',
  relay: '16 のノードがトークンを回す',
  wrong: '何もかもうまくいかない',
};

export const systems: Words['systems'] = {
  cache: 'キャッシュ',
  tables: 'テーブル',
  chord: 'Chord リング',
  echo: 'エコー',
  counter: 'カウンター',
  relay: 'リレー',
};
