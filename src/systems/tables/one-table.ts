/** What the general checker of histories says of items: each is a register, written, read and deleted. */
import type { Data } from '../../kernel/contract.ts';
import { NOT_APPLICABLE, type CellDeed, type Invariant, type Told } from '../../kernel/system.ts';
import { errorOf } from './answers.ts';
import type { Answer, Request } from './requests.ts';
import { keyAsked, TABLE_PATH } from './traffic.ts';

export const couldBeOneTable: Invariant = {
  name: 'reads with a lease or by index are linearizable',
  says: 'What clients were told of each item could have come from one table that did one thing at a time.',
  holds(scene) {
    if (scene.linearizable === undefined || scene.options.reads === 'local') return NOT_APPLICABLE;
    const deeds: CellDeed[] = [];
    for (const [id, told] of scene.outcomes) {
      const request = told.body as unknown as Request;
      // With its table go all its items: then they are no registers any more.
      if (request.method === 'DELETE' && request.path === TABLE_PATH) return NOT_APPLICABLE;
      const key = keyAsked(request);
      if (key === null) continue;
      const deed = deedOf(id, key, request, told);
      deeds.push(deed);
      // A request that comes twice is written twice, and nobody is told of the second time.
      if (deed.do === 'write' && scene.faults.has('duplicate'))
        deeds.push({ ...deed, id: `${id}+`, status: 'unknown', settled: null });
    }
    return scene.linearizable(deeds);
  },
};

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
