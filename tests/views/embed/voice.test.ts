/** Who is heard by a frame, and to whom it speaks. */
import { expect, test, vi } from 'vitest';
import type { Order } from '../../../src/share/embed.ts';
import { Voice, type Done, type Heard } from '../../../src/views/embed/voice.ts';

const HOST = 'https://host.example';

function room(obey: (order: Order) => Promise<Done> = () => Promise.resolve({ ok: true })) {
  const said: [unknown, string][] = [];
  const parent = { postMessage: (message: unknown, origin: string) => void said.push([message, origin]) };
  let hear: (event: Heard) => void = () => undefined;
  const obeyed = vi.fn(obey);
  const voice = new Voice(
    {
      parent,
      isFramed: true,
      listen(given) {
        hear = given;
        return () => undefined;
      },
    },
    obeyed,
  );
  voice.begin();
  const say = async (data: unknown, from: Partial<Heard> = {}): Promise<void> => {
    hear({ source: parent, origin: HOST, data, ...from });
    await new Promise((wake) => setTimeout(wake));
  };
  return { said, obeyed, voice, say };
}

const play = { ringside: 1, do: 'play' };

test('it says that it is there to whoever holds it, and nothing else before it was spoken to', () => {
  const { said, voice } = room();
  voice.tell({ tell: 'answer', question: 'Who?', choice: 0, says: 'a secret' });
  expect(said).toEqual([[{ ringside: 1, tell: 'ready', state: 'picture' }, '*']]);
});

test('it answers to the origin that spoke, with the id that was given', async () => {
  const { said, say } = room();
  await say({ ...play, id: 'one' });
  expect(said.at(-1)).toEqual([{ ringside: 1, tell: 'done', do: 'play', id: 'one', ok: true }, HOST]);
});

test('nobody but the page around it is heard, and what is no order is nothing', async () => {
  const { said, obeyed, say } = room();
  await say(play, { source: {} });
  await say(play, { source: null });
  await say({ ...play, extra: 1 });
  await say('play');
  expect(obeyed).not.toHaveBeenCalled();
  expect(said).toHaveLength(1);
});

test('a page without an origin is obeyed and not answered', async () => {
  const { said, obeyed, say } = room();
  await say(play, { origin: 'null' });
  expect(obeyed).toHaveBeenCalledOnce();
  expect(said).toHaveLength(1);
});

test('orders are taken one after the other, and no more than anybody reads', async () => {
  let free: () => void = () => undefined;
  const { said, obeyed, say } = room(() => new Promise((done) => (free = () => done({ ok: true }))));
  for (let count = 0; count < 100; count += 1) await say({ ...play, id: count });
  expect(obeyed).toHaveBeenCalledOnce();
  for (let count = 0; count < 100; count += 1) {
    free();
    await new Promise((wake) => setTimeout(wake));
  }
  expect(obeyed).toHaveBeenCalledTimes(32);
  expect(said.slice(1).map(([message]) => (message as { id: number }).id)).toEqual([...Array(32).keys()]);
});

test('an order that fails is answered with why', async () => {
  const { said, say } = room(() => Promise.reject(new Error('no lab')));
  await say(play);
  expect(said.at(-1)?.[0]).toMatchObject({ tell: 'done', ok: false, says: ['no lab'] });
});
