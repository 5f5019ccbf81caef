/**
 * Where things stand on the circle, by a rule that anybody can check with any MD5 tool:
 *
 * - **A key** stands at the first 8 hex digits of the MD5 of its bytes, read as a number: `printf %s foo | md5sum` begins with `acbd18db`, so
 *   `foo` stands at 0xacbd18db = 2 898 073 819 of 4 294 967 296. A key with a tag (below) stands where its tag stands.
 * - **Virtual node** i of node `n1`, counted from 0, stands where the text `n1#i` stands. A node of weight w has w times as many.
 *
 * A **tag** is what a key has between its first `{` and the next `}`, if that is not nothing. Only the tag is hashed, so keys with one tag
 * live together whatever the placement: the rule of Redis Cluster, taken over for all.
 *
 * Keys are byte strings, one char (0–255) for each byte. Ids are text, hashed as UTF-8.
 *
 * MD5 is broken as a proof of anything and fine as a way to scatter: nobody gains from a key that lands on a certain node. The library makes
 * its constants with `Math.sin`, whose last bit may differ between engines; only the first 32 bits are used, and RFC 1321 says what they
 * must come to (the tests look).
 */
import { md5 } from '@noble/hashes/legacy.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { encodeText } from '../kernel/bytes.ts';
import { newMemo, recall } from './memo.ts';

/** How many positions the circle has. */
export const CIRCLE = 4_294_967_296;

/** The part of a key that is hashed. */
export function tagOf(key: string): string {
  const open = key.indexOf('{');
  if (open === -1) return key;
  const close = key.indexOf('}', open + 1);
  return close <= open + 1 ? key : key.slice(open + 1, close);
}

/** Two thirds of an MD5's time goes into making its object, so one is made and used again for every key. */
const fresh = md5.create();
const working = md5.create();
const digest = new Uint8Array(16);
const digestView = new DataView(digest.buffer);
let octets = new Uint8Array(256);

/** Leaves the MD5 in `digest`. */
function digestBytes(bytes: Uint8Array): void {
  fresh._cloneInto(working);
  working.update(bytes).digestInto(digest);
}

function digestKey(key: string): void {
  const { length } = key;
  if (length > octets.length) octets = new Uint8Array(length);
  for (let index = 0; index < length; index += 1) octets[index] = key.charCodeAt(index);
  digestBytes(octets.subarray(0, length));
}

/** For people: the MD5 that decides where a key stands. */
export function md5Of(key: string): string {
  digestKey(tagOf(key));
  return bytesToHex(digest);
}

/** Busy keys come again and again, and an MD5 costs twenty times as much as remembering. */
const positions = newMemo<number>(65_536);

/** Where a key stands: 0 to 2³² − 1. */
export function positionOf(key: string): number {
  return recall(positions, tagOf(key), newPosition);
}

function newPosition(tag: string): number {
  digestKey(tag);
  return digestView.getUint32(0);
}

/** The four words of the MD5 of an id. */
export function wordsOf(id: string): readonly [number, number, number, number] {
  digestBytes(encodeText(id));
  return [
    digestView.getUint32(0),
    digestView.getUint32(4),
    digestView.getUint32(8),
    digestView.getUint32(12),
  ];
}

const points = newMemo<Uint32Array>(256);

/** Where the virtual nodes of a node stand, in the order of their numbers. */
export function pointsOf(id: string, count: number): Uint32Array {
  return recall(points, `${count} ${id}`, () =>
    Uint32Array.from({ length: count }, (_, index) => wordsOf(`${id}#${index}`)[0]),
  );
}
