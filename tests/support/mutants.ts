/** Programs with one thing wrong. Whoever says that a storm finds such things has to show it on these. */
import type { AnyProgram, Disk, TimerBody } from '../../src/kernel/contract.ts';
import type { RegisteredSystem } from '../../src/systems/registered.ts';
import type { AnySelf } from './bench.ts';

type AnyDisk = Disk<TimerBody>;

/** The same object with some of its members replaced. */
function altered<Thing extends object>(thing: Thing, changes: Partial<Thing>): Thing {
  return new Proxy(thing, {
    get(target, key) {
      if (key in changes) return changes[key as keyof Thing];
      const member: unknown = Reflect.get(target, key, target);
      return typeof member === 'function' ? (member.bind(target) as unknown) : member;
    },
  });
}

type Change = (self: AnySelf, later: (timer: TimerBody) => void) => Partial<AnyDisk>;

function withDisk(program: AnyProgram, change: Change): AnyProgram {
  const run = (
    self: AnySelf,
    work: (self: AnySelf) => unknown,
    tick: (self: AnySelf, timer: TimerBody) => void,
  ): unknown => {
    const timers: TimerBody[] = [];
    const other = altered(self, {
      disk: altered(
        self.disk,
        change(self, (timer) => void timers.push(timer)),
      ),
    });
    const result = work(other);
    for (const timer of timers) tick(other, timer);
    return result;
  };
  return {
    ...program,
    boot: (self) =>
      run(
        self as AnySelf,
        (other) => program.boot(other as never),
        () => undefined,
      ),
    receive: (self, state, from, message) =>
      void run(
        self as AnySelf,
        (other) => program.receive(other as never, state, from, message),
        (other, timer) => program.tick(other as never, state, timer),
      ),
    tick: (self, state, timer) =>
      void run(
        self as AnySelf,
        (other) => program.tick(other as never, state, timer),
        (other, one) => program.tick(other as never, state, one),
      ),
  };
}

export interface Mutant {
  readonly name: string;
  readonly system: RegisteredSystem;
}

function mutants(
  system: RegisteredSystem,
  wrongs: Readonly<Record<string, (program: AnyProgram) => AnyProgram>>,
): Mutant[] {
  return Object.entries(wrongs).map(([name, wrong]) => ({
    name,
    system: {
      ...system,
      program: async (role, options) => {
        const program = await system.program(role, options);
        return role === 'client' ? program : wrong(program);
      },
    },
  }));
}

export function counterMutants(counter: RegisteredSystem): Mutant[] {
  return mutants(counter, {
    'answers before it has synced': (program) =>
      withDisk(program, (self, later) => ({
        sync(done) {
          self.disk.sync({ kind: 'settled' });
          later(done);
        },
      })),
    'does not look whether a sync failed': (program) => withDisk(program, () => ({ failed: false })),
    'appends behind a torn record': (program) =>
      withDisk(program, () => ({ put: () => 'ok', remove: () => undefined })),
    'does not read its log when it starts': (program) =>
      withDisk(program, () => ({ read: () => new Uint8Array(0) })),
  });
}

export function echoMutants(echo: RegisteredSystem): Mutant[] {
  return mutants(echo, {
    'answers pings that nobody sent': (program) => ({
      ...program,
      receive(self, state, from, message) {
        const send: AnySelf['send'] = (to, body) => {
          self.send(to, body as never);
          if (body.kind === 'pong') self.send(to, { ...body, number: Number(body.number) + 1 } as never);
        };
        program.receive(altered(self as AnySelf, { send }) as never, state, from, message);
      },
    }),
    'takes answers to its former life for its own': (program) => {
      const forgetful = (self: unknown) => altered(self as AnySelf, { incarnation: 0 }) as never;
      return {
        ...program,
        receive: (self, state, from, message) => program.receive(forgetful(self), state, from, message),
        tick: (self, state, timer) => program.tick(forgetful(self), state, timer),
      };
    },
  });
}
