/** What the open branch's script says, for the eye: a mark on the time line for each action, those to come included. */
import type { Action } from '../scenario/types.ts';
import { actionText, type Naming } from './event-words.ts';

export type MarkShape = 'stone' | 'start' | 'rope' | 'fault' | 'command';

export interface Mark {
  readonly at: number;
  readonly shape: MarkShape;
  readonly text: string;
}

export function marksOf(script: readonly Action[], name: Naming): readonly Mark[] {
  return script.map((action) => ({ at: action.at, shape: shapeOf(action), text: actionText(action, name) }));
}

export function shapeOf({ do: verb }: Action): MarkShape {
  switch (verb) {
    case 'kill':
    case 'wipe':
    case 'remove':
      return 'stone';
    case 'restart':
    case 'add':
    case 'thaw':
    case 'heal':
      return 'start';
    case 'partition':
    case 'isolate':
      return 'rope';
    case 'command':
      return 'command';
    default:
      return 'fault';
  }
}
