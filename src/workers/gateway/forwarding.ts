/**
 * A request to the REST API goes to the page that hosts a cluster, and its reply comes back. Nothing is kept here between requests: browsers stop
 * a Service Worker when they please. Who hosts is asked of the locks that pages hold, each request anew.
 */
import { lockOf, type Call, type Reply } from './calls.ts';
import type { Fetching, Gateway, OpenPage } from './scope.ts';

/** A page that says nothing for so long has gone or hangs. */
const SILENCE_MOST = 5_000;

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
    const port = await sent;
    return port === null
      ? refusal(503, 'No page that hosts a cluster is open.')
      : new Promise((resolve) => listen(port, resolve));
  }

  async #send(request: Request, asking: string): Promise<MessagePort | null> {
    const [host, body] = await Promise.all([
      this.#host(asking, new URL(request.url).searchParams.get('cluster')),
      request.method === 'GET' || request.method === 'HEAD' ? null : request.arrayBuffer(),
    ]);
    if (host === undefined) return null;
    const { port1: here, port2: there } = new MessageChannel();
    const { method, url, headers } = request;
    const call: Call = { ringside: 'call', method, url, headers: [...headers], body };
    host.postMessage(call, body === null ? [there] : [there, body]);
    return here;
  }

  /** The one that was asked for, or the one that asks, or the one that was looked at last. */
  async #host(asking: string, wanted: string | null): Promise<OpenPage | undefined> {
    const { clients, registration } = this.#gateway;
    const [{ held = [] }, pages] = await Promise.all([
      navigator.locks.query(),
      clients.matchAll({ type: 'window', includeUncontrolled: true }),
    ]);
    const names = new Set(held.map(({ name }) => name));
    const hosts = pages.filter(({ id }) => names.has(lockOf(registration.scope, id)));
    if (wanted !== null) return hosts.find(({ id }) => id === wanted);
    return hosts.find(({ id }) => id === asking) ?? hosts[0];
  }
}

function listen(port: MessagePort, resolve: (response: Response) => void): void {
  const end = (response: Response): void => {
    clearTimeout(patience);
    port.close();
    resolve(response);
  };
  const wait = (): ReturnType<typeof setTimeout> =>
    setTimeout(() => end(refusal(504, 'The page that hosts the cluster does not answer.')), SILENCE_MOST);
  let patience = wait();
  port.onmessage = ({ data }: MessageEvent<Reply>) => {
    if (data.is === 'working') {
      clearTimeout(patience);
      patience = wait();
      return;
    }
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
