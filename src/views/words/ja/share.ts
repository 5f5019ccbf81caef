import type { Words } from '../types.ts';

export const share: Words['share'] = {
  title: 'この瞬間を共有する',
  question: '何に注目してほしい？',
  questionHelp: 'リンクを開いた人は、止まったままのこの瞬間に立ち、まずこれを読む。',
  answers: '選べる答え（1 行に 1 つ）',
  answersHelp: 'なければ空のままでよい。2 つから 6 つまで。',
  note: (moment) => `${moment} でのメモ`,
  link: 'リンク',
  copy: 'リンクをコピー',
  save: 'ファイルに保存',
  code: 'QR コード',
  codeTooLong: 'このリンクは QR コードには長すぎる。',
  tooLong: (length, most) =>
    `リンクにすると ${length} 文字になる。どこでも届くのは ${most} 文字まで。ファイルで渡そう。`,
  inside: (nodes, events, moment) => `ノード ${nodes} 個、出来事 ${events} 件、${moment} から`,
  length: (count, inside) => `${count} 文字：${inside}。`,
  copied: (inside) => `リンクをコピーした：${inside}。`,
  saved: (name) => `${name} として保存した。`,
  fromFile: 'このページはファイルから開かれている。同じファイルを持つ人なら、このリンクを開ける。',
  working: 'リンクを作っている…',
  failed: 'リンクを作れなかった。',

  draft: {
    death: (name) => `${name} がいなくなった。誰が気づき、今は誰が答える？`,
    rope: 'ネットワークが切れた。どちらの側がまだ答える？',
    heal: 'ネットワークがつながった。両側は何を伝え合う？',
    start: (name) => `${name} が戻った。何を見逃した？`,
    fault: (act) => `${act}。クライアントは何に気づく？`,
    none: '',
  },

  kinds: {
    about: '何についての問い？',
    names: {
      free: '自分の問い',
      readable: 'キーが読めるかどうか',
      who: 'キーに誰が答えるか',
      copies: 'キーのコピーの数',
    },
    freeHelp: '自分の問いの答えは誰も判定しない：リンクを開いた人が見て確かめる。',
    key: 'キー',
    when: 'いつ見るか',
    after: (time) => `${time} 後`,
    trying: '試している…',
    comesTo: (answer) => `結果：${answer}。答えた人には、その人の実行の結果が伝えられる。`,
    untried: 'ここでは試せなかった。',
    nothing: 'どれでもない',
    readable: { asks: (key) => `${key} はまだ読める？`, yes: 'はい', no: 'いいえ' },
    who: { asks: (key) => `そのとき ${key} には誰が答える？` },
    copies: {
      asks: (key) => `そのとき ${key} のコピーはいくつ？`,
      count: (count) => (count === 0 ? 'なし' : `${count} つ`),
      more: (count) => `${count} つ以上`,
    },
  },

  stands: {
    died: (name, ago) => `${name} は ${ago} 前に止まった。`,
    unnoticed: 'まだ誰も気づいていない。',
    doubted: '疑っているノードはあるが、確信はまだない。',
    noticed: 'ほかのノードは気づいている。',
    rope: (ago) => `ネットワークは ${ago} 前から切れている。`,
    fault: (act, ago) => `${act}（${ago} 前）。`,
    calm: (count) => `ノード ${count} 個が動いている。`,
    start: 'まだ何も起きていない。',
  },

  door: {
    title: 'ここで見るもの',
    play: '再生',
    close: '自由に見る',
    yours: (answer) => `あなたの答え：${answer}`,
    pointed: '指して答えよう：リングのノードを押すか、ここで選ぶ。',
    pointedKey: '指して答えよう：リングのキーを押す。',
    see: 'この答えは誰も判定しない：見て確かめよう。',
    noteAt: (moment) => `${moment} で`,
    leftOut: (says) => `このリンクには読めない部分があり、そこは省いた。${says}`,
    editions: {
      kept: (version) => `同じ実行になるバージョン ${version} が、ここに残してあります。`,
      asMade: '作られたときのまま開く',
      here: 'ここで開く（違う結果になることがあります）',
    },
    made: {
      equal: '共有された実行と同じ結果になった。',
      different: '共有された実行と同じ結果にはならなかった。',
      older: '古い版から共有されたもの：操作は同じでも、結末は違うかもしれない。',
      newer: '新しい版から共有されたもの：操作は同じでも、結末は違うかもしれない。',
    },
  },

  curtain: {
    open: 'すべてを開く',
    opened: 'これですべてが使える。',
    notHere: '開いたものの中に、これはない。',
    unread: (names) => `アドレスのこの部分は意味をなさないので省いた：${names}`,
    nobody: (name) => `${name} という名前のノードはないので、全体が見えている。`,
  },

  bad: {
    damaged: 'このリンクは壊れている：一部が欠けているか、変わっている。新しいリングを開いた。',
    foreign: 'これはシナリオへのリンクではない。新しいリングを開いた。',
    newer: 'このリンクはより新しい Ringside で作られた。新しいリングを開いた。',
    long: 'このリンクはここで作られるどのリンクよりも長い。新しいリングを開いた。',
    kept: {
      damaged: 'このリンクは壊れている：一部が欠けているか、変わっている。開いているものはそのまま。',
      foreign: 'これはシナリオへのリンクではない。開いているものはそのまま。',
      newer: 'このリンクはより新しい Ringside で作られた。開いているものはそのまま。',
      long: 'このリンクはここで作られるどのリンクよりも長い。開いているものはそのまま。',
    },
  },
};
