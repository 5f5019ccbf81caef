/** What `self` and the disk may do to the runner they belong to. */
import type { Data, Outcome, TimerBody } from './contract.ts';
import type { DiskWrite } from './disk.ts';
import type { Start, Sync } from './protocol.ts';
import type { Micros } from './time.ts';

export interface Effects {
  readonly start: Start;
  readonly now: Micros;
  readonly clock: number;
  random(): number;
  send(to: string, kind: string, body: unknown): void;
  after(delay: Micros, timer: TimerBody, sync?: Sync | null): number;
  cancel(timer: number): void;
  leave(): void;
  work(cost: Micros): void;
  note(kind: string, detail: Data): void;
  invoke(operation: string, body: Data): void;
  settle(operation: string, outcome: Outcome, text: string): void;
  wrote(write: DiskWrite): void;
}
