/** `health`: four questions to each node, asked over the network as anybody would have to. Who is dead is not asked: nothing would come back. */
import type { NodeEntry } from '../lab/books/records.ts';
import { json, Refused } from './answers.ts';
import type { Call } from './call.ts';
import type { Desk } from './desk.ts';

const CHECKS = ['peers', 'memory', 'disk', 'replication'] as const;

interface Check {
  readonly name: string;
  /** Null: nobody knows. */
  readonly ok: boolean | null;
  readonly says: string;
}

interface Health {
  readonly id: string;
  readonly name: string;
  readonly status: 'ok' | 'failing' | 'unreachable';
  readonly checks: readonly Check[];
}

export async function getHealth({ desk }: Call): Promise<Response> {
  const nodes = await desk.inTurn(async () => {
    const { nodes: all } = await desk.book();
    return Promise.all(all.filter(({ role }) => role === 'node').map(async (node) => healthOf(desk, node)));
  });
  const isWell = nodes.length > 0 && nodes.every(({ status }) => status === 'ok');
  const body = { status: isWell ? 'ok' : 'failing', nodes, storage: await storageOf() };
  return json(body, isWell ? 200 : 503);
}

export async function getNodeHealth({ desk, path }: Call): Promise<Response> {
  const id = path['address'] ?? '';
  const health = await desk.inTurn(async () => healthOf(desk, await atAddress(desk, id)));
  return json(health, health.status === 'ok' ? 200 : 503);
}

/** In the cache the address of a node is its id. */
export async function atAddress(desk: Desk, address: string): Promise<NodeEntry> {
  const { nodes } = await desk.book();
  const node = nodes.find(({ record, role }) => record.id === address && role === 'node');
  if (node === undefined) throw new Refused(404, `Nobody listens at ${address}.`);
  return node;
}

async function healthOf(desk: Desk, { record, isRunning }: NodeEntry): Promise<Health> {
  const { id, name } = record;
  const said = isRunning ? await reportOf(desk, `HEALTH @${id}`) : null;
  if (said === null) {
    const says = isRunning ? 'The node does not answer.' : 'The node is down.';
    return {
      id,
      name,
      status: 'unreachable',
      checks: CHECKS.map((check) => ({ name: check, ok: null, says })),
    };
  }
  const checks = CHECKS.map((check) => checkIn(said, check));
  return { id, name, status: checks.every(({ ok }) => ok) ? 'ok' : 'failing', checks };
}

/** A report is a text of many lines; null where nobody gave one. */
export async function reportOf(desk: Desk, command: string): Promise<string | null> {
  try {
    const { value } = await desk.ask(command);
    const { reply } = (value ?? {}) as { readonly reply?: unknown };
    return typeof reply === 'string' ? reply : null;
  } catch (refused) {
    if (refused instanceof Refused) return null;
    throw refused;
  }
}

function checkIn(report: string, name: string): Check {
  const line = report.split('\n').find((each) => each.startsWith(`${name}: `)) ?? '';
  const [, verdict, says = ''] = /^\w+: (ok|FAILED), (.*)$/.exec(line) ?? [];
  return { name, ok: verdict === undefined ? null : verdict === 'ok', says };
}

/** What the browser says of the room that it gives to this page; where there is no such browser, nothing. */
async function storageOf(): Promise<{ readonly usage: number; readonly quota: number } | null> {
  try {
    const { usage = 0, quota = 0 } = await navigator.storage.estimate();
    return { usage, quota };
  } catch {
    return null;
  }
}
