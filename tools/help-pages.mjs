/**
 * Pages of docs/ as the help shows them: `import { page } from '../../docs/protocol.md?help'` is the page taken apart (src/views/help/blocks.ts). It is done when
 * the page is built, so the browser reads no Markdown, and whatever a page says can only become what those blocks are.
 */
import { readFileSync } from 'node:fs';
import { lexer } from 'marked';

/** @typedef {import('../src/views/help/blocks.ts').Block} Block */
/** @typedef {import('../src/views/help/blocks.ts').Inline} Inline */

const ENDING = '.md?help';

/** @returns {import('vite').Plugin} */
export function helpPages() {
  return {
    name: 'ringside-help-pages',
    enforce: 'pre',
    load(id) {
      if (!id.endsWith(ENDING)) return null;
      const path = id.slice(0, -'?help'.length);
      this.addWatchFile(path);
      return `export const page = ${JSON.stringify(readPage(readFileSync(path, 'utf8')))};`;
    },
  };
}

/** @param {string} markdown @returns {import('../src/views/help/blocks.ts').HelpPage} */
export function readPage(markdown) {
  /** @type {Block[]} */
  const blocks = [];
  /** @type {Map<string, number>} */
  const ids = new Map();
  let title = '';
  for (const token of /** @type {import('marked').MarkedToken[]} */ (lexer(markdown))) {
    if (token.type === 'heading' && token.depth === 1) title = plain(inline(token.tokens));
    else blocks.push(...blocksOf(token, ids));
  }
  return { title, blocks };
}

/** @param {import('marked').MarkedToken} token @param {Map<string, number>} ids @returns {Block[]} */
function blocksOf(token, ids) {
  switch (token.type) {
    case 'heading': {
      const text = plain(inline(token.tokens));
      return [{ kind: 'heading', level: token.depth, id: idOf(text, ids), text }];
    }
    case 'paragraph':
      return [{ kind: 'text', parts: inline(token.tokens) }];
    case 'list':
      return [
        { kind: 'list', isOrdered: token.ordered, items: token.items.map((item) => itemOf(item.tokens)) },
      ];
    case 'table':
      return [
        {
          kind: 'table',
          head: token.header.map((cell) => inline(cell.tokens)),
          rows: token.rows.map((row) => row.map((cell) => inline(cell.tokens))),
        },
      ];
    case 'code':
      return [{ kind: 'code', text: token.text }];
    case 'blockquote':
      return /** @type {import('marked').MarkedToken[]} */ (token.tokens).flatMap((inner) =>
        blocksOf(inner, ids),
      );
    case 'space':
    case 'hr':
      return [];
    // A comment for whoever writes the page; other markup nobody writes.
    case 'html':
      if (/^\s*<!--[\s\S]*-->\s*$/.test(token.raw)) return [];
      throw new Error(`a page of the help cannot hold markup: ${token.raw}`);
    default:
      throw new Error(`a page of the help cannot hold this: ${token.type} ${token.raw}`);
  }
}

/** An item is one run of words; what it lists beneath itself follows in it. @param {import('marked').Token[]} tokens @returns {Inline[]} */
function itemOf(tokens) {
  return /** @type {import('marked').MarkedToken[]} */ (tokens).flatMap((token) => {
    if (token.type === 'list') return token.items.flatMap((item) => [' · ', ...itemOf(item.tokens)]);
    if (token.type === 'space' || token.type === 'checkbox') return [' '];
    if (token.type === 'code') return [{ kind: /** @type {const} */ ('code'), text: token.text }];
    return inline('tokens' in token ? (token.tokens ?? []) : []);
  });
}

/** @param {import('marked').Token[]} tokens @returns {Inline[]} */
function inline(tokens) {
  return /** @type {import('marked').MarkedToken[]} */ (tokens).flatMap(
    /** @returns {Inline[]} */ (token) => {
      switch (token.type) {
        case 'text':
          return 'tokens' in token && token.tokens ? inline(token.tokens) : [unescaped(token.text)];
        case 'escape':
          return [token.text];
        case 'codespan':
          return [{ kind: 'code', text: token.text }];
        case 'strong':
        case 'em':
          return [{ kind: token.type, parts: inline(token.tokens) }];
        case 'link':
          return linked(token.href, inline(token.tokens));
        case 'br':
          return [' '];
        // Pictures of the repository are no part of the page.
        case 'image':
          return [token.text];
        default:
          throw new Error(`a page of the help cannot hold this: ${token.type} ${token.raw}`);
      }
    },
  );
}

/** What leads to a file of the repository leads nowhere in the page: its words stay. @param {string} to @param {Inline[]} parts @returns {Inline[]} */
function linked(to, parts) {
  const page = /^(?:\.\/)?([a-z]+)\.md(#.*)?$/.exec(to);
  if (page !== null) return [{ kind: 'link', to: `${page[1]}${page[2] ?? ''}`, parts }];
  return /^(#|https:\/\/)/.test(to) ? [{ kind: 'link', to, parts }] : parts;
}

/** @param {string} text */
function unescaped(text) {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}

/** @param {readonly Inline[]} parts @returns {string} */
function plain(parts) {
  return parts
    .map((part) => (typeof part === 'string' ? part : 'text' in part ? part.text : plain(part.parts)))
    .join('');
}

/** As addresses of headings are made elsewhere. @param {string} text @param {Map<string, number>} ids */
function idOf(text, ids) {
  const base = text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s+/g, '-');
  const count = ids.get(base) ?? 0;
  ids.set(base, count + 1);
  return count === 0 ? base : `${base}-${count}`;
}
