/** Who may speak. The default user is all there is, with the password of `requirepass` or none; sessions know by name who they speak for. */
import type { Bytes } from './bytes.ts';
import { DEFAULT_USER, type Session, type Store } from './store.ts';

/** Whether the default user needs no password: then any will do. */
export function isOpen(store: Store): boolean {
  return store.settings.requirepass === '';
}

/** Lets the session speak for this user; false, and nothing changed, when name and password do not go together. */
export function authenticate(store: Store, session: Session, user: Bytes, password: Bytes): boolean {
  if (user !== DEFAULT_USER) return false;
  if (!isOpen(store) && password !== store.settings.requirepass) return false;
  session.user = user;
  return true;
}
