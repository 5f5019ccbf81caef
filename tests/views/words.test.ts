/** The catalogue: complete in every language, the only place of what the page says, and long enough for layouts to be tried with. */
import { readdirSync, readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import type { HistoryEvent } from '../../src/cluster/recorder.ts';
import type { Action } from '../../src/scenario/types.ts';
import { actionText, eventText } from '../../src/views/event-words.ts';
import { en as first } from '../../src/views/words/en/index.ts';
import { panels } from '../../src/views/words/en/panels.ts';
import { wholeTextbook as textbook } from '../../src/views/words/en/textbook-panels.ts';
import { ja, japanese } from '../../src/views/words/ja/index.ts';
import { language } from '../../src/views/words/language.svelte.ts';
import { layered } from '../../src/views/words/layers.ts';
import { long, wide } from '../../src/views/words/pseudo.ts';
import type { Words } from '../../src/views/words/types.ts';
import { wishedLanguage } from '../../src/views/words/wished.ts';
import { bareTexts } from './words/bare-texts.ts';
import { entries } from './words/entries.ts';

const en = { ...first, ...panels };

const inside = (at: unknown, key: string): unknown => (at as Readonly<Record<string, unknown>>)[key];

describe('the languages', () => {
  it('have the same entries', () => {
    expect(Object.fromEntries(entries(ja))).toEqual(Object.fromEntries(entries(en)));
    expect(ja.about.simplifications).toHaveLength(en.about.simplifications.length);
  });

  it('Japanese is Japanese: only names and what the machine says stand in Latin letters', () => {
    const latin = [...entries(ja)].filter(([path, kind]) => {
      // What is printed on keys is the same on every keyboard.
      if (kind !== 'string' || path.includes('.keyNames.')) return false;
      const text = String(path.split('.').slice(1).reduce(inside, ja));
      return (
        /\p{Script=Latin}{2}/u.test(text) &&
        !/\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Han}/u.test(text)
      );
    });
    const levels = ['debug', 'info', 'warn', 'error'].map((level) => `.log.levels.${level}`);
    expect(latin.map(([path]) => path)).toEqual(['.name', '.endings.ok', '.console.prompt', ...levels]);
  });

  it('fall back to English for what they do not say', () => {
    const { did, ...rest } = ja;
    const { kill, ...others } = did;
    const words = layered(en, { ...rest, did: others } as Words);
    expect(words.did.kill('Bravo')).toBe('Bravo lost its power.');
    expect(words.did.restart('Bravo')).toContain('再び');
    expect(kill('Bravo')).toContain('Bravo');
  });
});

describe('which language a visitor gets', () => {
  it.each([
    ['', null, ['ja-JP', 'en'], 'ja'],
    ['', null, ['fr', 'EN-gb', 'ja'], 'en'],
    ['', null, ['fr'], 'en'],
    ['', 'ja', ['en'], 'ja'],
    ['?lang=ja', 'en', ['en'], 'ja'],
    ['?lang=long', null, ['en'], 'long'],
    ['?lang=toString', 'constructor', ['__proto__'], 'en'],
  ] as const)('%s, %s, %s: %s', (address, remembered, browser, wished) => {
    expect(wishedLanguage(address, remembered, browser)).toBe(wished);
  });
});

describe('what happened, in Japanese', () => {
  const name = (id: string): string => (id === 'c1' ? language.words.you : 'Bravo');
  const at = { at: 5, node: 'n2', number: 1 };

  beforeEach(() => {
    language.words = japanese.words;
    return () => (language.words = en);
  });

  it('is told with the names of nodes and the texts of the machine as they are', () => {
    const stopped = { ...at, what: 'stopped', how: 'power', bytesLost: 24 } as HistoryEvent;
    expect(eventText(stopped, name)).toBe('Bravo の電源が切れた。24 バイトがまだディスクになかった。');
    const kill = { at: 0, do: 'kill', node: 'n2', how: 'process' } as Action;
    expect(actionText(kill, name)).toBe('Bravo のプログラムを止める');
    const typed = { at: 0, do: 'command', client: 'c1', text: 'GET apple' } as Action;
    expect(actionText(typed, name)).toBe('あなた の入力：GET apple');
  });
});

describe('the languages that nobody speaks', () => {
  const english = { words: en, textbook };

  it('one is longer by a third and keeps what it is given', () => {
    const { words } = long(english);
    expect(words.invitation.text.length / en.invitation.text.length).toBeCloseTo(1.35, 1);
    expect(words.did.kill('Bravo')).toMatch(/^Bravo lööšt ïï?tš pö+wër/);
    expect(words.canBeRead(26, 26)).toMatch(/^26 .* 26 /);
    expect(entries(words)).toEqual(entries(en));
  });

  it('one is of wide characters, hardly with a space', () => {
    const { words } = wide(english);
    expect(words.invitation.text).not.toMatch(/[a-z]/i);
    expect(words.did.kill('Bravo')).toMatch(/^Bravo [ァ-ヶ]+\.$/);
    expect(words.invitation.title.length / en.invitation.title.length).toBeCloseTo(0.5, 1);
  });
});

describe('what the page says stands in the catalogue', () => {
  const files = readdirSync('src/views', { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.svelte'),
  );

  it.each(files)('%s', (file) => {
    expect(bareTexts(readFileSync(`src/views/${file}`, 'utf8'))).toEqual([]);
  });

  it('finds what does not', () => {
    const found = bareTexts(`<script lang="ts">
      const { words, isUp } = $props();
      function tell(speech) { speech.say('Bravo is gone.'); }
    </script>
    <p title="Say so">Hello {words.name}</p>
    <button aria-label={isUp ? 'Stop it' : words.run}>{isUp ? 'up' : 'Down'}</button>
    <code>GET apple</code><p class="quiet icon">12 · {words.run} → ×</p>`);
    expect(found).toEqual(['Bravo is gone.', 'Say so', 'Hello', 'Stop it', 'up', 'Down']);
  });
});
