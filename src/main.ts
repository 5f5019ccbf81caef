/** Composition: the one file that knows every folder. It joins the page, which only draws, to the lab, which lives in a Worker. */
import { mount } from 'svelte';
import { startGateway } from '#start-gateway';
import type { Remote } from 'comlink';
import type { LabHandle } from './lab/types.ts';
import App from './views/App.svelte';
import { language } from './views/words/language.svelte.ts';
import { connectLab } from './workers/connect.ts';
import './views/tokens.css';
import './views/base.css';

const connecting = connectLab().then(({ lab }) => {
  // For people's own consoles: everything that the page can do, they can do.
  Object.assign(globalThis, { ringside: { lab } });
  return lab;
});
// Said on the page; it may be known before there is a page to say it on.
connecting.catch(() => undefined);

/** What a new version is announced with; the page says it when there is one to say it on. */
const renewal = new Promise<() => void>((tell) => {
  // Not before the cluster lives: what the gateway keeps is fetched beside it.
  void connecting.then((lab) => beReachable(lab, tell)).catch(() => undefined);
});

/** Whoever asks for `api/…` behind the address of this page is answered by its cluster. */
async function beReachable(lab: Remote<LabHandle>, tell: (take: () => void) => void): Promise<void> {
  const gateway = await startGateway();
  if (gateway === null) return;
  gateway.onRenewal(tell);
  const { serveCalls } = await import('./workers/serve-calls.ts');
  await serveCalls(gateway, async () =>
    (await import('./api/page-api.ts')).apiOf(lab, new URL(gateway.scope).pathname),
  );
}

void language.begin(location.search, navigator.languages).then(() => {
  mount(App, { target: document.getElementById('page') as HTMLElement, props: { connecting, renewal } });
});
