/** An operation's way through the cluster, as the console says it: `v7 from Alfa, Bravo in 46 ms, 2 of 3 needed. Charlie pending.` */
import type { Naming } from '../event-words.ts';
import { durationText } from '../numbers.ts';
import type { Route } from '../systems/route.ts';
import { words } from '../words/panels.ts';

export function routeText(route: Route, name: Naming): string {
  const says = words.console.route;
  const list = (nodes: readonly string[]): string => says.list(nodes.map(name));
  if (route.isAct) return '';
  const sentences = [mainClause(route, list)];
  if (route.pending.length > 0) sentences.push(says.pending(list(route.pending)));
  if (route.refused.length > 0) sentences.push(says.refused(list(route.refused)));
  if (route.lost.length > 0) sentences.push(says.lost(list([...new Set(route.lost)])));
  if (route.isRemembered) sentences.push(says.remembered);
  if (route.repaired !== null) sentences.push(says.repaired(name(route.repaired)));
  if (route.old !== null) sentences.push(says.old(`v${route.old.version}`, durationText(route.old.age)));
  else if (route.isStale) sentences.push(says.stale(list(route.from)));
  const whole = sentences.filter((sentence) => sentence !== '').join('. ');
  return whole === '' ? '' : `${whole}.`;
}

function mainClause(route: Route, list: (nodes: readonly string[]) => string): string {
  const says = words.console.route;
  const { took, from, asked, by, before, version, needed, parts } = route;
  if (asked.length === 0) return took === null || took === 0 ? '' : says.from('', '', durationText(took));
  if (took === null || from.length === 0) {
    const clauses = [says.asked(list([...new Set(asked)])), says.silent];
    if (asked.length > new Set(asked).size) clauses.push(says.again(asked.length));
    return says.list(clauses);
  }
  const clauses = [says.from(version === null ? '' : `v${version}`, list(from), durationText(took))];
  if (needed !== null) clauses.push(says.needs(needed.count, needed.all));
  if (by.length > 0) clauses.push(says.by(list(by), by.length + 1));
  if (before.length > 0) clauses.push(says.before(list(before)));
  if (parts !== null) clauses.push(says.parts(parts));
  if (asked.length > new Set(asked).size) clauses.push(says.again(asked.length));
  return says.list(clauses);
}
