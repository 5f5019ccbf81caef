/** `api/cluster`: who belongs to the cluster, and where its keys are. */
import type { NodeBook, NodeEntry } from '../lab/books/records.ts';
import { ADDED_NAME_MAX } from '../scenario/limits.ts';
import { instant, json, Refused, SUCCESS } from './answers.ts';
import { fieldsOf, isWellFormed } from './bodies.ts';
import type { Call } from './call.ts';
import { CLIENT_TIMEOUT, type Desk } from './desk.ts';

/** As many as a page draws. */
export const NODES_MOST = 256;
const WEIGHT_MOST = 100;
/** A move may take so much of the cluster's time before it is given up to wait for it, in µs. */
const MOVE_LIMIT = 60_000_000;

export async function getNodes({ desk }: Call): Promise<Response> {
  const { nodes } = await desk.book();
  return json({ nodes: nodes.map(nodeOf) });
}

export async function addNode({ desk, request }: Call): Promise<Response> {
  return desk.inTurnWith(fieldsOf(request), async ({ name: called, weight: heavy = 1 }) => {
    const [name, weight] = [nameIn(called), weightIn(heavy)];
    const book = await desk.book();
    if (book.nodes.length >= NODES_MOST) throw new Refused(409, `There are ${NODES_MOST} nodes already.`);
    const node = freeId(book);
    await desk.act({ do: 'add', node, name, weight });
    return json({ node: nodeOf(await desk.node(node)) });
  });
}

/** It hands over what it holds, and ends. Who leaves already is not asked twice. */
export async function removeNode({ desk, path }: Call): Promise<Response> {
  const id = path['nodeId'] ?? '';
  await desk.inTurn(async () => {
    const { record, role } = await desk.node(id);
    const staying = (await desk.book()).nodes.filter(
      (node) => node.role === 'node' && node.record.id !== id && node.record.status !== 'leaving',
    );
    if (role === 'node' && staying.length === 0)
      throw new Refused(409, `${id} is the last node: somebody has to keep the keys.`);
    if (record.status !== 'leaving') await desk.act({ do: 'remove', node: id });
  });
  // Meanwhile others are answered. What takes longer goes on by itself, as `leaving` tells.
  await desk.until(
    async () => !(await desk.book()).nodes.some(({ record }) => record.id === id),
    CLIENT_TIMEOUT,
  );
  return json(SUCCESS);
}

export async function rebalance({ desk }: Call): Promise<Response> {
  const from = await desk.inTurn(async () => {
    if ((await desk.book()).isAtRest) return null;
    const total = await eventsSoFar(desk);
    await desk.act({ do: 'rebalance' });
    return total;
  });
  if (from === null) return json({ ...SUCCESS, stats: { movedItems: 0 } });
  const isOver = await desk.until(async () => (await desk.book()).isAtRest, MOVE_LIMIT);
  const stats = { movedItems: await movedSince(desk, from) };
  if (isOver) return json({ ...SUCCESS, stats });
  throw new Refused(503, 'The keys are still moving after 60 s of the cluster’s time; they go on.', {
    stats,
  });
}

async function eventsSoFar({ lab }: Desk): Promise<number> {
  return (await lab.eventBook({ limit: 0 }))?.total ?? 0;
}

/** The copies that the book of events has as moved. */
async function movedSince({ lab }: Desk, from: number): Promise<number> {
  let moved = 0;
  for (let next: number | null = from; next !== null;) {
    const page: Awaited<ReturnType<typeof lab.eventBook>> = await lab.eventBook({ from: next });
    for (const { type, payload } of page?.events ?? [])
      if (type === 'move') moved += Number(payload['items']);
    next = page?.next ?? null;
  }
  return moved;
}

export function nodeOf({ record }: NodeEntry): Readonly<Record<string, unknown>> {
  const { id, name, status, weight, createdAt, updatedAt } = record;
  return { id, name, status, weight, createdAt: instant(createdAt), updatedAt: instant(updatedAt) };
}

function nameIn(name: unknown): string {
  if (typeof name !== 'string' || name.trim() === '')
    throw new Refused(400, 'The body has to have a "name" that is not empty.');
  if (name.length > ADDED_NAME_MAX)
    throw new Refused(400, `"name" may have ${ADDED_NAME_MAX} characters at most.`);
  if (/[\u0000-\u001f\u007f]/.test(name) || !isWellFormed(name))
    throw new Refused(400, '"name" holds a character that cannot be shown.');
  return name;
}

function weightIn(weight: unknown): number {
  if (typeof weight !== 'number' || !Number.isInteger(weight) || weight < 1 || weight > WEIGHT_MOST)
    throw new Refused(400, `"weight" has to be a whole number from 1 to ${WEIGHT_MOST}.`);
  return weight;
}

/** No id comes back, so the next one is behind all that ever were. */
function freeId({ ids }: NodeBook): string {
  let number = ids.length + 1;
  while (ids.includes(`n${number}`)) number += 1;
  return `n${number}`;
}
