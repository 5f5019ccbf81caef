/** How a proxy runs its errands: as a client that knows the ring does, but that it does not ask whom it knows to be silent. */
import type { Data, Outcome } from '../../../kernel/contract.ts';
import { MILLISECOND } from '../../../kernel/time.ts';
import { isLive } from '../../../protocols/choose-target.ts';
import type { ErrandManner } from '../../../protocols/errands.ts';
import type { Request } from '../requests.ts';
import { quorumBrain } from '../quorum/client.ts';
import { brainOf, isRead, keyOf, patienceOf, type Brain } from '../routing.ts';
import type { ProxyState } from './state.ts';

/** Less than a client waits: it shall hear what became of its request. */
const TIMEOUT = 2_500 * MILLISECOND;

type Manner = Brain & ErrandManner;

/** Each follows from its state's options and looks at the state itself, so it is made once. */
const manners = new WeakMap<ProxyState, Manner>();

export function mannerOf(state: ProxyState): Manner {
  let manner = manners.get(state);
  if (manner === undefined) {
    manner = newManner(state);
    manners.set(state, manner);
  }
  return manner;
}

function newManner(state: ProxyState): Manner {
  // To ask again after silence is for clients to decide.
  const options = { ...state.options, retries: 0 };
  return {
    ...(options.mode === 'quorum' ? quorumBrain(options) : brainOf(options)),
    timeout: TIMEOUT,
    patience: patienceOf(state.options),
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
