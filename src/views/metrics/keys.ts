/** Which point a key goes to, from the one that is read; null where the key is not for it. */
const FAR = 10;

export function placeByKey(
  { key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>,
  place: number,
  count: number,
): number | null {
  const step = shiftKey ? FAR : 1;
  const moves: Readonly<Record<string, number>> = {
    ArrowLeft: place - step,
    ArrowRight: place + step,
    PageDown: place - FAR,
    PageUp: place + FAR,
    Home: 0,
    End: count - 1,
  };
  const wished = moves[key];
  return wished === undefined ? null : Math.max(0, Math.min(count - 1, wished));
}
