/** At most two frames are alive, and whoever comes third takes the place of whoever has been there longest. */
import { expect, test } from 'vitest';
import { takeSeat, type Room, type Seat } from '../../../src/views/embed/seats.ts';

/** Locks and a channel as browsers have them, for frames of one page. */
class Page {
  readonly #held = new Map<string, { readonly lose: (why: Error) => void }>();
  readonly #waiting: { name: string; take: () => void }[] = [];
  readonly #channels: { onmessage: ((event: never) => void) | null }[] = [];

  room(): Room {
    return {
      locks: {
        request: (name, { ifAvailable = false, steal = false, signal }, then) =>
          new Promise((resolve, reject) => {
            const take = (): void => {
              this.#held.get(name)?.lose(new Error('stolen'));
              const mine = { lose: reject };
              this.#held.set(name, mine);
              void Promise.resolve(then({ name })).then((value) => {
                if (this.#held.get(name) !== mine) return;
                this.#held.delete(name);
                resolve(value);
                const next = this.#waiting.findIndex((one) => one.name === name);
                if (next >= 0) this.#waiting.splice(next, 1)[0]?.take();
              });
            };
            if (steal || !this.#held.has(name)) take();
            else if (ifAvailable) resolve(then(null));
            else {
              const wish = { name, take };
              this.#waiting.push(wish);
              signal?.addEventListener('abort', () => {
                const place = this.#waiting.indexOf(wish);
                if (place >= 0) this.#waiting.splice(place, 1);
                reject(new Error('aborted'));
              });
            }
          }),
      },
      channel: () => {
        const own = {
          onmessage: null as ((event: never) => void) | null,
          postMessage: (data: unknown) => {
            for (const other of this.#channels) if (other !== own) other.onmessage?.({ data } as never);
          },
          close: () => void this.#channels.splice(this.#channels.indexOf(own), 1),
        };
        this.#channels.push(own);
        return own as never;
      },
    };
  }
}

class Frames {
  readonly alive = new Set<string>();
  most = 0;
  readonly #page = new Page();

  async begin(name: string): Promise<void> {
    let seat: Seat | null = null;
    const stop = (): void => {
      this.alive.delete(name);
      seat?.leave();
    };
    seat = await takeSeat(stop, this.#page.room());
    this.alive.add(name);
    this.most = Math.max(this.most, this.alive.size);
  }
}

test('the third takes the place of the first, the fourth that of the second', async () => {
  const frames = new Frames();
  for (const name of ['a', 'b', 'c', 'd', 'a']) await frames.begin(name);
  expect([...frames.alive].sort()).toEqual(['a', 'd']);
  expect(frames.most).toBe(2);
});

test('who leaves makes room, and nobody else has to', async () => {
  const page = new Page();
  let asked = 0;
  const first = await takeSeat(() => (asked += 1), page.room());
  await takeSeat(() => (asked += 1), page.room());
  first.leave();
  first.leave();
  await takeSeat(() => (asked += 1), page.room());
  expect(asked).toBe(0);
});

test('without locks, or where they are refused, a frame lives by itself', async () => {
  const channel = (): null => null;
  await expect(takeSeat(() => undefined, { locks: null, channel })).resolves.toBeDefined();
  const refused = { request: () => Promise.reject(new Error('SecurityError')) };
  await expect(takeSeat(() => undefined, { locks: refused, channel })).resolves.toBeDefined();
});
