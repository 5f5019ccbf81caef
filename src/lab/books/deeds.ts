/** What an action does to the cluster itself: its own verb, or that of the line that somebody typed. */
import type { Member } from '../../kernel/contract.ts';
import type { Options } from '../../kernel/system.ts';
import { readAction } from '../../scenario/index.ts';
import type { SystemSketch } from '../../scenario/systems.ts';
import type { Action } from '../../scenario/types.ts';

export interface Scene {
  readonly sketch: SystemSketch;
  readonly options: Options;
  readonly clients: number;
}

interface Somebody extends Omit<Member, 'isLeaving'> {
  readonly status: 'up' | 'frozen' | 'down' | 'removed';
}

/** Null for a question to the nodes, and for what could not be done. */
export function deedOf(
  action: Action,
  everybody: readonly Somebody[],
  { sketch, options, clients }: Scene,
): Exclude<Action, { do: 'command' }> | null {
  if (action.do !== 'command') return action;
  const present = everybody.map(({ id, name, role, weight, status }) => ({ id, name, role, weight, status }));
  const line = sketch.console?.(action.text, present) ?? null;
  if (line === null || !line.ok) return null;
  const removed = present.filter(({ status }) => status === 'removed').map(({ id }) => id);
  const nodes = present.filter(({ status }) => status !== 'removed');
  const situation = { at: action.at, nodes, removed, clients, options };
  const read = readAction(line.act, situation, sketch);
  return read.ok && read.action.do !== 'command' ? { ...read.action, at: action.at } : null;
}
