// Where a text stops being JSON. Engines word and place this differently, so the text is walked once more by hand; that happens only
// after the engine has refused it. The walk keeps its own stack: hostile nesting must not overflow the caller's.

type Expected =
  | 'a value'
  | 'a value or "]"'
  | 'a key in double quotes'
  | 'a key in double quotes or "}"'
  | 'a colon'
  | 'a comma or "}"'
  | 'a comma or "]"'
  | 'the end of the text';

const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const WORD = /true|false|null/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

interface Stop {
  readonly offset: number;
  readonly says: string;
}

/** A sentence with line and column, both counted from 1. */
export function sayWhereJsonStops(text: string): string {
  const stop = findStop(text);
  if (stop === undefined) return 'this is not JSON that can be read here';
  const before = text.slice(0, stop.offset);
  const line = before.split('\n').length;
  const column = stop.offset - before.lastIndexOf('\n');
  return `this is not JSON: line ${line}, column ${column}: ${stop.says}`;
}

function findStop(text: string): Stop | undefined {
  const open: ('{' | '[')[] = [];
  let expected: Expected = 'a value';
  let offset = 0;

  // After a complete value, what may follow depends only on what is open around it.
  const afterValue = (): Expected => {
    const around = open.at(-1);
    if (around === undefined) return 'the end of the text';
    return around === '{' ? 'a comma or "}"' : 'a comma or "]"';
  };

  for (;;) {
    while (offset < text.length && ' \t\n\r'.includes(text[offset]!)) offset += 1;
    if (offset >= text.length) {
      if (expected === 'the end of the text') return undefined;
      return {
        offset,
        says: text.length === 0 ? 'the text is empty' : `the text ends where ${expected} should stand`,
      };
    }
    const character = text[offset]!;
    const wrong: Stop = { offset, says: `${expected} should stand here, not ${JSON.stringify(character)}` };
    const closes =
      (character === '}' && expected.endsWith('"}"')) || (character === ']' && expected.endsWith('"]"'));
    if (closes) {
      open.pop();
      expected = afterValue();
      offset += 1;
    } else if (expected.startsWith('a comma')) {
      if (character !== ',') return wrong;
      expected = open.at(-1) === '{' ? 'a key in double quotes' : 'a value';
      offset += 1;
    } else if (expected === 'a colon') {
      if (character !== ':') return wrong;
      expected = 'a value';
      offset += 1;
    } else if (expected.startsWith('a key')) {
      if (character !== '"') return wrong;
      const end = endOfString(text, offset);
      if (typeof end !== 'number') return end;
      expected = 'a colon';
      offset = end;
    } else if (expected.startsWith('a value')) {
      if (character === '{' || character === '[') {
        open.push(character);
        expected = character === '{' ? 'a key in double quotes or "}"' : 'a value or "]"';
        offset += 1;
        continue;
      }
      const end = character === '"' ? endOfString(text, offset) : endOfScalar(text, offset);
      if (end === undefined) return wrong;
      if (typeof end !== 'number') return end;
      expected = afterValue();
      offset = end;
    } else return wrong;
  }
}

/** Walked by hand, since a regular expression over a string of megabytes may exhaust the engine's stack. */
function endOfString(text: string, start: number): number | Stop {
  let offset = start + 1;
  while (offset < text.length) {
    const code = text.charCodeAt(offset);
    if (code === 0x22) return offset + 1;
    if (code < 0x20)
      return { offset, says: 'a text in quotes cannot hold a line break or another control character' };
    if (code !== 0x5c) offset += 1;
    else {
      ESCAPE.lastIndex = offset;
      if (!ESCAPE.test(text))
        return { offset, says: 'after a backslash stands one of " \\ / b f n r t, or u and four hex digits' };
      offset = ESCAPE.lastIndex;
    }
  }
  return { offset: start, says: 'this text in quotes is never closed' };
}

function endOfScalar(text: string, start: number): number | undefined {
  for (const pattern of [NUMBER, WORD]) {
    pattern.lastIndex = start;
    if (pattern.test(text)) return pattern.lastIndex;
  }
  return undefined;
}
