/**
 * Versions in quorum mode. Any node may take a write, so no count can order the writes of a key: the time does, and the later write wins.
 *
 * The time is the wall clock of whoever coordinates, made **hybrid** so that it never falls at one node: when the clock goes back, or stands
 * still for two writes, the count goes on instead. A node that writes what it has read first gives a greater stamp than what it read. Nothing else
 * raises it: a node whose clock is behind writes into the past, and its writes lose against those that were there before. That is what
 * last-write-wins with wall clocks costs, and it can be seen here.
 */
import { compareStamp, nextStamp, type Stamp as TimeStamp } from '../../../protocols/stamp.ts';
import type { Stamp } from '../ledger.ts';
import type { CacheSelf, NodeState } from '../state.ts';

/** In the ledger a count of 0 means "never written", so counts begin with 1 there. */
function timeStampOf({ epoch, count, node = '' }: Stamp): TimeStamp {
  return { time: epoch, count: count - 1, node };
}

/** The stamp of a write that is being made at this node, by somebody who has seen `seen`. */
export function makeStamp(self: CacheSelf, { quorum }: NodeState, seen: Stamp): Stamp {
  const before = timeStampOf(seen);
  const last = quorum.last;
  const latest = last === null || compareStamp(last, before) < 0 ? before : last;
  const { time, count, node } = nextStamp(latest, self.clock, self.id);
  quorum.last = { time, count, node };
  return { epoch: time, count: count + 1, node };
}

/** After a restart: this node goes on behind all that its disk says it wrote. */
export function rememberLast(self: CacheSelf, { quorum, ledger }: NodeState): void {
  for (const { stamp } of ledger.marks.map.values()) {
    if (stamp.node !== self.id) continue;
    const own = timeStampOf(stamp);
    if (quorum.last === null || compareStamp(quorum.last, own) < 0) quorum.last = own;
  }
}
