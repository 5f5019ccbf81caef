/** The colours of the page as a canvas needs them: resolved, for the theme of this moment. */
export type Palette = (token: string) => string;

/** Tokens have two values; only an element that is drawn with one knows which of them holds. */
export function paletteOf(element: HTMLElement): Palette {
  const probe = element.appendChild(document.createElement('span'));
  probe.hidden = true;
  const known = new Map<string, string>();
  return (token) => {
    let colour = known.get(token);
    if (colour === undefined) {
      probe.style.color = token;
      colour = getComputedStyle(probe).color;
      known.set(token, colour);
    }
    return colour;
  };
}
