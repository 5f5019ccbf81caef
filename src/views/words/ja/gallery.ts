import type { Words } from '../types.ts';

export const gallery: Words['gallery'] = {
  help: 'カードはどれも一つの問いで、実行がそれに答えます。カードを見ると動きます。',
  first: '最初のリング',
  paste: 'シナリオを貼り付ける',
  minutes: (count) => `${count} 分`,
};

export const tour: Words['tour'] = {
  title: 'ツアー',
  coming: '少しお待ちください。',
  rewind: (moment) =>
    `時間が ${moment} に戻ります。メッセージの一つひとつまで同じ実行で、どの瞬間にも戻れます。`,
  again: '同じ結果になりました。ここから別のこともできます。それは枝になります。',
  share: (length) =>
    `このすべてが ${length} 文字のリンク一つに入ります。開いた人は、この実行をそのまま見ます。`,
  noLink: 'このすべてをファイルに保存できます。開いた人は、この実行をそのまま見ます。',
  copied: 'リンクをコピーしました。',
  pause: 'ツアーを止める',
  goOn: '続ける',
  leave: 'ツアーを抜ける',
  close: '自分で試す',
  paused: 'ツアーは待っています。',
  over: 'ツアーは以上です。リングはあなたのものです。ノードを外へ引き出してください。',
  taken: 'リングはあなたの手にあります。ツアーはシナリオからもう一度始められます。',
};

export const shop: Words['shop'] = {
  title: 'デモの店',
  help: (time) =>
    `商品を見てください。店はまずキャッシュに聞き、なければ ${time} かかる元のデータに聞きます。`,
  products: [
    'グローブ',
    'スピードボール',
    'バンデージ',
    'ヘッドガード',
    '椅子',
    '真鍮のベル',
    'タオル',
    'ボトル',
  ],
  price: (price) => `€${price}`,
  never: 'まだ見ていない',
  waiting: (time) => `待っています ${time}`,
  found: {
    cache: 'キャッシュから',
    source: '元のデータから',
    nobody: '誰も答えず、元のデータから',
    stopped: '答えの前に時間が止まった',
  },
  told: (name, found, time) => (time === null ? `${name}：${found}。` : `${name}：${found}、${time} 後。`),
  customers: '客がひとりでに来る',
  customersHelp: '時間が進むあいだ、一人ずつ来ます。',
  tally: (cache, all, average) =>
    `${all} 回のうち ${cache} 回はキャッシュから。待つ時間は平均 ${average} です。`,
};
