/** A page of the help, as tools/help-pages.mjs makes it of Markdown when the page is built: nothing but these, so nothing of it can be markup. */
export type Inline =
  | string
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'strong' | 'em'; readonly parts: readonly Inline[] }
  /** To another page of the help, to a heading of this one, or out of the house. */
  | { readonly kind: 'link'; readonly to: string; readonly parts: readonly Inline[] };

export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly id: string; readonly text: string }
  | { readonly kind: 'text'; readonly parts: readonly Inline[] }
  | { readonly kind: 'list'; readonly isOrdered: boolean; readonly items: readonly (readonly Inline[])[] }
  | {
      readonly kind: 'table';
      readonly head: readonly (readonly Inline[])[];
      readonly rows: readonly (readonly (readonly Inline[])[])[];
    }
  | { readonly kind: 'code'; readonly text: string };

export interface HelpPage {
  readonly title: string;
  readonly blocks: readonly Block[];
}

export function textOf(parts: readonly Inline[]): string {
  return parts
    .map((part) => (typeof part === 'string' ? part : 'text' in part ? part.text : textOf(part.parts)))
    .join('');
}

/** What a block says, for who searches. */
export function wordsOf(block: Block): string {
  switch (block.kind) {
    case 'heading':
    case 'code':
      return block.text;
    case 'text':
      return textOf(block.parts);
    case 'list':
      return block.items.map(textOf).join(' ');
    case 'table':
      return [block.head, ...block.rows].map((row) => row.map(textOf).join(' ')).join(' ');
  }
}

/** A heading with what stands beneath it, up to the next one. */
export interface Section {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

export function sectionsOf({ title, blocks }: HelpPage): readonly Section[] {
  const sections: { id: string; title: string; text: string }[] = [{ id: '', title, text: '' }];
  for (const block of blocks) {
    if (block.kind === 'heading') sections.push({ id: block.id, title: block.text, text: block.text });
    else (sections.at(-1) as { text: string }).text += ` ${wordsOf(block)}`;
  }
  return sections;
}

export interface Found extends Section {
  /** What stands around the first place. */
  readonly around: string;
}

const AROUND = 60;

/** Sections that have every word that is looked for; those with it in their title first. */
export function find(sections: readonly Section[], typed: string): readonly Found[] {
  const wanted = typed
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (wanted.length === 0) return [];
  const inTitle = ({ title }: Section): boolean => wanted.every((word) => title.toLowerCase().includes(word));
  const found = sections.filter(({ text, title }) => {
    const all = `${title} ${text}`.toLowerCase();
    return wanted.every((word) => all.includes(word));
  });
  return [...found.filter(inTitle), ...found.filter((section) => !inTitle(section))].map((section) => {
    const at = Math.max(0, section.text.toLowerCase().indexOf(wanted[0] as string) - AROUND);
    return { ...section, around: section.text.slice(at, at + 3 * AROUND).trim() };
  });
}
