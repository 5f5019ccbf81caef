/** A paragraph taken apart into what is drawn differently: emphasis, code, names of nodes, words of the ladder. */
import type { Token, Tokens } from 'marked';

export interface Term {
  readonly word: string;
  readonly says: string;
}

export interface NamedNode {
  readonly name: string;
  readonly fill: string;
}

export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'node'; readonly text: string; readonly fill: string }
  | { readonly kind: 'term'; readonly text: string; readonly says: string }
  | { readonly kind: 'strong'; readonly parts: readonly Piece[] }
  | { readonly kind: 'em'; readonly parts: readonly Piece[] }
  | { readonly kind: 'plain'; readonly parts: readonly Piece[] };

export function pieces(
  tokens: readonly Token[],
  nodes: readonly NamedNode[],
  terms: readonly Term[],
): readonly Piece[] {
  return tokens.flatMap((token): readonly Piece[] => {
    switch (token.type) {
      case 'strong':
      case 'em':
        return [{ kind: token.type, parts: pieces((token as Tokens.Strong).tokens, nodes, terms) }];
      // A claim is tied to its check in CI; to a reader it is a piece of the sentence.
      case 'link':
        return [{ kind: 'plain', parts: pieces((token as Tokens.Link).tokens, nodes, terms) }];
      case 'codespan':
        return [{ kind: 'code', text: (token as Tokens.Codespan).text }];
      case 'text':
      case 'escape':
        return named((token as Tokens.Text).text, nodes, terms);
      // The reader of lessons lets nothing else through.
      default:
        return [{ kind: 'text', text: token.raw }];
    }
  });
}

/** Names where they stand as words; of each term only where it stands first is not known here, so every place has it. */
function named(text: string, nodes: readonly NamedNode[], terms: readonly Term[]): readonly Piece[] {
  const wanted = [...nodes.map(({ name }) => name), ...terms.map(({ word }) => word)]
    .filter((word) => word !== '')
    .sort((left, right) => right.length - left.length);
  if (wanted.length === 0) return [{ kind: 'text', text }];
  const found = new RegExp(
    `(?<![\\p{L}\\p{N}])(${wanted.map(escaped).join('|')})(?![\\p{Script=Latin}\\p{N}])`,
    'giu',
  );
  const parts: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(found)) {
    const [word] = match;
    const piece = pieceOf(word, nodes, terms);
    if (piece === null) continue;
    if (match.index > from) parts.push({ kind: 'text', text: text.slice(from, match.index) });
    parts.push(piece);
    from = match.index + word.length;
  }
  if (from < text.length) parts.push({ kind: 'text', text: text.slice(from) });
  return parts;
}

/** Names of nodes have capitals; a term may begin a sentence. */
function pieceOf(text: string, nodes: readonly NamedNode[], terms: readonly Term[]): Piece | null {
  const node = nodes.find(({ name }) => name === text);
  if (node !== undefined) return { kind: 'node', text, fill: node.fill };
  const term = terms.find(({ word }) => word.toLowerCase() === text.toLowerCase());
  return term === undefined ? null : { kind: 'term', text, says: term.says };
}

const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
