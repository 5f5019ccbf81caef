/**
 * The gateway: the site's one Service Worker. It keeps the build, so that the page comes without a network, and hands requests to the REST API
 * to the page that hosts a cluster. A new version waits until somebody wants it.
 */
import { HELLO, isSaying, TAKE_OVER } from './gateway/calls.ts';
import { Forwarding } from './gateway/forwarding.ts';
import { Precache, type Build } from './gateway/precache.ts';
import type { Fetching, Gateway } from './gateway/scope.ts';

/** Put here by the build, which knows what it has made. */
declare const __FILES__: Build;

const gateway = self as unknown as Gateway;
const precache = new Precache(__FILES__, gateway.registration.scope);
const forwarding = new Forwarding(gateway);
/** Where the REST API lives, behind the base. */
const API = /^(api|net)(\/|$)/;

gateway.addEventListener('install', (event) => event.waitUntil(precache.fill()));
gateway.addEventListener('activate', (event) =>
  event.waitUntil(precache.sweep().then(() => gateway.clients.claim())),
);
gateway.addEventListener('message', (event) => {
  if (isSaying(event.data, TAKE_OVER)) event.waitUntil(gateway.skipWaiting());
  if (!isSaying(event.data, HELLO) || event.source === null) return;
  event.ports[0]?.postMessage(event.source.id);
  // A page that was loaded past the gateway, as by a forced reload, has it from here on.
  event.waitUntil(gateway.clients.claim());
});
gateway.addEventListener('fetch', (event) => {
  const path = precache.pathOf(event.request.url);
  if (path === null) return;
  if (API.test(path)) event.respondWith(forwarding.answer(event));
  else if (event.request.method === 'GET') event.respondWith(found(path, event));
});

async function found(path: string, { request }: Fetching): Promise<Response> {
  return (await precache.find(path)) ?? fetch(request);
}
