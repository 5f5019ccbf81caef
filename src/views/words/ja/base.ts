/** What the page says wherever it stands, in Japanese: plain form, short. Names of nodes, keys and commands stay as they are. */
import type { base as english } from '../en/base.ts';
import type { Words } from '../types.ts';

export const base: Pick<Words, keyof typeof english> = {
  name: 'Ringside',
  you: 'あなた',

  scenario: 'シナリオ',
  ownScenario: '自分のもの',
  editScenario: 'テキストで編集',
  openFile: 'ファイルを開く…',
  copyScenario: 'シナリオをコピー',
  toDark: 'ダークにする',
  toLight: 'ライトにする',

  invitation: {
    title: 'ノードをリングの外へドラッグしよう。',
    text: 'どれもこのタブで動く本物のワーカー。引き抜くと止まる。誰が気づき、誰が答えるかを見てみよう。',
    play: '自由に試す',
    try: (name) => `${name} を試す`,
    small: 'インストール不要。このタブの外には何も出ない。',
  },

  story: {
    others: 'ほかのノード',
    covered: (heir, gone) => `${heir} はもう ${gone} のキーのコピーを持っていた。失われたものはない。`,
    thin: (count) => `2 つ止まった。コピーがあと 1 つのキーが ${count} 個ある。`,
    lost: (key, count) =>
      count === 1
        ? `${key} は消えた。新しいコピーができる前に、3 つのコピーがすべて失われた。`
        : `${key} とほか ${count - 1} 個が消えた。新しいコピーができる前に、コピーがすべて失われた。`,
    survived: '同じ 3 つを止めても、直す時間があれば何も失われない。',
    rewind: '巻き戻して、もっと待つ',
  },

  dialogTitle: 'テキストのシナリオ',
  dialogHelp:
    'シナリオを貼り付けるか、これを書き換える。新しいものが誤りなく読めるまで、いま開いているものはそのまま。',
  open: '開く',
  close: '閉じる',
  copy: 'コピー',
  faults: (count) => (count === 1 ? 'これは開けない。' : `これは開けない。誤りが ${count} か所ある。`),
  tooLarge: 'このファイルはシナリオにしては大きすぎる。',
  unreadableFile: 'このファイルは読めなかった。',
  copied: 'シナリオをコピーした。まったく同じ履歴を再生できる。',
  copiedFingerprint: '指紋をコピーした。',
  copyByHand: 'このブラウザーではページからコピーできない。ここのテキストを選んでコピーする。',

  stage: 'リング',
  starting: (count) => (count > 0 ? `${count} 個のワーカーを起動中` : 'クラスターを起動中'),
  stillStarting: 'いつもより時間がかかっている。',
  slowToStart: (names, here) => {
    const who =
      names.length > 3 ? `${names.slice(0, 2).join('、')} ほか ${names.length - 2} 台` : names.join('、');
    return `${who} の起動が遅い。待つ${here > 0 ? `か、${here} 台で始める` : ''}。`;
  },
  goOnWith: (count) => `${count} 台で始める`,
  notStarted: 'クラスターが起動しなかった。',
  noWorkers: 'このブラウザーはワーカーを動かせない。',
  noWorkersHelp: 'クラスターのノードはそれぞれ 1 つのワーカーなので、いまの設定では何も動かせない。',
  tryAgain: 'もう一度',
  nothingOpen: 'まだ何も開いていない。上からシナリオを選ぶ。',
  running: (up, all) => `${all} 台中 ${up} 台が動作中`,
  isCut: (sides, isOneWay) => `ネットワークが${isOneWay ? '一方向だけ' : ''}切れている：${sides}`,
  simulated: 'ここではノードがワーカーを共有するので、停止は模擬になる。',
  nobodyLeft: '誰も残っていない。1 つ戻そう。',
  inTheAir: (count) => `飛んでいるメッセージ ${count}`,
  side: (number) => `側 ${number}`,
  countOf: (count, all) => `${all} 台中 ${count} 台`,
  losesTag: (share) => `損失 ${share}`,
  untie: 'ロープをほどく',
  graveyard: '墓地',
  dropHere: 'ここに落とすとワーカーが止まる。',
  dragBack: '墓石をリングへ戻すと生き返る。',
  letGoToStop: (name) => `離すと ${name} が止まる。`,
  endings: { ok: 'ok', failed: '拒否', unknown: '返事なし', waiting: '待ち' },
  keysHeld: (count) => `コピー ${count}`,
  keysAndCopies: (keys, copies) => `キー ${keys}、コピー ${copies}`,
  canBeRead: (readable, all) => `${all} 個中 ${readable} 個が読める`,
  nobodyNoticed: 'まだ誰も気づいていない',
  someDoubt: (count) => `${count} 台が疑っている`,
  nodeLabel: (name, status) => `${name}、${status}`,
  keysHelp: '矢印キーでリングを回る。Enter で詳細、Delete で電源を抜き、R で再起動。',

  status: { up: '動作中', frozen: '凍結', down: '停止', removed: '除去' },
  cutOff: '切り離し',
  kill: '止める',
  killMenu: (name) => `${name} の止め方`,
  power: '電源を抜く',
  powerHelp: 'まだディスクにないものは失われる',
  process: 'プログラムを止める',
  processHelp: '書いたものは残る',
  restart: '再起動',
  freeze: '凍らせる',
  thaw: '解凍',
  isolate: '切り離す',
  heal: 'つなぐ',
  actOn: (act, name) => `${name}：${act}`,
  closeCard: '閉じる',

  did: {
    kill: (name) => `${name} の電源が切れた。`,
    stop: (name) => `${name} のプログラムが止まった。`,
    restart: (name) => `${name} が再び起動する。`,
    freeze: (name) => `${name} は固まった。メッセージは入口で待つ。`,
    thaw: (name) => `${name} がまた動き出す。`,
    isolate: (name) => `${name} は切り離された。何も届かず、何も出ない。`,
    heal: (name) => `${name} はまたつながった。`,
    healAll: '全員がまたつながった。',
    opened: (title) => `${title} を開いた。`,
  },

  flatOut: '全速',
  waiting: 'ノードが 1 つ答えない。5 s で止められる。',
  gone: 'クラスターがもう答えない。ページを読み込み直すと最初から始まる。',
  dismiss: '閉じる',
};
