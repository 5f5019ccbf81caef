/** What the general checker of histories says of items: each is a register, written, read and deleted. */
import type { Data } from '../../kernel/contract.ts';
import { NOT_APPLICABLE, type CellDeed, type Invariant, type Told } from '../../kernel/system.ts';
import { errorOf } from './answers.ts';
import type { Answer, Request } from './requests.ts';
import { rootIn } from './rooted.ts';
import { keyAsked, TABLE_PATH } from './traffic.ts';

export const couldBeOneTable: Invariant = {
  name: 'reads with a lease or by index are linearizable',
  says: 'What clients were told of each item could have come from one table that did one thing at a time.',
  holds(scene) {
    if (scene.linearizable === undefined || scene.options.reads === 'local') return NOT_APPLICABLE;
    const deeds: CellDeed[] = [];
    const answered = [...scene.outcomes.values()].filter(isAnswered);
    const roots = [...new Set(answered.map(({ value }) => rootIn(value)))];
    for (const [id, told] of scene.outcomes) {
      const request = told.body as unknown as Request;
      // With its table go all its items: then they are no registers any more.
      if (request.method === 'DELETE' && request.path === TABLE_PATH) return NOT_APPLICABLE;
      const key = keyAsked(request);
      if (key === null) continue;
      // What was never answered may have come to the nodes in any of the roots.
      for (const root of isAnswered(told) || roots.length === 0 ? [rootIn(told.value)] : roots) {
        const isUsual = root === rootIn(null);
        const name = isUsual ? id : `${id}+${roots.indexOf(root)}`;
        const deed = deedOf(name, isUsual ? key : `${key} in ${root}`, request, told);
        deeds.push(deed);
        // A request that comes twice is written twice, and nobody is told of the second time.
        if (deed.do === 'write' && scene.faults.has('duplicate'))
          deeds.push({ ...deed, id: `${deed.id}+`, status: 'unknown', settled: null });
      }
    }
    return scene.linearizable(deeds);
  },
};

/** By a node, which says in which root it is. */
function isAnswered({ value }: Told): boolean {
  return ((value as unknown as Partial<Answer> | null)?.status ?? 0) > 0;
}

/** That nothing is there is the answer to a read, and not that it failed. */
function deedOf(id: string, key: string, { method, body }: Request, told: Told): CellDeed {
  const { status, invoked, settled, value } = told;
  const deed = { id, key, status, invoked, settled };
  if (method === 'PUT') return { ...deed, do: 'write', value: JSON.parse(body ?? 'null') as Data };
  if (method === 'DELETE') return { ...deed, do: 'write', value: null };
  const said = (value as unknown as Answer | null)?.body ?? null;
  const isNothing = ['ItemNotFound', 'TableNotFound'].includes(errorOf(said));
  if (isNothing) return { ...deed, status: 'ok', do: 'read', value: null };
  return { ...deed, do: 'read', value: (said as { readonly item?: Data } | null)?.item ?? null };
}
