/**
 * Keys of types that a group is not about, so that its commands meet the wrong type. Commands the engine does not have yet would part the
 * two, so they are asked for first.
 */
import { commandNamed } from '../../../../src/store/commands/index.ts';
import type { Chance } from '../chance.ts';

const MAKERS: readonly (readonly string[])[] = [
  ['SET', 'foo'],
  ['SET', '12'],
  ['RPUSH', 'a', 'b'],
  ['SADD', '1', '2'],
  ['SADD', 'a', 'b'],
  ['HSET', 'f', '1'],
  ['ZADD', '1', 'm'],
];

const known = MAKERS.filter((maker) => commandNamed(maker) !== undefined);

/** Makes a key of any type anew. */
export function foreign(chance: Chance): readonly string[] {
  const [command = '', ...rest] = chance.pick(known);
  return [command, chance.key(), ...rest];
}
