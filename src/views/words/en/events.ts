/**
 * What happened and what was done, a sentence each. Names of nodes come as people say them; times, bytes and shares come as texts, with their
 * units; what the machine says itself (kinds of messages, commands, values) is never translated.
 */
export const event = {
  starts: (who: string) => `${who} starts.`,
  startsAgain: (who: string, times: number) => `${who} starts again, for the ${ordinal(times)} time.`,
  programStopped: (who: string) => `${who}’s program stopped. What it wrote is kept.`,
  powerLost: (who: string, bytes: number) => {
    if (bytes === 0) return `${who} lost its power. Nothing that it wrote was lost.`;
    return `${who} lost its power. ${bytes === 1 ? '1 byte was' : `${bytes} bytes were`} not on disk yet.`;
  },
  crashed: (who: string, says: string) => `${who} stopped by itself: ${says}`,
  left: (who: string) => `${who} has handed over what it had, and leaves.`,
  asks: (who: string, isYou: boolean, what: string) => `${who} ${isYou ? 'ask' : 'asks'}: ${what}`,
  hears: (who: string, isYou: boolean, what: string) => `${who} ${isYou ? 'hear' : 'hears'}: ${what}`,
  boots: (who: string) => `${who} boots`,
  isTold: (who: string, what: string) => `${who} is told: ${what}`,
  timer: (who: string, kind: string) => `${who}’s timer: ${kind}`,
  secondTime: (arrival: string) => `${arrival}, a second time`,
  lost: (message: string, why: string) => `${message} lost: ${why}`,
  whyLost: {
    chance: () => 'by chance',
    block: () => 'this direction is blocked',
    partition: () => 'the network is cut between them',
    isolated: () => 'one of them is cut off',
    dead: (to: string) => `${to} is down`,
    nobody: () => 'nobody has this id',
    overflow: (to: string) => `too many wait at ${to}`,
    hand: () => 'taken out by hand',
  },
};

export const action = {
  hung: (who: string) => `${who} did not answer for 5 s and was stopped.`,
  workerLost: (who: string) => `The worker of ${who} ended, and so it was stopped.`,
  because: (done: string, why: string) => `${done}: ${why}`,
  power: (who: string) => `Pull the plug of ${who}`,
  process: (who: string) => `Stop the program of ${who}`,
  restart: (who: string) => `Restart ${who}`,
  wipe: (who: string) => `Wipe the disk of ${who}`,
  freeze: (who: string) => `Freeze ${who}`,
  thaw: (who: string) => `Thaw ${who}`,
  isolate: (who: string) => `Cut ${who} off`,
  remove: (who: string) => `Remove ${who}`,
  weight: (who: string, weight: number) => `${who} has weight ${weight}`,
  slow: (who: string, times: number) => `${who} works ${times} times slower`,
  usualSpeed: (who: string) => `${who} works at its usual speed`,
  cut: (sides: string) => `Cut the network: ${sides}`,
  cutOneWay: (sides: string) => `Cut the network one way: ${sides}`,
  theOthers: 'the others',
  healAll: 'Heal the network',
  heal: (who: string) => `Connect ${who} again`,
  everybody: 'everybody',
  link: {
    asUsual: 'as usual again',
    blocked: 'blocked',
    open: 'open',
    takes: (time: string) => `takes ${time}`,
    about: (time: string) => `about ${time}`,
    between: (least: string, most: string) => `${least} to ${most}`,
    loses: (share: string) => `loses ${share}`,
    doubles: (share: string) => `doubles ${share}`,
    reorders: (share: string) => `reorders ${share}`,
    bandwidth: (bytes: string) => `${bytes} a second`,
  },
  message: {
    delay: (message: string, by: string) => `Delay by ${by}: ${message}`,
    drop: (message: string) => `Drop: ${message}`,
    duplicate: (message: string) => `Double: ${message}`,
  },
  add: (who: string) => `Add ${who}`,
  rebalance: 'Move keys to where they belong',
  clockRight: (who: string) => `The clock of ${who} is right again`,
  clockOff: (who: string, by: string, isSlow: boolean) =>
    `The clock of ${who} is ${by} ${isSlow ? 'slow' : 'fast'}`,
  clockDrifts: (who: string) => `The clock of ${who} drifts`,
  drift: (clock: string, millionths: number) => `${clock} (${millionths} in a million)`,
  disk: {
    full: (who: string) => `The disk of ${who} is full`,
    slow: (who: string, times: number) => `The disk of ${who} is ${times} times slower`,
    torn: (who: string, times: number) => `The disk of ${who} tears its last write${strikes(times)}`,
    corrupt: (who: string, times: number) => `The disk of ${who} changes a bit${strikes(times)}`,
    fail: (who: string, times: number) =>
      `The disk of ${who} fails to sync ${times === 1 ? 'once' : `${times} times`}`,
    ok: (who: string) => `The disk of ${who} is well again`,
  },
  types: (who: string, isYou: boolean, text: string) => `${who} ${isYou ? 'type' : 'types'} ${text}`,
  dice: (salt: number) => `Throw the dice anew (${salt})`,
};

function strikes(times: number): string {
  return times === 1 ? '' : ` (${times} times)`;
}

function ordinal(count: number): string {
  const last = count % 100 > 10 && count % 100 < 14 ? 0 : count % 10;
  return `${count}${['th', 'st', 'nd', 'rd'][last] ?? 'th'}`;
}
