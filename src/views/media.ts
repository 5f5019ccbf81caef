/** What kind of window and reader this is. */
import { MediaQuery } from 'svelte/reactivity';

export { calm } from './calm.svelte.ts';

export const phone = new MediaQuery('(max-width: 720px)', false);
