/** The inside of a node Worker: carries calls to the node servers that live here, and their answers back. */
import type { Gauge } from '../kernel/profile.ts';
import { NodeServer, type ProgramOf } from '../kernel/node-server.ts';
import type { Advance, NodeReply, NodeRequest } from '../kernel/protocol.ts';
import { openRequest, postAdvance } from './wire-advance.ts';
import type { FromNodes, ToNodes } from './wire.ts';

/** What it needs of a Worker's global scope. */
export interface NodeScope {
  postMessage(message: FromNodes, options?: { transfer: ArrayBuffer[] }): void;
  addEventListener(
    type: 'message' | 'messageerror',
    listener: (event: { readonly data?: unknown }) => void,
  ): void;
}

/** Only when somebody measures. */
const gaugeOf = async (): Promise<Gauge> => (await import('./gauge.ts')).gauge();

export function serveNodes(scope: NodeScope, programOf: ProgramOf): void {
  const servers = new Map<number, NodeServer>();

  /** A seat that nobody spoke to yet is a node that was just started. */
  const serverOf = (seat: number): NodeServer => {
    let server = servers.get(seat);
    if (server === undefined) servers.set(seat, (server = new NodeServer(programOf, gaugeOf)));
    return server;
  };

  const answer = (
    seat: number,
    call: number,
    request: NodeRequest,
    send: (seat: number, call: number, reply: NodeReply) => void,
  ): void => {
    const fail = (error: unknown): void => {
      const says = error instanceof Error ? error.message : String(error);
      scope.postMessage({ do: 'fault', seat, call, says });
    };
    try {
      const reply = serverOf(seat).answer(request);
      if (reply instanceof Promise) reply.then((late) => send(seat, call, late)).catch(fail);
      else send(seat, call, reply);
    } catch (error) {
      fail(error);
    }
  };

  const sendBatch = (seat: number, call: number, reply: NodeReply): void => {
    postAdvance(scope, seat, call, reply as Advance);
  };

  const sendClone = (seat: number, call: number, reply: NodeReply): void => {
    scope.postMessage({ do: 'reply', seat, call, reply });
  };

  scope.addEventListener('message', ({ data }) => {
    const message = data as ToNodes;
    if (message instanceof ArrayBuffer) {
      const { seat, call, content } = openRequest(message);
      answer(seat, call, content, sendBatch);
    } else if (message.do === 'call') {
      const { seat, call, request } = message;
      answer(seat, call, request, sendClone);
    } else if (message.do === 'end') {
      servers.get(message.seat)?.end();
      servers.delete(message.seat);
    } else {
      scope.postMessage(message);
    }
  });
  // Thrown out of the listener it reaches the host as an error of this Worker, which is what it is.
  scope.addEventListener('messageerror', () => {
    throw new Error('a message from the bus could not be read');
  });
  scope.postMessage({ do: 'ready' });
}
