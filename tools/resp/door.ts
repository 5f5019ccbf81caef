/**
 * A loopback TCP port that speaks RESP. What is behind it is given as callers, one for each connection; what stands here is what a
 * connection is: bytes in, one write for each batch of them, and the endings that Redis knows.
 */
import { createServer, type Server, type Socket } from 'node:net';
import { answerChunk, type Caller, type Fate } from '../../src/store/resp/connection.ts';
import { clearReplies, createReplyBuffer, type ReplyBuffer } from '../../src/store/resp/encoder.ts';
import { createRequestParser } from '../../src/store/resp/parser.ts';
import { readBytes, writeBytes } from './node-bytes.ts';
import { Pipeline, type LateCaller } from './pipeline.ts';
import { withBuffer } from './socket-buffer.ts';

/** A caller that is told what becomes of its connection. */
export interface DoorCaller extends Caller {
  /** Something has come. */
  begin(): void;
  /** All of it is answered; the replies leave when this returns. */
  end?(): void;
  /** How long the replies to all of it are held back, in ms. Nothing else is read from the connection before they have left. */
  delay?(): number;
  /** The connection is gone. */
  close(): void;
}

export interface DoorOptions {
  /** 0 for any free one. */
  readonly port: number;
  readonly connect: (address: string) => DoorCaller | LateCaller;
  /** Replies that a client leaves unread, in bytes, before it is cut off: without a limit one client takes all memory. */
  readonly outputMax?: number;
}

export interface Door {
  readonly port: number;
  /** Cuts all connections and gives the port back. */
  close(): Promise<void>;
}

const INPUT_SIZE = 65_536;
const HOST = '127.0.0.1';
const OUTPUT_MAX = 256 * 1024 * 1024;
/** A reply buffer beyond this is not kept for the next batch. */
const CAPACITY_MAX = 1024 * 1024;
const BACKLOG = 511;
const KEEP_ALIVE_MS = 300_000;

/** Two buffers serve all connections: a batch is read, answered and written before the next one is looked at. */
interface Shared {
  readonly input: Buffer;
  output: ReplyBuffer;
  readonly outputMax: number;
  readonly sockets: Set<Socket>;
}

export async function openDoor({ port, connect, outputMax = OUTPUT_MAX }: DoorOptions): Promise<Door> {
  const shared: Shared = {
    input: Buffer.allocUnsafeSlow(INPUT_SIZE),
    output: createReplyBuffer(),
    outputMax,
    sockets: new Set(),
  };
  const server = createServer(
    { noDelay: true, keepAlive: true, keepAliveInitialDelay: KEEP_ALIVE_MS, pauseOnConnect: true },
    (socket) => {
      const caller = connect(`${socket.remoteAddress}:${socket.remotePort}`);
      if ('ask' in caller) welcomeLate(socket, caller, shared);
      else welcome(socket, caller, shared);
    },
  );
  await listen(server, port);
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    close: () => close(server, shared),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host: HOST, backlog: BACKLOG }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function close(server: Server, { sockets }: Shared): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    for (const socket of sockets) socket.destroy();
  });
}

function welcome(accepted: Socket, caller: DoorCaller, shared: Shared): void {
  const parser = createRequestParser();
  const terms = { read: readBytes, write: writeBytes, outputMax: shared.outputMax };
  let isOpen = true;
  const socket = withBuffer(accepted, shared.input, (length) => {
    if (!isOpen) return;
    caller.begin();
    terms.outputMax = shared.outputMax - socket.writableLength;
    const fate = answerChunk(parser, caller, shared.output, shared.input, terms, length);
    caller.end?.();
    const delay = caller.delay?.() ?? 0;
    if (delay > 0 && fate !== 'cut') isOpen = hold(socket, shared, fate, delay);
    else isOpen = end(socket, shared, fate);
  });
  keep(socket, shared, caller);
}

function keep(socket: Socket, { sockets }: Shared, caller: { close(): void }): void {
  sockets.add(socket);
  // A connection that breaks is closed, and that is all there is to do about it.
  socket.on('error', () => {});
  socket.on('close', () => {
    sockets.delete(socket);
    caller.close();
  });
}

/** Replies come when they come; those of one turn of this thread leave together. */
function welcomeLate(accepted: Socket, caller: LateCaller, shared: Shared): void {
  let isExpected = false;
  const pipeline = new Pipeline(caller, () => {
    if (isExpected) return;
    isExpected = true;
    setImmediate(leave);
  });
  const socket = withBuffer(
    accepted,
    shared.input,
    (length) => {
      pipeline.feed(shared.input, length);
      if (pipeline.isFull) socket.pause();
    },
    true,
  );
  const leave = (): void => {
    isExpected = false;
    if (socket.destroyed) return;
    pipeline.leave(shared.output);
    const isTooMuch = socket.writableLength + shared.output.length > shared.outputMax;
    const isUnanswered = pipeline.fate === 'leaving' && !pipeline.isOver;
    const fate = isTooMuch ? 'cut' : isUnanswered ? 'open' : pipeline.fate;
    if (end(socket, shared, fate) && !pipeline.isFull && socket.isPaused()) socket.resume();
  };
  socket.on('end', () => pipeline.finish());
  keep(socket, shared, caller);
}

/** Sends what is to be sent. True when the connection goes on. */
function end(socket: Socket, shared: Shared, fate: Fate): boolean {
  if (fate === 'cut') {
    clearReplies(shared.output, CAPACITY_MAX);
    socket.destroy();
    return false;
  }
  flush(socket, shared);
  if (fate === 'leaving') socket.destroySoon();
  return fate === 'open';
}

/** The longest that a timer knows. */
const HOLD_MAX = 2 ** 31 - 1;

/** As `end`, later. The others go on meanwhile, so what is to be sent moves out of the buffer that they share. */
function hold(socket: Socket, shared: Shared, fate: Fate, delay: number): boolean {
  const { bytes, length } = shared.output;
  const held = bytes.slice(0, length);
  clearReplies(shared.output, CAPACITY_MAX);
  socket.pause();
  const timer = setTimeout(
    () => {
      socket.write(held);
      if (fate === 'leaving') socket.destroySoon();
      else socket.resume();
    },
    Math.min(delay, HOLD_MAX),
  );
  socket.once('close', () => clearTimeout(timer));
  return fate === 'open';
}

function flush(socket: Socket, shared: Shared): void {
  const { output } = shared;
  if (output.length === 0) return;
  const { bytes, length } = output;
  socket.write(Buffer.from(bytes.buffer as ArrayBuffer, bytes.byteOffset, length));
  // Nearly always the system took it all at once. What it did not take still stands in these bytes, so others are used from now on.
  if (socket.writableLength > 0) shared.output = createReplyBuffer();
  else clearReplies(output, CAPACITY_MAX);
}
