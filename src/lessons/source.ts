/** A lesson's file taken apart: front matter, the one scenario, and steps of paragraphs and blocks of data, each with its line. */
import { lexer, type Token, type Tokens } from 'marked';
import type { LessonFault } from './types.ts';

export interface Paragraph {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly line: number;
}

export interface Block {
  readonly name: string;
  readonly text: string;
  /** Of its first line of data. */
  readonly line: number;
}

export interface Section {
  readonly id: string;
  readonly title: string;
  readonly line: number;
  readonly paragraphs: Paragraph[];
  readonly blocks: Block[];
}

export interface Source {
  readonly head: Block | null;
  readonly scenario: Block | null;
  readonly sections: readonly Section[];
}

const BLOCKS = ['scenario', 'fresh', 'predict', 'task', 'claims', 'explain', 'transfer', 'box', 'step'];
const HEADING = /^(.+?)\s*\{#([a-z][a-z0-9-]*)\}$/;
const FRONT = /^---\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/;

export function takeApart(text: string, faults: LessonFault[]): Source {
  const whole = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  const front = FRONT.exec(whole);
  if (front === null)
    faults.push({ line: 1, says: 'a lesson begins with its front matter, between two lines of "---"' });
  const bodyAt = front?.[0].length ?? 0;
  const reader = new Reader(faults, 1 + linesIn(whole.slice(0, bodyAt)));
  for (const token of lexer(whole.slice(bodyAt))) reader.take(token);
  return {
    head: front === null ? null : { name: 'front matter', text: front[1] as string, line: 2 },
    scenario: reader.scenario,
    sections: reader.sections,
  };
}

const linesIn = (text: string): number => text.match(/\n/g)?.length ?? 0;

class Reader {
  scenario: Block | null = null;
  readonly sections: Section[] = [];
  readonly #faults: LessonFault[];
  #line: number;

  constructor(faults: LessonFault[], line: number) {
    this.#faults = faults;
    this.#line = line;
  }

  take(token: Token): void {
    const line = this.#line;
    this.#line += linesIn(token.raw);
    switch (token.type) {
      case 'space':
        return;
      case 'heading':
        return this.#heading(token as Tokens.Heading, line);
      case 'paragraph':
        return this.#paragraph(token as Tokens.Paragraph, line);
      case 'code':
        return this.#block(token as Tokens.Code, line);
      case 'html':
        return this.#refuse(line, 'HTML and script have no place in a lesson');
      default:
        return this.#refuse(line, `${token.type} has no place in a lesson: there are paragraphs and blocks of data`);
    }
  }

  #heading({ depth, text }: Tokens.Heading, line: number): void {
    const [, title, id] = HEADING.exec(text) ?? [];
    if (depth !== 2 || title === undefined || id === undefined)
      return this.#refuse(line, 'a step begins with "## Its heading {#its-id}"');
    if (this.sections.some((section) => section.id === id))
      this.#refuse(line, `there is a step "${id}" already`);
    this.sections.push({ id, title, line, paragraphs: [], blocks: [] });
  }

  #paragraph({ text, tokens }: Tokens.Paragraph, line: number): void {
    const section = this.sections.at(-1);
    if (section === undefined) return this.#refuse(line, 'text stands in a step, behind a heading');
    section.paragraphs.push({ text: text.replace(/\n/g, ' '), tokens, line });
  }

  #block({ lang = '', text, codeBlockStyle }: Tokens.Code, line: number): void {
    if (codeBlockStyle === 'indented' || !BLOCKS.includes(lang))
      return this.#refuse(line, `"${lang}" is no block of a lesson (${BLOCKS.join(', ')})`);
    const block = { name: lang, text, line: line + 1 };
    const section = this.sections.at(-1);
    if (lang !== 'scenario') {
      if (section === undefined) return this.#refuse(line, `a block "${lang}" belongs to a step`);
      if (lang !== 'box' && section.blocks.some(({ name }) => name === lang))
        return this.#refuse(line, `this step has a block "${lang}" already`);
      section.blocks.push(block);
    } else if (section !== undefined || this.scenario !== null) {
      this.#refuse(line, 'a lesson has one scenario, and it stands before the first step; a step may have a "fresh" one');
    } else this.scenario = block;
  }

  #refuse(line: number, says: string): void {
    this.#faults.push({ line, says });
  }
}
