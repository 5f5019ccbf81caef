/** What a predicate names that only a system or the checkers can know. Asked before anything runs. */
import type { Invariant } from '../../kernel/system.ts';
import { faultAt, quote, type Fault, type Keys } from '../../scenario/fault.ts';
import type { Predicate } from '../../scenario/types.ts';
import { checkers } from '../checkers/models/index.ts';

/** The system that is meant, and what it promises. */
interface Promising {
  readonly id: string;
  readonly invariants: readonly Invariant[];
}

export function unknownNames(predicate: Predicate, system: Promising, keys: Keys = []): Fault[] {
  if ('all' in predicate)
    return predicate.all.flatMap((one, index) => unknownNames(one, system, [...keys, 'all', index]));
  if ('any' in predicate)
    return predicate.any.flatMap((one, index) => unknownNames(one, system, [...keys, 'any', index]));
  if ('not' in predicate) return unknownNames(predicate.not, system, [...keys, 'not']);
  if ('invariant' in predicate) {
    const names = system.invariants.map(({ name }) => name);
    return refuse(predicate.invariant, names, `an invariant of ${system.id}`, [...keys, 'invariant']);
  }
  if ('verdict' in predicate)
    return refuse(predicate.verdict, [...checkers.keys()], 'a model of a checker', [...keys, 'verdict']);
  return [];
}

function refuse(name: string, known: readonly string[], what: string, keys: Keys): Fault[] {
  if (known.includes(name)) return [];
  return [faultAt(keys, `${quote(name)} is not ${what} (${known.map(quote).join(', ') || 'there is none'})`)];
}
