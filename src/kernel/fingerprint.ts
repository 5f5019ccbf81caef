/** The fingerprint of a run: sha256 over the format and all chains, in the order of ids. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { encodeText } from './bytes.ts';
import type { Chain } from './fold.ts';

/** Raised when chains are made in another way, so that old fingerprints are not compared with new ones. */
export const FINGERPRINT_FORMAT = 1;

export function fingerprintOf(
  cluster: Chain,
  nodes: readonly { readonly id: string; readonly chain: Chain }[],
): string {
  const lines = [`ringside ${FINGERPRINT_FORMAT}`, `cluster ${words(cluster)}`];
  for (const { id, chain } of nodes) lines.push(`${JSON.stringify(id)} ${words(chain)}`);
  return bytesToHex(sha256(encodeText(lines.join('\n'))));
}

function words([a, b]: Chain): string {
  return `${a >>> 0} ${b >>> 0}`;
}
