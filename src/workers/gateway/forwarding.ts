/**
 * A request to the REST API goes to the page that hosts a cluster, and its reply comes back. Nothing is kept here between requests: browsers stop
 * a Service Worker when they please. Who hosts is asked of the locks that pages hold, each request anew.
 */
import { lockOf, type Call, type Reply } from './calls.ts';
import type { Fetching, Gateway, OpenPage } from './scope.ts';

/** A page that has not said for so long that it is at it hangs; one that is at it may be hidden, and then its timers sleep. */
const SILENCE_MOST = 10_000;

interface Sent {
  readonly port: MessagePort;
  readonly lock: string;
}

export class Forwarding {
  readonly #gateway: Gateway;
  /** Calls reach the page in the order in which they came, however long their bodies take. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(gateway: Gateway) {
    this.#gateway = gateway;
  }

  async answer({ request, clientId }: Fetching): Promise<Response> {
    const sent = this.#last.then(() => this.#send(request, clientId));
    this.#last = sent.catch(() => undefined);
    const found = await sent;
    return found === null
      ? refusal(503, 'No page that hosts a cluster is open.')
      : new Promise((resolve) => listen(found, resolve));
  }

  async #send(request: Request, asking: string): Promise<Sent | null> {
    const [host, body] = await Promise.all([
      this.#host(asking, new URL(request.url).searchParams.get('cluster')),
      request.method === 'GET' || request.method === 'HEAD' ? null : request.arrayBuffer(),
    ]);
    if (host === undefined) return null;
    const { port1: here, port2: there } = new MessageChannel();
    const { method, url, headers } = request;
    const call: Call = { ringside: 'call', method, url, headers: [...headers], body };
    host.postMessage(call, body === null ? [there] : [there, body]);
    return { port: here, lock: lockOf(this.#gateway.registration.scope, host.id) };
  }

  /** The one that was asked for, or the one that asks, or the one that was looked at last. */
  async #host(asking: string, wanted: string | null): Promise<OpenPage | undefined> {
    const { clients, registration } = this.#gateway;
    const [names, pages] = await Promise.all([
      heldLocks(),
      clients.matchAll({ type: 'window', includeUncontrolled: true }),
    ]);
    const hosts = pages.filter(({ id }) => names.has(lockOf(registration.scope, id)));
    if (wanted !== null) return hosts.find(({ id }) => id === wanted);
    return hosts.find(({ id }) => id === asking) ?? hosts[0];
  }
}

async function heldLocks(): Promise<ReadonlySet<string>> {
  const { held = [] } = await navigator.locks.query();
  return new Set(held.flatMap(({ name }) => name ?? []));
}

function listen({ port, lock }: Sent, resolve: (response: Response) => void): void {
  let isWorking = false;
  const end = (response: Response): void => {
    clearTimeout(patience);
    port.close();
    resolve(response);
  };
  const look = async (): Promise<void> => {
    const isThere = isWorking && (await heldLocks()).has(lock);
    if (isThere) patience = setTimeout(() => void look(), SILENCE_MOST);
    else end(refusal(504, 'The page that hosts the cluster does not answer.'));
  };
  let patience = setTimeout(() => void look(), SILENCE_MOST);
  port.onmessage = ({ data }: MessageEvent<Reply>) => {
    isWorking = true;
    if (data.is === 'working') return;
    const { status, headers, body } = data;
    // What may have no body must not be given an empty one.
    const isEmpty = status === 204 || status === 304;
    end(
      new Response(isEmpty ? null : body, { status, headers: headers.map(([name, value]) => [name, value]) }),
    );
  };
}

function refusal(status: number, error: string): Response {
  const headers = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };
  return new Response(JSON.stringify({ error }), { status, headers });
}
