/** The engine as one connection sees it. */
import type { StoreHost } from '../context.ts';
import { execute } from '../execute.ts';
import type { Session, Store } from '../store.ts';
import type { Caller } from './connection.ts';

export function storeCaller(store: Store, session: Session, host: StoreHost): Caller {
  return {
    execute: (args) => execute(store, session, args, host),
    get isStranger() {
      return session.user === null;
    },
    get isLeaving() {
      return session.closing;
    },
    get bulkMax() {
      return store.settings['proto-max-bulk-len'];
    },
    get queryMax() {
      return store.settings['client-query-buffer-limit'];
    },
  };
}
