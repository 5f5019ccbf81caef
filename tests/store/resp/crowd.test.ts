import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDoor, type Door } from '../../../tools/resp/door.ts';
import { createEngine } from '../../../tools/resp/engine.ts';
import { inPieces, octets, request } from './serve.ts';
import { exchange } from './wire.ts';

const CLIENTS = 20;
const PUSHES = 1_000;
/** So that no client is served all at once, and no piece ends where a command does. */
const PIECE_BYTES = 331;

let door: Door;
const engine = createEngine({ password: '', maxmemory: 0 });
beforeAll(async () => {
  door = await openDoor({ port: 0, connect: engine.connect });
});
afterAll(() => door.close());

test(
  'twenty clients push a thousand elements each: none is lost, and each keeps its order',
  { timeout: 60_000 },
  async () => {
    const elementsOf = (client: number) => Array.from({ length: PUSHES }, (_, index) => `${client}:${index}`);
    const push = async (client: number) => {
      const stream = elementsOf(client).map((element) => request('RPUSH', 'many', element));
      const { output } = await exchange(
        door.port,
        [...inPieces(octets(stream.join('')), PIECE_BYTES)],
        30_000,
      );
      return output.split('\r\n').slice(0, -1);
    };
    const replies = await Promise.all(Array.from({ length: CLIENTS }, (_, client) => push(client)));
    // Each push has seen a length of its own: they happened one after the other.
    expect(new Set(replies.flat()).size).toBe(CLIENTS * PUSHES);
    expect(replies.every((lengths) => lengths.length === PUSHES)).toBe(true);
    // They came in turns; otherwise nothing would have been shown.
    expect(Number(replies[0]?.at(-1)?.slice(1))).toBeGreaterThan(PUSHES);

    const { output } = await exchange(door.port, [octets(request('LRANGE', 'many', '0', '-1'))]);
    const elements = output.split('\r\n').filter((line) => line.includes(':'));
    expect(elements.length).toBe(CLIENTS * PUSHES);
    for (let client = 0; client < CLIENTS; client += 1) {
      expect(elements.filter((element) => element.startsWith(`${client}:`))).toEqual(elementsOf(client));
    }
  },
);
