/**
 * Looks for text in a component that does not come from the catalogue. In a template every letter that a person would see or hear counts, but for what
 * the machine says (code, keys, a mono span) and single letters and units; in a script whatever reads like a sentence.
 */
import { parse } from 'svelte/compiler';

/** What is said of an element, beside what stands in it. */
const SAID = new Set([
  ...['title', 'placeholder', 'alt', 'label', 'help'],
  ...['aria-label', 'aria-description', 'aria-roledescription', 'aria-valuetext', 'aria-placeholder'],
]);
const MACHINE = new Set(['code', 'kbd', 'samp', 'pre', 'style', 'script']);
const WORD = /\p{Letter}{2,}/u;
const SENTENCE = /^\p{Lu}[\p{Letter}’']* \p{Letter}/u;

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

export function bareTexts(source: string): string[] {
  const { instance, module, fragment } = parse(source, { modern: true }) as unknown as Record<
    string,
    Node | null
  >;
  const found: string[] = [];
  for (const script of [module, instance]) {
    if (script) walk(script, (node) => collect(node, SENTENCE, found));
  }
  if (fragment) look(fragment, found);
  return found;
}

function look(node: Node, found: string[]): void {
  if (node.type === 'Text') {
    const text = String(node['data']).trim();
    if (WORD.test(text)) found.push(text);
    return;
  }
  if (node.type === 'ExpressionTag') return walk(node, (each) => collect(each, WORD, found));
  const attributes = (node['attributes'] ?? []) as readonly Node[];
  for (const attribute of attributes) {
    if (attribute.type !== 'Attribute' || !SAID.has(String(attribute['name']))) continue;
    for (const value of [attribute['value']].flat() as (Node | boolean)[]) {
      if (typeof value === 'object') look(value, found);
    }
  }
  if (isOfTheMachine(node, attributes)) return;
  for (const key of [
    'nodes',
    'fragment',
    'body',
    'consequent',
    'alternate',
    'pending',
    'then',
    'catch',
    'fallback',
  ]) {
    for (const child of [node[key]].flat()) if (isNode(child)) look(child, found);
  }
}

function isOfTheMachine(node: Node, attributes: readonly Node[]): boolean {
  if (node.type === 'RegularElement' && MACHINE.has(String(node['name']))) return true;
  const given = attributes.find(({ name }) => name === 'class');
  const [text] = [given?.['value']].flat() as (Node | undefined)[];
  return text?.type === 'Text' && /(^| )mono( |$)/.test(String(text['data']));
}

/** The literals of an expression. What is compared with or looked up is not shown; what is called is judged where it says it. */
function collect(node: Node, looksSaid: RegExp, found: string[]): boolean {
  if (node.type === 'BinaryExpression' || node.type === 'ImportDeclaration') return false;
  if (node.type.startsWith('TS')) return false;
  if (looksSaid === WORD && node.type === 'CallExpression') return false;
  if (looksSaid === WORD && node.type === 'MemberExpression') return false;
  const text =
    node.type === 'Literal' && typeof node['value'] === 'string'
      ? node['value']
      : node.type === 'TemplateElement'
        ? (node['value'] as { readonly raw: string }).raw
        : '';
  if (looksSaid.test(text)) found.push(text);
  return true;
}

function walk(node: Node, visit: (node: Node) => boolean): void {
  if (!visit(node)) return;
  for (const [key, value] of Object.entries(node)) {
    // Svelte keeps the way back, and comments are not shown.
    if (key === 'metadata' || key === 'parent' || key.endsWith('omments')) continue;
    for (const child of [value].flat()) if (isNode(child)) walk(child, visit);
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
