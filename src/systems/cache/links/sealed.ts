/**
 * Encrypted links: stands around the program of a node or a proxy, so that what it says to others of the cluster leaves as cipher bytes and what
 * they say comes in as plain messages. The program within knows nothing of it.
 *
 * **On the wire** there are two kinds of message between nodes, `handshake` and `sealed`. A rule of the network that is narrowed to one kind of
 * message therefore has nothing to go by here but these two: who sits at the wire cannot tell a beat from a copy. Requests and replies of
 * clients stay as they are, for they are no part of the cluster and have no key of it; what a proxy asks of nodes is sealed.
 *
 * **Keys** are agreed on when there is something to say, and again after each start of either side. What is said before that is lost, as on
 * a link that is not there yet; everything above lives with loss.
 *
 * **Strangers.** A node without the cluster's key can prove nothing and read nothing. Plain messages from a node are refused as well, or
 * anybody could leave the key out.
 */
import {
  OPERATOR,
  type ClientMessage,
  type Data,
  type Kinded,
  type NodeId,
  type OperatorMessage,
  type Program,
  type Self,
  type TimerBody,
} from '../../../kernel/contract.ts';
import { MILLISECOND, type Micros } from '../../../kernel/time.ts';
import { Through } from '../through.ts';
import {
  isProven,
  keyOf,
  newKeyPair,
  newSession,
  seal,
  shake,
  unseal,
  type Frame,
  type Handshake,
  type KeyPair,
  type Session,
} from './secret.ts';

interface Link {
  session: Session | null;
  /** When the own key was last sent there. */
  shookAt: Micros;
  /** The start of the other whose refusal people were told of. */
  refused: number;
}

export interface Links {
  readonly clusterKey: Uint8Array;
  readonly keys: KeyPair;
  readonly peers: Map<NodeId, Link>;
  /** Who belongs to the cluster, as the operator says; all others are clients. */
  within: readonly NodeId[];
  /** Frames that were changed, doubled or too old. */
  refusals: number;
}

interface Linked {
  readonly links: Links;
}

type Wire = Frame | Handshake;

/** Nobody is sent the own key more often than so. */
const SHAKE_EVERY = 50 * MILLISECOND;
const LONG_AGO = -1_000_000_000;

/** Hears what passes sealed, as it was said. */
export interface Ears<State> {
  heard(self: Pick<AnySelf, 'now'>, state: State, message: Kinded): void;
  said(self: Pick<AnySelf, 'now'>, state: State, message: Kinded): void;
}

export function sealed<State extends object, Message extends Kinded, Timer extends TimerBody>(
  program: Program<State, Message, Timer>,
  ears: Ears<State> | null = null,
): Program<State & Linked, Message, Timer> {
  const around = (self: AnySelf, state: State & Linked): SealedSelf<Message, Timer> =>
    new SealedSelf(self, state.links, (message) => ears?.said(self, state, message));
  return {
    ...program,
    boot(self) {
      const links = newLinks(self as never);
      const state = program.boot(new SealedSelf(self as never, links, () => undefined));
      for (const id of links.within) if (id !== self.id) offerKey(self as never, links, id);
      return { ...state, links };
    },
    receive(self, state, from, message) {
      const plain = opened(self as never, state.links, from, message as never);
      if (plain === null) return;
      if (plain !== message) ears?.heard(self, state, plain);
      program.receive(around(self as never, state), state, from, plain as never);
    },
    tick(self, state, timer) {
      program.tick(around(self as never, state), state, timer);
    },
  };
}

type AnySelf = Self<Kinded, TimerBody>;

function newLinks(self: AnySelf): Links {
  const { clusterKey, wrongKey } = self.setup.options;
  const text = wrongKey === self.id ? `not ${String(clusterKey)}` : String(clusterKey);
  return {
    clusterKey: keyOf(text),
    keys: newKeyPair(() => self.random()),
    peers: new Map(),
    within: self.setup.members.map(({ id }) => id),
    refusals: 0,
  };
}

