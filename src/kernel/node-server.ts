/** The node's end of the protocol: request in, reply out. Whatever carries the requests, this is what answers them. */
import type { AnyProgram } from './contract.ts';
import { PROTOCOL_VERSION, type NodeReply, type NodeRequest, type Start } from './protocol.ts';
import { Runner } from './runner.ts';
import type { OnDemand } from './system.ts';

/** What a host of nodes must know: the program of a node that is told to start. */
export type ProgramOf = (start: Start) => OnDemand<AnyProgram>;

export class NodeServer {
  readonly #programOf: ProgramOf;
  #runner: Runner | undefined;

  constructor(programOf: ProgramOf) {
    this.#programOf = programOf;
  }

  /** Only a start may have to wait, for the code of its program. Nobody asks anything more of a node before it has answered. */
  answer(request: NodeRequest): OnDemand<NodeReply> {
    switch (request.do) {
      case 'boot':
        return this.#start(request.start, (program) => new Runner(program, request.start));
      case 'load':
        return this.#start(request.start, (program) =>
          Runner.load(program, request.start, request.save, new Map(request.tables)),
        );
      case 'advance':
        return this.#running().advance(request.until, request.arrivals, request.acts);
      case 'save':
        return this.#running().save();
      case 'look':
        return this.#running().look(request.look, request.detail);
    }
  }

  #start(start: Start, run: (program: AnyProgram) => Runner): OnDemand<NodeReply> {
    if (start.version !== PROTOCOL_VERSION)
      throw new Error(`this node speaks protocol ${PROTOCOL_VERSION}, not ${String(start.version)}`);
    const begin = (program: AnyProgram): NodeReply => {
      this.#runner = run(program);
      return { next: this.#runner.next() };
    };
    const program = this.#programOf(start);
    return program instanceof Promise ? program.then(begin) : begin(program);
  }

  #running(): Runner {
    if (this.#runner === undefined) throw new Error('this node has not been started');
    return this.#runner;
  }
}
