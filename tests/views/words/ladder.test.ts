/** The ladder of words, term by term: what the page says before a lesson and after it, and that no sentence was left behind. */
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { languageOf, lessonFiles } from '../../../tools/lab/lesson/files.ts';
import { readHead } from '../../../src/lessons/blocks.ts';
import { en as first } from '../../../src/views/words/en/index.ts';
import { panels } from '../../../src/views/words/en/panels.ts';
import { wholeTextbook as textbook } from '../../../src/views/words/en/textbook-panels.ts';
import { japanese } from '../../../src/views/words/ja/index.ts';
import { spoken, taughtBy, termsOf } from '../../../src/views/words/ladder.ts';
import { language } from '../../../src/views/words/language.svelte.ts';
import type { TermId, Tongue, Words } from '../../../src/views/words/types.ts';
import { entries, leaves, texts } from './entries.ts';

const en = { ...first, ...panels };
const english: Tongue = { words: en, textbook };
const tongues: Readonly<Record<string, Tongue>> = { en: english, ja: japanese };
const terms = termsOf(en);

const taught = (...some: TermId[]): Words => spoken(english, new Set(some)) as Words;

describe('a catalogue with some terms taught', () => {
  it('says the textbook’s word in the sentences of these terms, and the plain one in all others', () => {
    const words = taught('copy', 'lag');
    expect(words.keysHeld(2)).toBe('2 replicas');
    expect(words.inspector.key.copies(1)).toBe('1 replica');
    expect(words.inspector.key.behind(1)).toBe('lags by 1');
    expect(words.terms).toEqual({ ...en.terms, copy: 'replica', lag: 'replication lag' });
    expect(words.untie).toBe('Untie the rope');
    expect(taught()).toEqual(en);
  });

  it('is the same whatever was taught first', () => {
    for (const tongue of Object.values(tongues)) {
      const all = spoken(tongue, new Set(terms));
      const backwards = {
        ...tongue.words,
        terms: Object.fromEntries(Object.entries(tongue.words.terms).reverse()),
      };
      expect(spoken({ ...tongue, words: backwards as Words }, new Set(terms))).toEqual(all);
    }
  });
});

describe.each(Object.entries(tongues))('the textbook’s words of %s', (_, { words, textbook: other }) => {
  it('stand for entries that there are, each under one term', () => {
    const plain = entries(words);
    const seen = new Map<string, string>();
    for (const term of terms)
      for (const path of entries(other[term]).keys()) {
        expect(plain.has(path), path).toBe(true);
        expect(seen.get(path), `${path} stands under two terms: make two entries of it`).toBeUndefined();
        seen.set(path, term);
      }
  });

  it('are others than the plain ones', () => {
    const same = terms.filter((term) => other[term].terms[term as never] === words.terms[term]);
    expect(same).toEqual([]);
  });

  it('stand for the same entries as in English', () => {
    for (const term of terms)
      expect([...entries(other[term]).keys()].sort(), term).toEqual(
        [...entries(textbook[term]).keys()].sort(),
      );
  });
});

/** By these a plain word is known where it stands in a sentence. */
const PLAIN: Readonly<Partial<Record<TermId, RegExp>>> = {
  copy: /\bcop(y|ies)\b/i,
  quorum: /\b(write|read)s? needs?\b|\bneeded$/i,
  slice: /\bslices?\b/i,
  rope: /\brope|network is cut|cut the network/i,
  suspected: /\bdoubt(s|ed)?\b|thinks it is dead/i,
  move: /moving house|keys (begin to )?move\b|keys have moved/i,
  start: /^Starts?( \d+,.*)?$/,
  hint: /\bkept for\b|\bkeeps it for\b/i,
  heads: /\bheads\b/i,
  lag: /\b\d behind\b/i,
  finger: /\bshortcut/i,
  entry: /\bbox(es)?\b/i,
  term: /\brounds? \d|^round$/i,
  lastWriter: /last writer/i,
  p99: /slowest 1 %/i,
};

