/**
 * The two messages that make nearly all the traffic between bus and node, `advance` and its answer, each as one batch.
 *
 * The body of a message is opaque to the bus: what a node sent stays packed while it is under way, and is copied into the batch for the
 * receiver. Bodies from clients, which run in the bus's own thread, are live, and packed here.
 */
import type {
  Advance,
  Crash,
  Envelope,
  Handled,
  NodeAct,
  NodeRequest,
  Note,
  OperationMark,
} from '../kernel/protocol.ts';
import type { DiskWrite } from '../kernel/disk.ts';
import { BatchReader, BatchWriter, type Postable } from './wire-batch.ts';
import { ValueReader } from './wire-values.ts';

export type AdvanceRequest = Extract<NodeRequest, { do: 'advance' }>;

/** To whom a batch goes, or from whom it comes, in which call, and what it says. */
export interface Addressed<Content> {
  readonly seat: number;
  readonly call: number;
  readonly content: Content;
}

/** A message as bytes: those from `start` to `end` of a batch that came from a node. */
export class PackedBody {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;

  constructor(bytes: Uint8Array, start: number, end: number) {
    this.bytes = bytes;
    this.start = start;
    this.end = end;
  }
}

const writer = new BatchWriter();
const reader = new BatchReader();
const bodyReader = new ValueReader();

/** The message itself. Each call makes a new one. */
export function unpack(body: PackedBody): unknown {
  bodyReader.open(body.bytes, body.start);
  return bodyReader.value();
}

export function postRequest(to: Postable, seat: number, call: number, request: AdvanceRequest): void {
  const { arrivals, acts } = request;
  writer.begin();
  writer.number(request.until);
  writeEnvelopes(arrivals);
  writer.post(to, seat, call, acts.length > 0 ? acts : undefined);
}

export function openRequest(batch: ArrayBuffer): Addressed<AdvanceRequest> {
  reader.open(batch);
  const { seat, call } = reader;
  const until = reader.number();
  const arrivals = readEnvelopes(openBody);
  const acts = (reader.rest() ?? []) as readonly NodeAct[];
  return { seat, call, content: { do: 'advance', until, arrivals, acts } };
}

export function postAdvance(to: Postable, seat: number, call: number, advance: Advance): void {
  writer.begin();
  writer.number(advance.next);
  writer.number(advance.events);
  writer.number(advance.sent);
  writer.word(advance.chain[0]);
  writer.word(advance.chain[1]);
  writeEnvelopes(advance.sends);
  writeIndices(advance.overflow);
  writeIndices(advance.orphans);
  writeHandled(advance.handled);
  writeWrites(advance.writes);
  writer.post(to, seat, call, restOf(advance));
}

export function openAdvance(batch: ArrayBuffer): Addressed<Advance> {
  reader.open(batch);
  const { seat, call } = reader;
  const next = reader.number();
  const events = reader.number();
  const sent = reader.number();
  const chain = [reader.word(), reader.word()] as const;
  const sends = readEnvelopes(keepPacked);
  const overflow = readIndices();
  const orphans = readIndices();
  const handled = readHandled();
  const writes = readWrites();
  const rest = reader.rest() as Rest | undefined;
  const content = {
    sends,
    notes: rest?.notes ?? [],
    marks: rest?.marks ?? [],
    writes,
    overflow,
    orphans,
    handled,
    crash: rest?.crash ?? null,
    next,
    events,
    sent,
    chain,
  };
  return { seat, call, content };
}

/** What most advances have none of. */
interface Rest {
  readonly notes?: readonly Note[] | undefined;
  readonly marks?: readonly OperationMark[] | undefined;
  readonly crash?: Crash | undefined;
}

function restOf({ notes, marks, crash }: Advance): Rest | undefined {
  if (notes.length + marks.length === 0 && crash === null) return undefined;
  return {
    notes: notes.length > 0 ? notes : undefined,
    marks: marks.length > 0 ? marks : undefined,
    crash: crash ?? undefined,
  };
}

function writeEnvelopes(envelopes: readonly Envelope[]): void {
  const { values } = writer;
  writer.word(envelopes.length);
  for (const envelope of envelopes) {
    writer.number(envelope.number);
    writer.number(envelope.sent);
    writer.number(envelope.cause);
    writer.number(envelope.count);
    writer.number(envelope.arrives);
    writer.name(envelope.from, 0);
    writer.name(envelope.to, 1);
    writer.root(envelope.root);
    writer.name(envelope.kind, 2);
    writer.word(envelope.copy);
    const { body } = envelope;
    if (body instanceof PackedBody) values.packed(body.bytes, body.start, body.end);
    else values.value(body);
    writer.word(values.at);
  }
}

