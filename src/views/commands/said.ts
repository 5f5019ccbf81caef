/** What is said when an act was taken: one sentence, with the names that people know. The act is as it was sent, before anybody completed it. */
import type { Data } from '../../kernel/contract.ts';
import { durationText } from '../numbers.ts';
import { words } from '../words/index.ts';

export type Sent = Readonly<Record<string, Data>>;

/** Who is called what, and which messages are on their way. */
export interface Names {
  readonly nameOf: (id: string) => string;
  readonly flights: readonly {
    readonly name: string;
    readonly kind: string;
    readonly from: string;
    readonly to: string;
  }[];
}

export function saidOf(act: Sent, names: Names): string {
  const { said } = words.hands;
  const verb = String(act['do']);
  const name = typeof act['node'] === 'string' ? names.nameOf(act['node']) : '';
  switch (verb) {
    case 'kill':
      return act['how'] === 'process' ? said.killProgram(name) : said.kill(name);
    case 'restart':
    case 'freeze':
    case 'thaw':
    case 'wipe':
    case 'remove':
    case 'isolate':
      return said[verb](name);
    case 'heal':
      return name === '' ? said.untie : said.connect(name);
    case 'slow':
      return said.slowNode(name, Number(act['times']));
    case 'skew':
      return said.skew(name, wrongClock(String(act['by'])));
    case 'disk':
      return said.disk(name, said.disks[act['act'] as keyof typeof said.disks]);
    case 'weight':
      return said.weight(name, Number(act['weight']));
    case 'partition':
      return ropeSaid(act, names);
    case 'link':
      return linkSaid(act, names);
    case 'message':
      return messageSaid(act, names);
    case 'add':
      return said.add(String(act['name'] ?? act['node']));
    case 'rebalance':
      return said.rebalance;
    default:
      return said.other;
  }
}

function wrongClock(by: string): string {
  const { said } = words.hands;
  const time = spoken(by.replace(/^[+-]/, ''));
  if (/^[+-]?0+(\.0+)?(ms|s)$/.test(by)) return said.skewRight;
  return by.startsWith('-') ? said.skewSlow(time) : said.skewFast(time);
}

/** `800ms` as people read it. */
function spoken(time: string): string {
  const [, amount = '', unit = 'ms'] = /^([\d.]+)(ms|s)?$/.exec(time) ?? [];
  return durationText(Number(amount) * (unit === 's' ? 1_000_000 : 1_000));
}

function ropeSaid(act: Sent, { nameOf }: Names): string {
  const { said, and, theOthers } = words.hands;
  const groups = (act['groups'] as readonly (readonly string[])[]).map((group) => and(group.map(nameOf)));
  const [first = '', second = theOthers] = groups;
  return act['oneWay'] === true ? said.ropeOneWay(first, second) : said.rope(groups.join(' | '));
}

function linkSaid(act: Sent, { nameOf }: Names): string {
  const { said } = words.hands;
  const [from, to] = [nameOf(String(act['from'])), nameOf(String(act['to']))];
  const between = act['both'] === false ? said.oneWay(from, to) : said.both(from, to);
  if (act['clear'] === true) return said.mend(between);
  if (act['block'] === true) return said.cut(between);
  if (act['block'] === false) return said.open(between);
  const found: string[] = [];
  const latency = act['latency'] as { readonly min: string } | undefined;
  if (latency !== undefined) found.push(said.slow(between, spoken(latency.min)));
  if (typeof act['drop'] === 'number') found.push(said.lose(between, `${Math.round(act['drop'] * 100)} %`));
  return found.join(' ');
}

function messageSaid(act: Sent, { nameOf, flights }: Names): string {
  const { said } = words.hands;
  const flight = flights.find(({ name }) => name === act['name']);
  const what =
    flight === undefined
      ? said.someMessage
      : said.message(flight.kind, nameOf(flight.from), nameOf(flight.to));
  if (act['act'] === 'delay') return said.delay(what, spoken(String(act['by'])));
  return act['act'] === 'drop' ? said.drop(what) : said.twice(what);
}
