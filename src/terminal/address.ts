/** Finding a node by what a person typed: its id, or its name. */
import type { Member } from '../kernel/contract.ts';
import { commandWord } from './words.ts';

export type Found =
  { readonly ok: true; readonly id: string } | { readonly ok: false; readonly says: string };

export function findMember(members: readonly Member[], typed: string): Found {
  const byId = members.find(({ id }) => id === typed);
  if (byId) return { ok: true, id: byId.id };
  const wanted = commandWord(typed);
  const found = members.filter(({ id, name }) => commandWord(name) === wanted || commandWord(id) === wanted);
  const [only] = found;
  if (only === undefined) {
    return {
      ok: false,
      says: `There is no node ${typed}. Here are ${members.map(({ name }) => name).join(', ')}.`,
    };
  }
  if (found.length > 1) {
    return { ok: false, says: `${typed} may be ${found.map(({ id }) => id).join(' or ')}. Type the id.` };
  }
  return { ok: true, id: only.id };
}
