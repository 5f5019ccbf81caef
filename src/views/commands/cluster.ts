/** Acts on the cluster, whoever asks for them: a hand, a key, a line at the console or one of the list. Each is an action of the script. */
import type { Data } from '../../kernel/contract.ts';
import type { Present } from '../../scenario/systems.ts';
import type { LabView } from '../lab-view.svelte.ts';
import type { PageReply } from './reply.ts';
import { saidOf, type Sent } from './said.ts';

/** Everybody of whom a line may speak. Who was removed keeps its id for ever, so the script is asked for those. */
export function presentIn(view: LabView): readonly Present[] {
  const here = (view.picture?.nodes ?? []).filter(({ isClient }) => !isClient);
  const gone = view.script.flatMap((action): Present[] => {
    if (action.do !== 'add' && action.do !== 'remove') return [];
    if (here.some(({ id }) => id === action.node)) return [];
    const { node: id } = action;
    return [{ id, name: view.nameOf(id), role: 'node', weight: 1, status: 'removed' }];
  });
  return [...here.map(({ id, name, role, weight, status }) => ({ id, name, role, weight, status })), ...gone];
}

/** What the console prints of it is what is announced. */
export async function attempt(view: LabView, act: Sent): Promise<PageReply> {
  const said = sentence(view, act);
  const answer = await view.attempt(act, said);
  return answer.ok ? { ok: true, text: said } : { ok: false, text: answer.says.join(' ') };
}

/** For hands, which have no line to answer to: what is wrong is said in passing. */
export async function act(view: LabView, sent: Readonly<Record<string, Data>>): Promise<boolean> {
  const { ok, text } = await attempt(view, sent);
  if (!ok) view.speech.warn(text);
  return ok;
}

function sentence(view: LabView, act: Sent): string {
  return saidOf(act, { nameOf: view.nameOf, flights: view.picture?.flights ?? [] });
}
