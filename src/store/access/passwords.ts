/**
 * Passwords are kept as salted hashes, and nowhere else: state travels in checkpoints, links and pages of the inspector, and none of these
 * may give one away. The salt need not be secret; it makes equal passwords look different. Without a salt it is what ACL rules write as
 * `#…`.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { octetsOf, type Bytes } from '../bytes.ts';

export interface Secret {
  readonly salt: string;
  /** The hexadecimal sha256 of the salt and the password. */
  readonly hash: string;
}

/** What stands where a password stood: Redis's own word. */
export const REDACTED = '(redacted)';

const SALT_LENGTH = 32;

/** A salt for whatever these words name; other words, another salt. */
export function saltOf(...words: readonly (string | number)[]): string {
  return hashOf(words.join(' ')).slice(0, SALT_LENGTH);
}

export function newSecret(salt: string, password: Bytes): Secret {
  return { salt, hash: hashOf(salt + password) };
}

export function opens({ salt, hash }: Secret, password: Bytes): boolean {
  return hashOf(salt + password) === hash;
}

/** The proof of a password: what a configuration and a cluster's clients hold instead of it. See secrets.ts. */
export function salted(password: Bytes, salt: string): string {
  return `#${newSecret(salt, password).hash}`;
}

export function isProof(text: Bytes): boolean {
  return /^#[0-9a-f]{64}$/.test(text);
}

/** What a proof that was made with this salt proves to know. */
export function secretOf(proof: string, salt: string): Secret {
  return { salt, hash: proof.slice(1) };
}

/** Whether somebody knows the password of a proof. */
export function proves({ salt, hash }: Secret, proof: Bytes, proofSalt: string): boolean {
  return salt === proofSalt && proof === `#${hash}`;
}

function hashOf(bytes: Bytes): string {
  return bytesToHex(sha256(octetsOf(bytes)));
}
