/** The page's end of the REST API: what the gateway sends is answered by whoever the page gives it to, and the page is found by the lock that it holds. */
import type { GatewayStart } from './start-gateway.ts';
import { isCall, lockOf, type Call, type Reply } from './gateway/calls.ts';

export interface Answering {
  fetch(request: Request): Promise<Response>;
}

/** `load` is called with the first call: before that nobody needs what answers. */
export async function serveCalls(gateway: GatewayStart, load: () => Promise<Answering>): Promise<void> {
  let answering: Promise<Answering> | null = null;
  navigator.serviceWorker.addEventListener('message', ({ data, ports: [port] }) => {
    if (!isCall(data) || port === undefined) return;
    answering ??= load();
    void serve(answering, data, port);
  });
  navigator.serviceWorker.startMessages();
  const id = await gateway.hello();
  // For as long as the page lives; the browser lets go of it, whatever ends the page.
  void navigator.locks.request(lockOf(gateway.scope, id), () => new Promise(() => undefined));
}

async function serve(answering: Promise<Answering>, call: Call, port: MessagePort): Promise<void> {
  const tell = (reply: Reply): void => port.postMessage(reply, reply.is === 'answer' ? [reply.body] : []);
  tell({ is: 'working' });
  try {
    const response = await (await answering).fetch(requestOf(call));
    const body = await response.arrayBuffer();
    tell({ is: 'answer', status: response.status, headers: [...response.headers], body });
  } catch (error) {
    const text = JSON.stringify({ error: `This should not have happened. ${String(error)}` });
    const headers = [['content-type', 'application/json; charset=utf-8']] as const;
    tell({ is: 'answer', status: 500, headers, body: new TextEncoder().encode(text).buffer });
  }
}

function requestOf({ method, url, headers, body }: Call): Request {
  return new Request(url, { method, headers: headers.map(([name, value]) => [name, value]), body });
}
