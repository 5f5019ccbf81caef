/**
 * What must be known of JSON before it is read. How deep a reader can go differs from engine to engine, and what one takes another would refuse; so
 * depth is counted first, and what goes too deep is refused everywhere.
 */

/** How deep brackets nest outside of texts, whether they close or not. */
export function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) index = endOfText(text, index);
    else if (code === BRACE || code === BRACKET) deepest = Math.max(deepest, (depth += 1));
    else if (code === BRACE + 2 || code === BRACKET + 2) depth -= 1;
  }
  return deepest;
}

/** How a text begins that is none, for whoever is told. */
export function excerptOf(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line === '') return 'it is empty.';
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}

const QUOTE = 34;
const BACKSLASH = 92;
/** The closing ones stand two further. */
const BRACKET = 91;
const BRACE = 123;

function endOfText(text: string, from: number): number {
  for (let index = from + 1; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) return index;
    if (code === BACKSLASH) index += 1;
  }
  return text.length;
}
