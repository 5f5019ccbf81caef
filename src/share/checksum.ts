/**
 * CRC-32 (the polynomial of Ethernet, bits reversed). What it is here for: every change within 32 neighbouring bits changes it, for certain. A
 * changed character of a link changes 6 neighbouring bits.
 */
export function checksum(bytes: Uint8Array): number {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb8_8320 : 0);
  }
  return ~sum >>> 0;
}
