/** A lab of one's own beside the open one, in Workers of its own. Whoever composes the page says where it comes from: views start no Worker. */
import type { LabHandle } from '../lab/types.ts';

export interface OtherLab {
  readonly lab: LabHandle;
  /** Ends its Workers, whatever they are at. */
  close(): void;
}
export type Connect = () => Promise<OtherLab>;

let connect: Connect | null = null;

export function labsComeFrom(source: Connect): void {
  connect = source;
}

export async function anotherLab(): Promise<OtherLab> {
  if (connect === null) throw new Error('Nobody said where labs come from.');
  return connect();
}
