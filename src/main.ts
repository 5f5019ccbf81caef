/** Composition: the one file that knows every folder. It joins the page, which only draws, to the lab, which lives in a Worker. */
import { mount } from 'svelte';
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

void language.begin(location.search, navigator.languages).then(() => {
  mount(App, { target: document.getElementById('page') as HTMLElement, props: { connecting } });
});
