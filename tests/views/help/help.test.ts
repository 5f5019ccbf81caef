/** The pages of the help are those of docs/, taken apart: every command is there, every heading can be gone to, and nothing of them is markup. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { table } from '../../../src/store/commands/index.ts';
import { find, sectionsOf, wordsOf, type Block, type HelpPage } from '../../../src/views/help/blocks.ts';
import { addressOf, DOCUMENTS, PAGES, placeIn } from '../../../src/views/help/pages.ts';
import { reading } from '../../../src/views/help/reading.ts';
import { panels } from '../../../src/views/words/en/panels.ts';
import { readPage } from '../../../tools/help-pages.mjs';

function pageOf(name: string): HelpPage {
  return readPage(readFileSync(new URL(`../../../docs/${name}.md`, import.meta.url), 'utf8'));
}

function headings({ blocks }: HelpPage): readonly Extract<Block, { kind: 'heading' }>[] {
  return blocks.filter((block) => block.kind === 'heading');
}

describe('a page of the help', () => {
  it.each(DOCUMENTS)('%s has a title, words, and headings with names of their own', (name) => {
    const page = pageOf(name);
    expect(page.title).toMatch(/./);
    expect(page.blocks.length).toBeGreaterThan(5);
    const ids = headings(page).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/./);
    // Comments are for whoever writes the page.
    expect(page.blocks.map(wordsOf).join('\n')).not.toContain('<!--');
  });

  it('of the protocol has every command of the table, with what it takes and what it answers', () => {
    const { blocks } = pageOf('protocol');
    const commands = table.map(({ name }) => name.toUpperCase());
    expect(commands.length).toBeGreaterThan(100);
    const whole = blocks.map(wordsOf).join('\n');
    for (const command of commands) {
      const at = blocks.findIndex((block) => block.kind === 'heading' && block.text === command);
      expect(at, command).toBeGreaterThan(-1);
      const end = blocks.findIndex((block, index) => index > at && block.kind === 'heading');
      const says = blocks
        .slice(at + 1, end < 0 ? undefined : end)
        .map(wordsOf)
        .join('\n');
      // Some are only the head of others: CLIENT is CLIENT SETNAME and its like.
      const forms = table.find(({ name }) => name.toUpperCase() === command)?.subcommands ?? [];
      if (forms.length === 0) expect(says, command).toContain(command);
      for (const { name } of forms) expect(whole).toContain(name.replace('|', ' ').toUpperCase());
    }
  });

  it('of the benchmarks says of each run on which machine and on which day', () => {
    const page = pageOf('benchmarks');
    const runs = headings(page).filter(({ text }) => text.includes('npm run bench'));
    expect(runs.length).toBeGreaterThan(2);
    for (const { text } of runs) expect(text).toMatch(/20\d\d-\d\d-\d\d/);
    const whole = page.blocks.map(wordsOf).join('\n');
    expect(whole).toMatch(/EPYC/);
    expect(whole).toContain('not met here');
  });

  it('cannot hold markup, and its links lead to pages of the help or out of the house', () => {
    expect(() => readPage('# A\n\n<script>alert(1)</script>\n')).toThrow(/markup/);
    expect(() => readPage('# A\n\nan <b>inline</b> one\n')).toThrow(/cannot hold this/);
    const { blocks } = readPage(
      '# A\n\n[p](protocol.md#set) [f](../src/main.ts) [j](javascript:alert) [w](https://example.invalid/) `a < b` & c\n',
    );
    expect(blocks).toEqual([
      {
        kind: 'text',
        parts: [
          { kind: 'link', to: 'protocol#set', parts: ['p'] },
          ...[' ', 'f', ' ', 'j', ' '],
          { kind: 'link', to: 'https://example.invalid/', parts: ['w'] },
          ' ',
          { kind: 'code', text: 'a < b' },
          ' & c',
        ],
      },
    ]);
  });
});

describe('finding in the help', () => {
  it('gives sections that have all the words, those that are called so first', () => {
    const found = find(sectionsOf(pageOf('protocol')), 'incrby');
    expect(found[0]?.title).toBe('INCRBY');
    expect(found[0]?.id).toBe('incrby');
    const both = find(sectionsOf(pageOf('benchmarks')), 'SCALING cores');
    expect(both.length).toBeGreaterThan(0);
    expect(find(sectionsOf(pageOf('benchmarks')), 'scaling xyzzy')).toEqual([]);
    expect(find(sectionsOf(pageOf('benchmarks')), '  ')).toEqual([]);
  });
});

describe('an address of the help', () => {
  it('names a page and a heading, there and back', () => {
    for (const page of PAGES) {
      expect(placeIn(addressOf(page))).toEqual({ page, id: '' });
      expect(placeIn(addressOf(page, 'a b/ü'))).toEqual({ page, id: 'a b/ü' });
    }
    expect(placeIn('#help')).toEqual({ page: PAGES[0], id: '' });
    expect(placeIn('#help=nothing')).toEqual({ page: PAGES[0], id: '' });
    expect(placeIn('#help=protocol/%zz')).toEqual({ page: 'protocol', id: '' });
    for (const other of ['', '#s=abc', '#helpless', '#lesson=1']) expect(placeIn(other)).toBeNull();
  });
});

describe('further reading', () => {
  it('has the four of the requirements and the two on Chord, each with its words', () => {
    expect(reading.map(({ id }) => id)).toEqual([
      'ddia',
      'resp',
      'hashing',
      'go',
      'chordQiita',
      'chordSlides',
    ]);
    for (const { id, address } of reading) {
      expect(address).toMatch(/^https:\/\//);
      expect(panels.guide.readings[id]).toHaveLength(2);
    }
  });
});