function linkTo({ peers }: Links, id: NodeId): Link {
  let link = peers.get(id);
  if (link === undefined) {
    link = { session: null, shookAt: LONG_AGO, refused: 0 };
    peers.set(id, link);
  }
  return link;
}

/** Between clients and those whom they ask. */
const OPEN_KINDS: readonly string[] = [
  'request',
  'reply',
  'push',
  'session',
] satisfies ClientMessage['kind'][];

function isOpen({ within }: Links, other: NodeId, { kind }: Kinded): boolean {
  return OPEN_KINDS.includes(kind) && !within.includes(other);
}

class SealedSelf<Message extends Kinded, Timer extends TimerBody> extends Through<Message, Timer> {
  readonly #inner: AnySelf;
  readonly #links: Links;
  readonly #said: (message: Kinded) => void;

  constructor(self: AnySelf, links: Links, said: (message: Kinded) => void) {
    super(self as never);
    this.#inner = self;
    this.#links = links;
    this.#said = said;
  }

  send(to: NodeId, message: Kinded): void {
    if (to === this.id || isOpen(this.#links, to, message)) {
      this.#inner.send(to, message);
      return;
    }
    const { session } = linkTo(this.#links, to);
    if (session === null) offerKey(this.#inner, this.#links, to);
    else {
      this.#said(message);
      this.#inner.send(to, seal(session, message as unknown as Data));
    }
  }
}

function offerKey(self: AnySelf, links: Links, to: NodeId): void {
  const link = linkTo(links, to);
  if (self.now - link.shookAt < SHAKE_EVERY) return;
  link.shookAt = self.now;
  const own = { id: self.id, start: self.incarnation };
  self.send(to, shake(links.clusterKey, own, to, link.session?.other.start ?? 0, links.keys.open));
}

/** What the program within is to hear, if anything. */
function opened(
  self: AnySelf,
  links: Links,
  from: NodeId,
  message: Wire | ClientMessage | OperatorMessage,
): Kinded | null {
  if (from === OPERATOR && message.kind === 'members') links.within = message.members.map(({ id }) => id);
  if (from === OPERATOR || from === self.id || isOpen(links, from, message)) return message;
  if (message.kind === 'handshake') receiveKey(self, links, from, message);
  else if (message.kind === 'sealed') return unsealed(self, links, from, message);
  else refuse(self, links, from, 1, 'it does not encrypt what it says');
  return null;
}

function receiveKey(self: AnySelf, links: Links, from: NodeId, message: Handshake): void {
  if (!isProven(links.clusterKey, from, self.id, message)) {
    refuse(self, links, from, message.start, 'its key is not the key of the cluster');
    return;
  }
  const link = linkTo(links, from);
  const known = link.session?.other.start ?? 0;
  const { start, knows, open } = message;
  if (start < known) return;
  if (start > known) {
    const own = { id: self.id, start: self.incarnation };
    link.session = newSession(links.clusterKey, links.keys, own, { id: from, start }, open);
    // It has begun anew, so what was sent to it before says nothing to it.
    link.shookAt = LONG_AGO;
    self.note('keys agreed', { node: from });
  }
  if (knows !== self.incarnation) offerKey(self, links, from);
}

function unsealed(self: AnySelf, links: Links, from: NodeId, frame: Frame): Kinded | null {
  const { session } = linkTo(links, from);
  if (session === null || frame.start !== session.other.start || frame.toStart !== self.incarnation) {
    // One of the two has begun anew. What an earlier start of the other said is over; a later one is answered with the own key.
    if (frame.start >= (session?.other.start ?? 0)) offerKey(self, links, from);
    return null;
  }
  const message = unseal(session, frame);
  if (message === null) links.refusals += 1;
  return message as Kinded | null;
}

function refuse(self: AnySelf, links: Links, from: NodeId, start: number, because: string): void {
  const link = linkTo(links, from);
  links.refusals += 1;
  if (link.refused >= start) return;
  link.refused = start;
  self.note('refused', { node: from, because });
}
