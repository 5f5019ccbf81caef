import type { Words } from '../types.ts';

export const guide: Words['guide'] = {
  title: 'ヘルプ',
  pages: 'ヘルプのページ',
  names: {
    keys: 'キー操作',
    glossary: '用語',
    protocol: 'プロトコル',
    benchmarks: 'ベンチマーク',
    architecture: '構成',
    reading: '参考文献',
  },
  search: 'ページを検索',
  found: (count) => `${count} か所`,
  contents: '目次',
  loading: '読み込み中…',
  keysHelp: 'キーは輪が選ばれている間に効く。打ち込む言葉は、コンソールか、? で開く一覧に入れる。',
  act: 'すること',
  key: 'キー',
  typed: '打ち込む言葉',
  glossaryHelp:
    'レッスンで教科書の言葉を習うまで、ページはやさしい言葉を使う。メニューで一度に切り替えられる。',
  readingHelp: 'このページの外へ出るリンク。開くまで、そこからは何も読み込まない。',
  readings: {
    ddia: ['データ指向アプリケーションデザイン（原書）', 'Martin Kleppmann の本：複製、分割、合意。'],
    resp: ['Redis シリアライズプロトコル仕様', 'クライアントと本物の Redis が交わすバイト列。'],
    hashing: ['コンシステントハッシュ法', 'キーを輪に置く理由と、ノードが増減するときの利点。'],
    go: ['Go の並行処理パターン：パイプラインと中断', '並んで働く段階のつなぎ方と止め方。'],
    chordQiita: ['Chord の実装（Qiita）', 'Chord を自分で作る日本語の記事。'],
    chordSlides: ['Chord で学ぶ DHT 入門（SlideShare）', 'Chord を例にした分散ハッシュ表のスライド。'],
  },
};
