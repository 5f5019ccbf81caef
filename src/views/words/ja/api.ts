/** The panel that calls the REST API, in Japanese. */
import type { Words } from '../types.ts';

export const api: Words['api'] = {
  lead: 'ここでの呼び出しはクライアントのものと同じ：クラスタの時間を使い、履歴に残り、リンクにも入る。このページのコンソールからの fetch にも同じアドレスが答える。',
  fromFile: 'このページはファイルから開かれていて、アドレスがない：コンソールからの fetch にはサイトが要る。',
  address: 'アドレス',
  optional: '空でもよい',
  choose: '選ぶ…',
  send: '送る',
  waiting: '待っている…',
  copyFetch: 'fetch の形で',
  copyCurl: 'curl の形で',
  curlHelp: 'このページのクラスタに届くのはこのブラウザだけ：curl にはこのアドレスで答えるサーバが要る。',
  copiedFetch: 'fetch の形でコピーした。',
  copiedCurl: 'curl の形でコピーした。このページのクラスタに届くのはこのブラウザだけ。',
  took: (time) => `クラスタの時間で ${time} 後`,
  answer: '応答',
  recent: '最近の呼び出し',
  faults: {
    missing: 'ここには何か要る。',
    noNumber: 'これは数ではない。',
  },
  routes: {
    'GET /api/cache/:key': 'キーを読む。',
    'POST /api/cache/:key': 'キーに書く。',
    'DELETE /api/cache/:key': 'キーを消す。',
    'GET /api/cluster/nodes': 'すべてのノード。',
    'POST /api/cluster/nodes': 'ノードが加わる。',
    'DELETE /api/cluster/nodes/:nodeId': 'ノードが持ち物を渡して去る。',
    'POST /api/cluster/rebalance': '今いるノードにふさわしい場所へキーが移る。',
    'GET /api/cluster/items': '動いているノードが持っているもの。',
    'GET /api/cluster/replications': 'それらのコピー。1 つにつき 1 件。',
    'GET /api/cluster/events': 'クラスタに起きたこと。古い順。',
    'POST /api/simulation/failure': '障害を起こす。すでに起きていれば何もしない。',
    'POST /api/simulation/recover': 'ノードの障害をすべて終える。なければ何もしない。',
    'GET /api/metrics': '全ノードの計数。Prometheus のテキスト形式。',
    'GET /api/health': 'すべてのノードが健康か。',
    'GET /net/:address/metrics': '1 つのノードの計数。',
    'GET /net/:address/health':
      '1 つのノードが健康か：他のノードが聞こえるか、メモリはあるか、ディスクは動くか、コピーは追いついているか。',
  },
};
