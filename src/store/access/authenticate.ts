/**
 * Who may speak. Users come from the configuration, in the words of users.ts; the default user has the password of `requirepass` or none.
 *
 * Of `requirepass` the store keeps the salted hash too. Redis shows it in the clear to whoever may ask CONFIG GET; here the reply would stand
 * in the history, so it is `(redacted)`, Redis's own word for what its logs leave out. That is a deliberate difference.
 */
import type { Bytes } from '../bytes.ts';
import type { Context } from '../context.ts';
import { DEFAULT_USER, type Session, type Store } from '../store.ts';
import { attemptCost, noteAttempt } from './attempts.ts';
import { isProof, opens, proves, REDACTED, saltOf, secretOf, type Secret } from './passwords.ts';
import { newUser, withPassword, withRules, type RuleHelp, type User } from './users.ts';

/** Whether the default user needs no password: then any will do. */
export function isOpen(store: Store): boolean {
  return store.users.get(DEFAULT_USER)?.isOpen === true;
}

/** Lets the session speak for this user; false, and nothing changed, when name and password do not go together. */
export function authenticate(
  { store, session, host }: Pick<Context, 'store' | 'session' | 'host'>,
  name: Bytes,
  password: Bytes,
): boolean {
  const cost = attemptCost(store, name);
  if (cost > 0) host.work(cost);
  const isRight = isAccepted(store.users.get(name), session, password);
  noteAttempt(store, name, isRight);
  if (isRight) session.user = name;
  return isRight;
}

function isAccepted(user: User | undefined, session: Session, password: Bytes): boolean {
  if (user === undefined || !user.isOn) return false;
  return user.isOpen || user.secrets.some((secret) => isOpenedBy(secret, session, password));
}

function isOpenedBy(secret: Secret, { proofSalt }: Session, password: Bytes): boolean {
  return proofSalt === null ? opens(secret, password) : proves(secret, password, proofSalt);
}

/** CONFIG SET requirepass. Answers what the setting shows from now on. */
export function requirePassword(store: Store, session: Session, password: Bytes, now: number): Bytes {
  const user = store.users.get(DEFAULT_USER) as User;
  const { proofSalt } = session;
  const after =
    proofSalt !== null && isProof(password)
      ? { ...user, isOpen: false, secrets: [secretOf(password, proofSalt)] }
      : withPassword(user, password, saltOf(store.runId, DEFAULT_USER, now));
  store.users.set(DEFAULT_USER, after);
  return password === '' ? '' : REDACTED;
}

/**
 * A line of the configuration: `user alice on >secret ~app:* +@read`. All of it or nothing; what is wrong comes in Redis's words, without
 * any password.
 */
export function configureUser(
  store: Store,
  line: Bytes,
  now: number,
  knows: RuleHelp['knows'],
): { readonly wrong: string } | null {
  const [keyword, name, ...rules] = line.split(' ').filter((word) => word !== '');
  if (keyword !== 'user' || name === undefined) return { wrong: 'a user is written as: user <name> <rules>' };
  const before = store.users.get(name) ?? newUser(name);
  const outcome = withRules(before, rules, { salt: saltOf(store.runId, name, now), knows });
  if ('wrong' in outcome) return outcome;
  store.users.set(name, outcome.user);
  return null;
}
