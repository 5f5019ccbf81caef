/** What a picture says of itself: of which instant of which history it is, so that whoever has the run can check it. */
import type { LabView } from '../lab-view.svelte.ts';
import { momentText } from '../numbers.ts';
import { words } from '../words/panels.ts';

export function captionOf({ frame, picture }: LabView): string {
  const { caption } = words.pictures;
  return caption(momentText(frame.at), picture?.fingerprint.slice(0, 16) ?? '');
}
