/**
 * A line as a shell reads it: words, quotes, variables, comments. For systems whose commands are those of a program, with flags; what is typed
 * into a prompt of one system only reads `words.ts`.
 *
 * It is what is common to all shells, with these differences, each of which makes examples work as they are printed:
 * - `\'` is an apostrophe inside of quotes of both kinds. No shell takes it in single quotes, where the quote would end; here it goes on.
 * - A variable is one word, however many blanks it has. One that has no value is a mistake and not nothing.
 * - A backslash before a blank or a dash at the beginning of a word was at the end of a line: fields of one line lose the line's end.
 * - `@name` as an unquoted last word addresses a node, as at every other prompt.
 */
export interface ShellWord {
  readonly text: string;
  /** Its beginning stood in quotes, or came out of a variable: it is no flag then, and names no node. */
  readonly isQuoted: boolean;
  /** With its quotes, as it was typed. */
  readonly typed?: string;
}

/** Plain data, and no record: a variable may have any name. */
export type Variables = readonly (readonly [name: string, value: string])[];

export type ShellLine =
  | {
      readonly ok: true;
      readonly words: readonly ShellWord[];
      readonly target: string | null;
      /** With what the line sets. */
      readonly variables: Variables;
    }
  | { readonly ok: false; readonly says: string };

interface Reader {
  readonly text: string;
  at: number;
  variables: Variables;
}

/** Thrown and caught in this file only. */
class Mistake {
  readonly says: string;

  constructor(says: string) {
    this.says = says;
  }
}

/** Of several commands, on lines of their own or with `;` between them, all but one may only set variables. */
export function readShell(text: string, variables: Variables): ShellLine {
  const reader: Reader = { text, at: 0, variables };
  let found: readonly ShellWord[] = [];
  try {
    while (reader.at < text.length) {
      const words = readCommand(reader);
      if (words.length === 0) continue;
      if (found.length > 0) throw new Mistake('One command at a time: type the second one after the answer.');
      found = words;
    }
  } catch (mistake) {
    if (!(mistake instanceof Mistake)) throw mistake;
    return { ok: false, says: mistake.says };
  }
  const last = found.at(-1);
  const isTarget = last !== undefined && !last.isQuoted && last.text.length > 1 && last.text[0] === '@';
  return {
    ok: true,
    words: isTarget ? found.slice(0, -1) : found,
    target: isTarget ? last.text.slice(1) : null,
    variables: reader.variables,
  };
}

export function valueOf(variables: Variables, name: string): string | undefined {
  return variables.find(([known]) => known === name)?.[1];
}

/** Up to the end of the line, or to a `;`. Assignments before the command are done, and are no words of it. */
function readCommand(reader: Reader): readonly ShellWord[] {
  const words: ShellWord[] = [];
  let isAssigning = true;
  while (reader.at < reader.text.length) {
    const character = reader.text[reader.at] as string;
    if (isBlank(character)) reader.at += 1;
    else if (isContinued(reader)) reader.at += lengthOfContinuation(reader);
    else if (character === '\\' && /[ \t-]/.test(reader.text[reader.at + 1] ?? '')) reader.at += 1;
    else if (character === '#') skipComment(reader);
    else if (character === '\n' || character === ';') {
      reader.at += 1;
      break;
    } else if (isAssigning && assign(reader)) continue;
    else {
      const word = readWord(reader);
      // So that what is copied together with its prompt works as well.
      if (words.length === 0 && !word.isQuoted && word.text === '$') continue;
      if (words.length === 0 && !word.isQuoted && word.text === 'export') continue;
      words.push(word);
      isAssigning = false;
    }
  }
  return words;
}

function assign(reader: Reader): boolean {
  const found = /^([A-Za-z_][A-Za-z0-9_]*)=/.exec(reader.text.slice(reader.at, reader.at + NAME_MAX));
  if (found === null) return false;
  const name = found[1] as string;
  reader.at += name.length + 1;
  const value = isEnd(reader) ? '' : readWord(reader).text;
  reader.variables = [...reader.variables.filter(([known]) => known !== name), [name, value]];
  return true;
}

