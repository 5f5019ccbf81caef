/** What a typed line does that acts on the cluster itself, as the console reads it. */
import type { Member } from '../kernel/contract.ts';
import type { Action } from '../scenario/types.ts';
import { sketches } from '../systems/registry.ts';

type Present = Pick<Member, 'id' | 'name' | 'role' | 'weight'>;

export function actsOf(system: string, members: readonly Present[]): (text: string) => Action | null {
  const console = sketches.get(system)?.console;
  const present = members.map(({ id, name, role, weight }) => ({ id, name, role, weight }));
  return (text) => {
    const line = console?.(text, present);
    return line?.ok === true ? (line.act as unknown as Action) : null;
  };
}
