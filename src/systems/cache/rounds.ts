/**
 * Going round the cluster from the prompt: what each holder of a key knows of it (`SHOW apple`), and how keys lie (`CLUSTER KEYS`). Each node answers
 * for itself (showing.ts), so the asker goes round, and tells who did not answer.
 */
import type { Data, NodeId, Outcome } from '../../kernel/contract.ts';
import type { Asking, Next } from '../../protocols/errands.ts';
import type { Request, Seen } from './requests.ts';
import { holdersOf, type PlacementRule, type View } from './view.ts';

export function isRound(body: Data): boolean {
  return (body as unknown as Request).round !== undefined;
}

/** Whom to ask next: who holds the key or will, by what is known by now; without a key everybody. */
export function nextOfRound(
  body: Data,
  seen: readonly Seen[],
  view: View,
  rule: PlacementRule,
): NodeId | null {
  const [, key] = (body as unknown as Request).command;
  const ids = key === undefined ? view.members.map(({ id }) => id) : holdersOf(view, rule, key);
  return ids.find((id) => !seen.some(({ node }) => node === id)) ?? null;
}

export function followRound({ asked, to, body, outcome }: Asking, view: View, rule: PlacementRule): Next {
  const { round = [] } = asked as unknown as Request;
  const name = view.members.find(({ id }) => id === to)?.name ?? to;
  const seen: readonly Seen[] = [...round, { node: to, name, said: saidIn(outcome) }];
  const next = nextOfRound(body, seen, view, rule);
  if (next !== null)
    return { do: 'ask', to: next, asks: { ...(asked as object), round: seen } as unknown as Data, delay: 0 };
  return { do: 'settle', outcome: { status: 'ok', value: { reply: null, seen } as unknown as Data } };
}

function saidIn(outcome: Outcome | null): Data {
  return (outcome?.value as { readonly reply?: Data } | null | undefined)?.reply ?? null;
}

// --- Printing -----------------------------------------------------------------------------------------------------------

export function printRound(command: readonly string[], seen: readonly Seen[]): string {
  const lines = seen.map(({ node, name, said }) => {
    const head = `${node} ${name}`.padEnd(12);
    if (said === null) return `${head} does not answer`;
    const { error } = said as { readonly error?: string };
    if (error !== undefined) return `${head} (error) ${error}`;
    return `${head} ${printFacts(command, said)}`;
  });
  return lines.join('\n');
}

/** What one node said. */
export function printFacts([, key]: readonly string[], said: Data): string {
  return key === undefined ? nodeLine(said) : keyLine(said);
}

function keyLine(said: Data): string {
  const { acts, version, epoch, isGone, isEvicted, type, expiry } = said as Readonly<Record<string, Data>>;
  const role = acts === true ? 'acts for it' : 'copy';
  if (version === 0) return `${role}, has never heard of it`;
  const what = isGone === true ? 'deleted' : isEvicted === true ? 'evicted' : String(type ?? 'gone');
  const end = expiry === null ? '' : `, expires at ${String(expiry)} ms`;
  return `${role}, version ${String(version)} of epoch ${String(epoch)}, ${what}${end}`;
}

function nodeLine(said: Data): string {
  const { epoch, standing, keys, acts, orphans, waiting, suspected } = said as Readonly<Record<string, Data>>;
  const doubts = suspected as readonly string[];
  return [
    `${String(standing)} in epoch ${String(epoch)}`,
    `${String(keys)} keys, acts for ${String(acts)}`,
    ...(orphans === 0 ? [] : [`${String(orphans)} to hand over`]),
    ...(waiting === 0 ? [] : [`${String(waiting)} requests waiting`]),
    ...(doubts.length === 0 ? [] : [`suspects ${doubts.join(', ')}`]),
  ].join(', ');
}
