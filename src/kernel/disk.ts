/**
 * What is on a node's disk: append-only segments and named blobs. The runner holds one as the program sees it, with all that was written;
 * the cluster holds another with what is durable, and the writes in between.
 *
 * Chunks are immutable and shared between copies, so that a checkpoint of a disk costs its list of chunks and not its bytes.
 */
import { concatBytes, ownBytes } from './bytes.ts';
import { compareText } from './order.ts';

export interface Segment {
  chunks: Uint8Array[];
  length: number;
}

/** One change of a disk, numbered in the order of writing. `sync` says: all up to number `upTo` is durable since `at`. */
export type DiskWrite =
  | { readonly do: 'append'; readonly number: number; readonly name: string; readonly bytes: Uint8Array }
  | { readonly do: 'put'; readonly number: number; readonly name: string; readonly bytes: Uint8Array }
  | { readonly do: 'remove'; readonly number: number; readonly name: string }
  | { readonly do: 'sync'; readonly upTo: number; readonly at: number }
  /** A sync failed: one of the failures that the device was told to have is used up. */
  | { readonly do: 'failed'; readonly at: number };

export type DiskChange = Extract<DiskWrite, { readonly number: number }>;

/** A disk as plain data, for checkpoints and for the protocol between bus and node. */
export interface DiskContent {
  readonly segments: readonly (readonly [string, readonly Uint8Array[]])[];
  readonly blobs: readonly (readonly [string, Uint8Array])[];
}

export const EMPTY_DISK: DiskContent = { segments: [], blobs: [] };

/** Small chunks are joined when there are this many, so that a log of a million records is not a million objects. */
const CHUNKS_MAX = 512;

export class DiskFiles {
  readonly segments = new Map<string, Segment>();
  readonly blobs = new Map<string, Uint8Array>();
  #bytes = 0;

  static from(content: DiskContent): DiskFiles {
    const files = new DiskFiles();
    for (const [name, chunks] of content.segments) for (const chunk of chunks) files.append(name, chunk);
    for (const [name, bytes] of content.blobs) files.put(name, bytes);
    return files;
  }

  /** Bytes in use. */
  get bytes(): number {
    return this.#bytes;
  }

  append(name: string, bytes: Uint8Array): void {
    let segment = this.segments.get(name);
    if (segment === undefined) this.segments.set(name, (segment = { chunks: [], length: 0 }));
    segment.chunks.push(bytes);
    segment.length += bytes.length;
    this.#bytes += bytes.length;
    if (segment.chunks.length >= CHUNKS_MAX) joinSmallChunks(segment);
  }

  put(name: string, bytes: Uint8Array): void {
    this.#bytes += bytes.length - (this.blobs.get(name)?.length ?? 0);
    this.blobs.set(name, bytes);
  }

  remove(name: string): void {
    this.#bytes -= (this.blobs.get(name)?.length ?? 0) + (this.segments.get(name)?.length ?? 0);
    this.blobs.delete(name);
    this.segments.delete(name);
  }

  apply(change: DiskChange): void {
    if (change.do === 'append') this.append(change.name, change.bytes);
    else if (change.do === 'put') this.put(change.name, change.bytes);
    else this.remove(change.name);
  }

  read(name: string, from = 0, to = Number.MAX_SAFE_INTEGER): Uint8Array {
    const segment = this.segments.get(name);
    if (segment === undefined) return new Uint8Array(0);
    const whole =
      segment.chunks.length === 1
        ? (segment.chunks[0] as Uint8Array)
        : concatBytes(segment.chunks, segment.length);
    if (segment.chunks.length > 1) segment.chunks = [whole];
    return whole.slice(from, to);
  }

  size(name: string): number {
    return this.segments.get(name)?.length ?? 0;
  }

  get(name: string): Uint8Array | undefined {
    const blob = this.blobs.get(name);
    return blob && ownBytes(blob);
  }

  names(): readonly string[] {
    return [...new Set([...this.segments.keys(), ...this.blobs.keys()])].sort(compareText);
  }

  /** Cuts the last `count` bytes off a segment. Only faults do that; a program's segments never shrink. */
  cut(name: string, count: number): void {
    const segment = this.segments.get(name);
    if (segment === undefined) return;
    const kept = this.read(name, 0, Math.max(0, segment.length - count));
    this.#bytes -= segment.length - kept.length;
    this.segments.set(name, { chunks: [kept], length: kept.length });
  }

  /** Flips bits of one byte of a segment or blob. Only faults do that. */
  flip(name: string, offset: number, mask: number): void {
    const segment = this.segments.get(name);
    const bytes = segment ? this.read(name) : this.get(name);
    if (bytes === undefined || offset >= bytes.length) return;
    bytes[offset] = (bytes[offset] as number) ^ mask;
    if (segment) this.segments.set(name, { chunks: [bytes], length: bytes.length });
    else this.blobs.set(name, bytes);
  }

  content(): DiskContent {
    return {
      segments: [...this.segments].map(([name, segment]) => [name, segment.chunks.slice()] as const),
      blobs: [...this.blobs],
    };
  }
}

/** Joins runs of chunks into chunks of about 64 KiB, leaving large ones alone: each byte is copied a bounded number of times. */
function joinSmallChunks(segment: Segment): void {
  const JOINED_SIZE = 65_536;
  const joined: Uint8Array[] = [];
  let run: Uint8Array[] = [];
  let runLength = 0;
  const flush = (): void => {
    if (runLength > 0) joined.push(run.length === 1 ? (run[0] as Uint8Array) : concatBytes(run, runLength));
    run = [];
    runLength = 0;
  };
  for (const chunk of segment.chunks) {
    if (runLength + chunk.length > JOINED_SIZE) flush();
    run.push(chunk);
    runLength += chunk.length;
  }
  flush();
  // A segment of nothing is a segment still.
  segment.chunks = joined.length > 0 ? joined : segment.chunks.slice(0, 1);
}