/** Sentences that only sound like it. */
const OTHERWISE = [
  // Into the clipboard.
  ...[
    '.copy',
    '.copyScenario',
    '.copyByHand',
    '.time.copyFingerprint',
    '.lesson.copyRun',
    '.share.copy',
    '.metrics.copyText',
  ],
  // The button that brings a frame to life.
  '.embed.start',
  // The name of a part of the course, which begins before anything of it is taught.
  '.course.parts.copies-disagree',
  // A weight's consequence, and a move's name in the menu of acts.
  '.hands.said.weight',
  // A rope goes round somebody.
  '.hands.said.rope',
];

describe('no sentence is left behind', () => {
  const plain = [...leaves(en)].filter(([path]) => !path.startsWith('.terms.') && !path.endsWith('Term'));

  it.each(Object.entries(PLAIN))(
    '%s: every sentence with the plain word has the textbook’s',
    (term, word) => {
      const left = plain.filter(([, entry]) => texts(entry).some((text) => word.test(text)));
      const known = entries(textbook[term as TermId]);
      const missing = left
        .map(([path]) => path)
        .filter((path) => !known.has(path) && !OTHERWISE.includes(path));
      expect(missing).toEqual([]);
    },
  );

  it('no plain sentence has the textbook’s word already', () => {
    const word = /\breplica|virtual node|\bpartition|\bsuspect|rebalanc|incarnation|sibling|\bquorum\b/i;
    expect(
      plain.filter(([, entry]) => texts(entry).some((text) => word.test(text))).map(([path]) => path),
    ).toEqual([]);
  });

  it('and once all is taught, no plain word is left', () => {
    const all = spoken(english, new Set(terms));
    for (const [term, word] of Object.entries(PLAIN)) {
      const left = [...entries(textbook[term as TermId]).keys()].filter((path) => {
        if (path.endsWith('Term')) return false;
        return texts(leaves(all).get(path)).some((text) => word.test(text));
      });
      expect(left, term).toEqual([]);
    }
  });
});

describe('the language of the page', () => {
  afterEach(() => {
    language.teach([]);
    language.chooseTextbook(false);
  });

  it('says a term as it was taught, and has the other word for a tooltip', () => {
    language.teach(['copy']);
    expect(language.words.keysHeld(2)).toBe('2 replicas');
    expect(language.otherWords.keysHeld(2)).toBe('2 copies');
    expect(language.words.untie).toBe('Untie the rope');
    expect(language.otherWords.untie).toBe('Heal the partition');
    expect(language.otherWords.kill).toBe(language.words.kill);
  });

  it('says all of them as textbooks do for whoever chose that, and comes back to what was taught', () => {
    language.teach(['rope']);
    language.chooseTextbook(true);
    expect(language.words.terms).toEqual(language.textbook.terms);
    expect(language.otherWords.terms).toEqual(en.terms);
    language.chooseTextbook(false);
    expect(language.words.terms).toEqual({ ...en.terms, rope: 'partition' });
    expect(language.plain).toBe(first);
  });

  it('is not laid anew for what it knows', () => {
    language.teach(['copy', 'rope']);
    const { words } = language;
    language.teach(['rope', 'copy']);
    expect(language.words).toBe(words);
  });
});

describe('what a lesson teaches', () => {
  it('is the terms whose plain words it names, and nothing for a word of its own', () => {
    expect([...taughtBy([{ from: 'rope' }, { from: 'copy' }, { from: 'teapot' }], en.terms)]).toEqual([
      'copy',
      'rope',
    ]);
    expect([...taughtBy([], en.terms)]).toEqual([]);
  });

  it('is a term of the page in every lesson of every language, with the textbook’s word', async () => {
    const found: string[] = [];
    for (const file of await lessonFiles()) {
      const { words: plain, textbook: other } = tongues[languageOf(file)] as Tongue;
      for (const word of readHead(readFileSync(file, 'utf8'))?.words ?? []) {
        const [term, ...more] = taughtBy([word], plain.terms);
        expect(more, `${file}: ${word.from}`).toEqual([]);
        expect(term, `${file}: no term of the page is “${word.from}”`).toBeDefined();
        expect(other[term as TermId].terms[term as never], `${file}: ${word.from}`).toBe(word.to);
        found.push(`${languageOf(file)} ${String(term)}`);
      }
    }
    expect(found).toEqual(
      expect.arrayContaining(['en slice', 'en move', 'en quorum', 'en suspected', 'en rope', 'ja slice']),
    );
  });
});
