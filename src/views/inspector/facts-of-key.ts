/** What there is to say of a key, as its system knows it. */
import type { KeyLook } from '../../lab/look-key.ts';
import { chordKeyFacts } from '../systems/chord/key-facts.ts';
import { keyFacts, type KeyFacts } from './key-facts.ts';

export function factsOfKey(system: string, look: KeyLook): KeyFacts | null {
  return system === 'chord' ? chordKeyFacts(look.key, look.inside) : keyFacts(look);
}
