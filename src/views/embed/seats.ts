/**
 * At most two frames of a page are alive at once, for a cluster is many threads. They stand in no common script, so they agree by the browser: each needs one
 * of two locks, and who finds both taken asks for one; then the older of the two leaves. Where the browser gives no locks (a sandbox without an origin of
 * its own) a frame is alone with itself, and lives.
 */
const SEATS = ['ringside-seat 1', 'ringside-seat 2'];
const CHANNEL = 'ringside-seats';
/** Whoever does not leave for so long is not asked any more. */
const PATIENCE = 3_000;

export interface Seat {
  leave(): void;
}

interface Locks {
  request(
    name: string,
    options: { ifAvailable?: boolean; steal?: boolean; signal?: AbortSignal },
    then: (lock: unknown) => unknown,
  ): Promise<unknown>;
}

export interface Room {
  readonly locks: Locks | null;
  /** Null where the browser has none. */
  channel(): Pick<BroadcastChannel, 'postMessage' | 'close' | 'onmessage'> | null;
}

const browserRoom = (): Room => ({
  locks: 'locks' in navigator ? (navigator.locks as Locks) : null,
  channel() {
    try {
      return new BroadcastChannel(CHANNEL);
    } catch {
      return null;
    }
  },
});

const ALONE: Seat = { leave: () => undefined };

/** `makeRoom`: this one is the older, and another has asked. Called once. */
export async function takeSeat(makeRoom: () => void, room: Room = browserRoom()): Promise<Seat> {
  const { locks } = room;
  if (locks === null) return ALONE;
  const channel = room.channel();
  let hasLeft = false;
  const leave = (): void => {
    if (hasLeft) return;
    hasLeft = true;
    channel?.close();
    release?.();
  };
  const yieldSeat = (): void => {
    if (!hasLeft) makeRoom();
  };
  let release: (() => void) | null = null;
  try {
    release = await anySeat(locks, channel, yieldSeat);
  } catch {
    // Refused, and not merely taken.
    channel?.close();
    return ALONE;
  }
  // Of two who sit, the older one has seen the other sit down.
  let isOlder = false;
  channel?.postMessage('sits');
  if (channel !== null)
    channel.onmessage = ({ data }) => {
      if (data === 'sits') isOlder = true;
      else if (data === 'asks' && isOlder) yieldSeat();
    };
  return { leave };
}

type Release = () => void;

async function anySeat(
  locks: Locks,
  channel: ReturnType<Room['channel']>,
  onLost: () => void,
): Promise<Release> {
  for (const name of SEATS) {
    const release = await hold(locks, name, { ifAvailable: true }, onLost);
    if (release !== null) return release;
  }
  channel?.postMessage('asks');
  const waiting = SEATS.map((name) => {
    const given = new AbortController();
    return { given, held: hold(locks, name, { signal: given.signal }, onLost) };
  });
  const late = new Promise<null>((wake) => setTimeout(wake, PATIENCE, null));
  const first = await Promise.race([...waiting.map(({ held }, place) => held.then(() => place)), late]);
  waiting.forEach(({ given, held }, place) => {
    if (place === first) return;
    given.abort();
    // It may have been given in the same moment.
    void held.then(
      (release) => release?.(),
      () => undefined,
    );
  });
  const release = first === null ? null : await (waiting[first]?.held ?? null);
  return release ?? ((await hold(locks, SEATS[0] as string, { steal: true }, onLost)) as Release);
}

/** Null when it is taken and was not to be waited for. */
function hold(
  locks: Locks,
  name: string,
  options: Parameters<Locks['request']>[1],
  onLost: () => void,
): Promise<Release | null> {
  return new Promise((resolve, reject) => {
    let isHeld = false;
    locks
      .request(name, options, (lock) => {
        if (lock === null) {
          resolve(null);
          return undefined;
        }
        return new Promise<void>((release) => {
          isHeld = true;
          resolve(release);
        });
      })
      .catch((problem: unknown) => {
        // Somebody has taken what was held.
        if (isHeld) onLost();
        else reject(problem as Error);
      });
  });
}
