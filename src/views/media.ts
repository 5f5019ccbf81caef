/** What kind of window and reader this is. */
import { MediaQuery } from 'svelte/reactivity';

export const phone = new MediaQuery('(max-width: 720px)', false);
export const calm = new MediaQuery('(prefers-reduced-motion: reduce)', false);
