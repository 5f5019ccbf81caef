/** What the cards of the gallery show while they stand still, by id. In the source there is none: the build runs every scenario and puts them here (tools/gallery.mjs). */
import type { StillRing } from './still-ring.ts';

export const pictures: Readonly<Record<string, StillRing>> = {};
