export const networkTable = {
  table: 'リンクの一覧（方向ごとに一行）',
  columns: { link: 'リンク', air: '飛行中' },
  choose: (from: string, to: string) => `${from} から ${to} へのリンクを変える`,
  many: '多くのリンクに効く規則',
  only: (rule: string, kind: string) => `${rule}（対象: ${kind}）`,
  clear: '取り除く',
  clearRule: (rule: string) => `取り除く: ${rule}`,
  cleared: '規則を取り除きました。',
  which: '表示するリンク',
  kinds: { nodes: 'ノードどうし', all: 'クライアントも', special: '普段と違うものだけ' },
  none: '普段と違うリンクはありません。遅くする、失わせる、切るとここに出ます。',
  tooMany: (all: string) => `リンクは ${all} 本あります。固有の規則があるものだけを表示しています。`,
};
