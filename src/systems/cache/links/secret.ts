/**
 * The secret between two nodes: keys, frames, and what is refused. A teaching counterpart of what TLS does between servers, and **not** TLS.
 *
 * - With each start a node draws a pair of keys (X25519). Its public half goes to each other node with a **proof** made with the cluster's key
 *   (HMAC-SHA-256). Who does not have the cluster's key can make no proof, and what it says is refused.
 * - From the other's public half and the own secret half both know one secret that never travelled. From it, and from who they are and which
 *   starts of theirs it is, come two keys, one for each direction (HKDF). So nothing of an earlier start can be read or replayed in a later
 *   one, and who learns the cluster's key later still cannot read what was said before.
 * - A **frame** is a message under ChaCha20-Poly1305. Its number is part of the nonce and never comes twice; sender, receiver and their starts
 *   are sealed in. One changed bit, anywhere, and it does not open.
 * - Links lose, double and reorder. So frames are taken in any order, each once: numbers within a window are remembered, older ones refused.
 *
 * What it does not hide: who talks to whom, when, and how much.
 */
import { chacha20poly1305 } from '@noble/ciphers/chacha.js';
import { x25519 } from '@noble/curves/ed25519.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import type { Data, NodeId } from '../../../kernel/contract.ts';
import { compareText } from '../../../kernel/order.ts';
import { decode, encode } from './encode.ts';

/** One start of a node. */
export interface Party {
  readonly id: NodeId;
  readonly start: number;
}

export interface KeyPair {
  readonly secret: Uint8Array;
  readonly open: Uint8Array;
}

/** "Here is my key": the first thing that two nodes say to each other. */
export interface Handshake {
  readonly kind: 'handshake';
  readonly start: number;
  /** The start of the receiver whose key the sender has, 0 for none: who is told an old one answers with its own. */
  readonly knows: number;
  readonly open: Uint8Array;
  readonly proof: Uint8Array;
}

/** All that a wire shows of a message between nodes. */
export interface Frame {
  readonly kind: 'sealed';
  readonly start: number;
  readonly toStart: number;
  readonly number: number;
  readonly bytes: Uint8Array;
}

/** What one node needs to speak with one start of another. Plain data. */
export interface Session {
  readonly own: Party;
  readonly other: Party;
  readonly sendKey: Uint8Array;
  readonly receiveKey: Uint8Array;
  sent: number;
  /** The highest number that came, and which of the last ones did, a bit each, in a circle. */
  highest: number;
  readonly seen: Int32Array;
}

const WINDOW = 1024;

/** Of a text: the key with which proofs are made. */
export function keyOf(text: string): Uint8Array {
  return sha256(encode(['ringside cluster key', text]));
}

export function newKeyPair(random: () => number): KeyPair {
  const secret = Uint8Array.from({ length: 32 }, () => Math.floor(random() * 256));
  return { secret, open: x25519.getPublicKey(secret) };
}

export function shake(
  clusterKey: Uint8Array,
  own: Party,
  to: NodeId,
  knows: number,
  open: Uint8Array,
): Handshake {
  const proof = proofOf(clusterKey, own, to, knows, open);
  return { kind: 'handshake', start: own.start, knows, open, proof };
}

function proofOf(
  key: Uint8Array,
  { id, start }: Party,
  to: NodeId,
  knows: number,
  open: Uint8Array,
): Uint8Array {
  return hmac(sha256, key, encode([id, start, to, knows, open]));
}

export function isProven(
  clusterKey: Uint8Array,
  from: NodeId,
  to: NodeId,
  { start, knows, open, proof }: Handshake,
): boolean {
  return areEqual(proof, proofOf(clusterKey, { id: from, start }, to, knows, open));
}

/** Looks at every byte, wherever they differ first: how long it takes must tell nobody how much was right. */
function areEqual(left: Uint8Array, right: Uint8Array): boolean {
  let difference = left.length ^ right.length;
  for (let index = 0; index < right.length; index += 1)
    difference |= (left[index] ?? 0) ^ (right[index] as number);
  return difference === 0;
}

export function newSession(
  clusterKey: Uint8Array,
  keys: KeyPair,
  own: Party,
  other: Party,
  otherOpen: Uint8Array,
): Session {
  const isFirst = compareText(own.id, other.id) < 0;
  const parties = isFirst
    ? [own.id, own.start, keys.open, other.id, other.start, otherOpen]
    : [other.id, other.start, otherOpen, own.id, own.start, keys.open];
  const shared = x25519.getSharedSecret(keys.secret, otherOpen);
  const both = hkdf(sha256, shared, clusterKey, encode(parties), 64);
  const [sendKey, receiveKey] = isFirst
    ? [both.slice(0, 32), both.slice(32)]
    : [both.slice(32), both.slice(0, 32)];
  return { own, other, sendKey, receiveKey, sent: 0, highest: 0, seen: new Int32Array(WINDOW / 32) };
}

export function seal(session: Session, message: Data): Frame {
  const { own, other, sendKey } = session;
  session.sent += 1;
  const number = session.sent;
  const cipher = chacha20poly1305(sendKey, nonceOf(number), envelopeOf(own, other));
  const bytes = cipher.encrypt(encode(message));
  return { kind: 'sealed', start: own.start, toStart: other.start, number, bytes };
}

/** The message; null where the frame was changed, came before, or is older than can be told. */
export function unseal(session: Session, { number, bytes }: Frame): Data | null {
  if (!isFresh(session, number)) return null;
  const { own, other, receiveKey } = session;
  let plain: Uint8Array;
  try {
    plain = chacha20poly1305(receiveKey, nonceOf(number), envelopeOf(other, own)).decrypt(bytes);
  } catch {
    return null;
  }
  remember(session, number);
  return decode(plain);
}

function nonceOf(number: number): Uint8Array {
  const nonce = new Uint8Array(12);
  const view = new DataView(nonce.buffer);
  view.setUint32(4, Math.floor(number / 0x1_0000_0000));
  view.setUint32(8, number >>> 0);
  return nonce;
}

function envelopeOf(from: Party, to: Party): Uint8Array {
  return encode([from.id, from.start, to.id, to.start]);
}

function isFresh({ highest, seen }: Session, number: number): boolean {
  if (!Number.isSafeInteger(number) || number < 1 || number <= highest - WINDOW) return false;
  if (number > highest) return true;
  const place = number % WINDOW;
  return ((seen[place >>> 5] as number) & (1 << (place & 31))) === 0;
}

function remember(session: Session, number: number): void {
  const { seen } = session;
  const last = Math.min(number, session.highest + WINDOW);
  for (let passed = session.highest + 1; passed <= last; passed += 1) {
    const place = passed % WINDOW;
    seen[place >>> 5]! &= ~(1 << (place & 31));
  }
  session.highest = Math.max(session.highest, number);
  const place = number % WINDOW;
  seen[place >>> 5]! |= 1 << (place & 31);
}
