/**
 * Jump consistent hash (Lamping and Veach, 2014): a bucket for a key in a few lines and without any table, perfectly even, and with the
 * least possible movement when a bucket is added at the end.
 *
 * The idea: let the number of buckets grow from 1. At each growth to j+1 a key must move to the new bucket with probability 1/(j+1).
 * Instead of tossing for every j, one draw says at which j the key jumps next. ln n jumps are expected.
 *
 * Its weakness: only the last bucket can leave, so it suits shards with numbers and not nodes that die. Here a node that leaves from the
 * middle renames all behind it, and many keys move between nodes that stayed.
 */
import {
  bucketsOf,
  distinctFrom,
  inOrder,
  placementOf,
  type PlacedNode,
  type Placement,
} from './placement.ts';

const WORD = 4_294_967_296;
/** 2 862 933 555 777 941 757, a good multiplier for a 64-bit linear congruential generator, in its halves. */
const MULTIPLIER_HIGH = 0x27bb2ee6;
const MULTIPLIER_LOW = 0x87b0b0fd;

/**
 * The bucket of a 64-bit key, given in its halves, among `buckets`. JS numbers hold 53 bits, so the generator is kept in two words of 32:
 * exact, and a hundred times faster than BigInt.
 */
export function jump(high: number, low: number, buckets: number): number {
  let bucket = 0;
  let next = 0;
  while (next < buckets) {
    bucket = next;
    // key = key · multiplier + 1, modulo 2⁶⁴. The high word first, while the low one is still the old one.
    high = Math.imul(high, MULTIPLIER_LOW) + Math.imul(low, MULTIPLIER_HIGH) + carry(low, MULTIPLIER_LOW);
    low = Math.imul(low, MULTIPLIER_LOW) + 1;
    if ((low | 0) === 0) high += 1;
    // The upper 31 bits, as a draw from (0, 1] turned upside down.
    next = Math.floor((bucket + 1) * (2_147_483_648 / ((high >>> 1) + 1)));
  }
  return bucket;
}

/** The upper word of the product of two words: in halves of 16 bits, every sum below 2⁵³. */
function carry(left: number, right: number): number {
  const leftLow = left & 0xffff;
  const leftHigh = left >>> 16;
  const rightLow = right & 0xffff;
  const rightHigh = right >>> 16;
  const middle = leftHigh * rightLow + leftLow * rightHigh;
  const bottom = (middle % 65_536) * 65_536 + leftLow * rightLow;
  return leftHigh * rightHigh + Math.floor(middle / 65_536) + Math.floor(bottom / WORD);
}

export function newJump(given: readonly PlacedNode[]): Placement {
  const nodes = inOrder(given);
  const buckets = bucketsOf(nodes);
  return placementOf({
    kind: 'jump',
    nodes,
    size: buckets.length,
    cellAt: (position) => jump(0, position, buckets.length),
    ownersOf: (bucket, count) => distinctFrom(buckets, bucket, count, nodes),
  });
}
