/** Plain words and the textbook's, in Japanese. */
import type { Textbook, Words } from '../types.ts';

export const terms: Words['terms'] = {
  copy: 'コピー',
  quorum: '3 つのうち 2 つ',
  slice: '区間',
  rope: 'ロープ',
  suspected: '止まったと思われている',
  move: '引っ越し',
  start: '起動',
  hint: '預かり物',
  heads: '枝',
  entry: '箱',
  term: '回',
  p99: '遅いほうの 1 %',
  lag: '1 つ遅れ',
  finger: '近道',
  lastWriter: '後に書いたほうが勝つ',
};

export const textbook: Textbook = {
  copy: {
    terms: { copy: 'レプリカ' },
    story: {
      covered: (heir, gone) => `${heir} はもう ${gone} のキーのレプリカを持っていた。失われたものはない。`,
      thin: (count) => `2 つ止まった。レプリカがあと 1 つのキーが ${count} 個ある。`,
      lost: (key, count) =>
        count === 1
          ? `${key} は消えた。新しいレプリカができる前に、3 つのレプリカがすべて失われた。`
          : `${key} とほか ${count - 1} 個が消えた。新しいレプリカができる前に、すべてが失われた。`,
    },
    keysHeld: (count) => `レプリカ ${count}`,
    keysAndCopies: (keys, copies) => `キー ${keys}、レプリカ ${copies}`,
    ring: { oneKey: (copies) => `1 つのキーと ${copies} つのレプリカ` },
    chord: {
      told: {
        compare: (who, whom) => `${who} が ${whom} とレプリカを比べる`,
        fetch: (who, whom, count) => `${who} が ${whom} にレプリカ ${count} 個を求める`,
        offer: (who, whom, count) => `${who} が、だれにも問われないレプリカ ${count} 個を ${whom} に差し出す`,
        replicate: (who, whom, what) => `${who} が ${what} を ${whom} に複製する`,
      },
      noted: {
        repaired: (who, keys) => `${who} が欠けたレプリカを補う：キー ${keys} 個`,
        dropped: (who, keys) => `${who} が、持つべきでないレプリカ ${keys} 個を捨てる`,
      },
    },
    api: {
      routes: {
        'GET /api/cluster/replications': 'それらのレプリカ。1 つにつき 1 件。',
        'GET /net/:address/health':
          '1 つのノードが健康か：他のノードが聞こえるか、メモリはあるか、ディスクは動くか、レプリカは追いついているか。',
      },
    },
    share: {
      kinds: {
        names: { copies: 'キーのレプリカの数' },
        copies: { asks: (key) => `そのとき ${key} のレプリカはいくつ？` },
      },
    },
    tools: { copies: 'レプリカ' },
    nodeTable: {
      columns: { copies: 'レプリカ' },
      help: { copies: 'ほかのために持つレプリカ' },
    },
    hands: {
      heirHadCopies: (heir, gone, count) =>
        `今は ${heir} が ${gone} の ${count} 個のキーに答えます。レプリカを持っていました。`,
      heirsHadCopies: (heirs, gone, count) =>
        `今は ${heirs} が ${gone} の ${count} 個のキーに答えます。レプリカを持っていました。`,
    },
    console: {
      route: { stale: (who) => `${who} はレプリカを持つ。より新しい値は知られていない` },
    },
    eventList: {
      told: { copies: (who, what, whom) => `${who} が ${what} を ${whom} にレプリケートする` },
    },
    time: { marks: { repair: (who, of) => `${who} が ${of} のレプリカを直す。` } },
    inspector: {
      key: {
        copies: (count) => `レプリカ ${count} つ`,
        copiesTerm: 'やさしく言えば：コピー',
        copy: 'レプリカ',
      },
      message: {
        kinds: {
          copy: 'レプリカへの書き込み',
          copied: 'レプリカの返事：受け取った',
          mirror: 'レプリカ',
          replicate: 'レプリカへの書き込み',
        },
      },
    },
  },
  quorum: {
    terms: { quorum: '書き込みクォーラム' },
    tools: { writeNeeds: '書き込みクォーラム', readNeeds: '読み取りクォーラム' },
    console: { route: { needs: (needed, all) => `クォーラム ${all} のうち ${needed}` } },
    inspector: {
      key: {
        readNeeds: (count) =>
          count === 1
            ? '読み取りクォーラムは 1。先に答えた者で決まる。'
            : `読み取りクォーラムは ${count}。その中で最も新しいものになる。`,
      },
    },
  },
  slice: { terms: { slice: '仮想ノード' } },
  rope: {
    terms: { rope: 'ネットワーク分断' },
    isCut: (sides, isOneWay) => `${isOneWay ? '一方向の分断' : '分断'}：${sides}`,
    untie: '分断を直す',
    share: { draft: { rope: 'ネットワークが分断された。どちらの側がまだ答える？' } },
    event: { whyLost: { partition: () => '間でネットワークが分断されている' } },
    action: {
      cut: (sides) => `ネットワークを分断する：${sides}`,
      cutOneWay: (sides) => `ネットワークを一方向に分断する：${sides}`,
    },
    tools: {
      ropeHelp: '片側のノードを囲むか、一つずつ選びます。',
      tie: '分断する',
      wayLabel: '分断が止めるもの',
    },
    hands: {
      said: {
        rope: (names) => `${names} を分断しました。何も通りません。`,
        untie: '分断が直りました。みんながつながりました。',
      },
      nobodyInside: '分断のこちら側にノードがありません。',
      everybodyInside: '全部のノードが同じ側です。分断になりません。',
      ropeBegins: '分断：Enter でノードを選び、Shift と Enter で分断し、Escape でやめます。',
      nothingToUntie: '分断はありません。',
    },
    help: {
      acts: { rope: 'ネットワークを分断する', tie: '分断を決める', heal: '分断を直す' },
    },
  },
  suspected: {
    terms: { suspected: '故障の疑い' },
    someDoubt: (count) => `${count} 台が故障を疑っている`,
    ring: { doubtsIt: '故障の疑い' },
    share: { stands: { doubted: '故障を疑うノードはあるが、確信はまだない。' } },
    nodeTable: { columns: { doubted: '故障を疑う者' }, doubts: (who) => `${who} の故障を疑う` },
    eventList: { noted: { suspects: (who, whom) => `${who} が ${whom} の故障を疑う` } },
    time: { marks: { doubt: (who, of) => `${who} が ${of} の故障を疑う。` } },
    health: { why: { suspects: (names) => `${names} の故障を疑っています。` } },
    inspector: {
      node: {
        doubted: (names) => `故障を疑っている：${names}。`,
        suspected: '故障の疑い',
        suspectedTerm: 'やさしく言えば：止まったと思っている',
      },
    },
  },
  move: {
    terms: { move: 'リバランス' },
    action: { rebalance: 'リバランスする' },
    hands: { said: { rebalance: 'クラスターがリバランスします。' } },
    api: { routes: { 'POST /api/cluster/rebalance': '今いるノードに合わせてリバランスする。' } },
    eventList: {
      noted: {
        moveBegun: (who) => `${who} が知る：リバランスが始まった`,
        moveOver: (who) => `${who} が知る：リバランスが終わった`,
      },
    },
    time: { marks: { move: 'リバランスが始まる。', moved: 'リバランスが終わった。' } },
  },
  start: {
    terms: { start: 'インカーネーション' },
    nodeTable: { columns: { starts: 'インカーネーション' } },
    inspector: {
      node: {
        since: (starts, moment) =>
          starts === 1 ? `${moment} から動作中` : `インカーネーション ${starts}、${moment} から動作中`,
        starts: 'インカーネーション',
        startsTerm: 'やさしく言えば：起動した回数',
      },
    },
  },
  hint: {
    terms: { hint: 'ヒント' },
    inspector: {
      key: {
        keepsFor: (name) => `${name} へのヒントを持つ`,
        keepsTerm: 'やさしく言えば：ほかのための預かり物',
        hint: 'ヒント',
      },
      node: { hints: 'ほかへのヒント' },
    },
  },
  heads: {
    terms: { heads: 'シブリング' },
    ring: { heads: (count) => `シブリングが ${count} 本` },
    story: { done: { heads: (key, node) => `${node} は ${key} のシブリングを 2 つ持つ。` } },
    inspector: {
      key: {
        heads: (count) => `シブリング ${count} 本`,
        headsTerm: 'やさしく言えば：枝。互いを知らない書き込み',
      },
    },
  },
  entry: {
    terms: { entry: 'ログエントリ' },
    tables: {
      stored: (index, count, all) => `エントリ ${index}：${all} のうち ${count} に保存`,
      allCommitted: (count) => `エントリは ${count} 個、すべてコミット済み。`,
      logHolds: (count, committed) => `エントリ ${count} 個、うち ${committed} 個はコミット済みと知っている`,
      box: (index) => `エントリ ${index}`,
      told: {
        append: (who, whom, from, to) =>
          from === to
            ? `${who} が ${whom} にエントリ ${from} を送る`
            : `${who} が ${whom} にエントリ ${from} から ${to} を送る`,
      },
    },
    inspector: { message: { kinds: { 'append entries': 'ログのエントリ' } } },
  },
  term: {
    terms: { term: 'ターム' },
    tables: {
      inTerm: (term) => `ターム ${term}`,
      twoLead: (names, term) => `${names} が同じターム ${term} のリーダー`,
      node: { term: 'ターム' },
      told: {
        inTerm: (what, term) => `ターム ${term}：${what}`,
        ofTerm: (what, term) => `${what}（ターム ${term}）`,
      },
    },
  },
  p99: {
    terms: { p99: 'p99' },
    metrics: { parts: { p50: 'p50', p95: 'p95', p99: 'p99' } },
  },
  lag: {
    terms: { lag: 'レプリケーション遅延' },
    itemTable: {
      copy: {
        behind: (name, versions) =>
          versions === 0 ? `${name} は古い版です` : `${name} の遅延は ${versions} です`,
      },
    },
    metrics: { charts: { behind: 'レプリケーション遅延（変更）', late: 'レプリケーション遅延（時間）' } },
    inspector: {
      key: {
        behind: (count) => (count > 0 ? `遅延 ${count}` : '古い版'),
        behindTerm: 'やさしく言えば：いくつ遅れているか',
      },
    },
  },
  finger: {
    terms: { finger: 'フィンガー' },
    chord: {
      eyes: { finger: 'フィンガーの先' },
      mutants: { 'fingers-off-by-one': 'フィンガーが一つ先へずれる' },
      node: { fingers: 'フィンガー', fingersTerm: 'やさしく言えば：近道' },
    },
  },
  lastWriter: { terms: { lastWriter: 'LWW' } },
};
