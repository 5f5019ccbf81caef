/**
 * Hash slots, the way of Redis Cluster: CRC16 of the key's tag modulo 16 384 gives a slot, and a table says who owns which slot. The hash has
 * nothing to do with nodes: which slots move is decided by hand or by a tool, and the table is told around.
 *
 * Here the table is the one that a new cluster gets: consecutive slots, evenly by weight, in the order of the nodes. So a list that
 * changes moves many slots between old nodes; a cluster that keeps its table and moves only what it must has to keep it in its State.
 */
import { tagOf } from './hash.ts';
import { distinctFrom, inOrder, placementOf, type PlacedNode, type Placement } from './placement.ts';
import { pointAt } from './ring.ts';

export const SLOTS = 16_384;

/** CRC-16/XMODEM: polynomial x¹⁶ + x¹² + x⁵ + 1, begun with 0, most significant bit first. */
const POLYNOMIAL = 0x1021;

const remainders = Uint16Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte << 8;
  for (let bit = 0; bit < 8; bit += 1)
    remainder = remainder & 0x8000 ? (remainder << 1) ^ POLYNOMIAL : remainder << 1;
  return remainder;
});

export function crc16(bytes: string): number {
  let crc = 0;
  for (let index = 0; index < bytes.length; index += 1)
    crc = ((crc << 8) & 0xffff) ^ (remainders[((crc >>> 8) ^ bytes.charCodeAt(index)) & 0xff] as number);
  return crc;
}

/** The slot of a key, as `CLUSTER KEYSLOT` says it. */
export function slotOf(key: string): number {
  return crc16(tagOf(key)) % SLOTS;
}

/** Each node's last slot. */
function lastSlotsOf(nodes: readonly PlacedNode[]): Uint32Array {
  const weights = nodes.reduce((sum, { weight }) => sum + weight, 0);
  let before = 0;
  return Uint32Array.from(nodes, ({ weight }) => {
    before += weight;
    return Math.round((SLOTS * before) / weights) - 1;
  });
}

export function newSlots(given: readonly PlacedNode[]): Placement {
  const nodes = inOrder(given);
  const lastSlots = lastSlotsOf(nodes);
  const indices = nodes.map((_, index) => index);
  return placementOf({
    kind: 'slots',
    nodes,
    size: nodes.length,
    stretches: lastSlots,
    position: slotOf,
    cellAt: (slot) => pointAt(lastSlots, slot),
    ownersOf: (first, count) => distinctFrom(indices, first, count, nodes),
  });
}
