/**
 * Two languages that nobody speaks, made from English by rule, to see whether every text has room: one is 35 % longer and full of accents, one is
 * of wide characters and has hardly a space. Names, numbers and what else an entry is given stay as they are.
 */
import { isGroup } from './layers.ts';
import type { Tongue } from './types.ts';

type Spelling = (text: string) => string;

const ACCENTS: Readonly<Record<string, string>> = {
  ...{ a: 'á', e: 'ë', i: 'ï', o: 'ö', u: 'ü', y: 'ÿ', c: 'ç', n: 'ñ', s: 'š', z: 'ž' },
  ...{ A: 'Á', E: 'Ë', I: 'Ï', O: 'Ö', U: 'Ü', Y: 'Ÿ', C: 'Ç', N: 'Ñ', S: 'Š', Z: 'Ž' },
};
const LONGER = 0.35;
const VOWELS = /[aeiouy]/i;

/** Vowels are drawn out until the text is longer by more than a third. */
const lengthened: Spelling = (text) => {
  let owed = 0;
  return [...text]
    .map((letter) => {
      owed += LONGER;
      const accented = ACCENTS[letter] ?? letter;
      if (!VOWELS.test(letter) || owed < 1) return accented;
      const times = Math.floor(owed);
      owed -= times;
      return accented + accented.toLowerCase().repeat(times);
    })
    .join('');
};

const KANA = [
  ...'アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン',
];
/** About as many characters as a Japanese sentence has for an English one's letters. */
const DENSITY = 0.55;

const widened: Spelling = (text) =>
  text.replace(/[a-z’]+ ?/gi, (word) => {
    const count = Math.max(1, Math.round(word.trim().length * DENSITY));
    return [...word]
      .slice(0, count)
      .map((letter) => KANA[letter.charCodeAt(0) % KANA.length])
      .join('');
  });

export const long = (tongue: Tongue): Tongue => respelled(tongue, lengthened) as Tongue;
export const wide = (tongue: Tongue): Tongue => respelled(tongue, widened) as Tongue;

function respelled(entry: unknown, spell: Spelling): unknown {
  if (typeof entry === 'string') return spell(entry);
  if (Array.isArray(entry)) return entry.map((item) => respelled(item, spell));
  if (typeof entry === 'function') {
    const say = entry as (...given: readonly unknown[]) => string;
    return (...given: readonly unknown[]) => spellAround(say(...given), given.flat(), spell);
  }
  if (!isGroup(entry)) return entry;
  return Object.fromEntries(Object.entries(entry).map(([key, value]) => [key, respelled(value, spell)]));
}

/** What was given stands in the text somewhere, and is not of this language. */
function spellAround(text: string, given: readonly unknown[], spell: Spelling): string {
  const kept = given.find(
    (each): each is string => typeof each === 'string' && each !== '' && text.includes(each),
  );
  if (kept === undefined) return spell(text);
  const others = given.filter((each) => each !== kept);
  return text
    .split(kept)
    .map((part) => spellAround(part, others, spell))
    .join(kept);
}
