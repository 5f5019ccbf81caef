/** The node's end of the protocol: request in, reply out. Whatever carries the requests, this is what answers them. */
import type { AnyProgram } from './contract.ts';
import { PROTOCOL_VERSION, type NodeReply, type NodeRequest, type Start } from './protocol.ts';
import { Runner } from './runner.ts';

export class NodeServer {
  readonly #programOf: (start: Start) => AnyProgram;
  #runner: Runner | undefined;

  constructor(programOf: (start: Start) => AnyProgram) {
    this.#programOf = programOf;
  }

  answer(request: NodeRequest): NodeReply {
    switch (request.do) {
      case 'boot':
        this.#runner = new Runner(this.#program(request.start), request.start);
        return { next: this.#runner.next() };
      case 'load':
        this.#runner = Runner.load(
          this.#program(request.start),
          request.start,
          request.save,
          new Map(request.tables),
        );
        return { next: this.#runner.next() };
      case 'advance':
        return this.#running().advance(request.until, request.arrivals, request.acts);
      case 'save':
        return this.#running().save();
      case 'look':
        return this.#running().look(request.look, request.detail);
    }
  }

  #program(start: Start): AnyProgram {
    if (start.version !== PROTOCOL_VERSION)
      throw new Error(`this node speaks protocol ${PROTOCOL_VERSION}, not ${String(start.version)}`);
    return this.#programOf(start);
  }

  #running(): Runner {
    if (this.#runner === undefined) throw new Error('this node has not been started');
    return this.#runner;
  }
}
