/**
 * What one option alone needs, as the rest of a node calls it. Its code comes before a node with that option starts (node.ts), and from then on
 * is there at once, for all who run in this thread. It is code and keeps nothing, so no history depends on who brought it.
 */
import type { NodeId } from '../../kernel/contract.ts';
import type { Swim, SwimMessage } from '../../protocols/swim.ts';
import type { CommandSpec } from '../../store/command.ts';
import type { StoreHost } from '../../store/context.ts';
import type { Call } from './call.ts';
import type { Item } from './item.ts';
import type { QuorumMessage, QuorumTimer } from './quorum/messages.ts';
import type { CacheSelf, NodeState } from './state.ts';

class ByOption<Code> {
  #code: Code | null = null;
  readonly #what: string;

  constructor(what: string) {
    this.#what = what;
  }

  put(code: Code): void {
    this.#code = code;
  }

  get code(): Code {
    if (this.#code === null) throw new Error(`nobody has waited for ${this.#what}`);
    return this.#code;
  }
}

/** With the option `mode` at `quorum`: quorum/index.ts. */
export interface QuorumMode {
  rememberQuorum(self: CacheSelf, state: NodeState): void;
  coordinate(self: CacheSelf, state: NodeState, call: Call, command: CommandSpec): void;
  hearQuorum(self: CacheSelf, state: NodeState, from: NodeId, message: QuorumMessage): void;
  tickQuorum(self: CacheSelf, state: NodeState, timer: QuorumTimer): void;
  releaseKept(self: CacheSelf, state: NodeState): void;
  proceedAll(self: CacheSelf, state: NodeState): void;
  fadingHost(self: CacheSelf, state: NodeState): StoreHost;
  applySiblings(
    self: CacheSelf,
    state: NodeState,
    key: string,
    siblings: NonNullable<Item['siblings']>,
  ): boolean;
}

/** With the option `detector` at `swim`: rumours.ts. */
export interface Rumours {
  newCompany(self: CacheSelf): Swim;
  beginProbing(self: CacheSelf, state: NodeState): void;
  probe(self: CacheSelf, state: NodeState): void;
  probeLate(self: CacheSelf, state: NodeState): void;
  receiveProbe(self: CacheSelf, state: NodeState, from: NodeId, message: SwimMessage): void;
  judgeByRumours(self: CacheSelf, state: NodeState): void;
  isRumouredDead(swim: Swim, id: NodeId): boolean;
}

export const quorumMode = new ByOption<QuorumMode>('quorum mode');
export const rumours = new ByOption<Rumours>('the detector that goes by rumours');
