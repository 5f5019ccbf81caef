/** `api/simulation`: the three faults that one word makes, and the one word that ends all. The acts are those of a hand on the ring. */
import type { FaultKind } from '../lab/books/records.ts';
import { json, Refused, SUCCESS } from './answers.ts';
import { fieldsOf, type Fields } from './bodies.ts';
import type { Call } from './call.ts';

export const KINDS: readonly FaultKind[] = ['down', 'slow', 'partition'];

export async function fail({ desk, request }: Call): Promise<Response> {
  return desk.inTurnWith(fieldsOf(request), async (fields) => {
    const kind = KINDS.find((each) => each === fields['type']);
    if (kind === undefined) throw new Refused(400, `"type" has to be one of ${KINDS.join(', ')}.`);
    const { faults, harms } = await desk.node(nodeIdIn(fields));
    if (!faults.includes(kind)) await desk.act(harms[kind]);
    return json(SUCCESS);
  });
}

export async function recover({ desk, request }: Call): Promise<Response> {
  return desk.inTurnWith(fieldsOf(request), async (fields) => {
    for (const cure of (await desk.node(nodeIdIn(fields))).cures) await desk.act(cure);
    return json(SUCCESS);
  });
}

function nodeIdIn({ nodeId }: Fields): string {
  if (typeof nodeId !== 'string' || nodeId === '')
    throw new Refused(400, 'The body has to have a "nodeId" that is the id of a node.');
  return nodeId;
}
