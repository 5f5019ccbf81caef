/**
 * Guessing made slow: after three wrong passwords in a row for a name, each further attempt costs its node time, twice as much as the one before,
 * up to a second. Only a right one ends the row, and it is paid for too, for nobody knows before that it is right. Redis asks for a strong
 * password instead; that is a deliberate difference.
 *
 * The row belongs to the name: a new connection is no new beginning, and whoever has another name does not pay. A name that nobody has is
 * counted as well, so that time does not tell which names there are; but only the last so many of them, for anybody can make them up, and not
 * as it was said, for it may have been a password in the wrong place.
 *
 * The weakness: a node at work answers nobody. Who may keep it busy with wrong passwords, keeps it from others.
 */
import { MILLISECOND, SECOND, type Micros } from '../../kernel/time.ts';
import type { Bytes } from '../bytes.ts';
import type { Store } from '../store.ts';
import { saltOf } from './passwords.ts';

const FREE = 3;
const COST_MIN: Micros = 10 * MILLISECOND;
const COST_MAX: Micros = SECOND;
/** How many names that nobody has are remembered. */
const STRANGERS_MAX = 100;

/** What the next attempt costs. */
export function attemptCost(store: Store, name: Bytes): Micros {
  const wrong = store.wrongAttempts.get(entryOf(store, name)) ?? 0;
  let cost = wrong < FREE ? 0 : COST_MIN;
  for (let paid = FREE; paid < wrong && cost < COST_MAX; paid += 1) cost *= 2;
  return Math.min(cost, COST_MAX);
}

export function noteAttempt(store: Store, name: Bytes, isRight: boolean): void {
  const { wrongAttempts, users } = store;
  const entry = entryOf(store, name);
  if (isRight) {
    wrongAttempts.delete(entry);
    return;
  }
  wrongAttempts.set(entry, (wrongAttempts.get(entry) ?? 0) + 1);
  const strangers = [...wrongAttempts.keys()].filter((known) => !users.has(known));
  if (strangers.length > STRANGERS_MAX) wrongAttempts.delete(strangers[0] as Bytes);
}

function entryOf({ users, runId }: Store, name: Bytes): Bytes {
  return users.has(name) ? name : saltOf(runId, name);
}
