/**
 * Inline commands: a line of words, for people with nothing but a terminal. Words may be quoted, by the same rules as in Redis: within
 * "…" the escapes \n \r \t \b \a \xHH and \ before anything else, within '…' only \'; a closing quote ends its word, so what follows
 * it must be a blank.
 */
const SINGLE = 0x27;
const DOUBLE = 0x22;
const BACKSLASH = 0x5c;

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', a: '\x07' };
const HEX_ESCAPE = /^\\x[0-9a-fA-F]{2}$/;

/** The words of a line, or null when its quotes do not pair. */
export function splitInline(line: string): string[] | null {
  const words: string[] = [];
  let at = 0;
  for (;;) {
    while (at < line.length && isBlank(line.charCodeAt(at))) at += 1;
    if (at === line.length) return words;
    const word: Word = { text: '', end: at };
    if (!readWord(line, word)) return null;
    words.push(word.text);
    at = word.end;
  }
}

/** The word as far as it is read, and where reading stands. */
interface Word {
  text: string;
  end: number;
}

function readWord(line: string, word: Word): boolean {
  while (word.end < line.length) {
    const code = line.charCodeAt(word.end);
    if (endsWord(code)) {
      word.end += 1;
      return true;
    }
    word.end += 1;
    if (code === DOUBLE || code === SINGLE) {
      return (code === DOUBLE ? readDouble(line, word) : readSingle(line, word)) && isAtBlank(line, word.end);
    }
    word.text += String.fromCharCode(code);
  }
  return true;
}

function readDouble(line: string, word: Word): boolean {
  while (word.end < line.length) {
    const code = line.charCodeAt(word.end);
    if (code === DOUBLE) {
      word.end += 1;
      return true;
    }
    if (code !== BACKSLASH || word.end + 1 === line.length) {
      word.text += String.fromCharCode(code);
      word.end += 1;
    } else if (HEX_ESCAPE.test(line.slice(word.end, word.end + 4))) {
      word.text += String.fromCharCode(parseInt(line.slice(word.end + 2, word.end + 4), 16));
      word.end += 4;
    } else {
      const escaped = line.charAt(word.end + 1);
      word.text += ESCAPES[escaped] ?? escaped;
      word.end += 2;
    }
  }
  return false;
}

function readSingle(line: string, word: Word): boolean {
  while (word.end < line.length) {
    const code = line.charCodeAt(word.end);
    word.end += 1;
    if (code === SINGLE) return true;
    if (code === BACKSLASH && line.charCodeAt(word.end) === SINGLE) {
      word.text += "'";
      word.end += 1;
    } else {
      word.text += String.fromCharCode(code);
    }
  }
  return false;
}

function isAtBlank(line: string, at: number): boolean {
  return at === line.length || isBlank(line.charCodeAt(at));
}

/** Vertical tab and form feed separate words and yet do not end one: so it is in Redis, where two lists of blanks differ. */
function endsWord(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

function isBlank(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d);
}
