/** What happened and what was done, in Japanese: plain form, node names and commands as they are. */
import type { Words } from '../types.ts';

export const event: Words['event'] = {
  starts: (who) => `${who} が起動した。`,
  startsAgain: (who, times) => `${who} が再び起動した（${times} 回目）。`,
  programStopped: (who) => `${who} のプログラムが止まった。書いたものは残る。`,
  powerLost: (who, bytes) =>
    bytes === 0
      ? `${who} の電源が切れた。書いたものは失われなかった。`
      : `${who} の電源が切れた。${bytes} バイトがまだディスクになかった。`,
  crashed: (who, says) => `${who} がひとりでに止まった：${says}`,
  left: (who) => `${who} は持ち物を渡し終え、去った。`,
  asks: (who, _, what) => `${who} の問い：${what}`,
  hears: (who, _, what) => `${who} への答え：${what}`,
  boots: (who) => `${who} が立ち上がる`,
  isTold: (who, what) => `${who} への指示：${what}`,
  timer: (who, kind) => `${who} のタイマー：${kind}`,
  secondTime: (arrival) => `${arrival}（2 度目）`,
  lost: (message, why) => `${message} が失われた：${why}`,
  whyLost: {
    chance: () => '偶然',
    block: () => 'この向きは塞がれている',
    partition: () => '間でネットワークが切れている',
    isolated: () => '片方が切り離されている',
    dead: (to) => `${to} が止まっている`,
    nobody: () => 'この id の相手はいない',
    overflow: (to) => `${to} の待ち行列がいっぱい`,
    hand: () => '手で取り除かれた',
  },
};

export const action: Words['action'] = {
  hung: (who) => `${who} は 5 s 答えず、止められた。`,
  workerLost: (who) => `${who} のワーカーが終わったので、止められた。`,
  because: (done, why) => `${done}：${why}`,
  power: (who) => `${who} の電源を抜く`,
  process: (who) => `${who} のプログラムを止める`,
  restart: (who) => `${who} を再起動する`,
  wipe: (who) => `${who} のディスクを消す`,
  freeze: (who) => `${who} を凍らせる`,
  thaw: (who) => `${who} を解凍する`,
  isolate: (who) => `${who} を切り離す`,
  remove: (who) => `${who} を取り除く`,
  weight: (who, weight) => `${who} の重みは ${weight}`,
  slow: (who, times) => `${who} は ${times} 倍遅く働く`,
  usualSpeed: (who) => `${who} はいつもの速さで働く`,
  cut: (sides) => `ネットワークを切る：${sides}`,
  cutOneWay: (sides) => `ネットワークを一方向だけ切る：${sides}`,
  theOthers: 'ほかの全員',
  healAll: 'ネットワークを直す',
  heal: (who) => `${who} をつなぎ直す`,
  everybody: '全員',
  link: {
    asUsual: 'いつもどおりに戻る',
    blocked: '塞がれている',
    open: '開いている',
    takes: (time) => `${time} かかる`,
    about: (time) => `約 ${time}`,
    between: (least, most) => `${least}～${most}`,
    loses: (share) => `${share} を失う`,
    doubles: (share) => `${share} を二重にする`,
    reorders: (share) => `${share} の順序を変える`,
    bandwidth: (bytes) => `毎秒 ${bytes}`,
  },
  message: {
    delay: (message, by) => `${by} 遅らせる：${message}`,
    drop: (message) => `捨てる：${message}`,
    duplicate: (message) => `二重にする：${message}`,
  },
  add: (who) => `${who} を加える`,
  rebalance: 'キーをあるべき場所へ移す',
  clockRight: (who) => `${who} の時計は正しくなった`,
  clockOff: (who, by, isSlow) => `${who} の時計は ${by} ${isSlow ? '遅れている' : '進んでいる'}`,
  clockDrifts: (who) => `${who} の時計がずれていく`,
  drift: (clock, millionths) => `${clock}（100 万分の ${millionths}）`,
  disk: {
    full: (who) => `${who} のディスクがいっぱい`,
    slow: (who, times) => `${who} のディスクは ${times} 倍遅い`,
    torn: (who, times) => `${who} のディスクは最後の書き込みを途中で失う${strikes(times)}`,
    corrupt: (who, times) => `${who} のディスクで 1 ビットが変わる${strikes(times)}`,
    fail: (who, times) => `${who} のディスクは ${times} 回、同期に失敗する`,
    ok: (who) => `${who} のディスクは元に戻った`,
  },
  types: (who, _, text) => `${who} の入力：${text}`,
  dice: (salt) => `さいころを振り直す（${salt}）`,
};

function strikes(times: number): string {
  return times === 1 ? '' : `（${times} 回）`;
}
