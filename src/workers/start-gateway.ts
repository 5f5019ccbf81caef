/** Starts the gateway of the site, and says when a new version waits. Its twin for the one file, which has none, is start-gateway.inline.ts. */
import { HELLO, TAKE_OVER } from './gateway/calls.ts';

export interface GatewayStart {
  /** Where the site stands. */
  readonly scope: string;
  /** By which name the browser knows this page; told once the gateway works. */
  hello(): Promise<string>;
  /** Calls this when a new version waits, with what takes it. */
  onRenewal(tell: (take: () => void) => void): void;
}

/** Null where browsers have no Service Workers, or do not let this page have one: private windows, plain http, policies. */
export async function startGateway(): Promise<GatewayStart | null> {
  if (!('serviceWorker' in navigator)) return null;
  try {
    const registration = await navigator.serviceWorker.register('./service-worker.js', { scope: './' });
    return {
      scope: registration.scope,
      hello: () => hello(registration),
      onRenewal: (tell) => watch(registration, tell),
    };
  } catch {
    return null;
  }
}

async function hello(registration: ServiceWorkerRegistration): Promise<string> {
  const active = registration.active ?? (await activated(registration));
  const { port1: here, port2: there } = new MessageChannel();
  const said = new Promise<string>((resolve) => {
    here.onmessage = ({ data }: MessageEvent<string>) => resolve(data);
  });
  active.postMessage(HELLO, [there]);
  return said;
}

async function activated(registration: ServiceWorkerRegistration): Promise<ServiceWorker> {
  const { active } = await navigator.serviceWorker.ready;
  return active ?? activated(registration);
}

function watch(registration: ServiceWorkerRegistration, tell: (take: () => void) => void): void {
  const take = (waiting: ServiceWorker) => (): void => {
    // Another page may take it as well; the first one does it for all.
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
    waiting.postMessage(TAKE_OVER);
  };
  const look = (worker: ServiceWorker | null): void => {
    if (worker === null) return;
    const isNew = (): boolean => worker.state === 'installed' && registration.active !== null;
    if (isNew()) return tell(take(worker));
    worker.addEventListener('statechange', () => {
      if (isNew()) tell(take(worker));
    });
  };
  look(registration.waiting);
  look(registration.installing);
  registration.addEventListener('updatefound', () => look(registration.installing));
}
