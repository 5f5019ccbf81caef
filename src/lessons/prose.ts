/**
 * The words of a lesson. They may hold emphasis, code and claims, nothing else: a claim is written as a link to the check that it is tied to,
 * `[three copies](#three-copies)`. A number outside of code and claims is refused, because nobody would notice when it stopped being true.
 */
import { Lexer, type Token, type Tokens } from 'marked';
import type { LessonFault } from './types.ts';

export interface Said {
  readonly id: string;
  readonly text: string;
  readonly line: number;
}

export interface Prose {
  /** Words as people count them; in a language without spaces, signs. */
  length: number;
  readonly said: Said[];
  readonly faults: LessonFault[];
  readonly language: string;
}

const NUMBERS =
  /\d+|\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|fifty|hundred|thousand|half|twice|double|third|quarter)\b/i;
/** Figures, and the numerals with which Japanese counts things. */
const NUMBERS_JA = /[\d\uff10-\uff19]|[二三四五六七八九十百千半]+(つ|人|台|個|枚|回|倍|分|秒|度|ノード|本)/;

/** Languages in which words stand apart. */
const isSpaced = (language: string): boolean => language !== 'ja';

export function newProse(language: string, faults: LessonFault[]): Prose {
  return { length: 0, said: [], faults, language };
}

export function inlineOf(text: string): readonly Token[] {
  return Lexer.lexInline(text);
}

interface Reading {
  /** Numbers are there on purpose: settings of other programs, answers to choose from, what is to be typed. */
  readonly mayCount?: boolean;
}

/** Reads one paragraph, adds up its words, and gives it back as it may be shown. */
export function readProse(prose: Prose, text: string, line: number, { mayCount = false }: Reading = {}): string {
  let plain = '';
  let free = '';
  const walk = (tokens: readonly Token[], isClaim: boolean): void => {
    for (const token of tokens) {
      switch (token.type) {
        case 'text':
        case 'escape':
          plain += token.text as string;
          if (!isClaim) free += token.text as string;
          break;
        case 'codespan':
          plain += (token as Tokens.Codespan).text;
          free += ' ';
          break;
        case 'strong':
        case 'em':
          walk((token as Tokens.Strong).tokens, isClaim);
          break;
        case 'link':
          claim(token as Tokens.Link);
          break;
        case 'html':
          prose.faults.push({ line, says: 'HTML and script have no place in a lesson' });
          break;
        default:
          prose.faults.push({ line, says: `${token.type} has no place in the text of a lesson` });
      }
    }
  };
  const claim = ({ href, tokens }: Tokens.Link): void => {
    if (!/^#[a-z][a-z0-9-]*$/.test(href)) {
      prose.faults.push({ line, says: `a link in a lesson leads to a check, as in [three copies](#three-copies), not to "${href}"` });
      return;
    }
    const before = plain.length;
    walk(tokens, true);
    free += ' ';
    prose.said.push({ id: href.slice(1), text: plain.slice(before), line });
  };
  walk(inlineOf(text), false);
  const found = (prose.language === 'ja' ? NUMBERS_JA : NUMBERS).exec(free);
  if (found !== null && !mayCount)
    prose.faults.push({
      line,
      says: `"${found[0]}" is a number that no check is tied to: write [… ${found[0]} …](#id-of-a-check)`,
    });
  prose.length += lengthOf(plain, prose.language);
  return text;
}

export function lengthOf(plain: string, language: string): number {
  if (!isSpaced(language)) return plain.replace(/[\s、。「」・]/g, '').length;
  return plain.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

/** Without its marks, as it is compared. */
export function plainOf(text: string): string {
  const flat = (tokens: readonly Token[]): string =>
    tokens
      .map((token) => ('tokens' in token && token.tokens ? flat(token.tokens) : ((token as Tokens.Text).text ?? '')))
      .join('');
  return flat(inlineOf(text));
}
