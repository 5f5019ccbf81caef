export const health = {
  table: '各ノードの健康状態',
  node: 'ノード',
  checks: { peers: '接続', memory: 'メモリ', disk: 'ディスク', replication: '複製' },
  ok: '良好',
  failed: '不良',
  isDown: '止まっているので、誰も尋ねられません。',
  isNew: '始まったばかりです。',
  isFrozen: '凍結しています。これは止まる前の状態です。',
  why: {
    'not joined': () => 'まだクラスターに加わっていません。',
    hears: (heard: number, voters: number) =>
      `投票者 ${voters} のうち ${heard} の声が聞こえます（自分を含む）。`,
    suspects: (names: string) => `${names} を疑っています。`,
    unlimited: (bytes: string) => `${bytes}、上限なし。`,
    limited: (bytes: string, limit: string) => `${limit} のうち ${bytes}。`,
    full: () => '空きがありません。',
    failed: () => '書き込めませんでした。書いたと言ったものが残っていないかもしれません。',
    unwritten: (epoch: number) => `メンバー表 ${epoch} を書き留められませんでした。`,
    log: (bytes: string) => `ログに ${bytes}。`,
    alone: () => '書き込みを渡す相手がいません。',
    near: (limit: string) => `${limit} より遅れている相手はいません。`,
    late: (names: string, limit: string) => `${limit} より遅れています: ${names}。`,
  },
  cure: {
    peers: 'もう一度つなぐか、いないノードを再起動する。',
    memory: 'キーを消す、メモリを増やす、古いキーが譲るようにする。',
    disk: 'ディスクを直す: ノードの表の「その他」から。',
    replication: '相手へのリンクを直すか、追いつくまで待つ。',
  },
  storage: (used: string, quota: string) =>
    `ブラウザーはこのページに ${quota} を貸していて、${used} が使われています。`,
};
