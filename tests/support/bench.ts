/** One runner on a workbench: a program written in the test, arrivals and acts given by hand. */
import type { AnyProgram, Kinded, NodeId, Self, TimerBody } from '../../src/kernel/contract.ts';
import { EMPTY_DISK } from '../../src/kernel/disk.ts';
import { Fold } from '../../src/kernel/fold.ts';
import {
  PROTOCOL_VERSION,
  SOUND_DEVICE,
  type Advance,
  type Envelope,
  type NodeAct,
  type Start,
} from '../../src/kernel/protocol.ts';
import { Runner } from '../../src/kernel/runner.ts';
import './patience.ts';

export type AnySelf = Self<Kinded & Record<string, unknown>, TimerBody & Record<string, unknown>>;

export interface Parts {
  boot?(self: AnySelf): unknown;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- every test has messages and states of its own
  receive?(self: AnySelf, message: any, state: any, from: NodeId): void;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- as above
  tick?(self: AnySelf, timer: any, state: any): void;
}

/** A program of which only what matters to the test is written. */
export function programFrom({ boot, receive, tick }: Parts): AnyProgram {
  return {
    boot: (self) => boot?.(self) ?? {},
    receive: (self, state, from, message) => receive?.(self, message, state, from),
    tick: (self, state, timer) => tick?.(self, timer, state),
    glance: (state: object) => ({ ...state }),
    belief: () => ({}),
    witness: (state: object) => ({ ...state }),
    census: () => ({ keys: 0, digest: '' }),
  };
}

export function startOf(more: Partial<Start> = {}): Start {
  return {
    version: PROTOCOL_VERSION,
    id: 'n1',
    system: 'test',
    role: 'node',
    incarnation: 1,
    at: 0,
    epoch: 1_735_689_600_000,
    skew: { by: 0, drift: 0, since: 0 },
    chance: [17, 42],
    chain: new Fold().chain(),
    events: 0,
    sends: 0,
    setup: {
      members: [{ id: 'n1', name: 'Alfa', role: 'node', weight: 1 }],
      isFounder: true,
      options: {},
      workload: null,
    },
    service: { cost: 0, kinds: {}, line: 100 },
    diskLaw: { min: 1_000, max: 1_000, capacity: 1_000_000 },
    device: SOUND_DEVICE,
    disk: EMPTY_DISK,
    trace: true,
    ...more,
  };
}

export function arrival(arrives: number, body: Kinded, more: Partial<Envelope> = {}): Envelope {
  const { kind } = body;
  return {
    from: 'n2',
    to: 'n1',
    number: arrives,
    copy: 0,
    sent: 0,
    cause: 1,
    root: 'root',
    kind,
    count: 0,
    arrives,
    body,
    ...more,
  };
}

export class Bench {
  readonly runner: Runner;
  readonly advances: Advance[] = [];

  constructor(parts: Parts, more: Partial<Start> = {}) {
    this.runner = new Runner(programFrom(parts), startOf(more));
  }

  /** Up to an instant, with what arrives and what is done until then. */
  to(until: number, arrivals: readonly Envelope[] = [], acts: readonly NodeAct[] = []): Advance {
    const advance = this.runner.advance(until, arrivals, acts);
    this.advances.push(advance);
    return advance;
  }

  /** When what was handled: `arrival work 300`. */
  get handled(): string[] {
    return this.advances.flatMap(({ handled }) =>
      handled.map(({ what, kind, at }) => `${what} ${kind} ${at}`),
    );
  }

  get sends(): Envelope[] {
    return this.advances.flatMap(({ sends }) => [...sends]);
  }

  get notes(): unknown[] {
    return this.advances.flatMap(({ notes }) =>
      notes.map(({ kind, detail }) => (detail === null ? kind : [kind, detail])),
    );
  }
}
