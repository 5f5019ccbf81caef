/** What the list of commands offers for what was typed: acts, nodes, keys, and lines that go on where the typed one ends. */
import { words } from '../words/index.ts';
import { acts as allActs, wordOf, type Act, type ActId } from './acts.ts';

export interface Known {
  readonly nodes: readonly { readonly id: string; readonly name: string }[];
  readonly keys: readonly string[];
  readonly messages: readonly string[];
  /** The node that is looked at: what can be done to it at once. */
  readonly node: string | null;
  readonly key: string | null;
  /** What is behind the curtain is not offered. */
  readonly hides?: (id: ActId) => boolean;
}

export type Offer =
  | { readonly kind: 'act'; readonly act: Act; readonly label: string }
  | { readonly kind: 'node'; readonly id: string; readonly label: string }
  | { readonly kind: 'key'; readonly key: string; readonly label: string }
  /** Runs as it stands. */
  | { readonly kind: 'run'; readonly line: string; readonly label: string }
  /** Is typed on from here. */
  | { readonly kind: 'line'; readonly line: string; readonly label: string };

const OFFERS_MOST = 60;

export function offersFor(typed: string, known: Known): readonly Offer[] {
  const acts = allActs.filter(({ id }) => known.hides?.(id) !== true);
  const text = typed.trim();
  if (text === '') return acts.map(offerOf);
  const wanted = text.toLowerCase();
  const [word = '', ...args] = text.split(/\s+/);
  const rows = acts.filter((act) => wordOf(act) === word.toUpperCase());
  if (rows.length > 0) {
    const run: Offer = { kind: 'run', line: text, label: words.help.run(text) };
    const longer = rows.flatMap((row) => continued(row, args, /\s$/.test(typed), known));
    const isComplete = args.length > 0 || rows.some(({ line }) => line === word.toUpperCase());
    return once([...(isComplete ? [run] : rows.map(offerOf)), ...longer]);
  }
  const { show } = words.help;
  const nodes = known.nodes
    .filter(({ id, name }) => name.toLowerCase().startsWith(wanted) || id.toLowerCase() === wanted)
    .map(({ id, name }): Offer => ({ kind: 'node', id, label: show(name) }));
  const keys = known.keys
    .filter((key) => key.toLowerCase().includes(wanted))
    .map((key): Offer => ({ kind: 'key', key, label: show(key) }));
  const matching = acts.map(offerOf).filter((offer) => isMatch(offer, wanted));
  return once([...nodes, ...matching, ...keys]);
}

/** Two acts with one word go on alike. */
function once(offers: readonly Offer[]): readonly Offer[] {
  const labels = offers.map(({ label }) => label);
  return offers.filter(({ label }, index) => labels.indexOf(label) === index).slice(0, OFFERS_MOST);
}

function offerOf(act: Act): Offer {
  return { kind: 'act', act, label: words.help.acts[act.id] };
}

function isMatch(offer: Offer, wanted: string): boolean {
  if (offer.kind !== 'act') return false;
  const { line, keys } = offer.act;
  const texts = [offer.label, line ?? '', ...keys].map((text) => text.toLowerCase());
  return texts[0]?.includes(wanted) === true || texts.slice(1).some((text) => text.startsWith(wanted));
}

/** Lines whose next word is somebody or something that is there. */
function continued(
  { id, line }: Act,
  args: readonly string[],
  isNew: boolean,
  known: Known,
): readonly Offer[] {
  const begun = isNew ? '' : (args.at(-1) ?? '');
  const done = isNew ? args : args.slice(0, -1);
  const next = expected(id, line ?? '', done.length, known);
  const word = (line ?? '').split(' ')[0] ?? '';
  return next
    .filter((one) => one.toLowerCase().startsWith(begun.toLowerCase()) && one !== begun)
    .map((one): Offer => {
      const text = [word, ...done, one].join(' ');
      return { kind: 'line', line: text, label: text };
    });
}

/** By the example of the table: where it names a node, a key or a message, whatever there is may stand. */
function expected(id: ActId, line: string, at: number, known: Known): readonly string[] {
  const example = line.split(' ')[at + 1];
  const names = known.nodes.map(({ name }) => name);
  if (id === 'add') return [];
  if (id === 'show' && at === 0) return [...names, ...known.keys];
  if (example === undefined) return [];
  if (example === 'apple') return known.keys;
  if (example === 'message') return known.messages;
  if (example.startsWith('@')) return names.map((name) => `@${name}`);
  return /^[A-Z][a-z]+$/.test(example) ? names : [];
}

/** Whether the act can be done at once, or has to be told to whom first. */
export function isReady({ needs }: Act, { node, key }: Known): boolean {
  if (needs === 'line') return false;
  if (needs === 'node') return node !== null;
  return needs === 'key' ? key !== null : true;
}

/** A key as it is printed. */
export function keyText(key: string): string {
  const { keyNames } = words.help;
  const [, mod = '', rest = key] = /^((?:Mod\+|Shift\+)*)(.+)$/s.exec(key) ?? [];
  const before = mod.replace('Mod+', keyNames['Mod+'] ?? '').replace('Shift+', keyNames['Shift+'] ?? '');
  return `${before}${keyNames[rest] ?? rest.toUpperCase()}`;
}
