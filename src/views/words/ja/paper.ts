/** スクリプトなしで読めるレッスンのページ。 */
import type { PaperWords } from '../types.ts';

export const paper: PaperWords = {
  name: 'Ringside',
  lessons: 'レッスン',
  lead: '分散システムは、壊してみるといちばんよくわかります。どのレッスンにも問いがひとつあり、ブラウザーの中の本物のノードのリングが答えます。',
  minutes: (count) => `${count} 分`,
  live: 'このレッスンを動くリングで開く',
  liveAll: 'Ringside を開く',
  all: 'すべてのレッスン',
  other: '日本語',
  otherwise: 'よくある思いこみ：',
  ring: (running, all) => `${all} 個のノードのリング。動いているのは ${running} 個です。`,
  keys: (readable, all) => `${all} 個のキーのうち ${readable} 個が読めます。`,
  licence: '文章と図：CC BY 4.0。',
};
