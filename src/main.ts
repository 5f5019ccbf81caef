/** Composition: the one file that knows every folder. It joins the page, which only draws, to the lab, which lives in a Worker. */
import { mount } from 'svelte';
import { startGateway } from '#start-gateway';
import type { Remote } from 'comlink';
import type { LabHandle } from './lab/types.ts';
import { labsComeFrom } from './views/another-lab.ts';
import App from './views/App.svelte';
import { language } from './views/words/language.svelte.ts';
import { connectLab, type Connection } from './workers/connect.ts';
import './views/tokens.css';
import './views/base.css';

labsComeFrom(connectLab);

/** In a frame of another page nothing is started before it is touched, and nothing is kept. */
const isEmbedded = new URLSearchParams(location.search).has('embed');
const connecting = isEmbedded ? null : connectLab().then(shown);
// Said on the page; it may be known before there is a page to say it on.
connecting?.catch(() => undefined);

/** For people's own consoles: everything that the page can do, they can do. */
function shown({ lab }: Connection): Connection['lab'] {
  Object.assign(globalThis, { ringside: { lab } });
  return lab;
}

/** What a new version is announced with; the page says it when there is one to say it on. */
const renewal = new Promise<() => void>((tell) => {
  // Not before the cluster lives: what the gateway keeps is fetched beside it.
  void connecting?.then((lab) => beReachable(lab, tell)).catch(() => undefined);
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

void language.begin(location.search, navigator.languages).then(async () => {
  const target = document.getElementById('page') as HTMLElement;
  if (connecting !== null) mount(App, { target, props: { connecting, renewal } });
  else {
    const { default: Frame } = await import('./views/embed/Frame.svelte');
    mount(Frame, { target });
  }
});
