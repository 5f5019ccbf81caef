/** The node's end of the protocol: request in, reply out. Whatever carries the requests, this is what answers them. */
import type { AnyProgram } from './contract.ts';
import type { Meter } from './meter.ts';
import type { GaugeOf, NodeProfile } from './profile.ts';
import { PROTOCOL_VERSION, type NodeReply, type NodeRequest, type Start } from './protocol.ts';
import { Runner } from './runner.ts';
import type { OnDemand } from './system.ts';

/** What a host of nodes must know: the program of a node that is told to start. */
export type ProgramOf = (start: Start) => OnDemand<AnyProgram>;

export class NodeServer {
  readonly #programOf: ProgramOf;
  readonly #gaugeOf: GaugeOf | undefined;
  #runner: Runner | undefined;
  /** While somebody measures; it runs the node in the runner's place. */
  #meter: Meter | null = null;

  constructor(programOf: ProgramOf, gaugeOf?: GaugeOf) {
    this.#programOf = programOf;
    this.#gaugeOf = gaugeOf;
  }

  /** A start may have to wait, for the code of its program, as may who begins to measure. Nobody asks anything more of a node before it has answered. */
  answer(request: NodeRequest): OnDemand<NodeReply> {
    switch (request.do) {
      case 'boot':
        return this.#start(request.start, (program) => new Runner(program, request.start));
      case 'load':
        return this.#start(request.start, (program) =>
          Runner.load(program, request.start, request.save, new Map(request.tables)),
        );
      case 'advance':
        return (this.#meter ?? this.#running()).advance(request.until, request.arrivals, request.acts);
      case 'save':
        return this.#running().save();
      case 'look':
        return this.#running().look(request.look, request.detail);
      case 'measure':
        return this.#measure(request.isOn);
    }
  }

  /** What it took since the last question; null where its host has no clock to measure by. */
  async #measure(isOn: boolean): Promise<NodeProfile | null> {
    if (isOn && this.#meter === null && this.#gaugeOf !== undefined) {
      const [{ Meter }, gauge] = await Promise.all([import('./meter.ts'), this.#gaugeOf()]);
      this.#meter = new Meter(this.#running(), gauge);
    }
    const taken = this.#meter?.take() ?? null;
    if (!isOn) this.end();
    return taken;
  }

  /** Nobody measures it any more. */
  end(): void {
    this.#meter?.stop();
    this.#meter = null;
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
