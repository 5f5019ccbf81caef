/** How a proxy runs its errands: as a client that knows the ring does, but that it does not ask whom it knows to be silent. */
import type { Data, Outcome } from '../../../kernel/contract.ts';
import { MILLISECOND } from '../../../kernel/time.ts';
import { isLive } from '../../../protocols/choose-target.ts';
import type { ErrandManner } from '../../../protocols/errands.ts';
import type { Request } from '../requests.ts';
import { brainFor } from '../brains.ts';
import { isRead, keyOf, PATIENCE, type Brain } from '../routing.ts';
import type { ProxyState } from './state.ts';

/** Less than a client waits: it shall hear what became of its request. */
const TIMEOUT = 2_500 * MILLISECOND;

/** It reads the state that it is made for and keeps nothing itself, so it may be kept outside of it. */
const known = new WeakMap<ProxyState, Brain & ErrandManner>();

export function mannerOf(state: ProxyState): Brain & ErrandManner {
  let manner = known.get(state);
  if (manner === undefined) {
    manner = newManner(state);
    known.set(state, manner);
  }
  return manner;
}

function newManner(state: ProxyState): Brain & ErrandManner {
  return {
    // To ask again after silence is for clients to decide.
    ...brainFor({ ...state.options, retries: 0 }),
    timeout: TIMEOUT,
    patience: PATIENCE,
    passOver(to, asks) {
      if (isLive(state.targets, to)) return null;
      state.counts.passedOver += 1;
      const request = asks as unknown as Request;
      // A copy may do for a read, as after silence.
      const isServedByCopies = isRead(request) && keyOf(request) !== undefined;
      return { outcome: isServedByCopies ? null : refusedFor(`${to} does not answer`) };
    },
  };
}

export function refusedFor(because: string, code = 'CLUSTERDOWN'): Outcome {
  const value = { reply: { error: `${code} ${because}` } };
  return { status: 'failed', value: value as unknown as Data };
}
