/** `api/cluster/items`, `replications`, `events`: what is known of the cluster, as records, a page at a time. */
import type { EventRecord, ItemBook, ItemRecord, ReplicationRecord } from '../lab/books/records.ts';
import { instant, json, Refused } from './answers.ts';
import type { Call } from './call.ts';

const PAGE = 200;
const PAGE_MOST = 1_000;

export async function getItems(call: Call): Promise<Response> {
  const { items, next } = await bookOf(call);
  return json({ items: items.map(itemOf), next });
}

export async function getReplications(call: Call): Promise<Response> {
  const { replications, next } = await bookOf(call);
  return json({ replications: replications.map(replicationOf), next });
}

export async function getEvents({ desk, query }: Call): Promise<Response> {
  const from = numberIn(query, 'from', { usual: 0, most: Number.MAX_SAFE_INTEGER, isWhole: true });
  const limit = numberIn(query, 'limit', { usual: PAGE, most: PAGE_MOST, isWhole: true });
  await desk.book();
  const { events, next, total } = (await desk.lab.eventBook({ from, limit })) ?? {
    events: [],
    next: null,
    total: 0,
  };
  return json({ events: events.map(eventOf), next, total });
}

async function bookOf({ desk, query }: Call): Promise<ItemBook> {
  const key = query.get('key');
  const from = numberIn(query, 'from', { usual: 0, most: 1, isWhole: false });
  const limit = numberIn(query, 'limit', { usual: PAGE, most: PAGE_MOST, isWhole: true });
  if (limit === 0) throw new Refused(400, '"limit" has to be 1 at least.');
  await desk.book();
  const book = await desk.lab.itemBook({ from, limit, ...(key !== null && { key }) });
  return book ?? { items: [], replications: [], next: null };
}

function itemOf(item: ItemRecord): unknown {
  const expiresAt = item.expiresAt === null ? null : instant(item.expiresAt);
  return { ...item, expiresAt, ...timesOf(item) };
}

function replicationOf(replication: ReplicationRecord): unknown {
  return { ...replication, ...timesOf(replication) };
}

function eventOf(event: EventRecord): unknown {
  return { ...event, createdAt: instant(event.createdAt) };
}

function timesOf({
  createdAt,
  updatedAt,
}: {
  readonly createdAt: number;
  readonly updatedAt: number;
}): object {
  return { createdAt: instant(createdAt), updatedAt: instant(updatedAt) };
}

function numberIn(
  query: URLSearchParams,
  name: string,
  { usual, most, isWhole }: { readonly usual: number; readonly most: number; readonly isWhole: boolean },
): number {
  const text = query.get(name);
  if (text === null) return usual;
  const number = text.trim() === '' ? NaN : Number(text);
  if (!(number >= 0 && number <= most) || (isWhole && !Number.isInteger(number)))
    throw new Refused(400, `"${name}" has to be a ${isWhole ? 'whole number' : 'number'} from 0 to ${most}.`);
  return number;
}