/** `bodyFrom` makes the body out of the bytes from `start` to `end`: here the two directions differ. */
function readEnvelopes(bodyFrom: (start: number, end: number) => unknown): Envelope[] {
  const envelopes: Envelope[] = [];
  let start = reader.bytesAt;
  for (let left = reader.word(); left > 0; left -= 1) {
    const number = reader.number();
    const sent = reader.number();
    const cause = reader.number();
    const count = reader.number();
    const arrives = reader.number();
    const from = reader.name();
    const to = reader.name();
    const root = reader.name();
    const kind = reader.name();
    const copy = reader.word() as 0 | 1;
    const end = reader.bytesAt + reader.word();
    const body = bodyFrom(start, end);
    envelopes.push({ from, to, number, copy, sent, cause, root, kind, count, arrives, body });
    start = end;
  }
  return envelopes;
}

function openBody(start: number): unknown {
  reader.values.at = start;
  return reader.values.value();
}

function keepPacked(start: number, end: number): PackedBody {
  return new PackedBody(reader.bytes, start, end);
}

function writeIndices(indices: readonly number[]): void {
  writer.word(indices.length);
  for (const index of indices) writer.word(index);
}

function readIndices(): number[] {
  const indices: number[] = [];
  for (let left = reader.word(); left > 0; left -= 1) indices.push(reader.word());
  return indices;
}

/** When messages are recorded there is one of these for every event, so they have columns too. */
const WHAT = ['boot', 'tell', 'arrival', 'timer'] as const satisfies readonly Handled['what'][];

function writeHandled(handled: readonly Handled[]): void {
  writer.word(handled.length);
  for (const event of handled) {
    writer.number(event.at);
    writer.number(event.event);
    writer.number(event.number);
    writer.word(WHAT.indexOf(event.what));
    writer.word(event.copy);
    writer.name(event.kind, 3);
    writer.root(event.root);
    writer.name(event.from, 4);
  }
}

function readHandled(): Handled[] {
  const handled: Handled[] = [];
  for (let left = reader.word(); left > 0; left -= 1) {
    const at = reader.number();
    const event = reader.number();
    const number = reader.number();
    const what = WHAT[reader.word()] as Handled['what'];
    const copy = reader.word();
    handled.push({
      at,
      event,
      what,
      kind: reader.name(),
      root: reader.name(),
      from: reader.name(),
      number,
      copy,
    });
  }
  return handled;
}

/** A busy node writes as often as it answers. */
const WRITE = ['append', 'put', 'remove', 'sync', 'failed'] as const satisfies readonly DiskWrite['do'][];

function writeWrites(writes: readonly DiskWrite[]): void {
  const { values } = writer;
  writer.word(writes.length);
  for (const write of writes) {
    writer.word(WRITE.indexOf(write.do));
    if (write.do === 'sync' || write.do === 'failed') {
      writer.number(write.at);
      if (write.do === 'sync') writer.number(write.upTo);
      continue;
    }
    writer.number(write.number);
    writer.name(write.name, 5);
    if (write.do === 'remove') continue;
    writer.word(values.at);
    values.packed(write.bytes, 0, write.bytes.length);
    writer.word(values.at);
  }
}

function readWrites(): DiskWrite[] {
  const writes: DiskWrite[] = [];
  for (let left = reader.word(); left > 0; left -= 1) writes.push(readWrite(WRITE[reader.word()]));
  return writes;
}

function readWrite(what: DiskWrite['do'] | undefined): DiskWrite {
  if (what === 'sync') {
    const at = reader.number();
    return { do: 'sync', upTo: reader.number(), at };
  }
  if (what === 'failed') return { do: 'failed', at: reader.number() };
  const number = reader.number();
  const name = reader.name();
  if (what === 'append' || what === 'put') {
    const start = reader.bytesAt + reader.word();
    const bytes = reader.bytes.slice(start, reader.bytesAt + reader.word());
    return { do: what, number, name, bytes };
  }
  return { do: 'remove', number, name };
}