const NAME_MAX = 100;

function readWord(reader: Reader): ShellWord {
  let text = '';
  let isQuoted = false;
  const begin = reader.at;
  while (!isEnd(reader)) {
    const character = reader.text[reader.at] as string;
    const isPlain = !(character === "'" || character === '"' || character === '\\' || isVariable(reader));
    if (reader.at === begin) isQuoted = !isPlain;
    if (isContinued(reader)) reader.at += lengthOfContinuation(reader);
    else if (character === "'" || character === '"') text += readQuoted(reader, character);
    else if (character === '\\') {
      text += reader.text[reader.at + 1] ?? '\\';
      reader.at += 2;
    } else if (!isPlain) text += readVariable(reader);
    else {
      text += character;
      reader.at += 1;
    }
  }
  return { text, isQuoted, typed: reader.text.slice(begin, reader.at) };
}

function readQuoted(reader: Reader, quote: string): string {
  const { text } = reader;
  const opened = reader.at;
  let inner = '';
  reader.at += 1;
  while (reader.at < text.length) {
    const character = text[reader.at] as string;
    const next = text[reader.at + 1] ?? '';
    if (character === quote) {
      reader.at += 1;
      return inner;
    }
    if (character === '\\' && (next === "'" || (quote === '"' && ESCAPED_IN_QUOTES.includes(next)))) {
      inner += next === '\n' ? '' : next;
      reader.at += 2;
    } else if (quote === '"' && isVariable(reader)) {
      inner += readVariable(reader);
    } else {
      inner += character;
      reader.at += 1;
    }
  }
  throw new Mistake(`The quote opened at ${placeOf(text, opened)} is never closed.`);
}

/** What else a backslash stands before in double quotes stays as it is, with the backslash. */
const ESCAPED_IN_QUOTES: readonly string[] = ['"', '\\', '$', '`', '\n'];

function isVariable({ text, at }: Reader): boolean {
  return text[at] === '$' && /^\{?[A-Za-z_]/.test(text.slice(at + 1, at + 3));
}

function readVariable(reader: Reader): string {
  const place = placeOf(reader.text, reader.at);
  const found = /^\$(?:\{([A-Za-z0-9_]+)\}|([A-Za-z0-9_]+))/.exec(
    reader.text.slice(reader.at, reader.at + NAME_MAX),
  );
  if (found === null) throw new Mistake(`The name of the variable at ${place} is never closed.`);
  const name = found[1] ?? (found[2] as string);
  const value = valueOf(reader.variables, name);
  if (value === undefined)
    throw new Mistake(`There is no variable ${name}, which ${place} asks for. Type ${name}='…' first.`);
  reader.at += found[0].length;
  return value;
}

function skipComment(reader: Reader): void {
  while (reader.at < reader.text.length && reader.text[reader.at] !== '\n') reader.at += 1;
}

function isContinued({ text, at }: Reader): boolean {
  return text[at] === '\\' && (text[at + 1] === '\n' || (text[at + 1] === '\r' && text[at + 2] === '\n'));
}

function lengthOfContinuation({ text, at }: Reader): number {
  return text[at + 1] === '\r' ? 3 : 2;
}

function isEnd({ text, at }: Reader): boolean {
  const character = text[at];
  return character === undefined || isBlank(character) || character === '\n' || character === ';';
}

function isBlank(character: string): boolean {
  return character === ' ' || character === '\t' || character === '\r';
}

/** `column 12`; with the line where there are several. */
function placeOf(text: string, at: number): string {
  const before = text.slice(0, at).split('\n');
  const column = `column ${(before.at(-1) as string).length + 1}`;
  return text.includes('\n') ? `line ${before.length}, ${column}` : column;
}
