/** The inside of a node Worker: carries calls to the node servers that live here, and their answers back. */
import type { AnyProgram } from '../kernel/contract.ts';
import { NodeServer } from '../kernel/node-server.ts';
import type { Advance, NodeReply, NodeRequest, Start } from '../kernel/protocol.ts';
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

/** What node Workers run: programs, and the code that has to be fetched before one can be asked for. */
export interface Repertoire {
  programOf(start: Start): AnyProgram;
  loadOf(start: Start): Promise<void> | undefined;
}

export function serveNodes(scope: NodeScope, { programOf, loadOf }: Repertoire): void {
  const servers = new Map<number, NodeServer>();

  /** A seat that nobody spoke to yet is a node that was just started. */
  const serverOf = (seat: number): NodeServer => {
    let server = servers.get(seat);
    if (server === undefined) servers.set(seat, (server = new NodeServer(programOf)));
    return server;
  };

  const answer = (
    seat: number,
    call: number,
    request: NodeRequest,
    send: (seat: number, call: number, reply: NodeReply) => void,
  ): void => {
    try {
      send(seat, call, serverOf(seat).answer(request));
    } catch (error) {
      const says = error instanceof Error ? error.message : String(error);
      scope.postMessage({ do: 'fault', seat, call, says });
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
      const loading = 'start' in request ? loadOf(request.start) : undefined;
      const start = (): void => answer(seat, call, request, sendClone);
      // The bus says nothing more to a seat before it has its answer. Without its code a node says itself that it cannot start.
      if (loading === undefined) start();
      else void loading.then(start, start);
    } else if (message.do === 'end') {
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
