/** The pages of the help: those of docs/, each loaded when it is wanted, and those that are made of the page's own tables. */
import type { HelpPage } from './blocks.ts';

const documents = {
  protocol: async () => (await import('../../../docs/protocol.md?help')).page as HelpPage,
  benchmarks: async () => (await import('../../../docs/benchmarks.md?help')).page as HelpPage,
  architecture: async () => (await import('../../../docs/architecture.md?help')).page as HelpPage,
} satisfies Record<string, () => Promise<HelpPage>>;

export type DocumentName = keyof typeof documents;
export const PAGES = ['keys', 'glossary', 'protocol', 'benchmarks', 'architecture', 'reading'] as const;
export type PageName = (typeof PAGES)[number];

export const DOCUMENTS = Object.keys(documents) as readonly DocumentName[];

export function isDocument(name: PageName): name is DocumentName {
  return Object.hasOwn(documents, name);
}

const loaded = new Map<DocumentName, Promise<HelpPage>>();

export async function pageOf(name: DocumentName): Promise<HelpPage> {
  let page = loaded.get(name);
  if (page === undefined) {
    page = documents[name]();
    loaded.set(name, page);
    // Whoever comes again may have a network then.
    page.catch(() => loaded.delete(name));
  }
  return page;
}

/** `#help=protocol`, `#help=protocol/incrby`: the page, and the heading in it. Null: another address. */
export function placeIn(fragment: string): { readonly page: PageName; readonly id: string } | null {
  const found = /^#help(?:=([a-z]+)(?:\/(.+))?)?$/.exec(fragment);
  if (found === null) return null;
  const page = PAGES.find((name) => name === found[1]) ?? PAGES[0];
  return { page, id: decoded(found[2] ?? '') };
}

export function addressOf(page: PageName, id = ''): string {
  return `#help=${page}${id === '' ? '' : `/${encodeURIComponent(id)}`}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
