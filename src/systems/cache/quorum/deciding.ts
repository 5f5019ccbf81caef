/** What comes of the answers of copies: the newest of them, what is written next, and what the client is told. */
import { contextOf } from '../../../protocols/vector-clock.ts';
import { lowerCase } from '../../../store/bytes.ts';
import type { Item } from '../item.ts';
import { compareStamps, UNWRITTEN } from '../ledger.ts';
import { replyData } from '../reply-data.ts';
import type { Answer } from '../requests.ts';
import type { CacheSelf, NodeState } from '../state.ts';
import { bytesIn, deadlineIn, siblingIn, type Ran } from './scratch.ts';
import { addSibling, itemOfSiblings, mergeAll, seenBy, textsOf } from './siblings.ts';
import { makeStamp } from './stamps.ts';
import type { Errand, Part } from './state.ts';

/** The newest answer; of siblings all that any of them has. */
export function newestOf(self: CacheSelf, { key, answers }: Part): Item {
  let newest: Item = { key, stamp: UNWRITTEN, gone: null, entry: null };
  for (const item of answers.values()) {
    const order = compareStamps(item.stamp, newest.stamp);
    // One that was evicted says the same as its equals, but has no value.
    if (order > 0 || (order === 0 && newest.entry === null)) newest = item;
  }
  const all = [...answers.values()].flatMap(({ siblings }) => (siblings === undefined ? [] : [siblings]));
  return all.length === 0 ? newest : itemOfSiblings(key, mergeAll(all), self.clock);
}

export function written(
  self: CacheSelf,
  state: NodeState,
  { context }: Errand,
  ran: Ran,
  key: string,
  item: Item | undefined,
): Item {
  if (state.options.siblings) {
    // Who deletes has read, through this coordinator, all that is there.
    const seen = item?.siblings === undefined ? context : seenBy(item.siblings, context);
    const siblings = addSibling(self, state, key, seen, siblingIn(ran, key));
    return itemOfSiblings(key, siblings, self.clock);
  }
  const entry = bytesIn(ran, key);
  const stamp = makeStamp(self, state, item?.stamp ?? UNWRITTEN);
  return { key, stamp, gone: entry === null ? self.clock : null, entry };
}

export function answerOf(
  self: CacheSelf,
  state: NodeState,
  { parts, call }: Errand,
  ran: Ran,
  items: readonly Item[],
): Answer {
  const base = { reply: replyData(ran.reply), node: self.id };
  const [part] = parts;
  if (part === undefined || parts.length > 1) return base;
  const siblings = items[0]?.siblings ?? [];
  const isGet = lowerCase(call.args[0] ?? '') === 'get';
  const texts = isGet ? textsOf(siblings, self.clock) : [];
  const { stamp } = part.item ?? items[0] ?? { stamp: UNWRITTEN };
  return {
    ...base,
    ...(texts.length > 1 ? { reply: texts } : {}),
    ...(isGet && state.options.siblings ? { context: [part.key, contextOf(siblings)] as const } : {}),
    version: stamp.count,
    epoch: stamp.epoch,
    expiry: deadlineIn(ran, part.key),
    ...(stamp.node === undefined ? {} : { writer: stamp.node }),
  };
}
