/** Text ⇄ bytes for programs, and joining of bytes. Bytes own their buffer: a view would drag the whole of it across a thread. */
const encoder = new TextEncoder();
const decoder = new TextDecoder();

export function encodeText(text: string): Uint8Array {
  return encoder.encode(text);
}

export function decodeText(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

export function concatBytes(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const joined = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    joined.set(chunk, offset);
    offset += chunk.length;
  }
  return joined;
}

/** A copy with a buffer of its own. */
export function ownBytes(bytes: Uint8Array): Uint8Array {
  return bytes.slice();
}

/**
 * The size of data on an imagined wire, in bytes: what bandwidth and counters go by. Structural, so that it is the same in every
 * host whatever codec the host uses.
 */
export function sizeOf(value: unknown): number {
  switch (typeof value) {
    case 'string':
      return 2 + value.length;
    case 'number':
      return (value | 0) === value ? 4 : 9;
    case 'object':
      break;
    default:
      return 1;
  }
  if (value === null) return 1;
  if (value instanceof Uint8Array) return 4 + value.length;
  let size = 2;
  if (Array.isArray(value)) {
    for (const element of value) size += sizeOf(element);
    return size;
  }
  const record = value as Readonly<Record<string, unknown>>;
  for (const key in record) {
    const field = record[key];
    if (field !== undefined) size += 1 + key.length + sizeOf(field);
  }
  return size;
}
