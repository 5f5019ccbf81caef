/** A page from disk has no address that anything could be fetched from, and browsers give it no Service Worker. Its twin for the site is start-gateway.ts. */
import type { GatewayStart } from './start-gateway.ts';

export function startGateway(): Promise<GatewayStart | null> {
  return Promise.resolve(null);
}
