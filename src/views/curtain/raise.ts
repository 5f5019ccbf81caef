/** From what a scenario names and what the address names to the curtain before the page. */
import { PLAIN_DOOR, type Preset } from '../../share/door.ts';
import { joined, readAddress, type Address } from '../../share/address.ts';
import { unknownNames } from '../../share/stage-names.ts';
import type { LabView, NodePicture } from '../lab-view.svelte.ts';
import { language } from '../words/language.svelte.ts';
import { words } from '../words/panels.ts';
import { curtainFor } from './curtain.ts';
import type { Curtain } from './types.ts';
import { idOf } from './seen-by.ts';

/** An address speaks for as long as the page stands, or until somebody opens everything. */
let address: Address | null = null;

/** The curtain of a scenario. Whatever has none of its own has the address's. */
export function raise(preset: Preset): Curtain | null {
  const { isEmbedded, as } = address ?? readAddress('');
  const all = joined(preset, address?.preset ?? null);
  // Words are lent and not chosen: elsewhere the reader has their own again.
  language.lend(all.words === null ? null : all.words === 'textbook');
  return curtainFor(all, { isEmbedded, as });
}

/** Before anything is opened. */
export function heed(view: LabView, query: string): Address {
  const read = readAddress(query);
  address = read;
  view.ownCurtain = raise(PLAIN_DOOR.preset);
  return read;
}

/** After it was opened: the instant, and what meant nothing. */
export async function settle(view: LabView, { step, as, unread, preset }: Address): Promise<void> {
  for (let taken = 0; taken < (step ?? 0); taken += 1) await view.step();
  const names = [...unread, ...(preset === null ? [] : unknownNames(preset))];
  if (names.length > 0) view.speech.warn(words.share.curtain.unread(names.join(', ')));
  if (as === null || idOf(as, await everybody(view)) !== null) return;
  lift(view);
  view.speech.warn(words.share.curtain.nobody(as));
}

/** As soon as there is a picture of them. */
async function everybody(view: LabView): Promise<readonly NodePicture[]> {
  for (let look = 0; view.picture === null && look < LOOKS; look += 1)
    await new Promise((wake) => setTimeout(wake, PATIENCE));
  return view.picture?.nodes.filter(({ isClient }) => !isClient) ?? [];
}

const PATIENCE = 50;
const LOOKS = 200;

/** Everything is there from here on; what was kept back of this moment comes with the next frame, which is asked for as if nothing were known. */
export function lift(view: LabView): void {
  address = null;
  language.lend(null);
  view.curtain = view.ownCurtain = null;
  const { shown } = view;
  const frame = { ...shown.frame, epoch: -1, cursor: 0, pictureNumber: -1, insideNumber: -1 };
  view.shown = { ...shown, frame };
}
