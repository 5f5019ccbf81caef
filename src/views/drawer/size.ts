/** How high the drawer is: what a hand or a key asks for, within what leaves the ring its room. */
export const HEIGHT = { usual: 196, least: 120, most: 420 } as const;
/** Lanes can be slid, so each is as high as a finger's or pointer's target, and eight of them want room. */
export const HEIGHT_OF_LANES = 248;

/** A ring of 115 px needs a stage of this height. */
export const STAGE_LEAST = 2 * 115 + 2 * 58;
/** The row of tabs with its line. */
export const TABS = 37;

/** `room` is what stage and drawer have together; null where the page scrolls and has as much as it takes. */
export function heightMost(room: number | null): number {
  if (room === null) return HEIGHT.most;
  return Math.max(HEIGHT.least, Math.min(HEIGHT.most, room - TABS - STAGE_LEAST));
}

export function heightWithin(wished: number, room: number | null): number {
  return Math.round(Math.max(HEIGHT.least, Math.min(wished, heightMost(room))));
}

const STEP = 16;
const PAGE = 64;

/** The height that a key of the separator asks for; null where the key is not for it. */
export function heightByKey(key: string, height: number): number | null {
  switch (key) {
    case 'ArrowUp':
      return height + STEP;
    case 'ArrowDown':
      return height - STEP;
    case 'PageUp':
      return height + PAGE;
    case 'PageDown':
      return height - PAGE;
    case 'Home':
      return HEIGHT.least;
    case 'End':
      return HEIGHT.most;
    default:
      return null;
  }
}
