/** What a runner's events brought forth since the last answer. An event that throws takes its own share back. */
import type { DiskWrite } from './disk.ts';
import type { Envelope, Handled, Note, OperationMark } from './protocol.ts';

export class Yield {
  readonly sends: Envelope[] = [];
  readonly notes: Note[] = [];
  readonly marks: OperationMark[] = [];
  readonly writes: DiskWrite[] = [];
  readonly handled: Handled[] = [];
  /** Indices of arrivals that found the line full. */
  readonly overflow: number[] = [];
  #sends = 0;
  #notes = 0;
  #marks = 0;
  #writes = 0;

  /** An event begins. */
  begin(): void {
    this.#sends = this.sends.length;
    this.#notes = this.notes.length;
    this.#marks = this.marks.length;
    this.#writes = this.writes.length;
  }

  takeBack(): void {
    this.sends.length = this.#sends;
    this.notes.length = this.#notes;
    this.marks.length = this.#marks;
    this.writes.length = this.#writes;
  }
}
