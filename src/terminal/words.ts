/** A typed line as words. Quotes keep spaces together; an unquoted last `@name` addresses one node. */
export interface Word {
  readonly text: string;
  readonly quoted: boolean;
}

export type Line =
  | { readonly ok: true; readonly words: readonly string[]; readonly target: string | null }
  | { readonly ok: false; readonly says: string };

export function readLine(text: string): Line {
  const words: Word[] = [];
  let index = 0;
  while (index < text.length) {
    if (isSpace(text[index])) {
      index += 1;
      continue;
    }
    const quote = text[index];
    if (quote === '"' || quote === "'") {
      const end = closing(text, index + 1, quote);
      if (end < 0) return { ok: false, says: `The quote opened at character ${index + 1} is never closed.` };
      const inner = text.slice(index + 1, end);
      words.push({ text: quote === '"' ? unescape(inner) : inner, quoted: true });
      index = end + 1;
      if (index < text.length && !isSpace(text[index])) {
        return { ok: false, says: `After the quote that ends at character ${index} a space is missing.` };
      }
    } else {
      let end = index;
      while (end < text.length && !isSpace(text[end])) end += 1;
      words.push({ text: text.slice(index, end), quoted: false });
      index = end;
    }
  }
  const last = words[words.length - 1];
  const target =
    last && !last.quoted && last.text.length > 1 && last.text[0] === '@' ? last.text.slice(1) : null;
  if (target !== null) words.pop();
  return { ok: true, words: words.map((word) => word.text), target };
}

/** The line with other words in it; null where it cannot be read. Whom it addresses stays. */
export function rewriteLine(
  text: string,
  change: (words: readonly string[]) => readonly string[],
): string | null {
  const line = readLine(text);
  if (!line.ok) return null;
  const words = change(line.words);
  if (words === line.words) return text;
  return [...words.map(writeWord), ...(line.target === null ? [] : [`@${line.target}`])].join(' ');
}

/** A word as it is typed so that it is read back: in quotes where it must be. */
export function writeWord(word: string): string {
  if (/^[^ \t\n\r"'@\\][^ \t\n\r]*$/.test(word)) return word;
  const escaped = word.replace(/[\\"\n\r\t]/g, (character) => WRITTEN.get(character) as string);
  return `"${escaped}"`;
}

const WRITTEN: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['"', '\\"'],
  ['\\', '\\\\'],
]);

function isSpace(character: string | undefined): boolean {
  return character === ' ' || character === '\t' || character === '\n' || character === '\r';
}

function closing(text: string, from: number, quote: string): number {
  for (let index = from; index < text.length; index += 1) {
    if (quote === '"' && text[index] === '\\') index += 1;
    else if (text[index] === quote) return index;
  }
  return -1;
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

function unescape(text: string): string {
  let result = '';
  for (let index = 0; index < text.length; index += 1) {
    if (text[index] !== '\\') {
      result += text[index];
      continue;
    }
    index += 1;
    const character = text[index] ?? '';
    result += ESCAPES.get(character) ?? character;
  }
  return result;
}

/** `INCR` and `incr` are one command. Only ASCII: what `toUpperCase` does depends on the engine's Unicode. */
export function commandWord(text: string): string {
  let result = '';
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    result += code >= 97 && code <= 122 ? String.fromCharCode(code - 32) : (text[index] as string);
  }
  return result;
}
