/** An SVG of the page with everything that styles say of it written into it, so that it looks the same where there are no styles. */
const LOOKS = [
  ...(['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linecap'] as const),
  ...(['stroke-linejoin', 'stroke-opacity', 'opacity', 'paint-order'] as const),
];
const LETTERS = ['font-family', 'font-size', 'font-weight', 'text-anchor', 'dominant-baseline'] as const;
const USUAL: Readonly<Record<string, string>> = {
  ...{
    'fill-opacity': '1',
    'stroke-dasharray': 'none',
    'stroke-linecap': 'butt',
    'stroke-linejoin': 'miter',
  },
  ...{ 'stroke-opacity': '1', opacity: '1', 'paint-order': 'normal', 'dominant-baseline': 'auto' },
};
const NOT_DRAWN = new Set(['defs', 'pattern', 'image', 'clipPath', 'title', 'desc']);

/** Its content as markup; it has to stand in the page. */
export function selfContained(svg: SVGSVGElement): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const originals = [...svg.querySelectorAll('*')];
  for (const [index, element] of [...copy.querySelectorAll('*')].entries())
    writeDown(originals[index] as Element, element);
  return copy.innerHTML;
}

function writeDown(original: Element, element: Element): void {
  if (NOT_DRAWN.has(element.localName) || original.closest('defs') !== null) return;
  const style = getComputedStyle(original);
  if (style.display === 'none' || style.visibility === 'hidden') return element.remove();
  for (const { name } of [...element.attributes])
    if (/^(class|style|data-|aria-|role|tabindex|on)/.test(name)) element.removeAttribute(name);
  // A group's opacity is of all that is in it; its colours are of nothing.
  const names =
    element.localName === 'g' ? ['opacity'] : element.localName === 'text' ? [...LOOKS, ...LETTERS] : LOOKS;
  for (const name of names) {
    const value = style.getPropertyValue(name);
    if (value === '' || value === USUAL[name]) element.removeAttribute(name);
    else element.setAttribute(name, value.replaceAll('px', ''));
  }
}
