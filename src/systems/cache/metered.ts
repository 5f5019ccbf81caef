/**
 * What a node measures beside its work: what passes its door, how long its answers take, and how far its copies are behind. It stands around
 * the program (`metered`), so nothing within has to think of it.
 *
 * **Bytes** are those of `sizeOf`: by the structure of a message, the same in every host, whatever codec carries it.
 *
 * **Latency** goes from the instant at which a request is handled to that of its reply, so it shows waiting for copies, for the disk, and for
 * the right to act. Waiting in line before that is nothing that a program can see; clients see it (client.ts of protocols measures there).
 *
 * **Lag** is known to whoever sends. What changed gets a mark, and the oldest mark that a copy has not told to have tells how far behind it is.
 */
import { OPERATOR, type NodeId, type OperatorMessage, type Program } from '../../kernel/contract.ts';
import { sizeOf } from '../../kernel/bytes.ts';
import type { Micros } from '../../kernel/time.ts';
import { record } from '../../protocols/histogram.ts';
import type { Ears } from './links/sealed.ts';
import type { Message, Timer } from './messages.ts';
import type { Mark, Meters } from './meters.ts';
import type { CacheSelf, NodeState, Peer } from './state.ts';
import { Through } from './through.ts';

type NodeProgram = Program<NodeState, Message | OperatorMessage, Timer>;

export function metered(program: NodeProgram): NodeProgram {
  return {
    ...program,
    receive(self, state, from, message) {
      if (from !== OPERATOR) arrived(self, state.meters, message as Message);
      program.receive(meteredOf(self, state.meters), state, from, message);
      after(self, state);
    },
    tick(self, state, timer) {
      program.tick(meteredOf(self, state.meters), state, timer);
      after(self, state);
    },
  };
}

/** What a proxy asks comes sealed where links are, and is counted when it is opened. */
export const meteredEars: Ears<NodeState> = {
  heard(self, { meters }, message) {
    if (message.kind === 'request') begun(self, meters, message as Extract<Message, { kind: 'request' }>);
  },
  said(self, { meters }, message) {
    if (message.kind === 'reply') answered(self, meters, message as Extract<Message, { kind: 'reply' }>);
  },
};

/** One for each start of a node: to make one for every event would cost a tenth of the event. */
const faces = new WeakMap<CacheSelf, MeteredSelf>();

function meteredOf(self: CacheSelf, meters: Meters): MeteredSelf {
  let face = faces.get(self);
  if (face === undefined || face.meters !== meters) {
    face = new MeteredSelf(self, meters);
    faces.set(self, face);
  }
  return face;
}

class MeteredSelf extends Through<Message, Timer> {
  readonly #inner: CacheSelf;
  readonly meters: Meters;

  constructor(self: CacheSelf, meters: Meters) {
    super(self as never);
    this.#inner = self;
    this.meters = meters;
  }

  send(to: NodeId, message: Message): void {
    const { sent } = this.meters;
    sent.messages += 1;
    sent.bytes += sizeOf(message);
    if (message.kind === 'reply') answered(this.#inner, this.meters, message);
    this.#inner.send(to, message);
  }
}

/** Requests that are never answered are forgotten, the oldest first. */
const OPEN_MAX = 2_000;

function arrived(self: CacheSelf, meters: Meters, message: Message): void {
  const { received } = meters;
  received.messages += 1;
  received.bytes += sizeOf(message);
  if (message.kind === 'request') begun(self, meters, message);
}

function begun(
  self: Pick<CacheSelf, 'now'>,
  { open }: Meters,
  message: Extract<Message, { kind: 'request' }>,
): void {
  const name = nameOf(message.operation.id, message.operation.attempt);
  if (!open.has(name)) open.set(name, self.now);
  if (open.size > OPEN_MAX) open.delete(open.keys().next().value as string);
}

function answered(
  self: Pick<CacheSelf, 'now'>,
  { answers, latency, open }: Meters,
  { operation, outcome, attempt }: Extract<Message, { kind: 'reply' }>,
): void {
  if (outcome.status === 'ok') answers.ok += 1;
  else if (isSentOn(outcome.value)) answers.moved += 1;
  else answers.failed += 1;
  const name = nameOf(operation, attempt);
  const since = open.get(name);
  if (since === undefined) return;
  open.delete(name);
  record(latency, self.now - since);
}

function isSentOn(value: unknown): boolean {
  const { reply } = (value ?? {}) as { readonly reply?: { readonly error?: unknown } | null };
  return typeof reply?.error === 'string' && reply.error.startsWith('MOVED ');
}

function nameOf(operation: string, attempt = 0): string {
  return attempt === 0 ? operation : `${operation}/${attempt}`;
}

// --- How far copies are behind ------------------------------------------------------------------------------------------

/** With more than these under way, what comes joins the youngest: a lag is then known less finely, and never too small. */
const MARKS_MAX = 256;

function after(self: CacheSelf, state: NodeState): void {
  const { meters, ledger, peers } = state;
  meters.now = self.now;
  if (ledger.sequence === meters.sequence) return;
  meters.sequence = ledger.sequence;
  for (const peer of peers.values()) markPeer(meters, peer);
  if (meters.marks.size > peers.size)
    for (const id of meters.marks.keys()) if (!peers.has(id)) meters.marks.delete(id);
}

/** With every change, for everybody, so it costs nothing where there is nothing to do. */
function markPeer(meters: Meters, { id, sent, acknowledged }: Peer): void {
  let marks = meters.marks.get(id);
  if (marks === undefined) {
    if (sent <= acknowledged) return;
    marks = [];
    meters.marks.set(id, marks);
  }
  let followed = 0;
  while (followed < marks.length && (marks[followed] as Mark).sequence <= acknowledged) followed += 1;
  if (followed > 0) marks.splice(0, followed);
  let last = marks.at(-1);
  // Behind what is sent stands only what was sent to an earlier start of it.
  for (; last !== undefined && last.sequence > sent; last = marks.at(-1)) marks.pop();
  if (sent <= (last?.sequence ?? acknowledged)) return;
  if (last !== undefined && marks.length >= MARKS_MAX) last.sequence = sent;
  else marks.push({ sequence: sent, at: meters.now });
}

export interface Lag {
  /** Changes that were sent and not confirmed, as the sender numbers them. */
  readonly changes: number;
  /** The age of the oldest of them. */
  readonly time: Micros;
}

/** How far a copy was behind at an instant; without one, how far it is now. */
export function lagOf({ meters, peers }: NodeState, id: NodeId, at: Micros = meters.now): Lag {
  const peer = peers.get(id);
  if (peer === undefined || peer.sent <= peer.acknowledged) return { changes: 0, time: 0 };
  const oldest = meters.marks.get(id)?.find(({ sequence }) => sequence > peer.acknowledged);
  return {
    changes: peer.sent - peer.acknowledged,
    time: oldest === undefined ? 0 : Math.max(0, at - oldest.at),
  };
}
