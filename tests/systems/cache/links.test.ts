/** Encrypted links: what a wire shows, what is refused, and that the cluster works under them as without. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnyProgram } from '../../../src/kernel/contract.ts';
import { SECOND } from '../../../src/kernel/time.ts';
import { cache } from '../../../src/systems/cache/index.ts';
import { decode, encode } from '../../../src/systems/cache/links/encode.ts';
import {
  isProven,
  keyOf,
  newKeyPair,
  newSession,
  seal,
  shake,
  unseal,
  type Frame,
  type KeyPair,
  type Session,
} from '../../../src/systems/cache/links/secret.ts';
import type { RegisteredSystem } from '../../../src/systems/registered.ts';
import { expectSameHistory, play, summary, type Run } from '../../support/cluster.ts';
import { notes, only, printed } from '../../support/histories.ts';
import { tampering } from '../../support/hosts.ts';

/** Chance that repeats itself, for keys. */
function chance(seed: number): () => number {
  let word = seed;
  return () => {
    word = (Math.imul(word, 1_664_525) + 1_013_904_223) >>> 0;
    return word / 0x1_0000_0000;
  };
}

const clusterKey = keyOf('ours');
const alfa = { id: 'n1', start: 1, keys: newKeyPair(chance(1)) };
const bravo = { id: 'n2', start: 3, keys: newKeyPair(chance(2)) };

type Side = typeof alfa;
const between = (own: Side, other: Side, key = clusterKey): Session =>
  newSession(
    key,
    own.keys,
    { id: own.id, start: own.start },
    { id: other.id, start: other.start },
    other.keys.open,
  );

describe('messages as bytes', () => {
  it('come back as they were', () => {
    const data = fc.letrec<{ data: unknown }>((tie) => ({
      data: fc.oneof(
        { depthSize: 'small' },
        fc.constant(null),
        fc.boolean(),
        fc.maxSafeInteger().map((value) => value + 0),
        fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
        fc.string({ unit: 'binary' }),
        fc.uint8Array(),
        fc.array(tie('data')),
        fc.dictionary(fc.string(), tie('data'), { noNullPrototype: true }),
      ),
    })).data;
    fc.assert(
      fc.property(data, (value) => {
        expect(decode(encode(value))).toEqual(value);
      }),
    );
  });

  it('leave out what is not there', () => {
    expect(decode(encode({ attempt: undefined, operation: 'c1.1' }))).toEqual({ operation: 'c1.1' });
  });
});

describe('a handshake', () => {
  const said = shake(clusterKey, { id: 'n1', start: 1 }, 'n2', 0, alfa.keys.open);

  it('proves that its sender has the key of the cluster', () => {
    expect(isProven(clusterKey, 'n1', 'n2', said)).toBe(true);
    expect(isProven(keyOf('theirs'), 'n1', 'n2', said)).toBe(false);
  });

  it('proves it of this sender, receiver, start and key alone', () => {
    expect(isProven(clusterKey, 'n3', 'n2', said)).toBe(false);
    expect(isProven(clusterKey, 'n1', 'n3', said)).toBe(false);
    expect(isProven(clusterKey, 'n1', 'n2', { ...said, start: 2 })).toBe(false);
    expect(isProven(clusterKey, 'n1', 'n2', { ...said, knows: 2 })).toBe(false);
    expect(isProven(clusterKey, 'n1', 'n2', { ...said, open: bravo.keys.open })).toBe(false);
    expect(isProven(clusterKey, 'n1', 'n2', { ...said, proof: said.proof.slice(1) })).toBe(false);
  });
});

describe('a frame', () => {
  const message = { kind: 'copy', effects: [['SET', 'apple', '1']], stream: 1 };

  it('opens at its receiver, and shows nothing on its way', () => {
    const frame = seal(between(alfa, bravo), message);
    expect(unseal(between(bravo, alfa), frame)).toEqual(message);
    expect(Object.keys(frame)).toEqual(['kind', 'start', 'toStart', 'number', 'bytes']);
    expect(String.fromCharCode(...frame.bytes)).not.toContain('apple');
  });

  it('is another one each time, for the same message', () => {
    const session = between(alfa, bravo);
    expect(seal(session, message).bytes).not.toEqual(seal(session, message).bytes);
  });

  it('with any one bit changed is refused, and leaves the good one to come', () => {
    const frame = seal(between(alfa, bravo), message);
    const receiver = between(bravo, alfa);
    for (let bit = 0; bit < frame.bytes.length * 8; bit += 5) {
      const bytes = frame.bytes.slice();
      bytes[bit >>> 3]! ^= 1 << (bit & 7);
      expect(unseal(receiver, { ...frame, bytes })).toBeNull();
    }
    expect(unseal(receiver, { ...frame, number: 2 })).toBeNull();
    expect(unseal(receiver, { ...frame, bytes: frame.bytes.slice(0, -1) })).toBeNull();
    expect(unseal(receiver, { ...frame, bytes: new Uint8Array() })).toBeNull();
    expect(unseal(receiver, frame)).toEqual(message);
  });

  it('is taken once: a second time it is a replay', () => {
    const frame = seal(between(alfa, bravo), message);
    const receiver = between(bravo, alfa);
    expect(unseal(receiver, frame)).toEqual(message);
    expect(unseal(receiver, frame)).toBeNull();
  });

  it('is taken in any order within a window, and refused when it is older', () => {
    const sender = between(alfa, bravo);
    const frames = Array.from({ length: 1_100 }, (_, index) => seal(sender, { index }));
    const receiver = between(bravo, alfa);
    const open = (number: number): unknown => unseal(receiver, frames[number - 1] as Frame);
    for (const number of [5, 3, 4, 1]) expect(open(number)).toEqual({ index: number - 1 });
    for (const number of [5, 3, 4, 1]) expect(open(number)).toBeNull();
    expect(open(1_026)).toEqual({ index: 1_025 });
    expect(open(2)).toBeNull();
    for (const number of [4, 5]) expect(open(number)).toBeNull();
    expect(open(6)).toEqual({ index: 5 });
    expect(open(1_100)).toEqual({ index: 1_099 });
    expect(open(1_027)).toEqual({ index: 1_026 });
    expect(open(1_026)).toBeNull();
  });

  it('does not come back to its sender, nor open for another start, pair or cluster', () => {
    const own = between(alfa, bravo);
    const frame = seal(own, message);
    expect(unseal(own, frame)).toBeNull();
    const keys: KeyPair = newKeyPair(chance(3));
    for (const other of [
      between({ ...bravo, start: 4 }, alfa),
      between({ ...bravo, keys }, alfa),
      between({ ...bravo, id: 'n3' }, alfa),
      between(bravo, { ...alfa, start: 2 }),
      between(bravo, alfa, keyOf('theirs')),
    ])
      expect(unseal(other, frame)).toBeNull();
  });
});

// --- In a cluster -------------------------------------------------------------------------------------------------------

function run(script: readonly object[], more: Record<string, unknown> = {}): Promise<Run> {
  const { options, ...rest } = more;
  const file = { system: 'cache', nodes: 3, script, until: '10s', ...rest };
  return play(
    { ...file, options: { encrypted: true, write: 2, ...(options as object) } },
    { level: 'contents' },
  );
}

const type = (at: string, text: string) => ({ at, do: 'command', client: 'c1', text });

/** Of messages between nodes. */
function wireOf({ history }: Run) {
  return only(history, 'sent')
    .map(({ message }) => message)
    .filter(({ from, to }) => from.startsWith('n') && to.startsWith('n'));
}

describe('a cluster under encryption', () => {
  it('works, and its wire shows cipher bytes only', async () => {
    const played = await run([type('2s', 'SET apple pineapple'), type('3s', 'GET apple')]);
    expect([...printed(played.history).values()]).toEqual(['OK', '"pineapple"']);
    const wire = wireOf(played);
    expect(new Set(wire.map(({ kind }) => kind))).toEqual(new Set(['handshake', 'sealed']));
    for (const { body } of wire) {
      expect(JSON.stringify(body)).not.toContain('apple');
      const { bytes } = body as unknown as Frame;
      if (bytes !== undefined) expect(String.fromCharCode(...bytes)).not.toContain('apple');
    }
  });

  it('plays the same history again', async () => {
    const [one, other] = await Promise.all([run([]), run([])]);
    expectSameHistory(one, other);
    expect(summary(one)).toEqual(summary(other));
  });

  it('goes on where links lose, double and reorder', async () => {
    const network = { latency: { min: '1ms', max: '20ms' }, drop: 0.1, duplicate: 0.2, reorder: 0.3 };
    const workload = [{ clients: 2, rate: 50, keys: 20, reads: 0.3, from: '1s', until: '15s' }];
    const { cluster, history } = await run([], { network, workload, until: '20s' });
    const settled = only(history, 'settled').filter(({ outcome }) => outcome.status === 'ok');
    expect(settled.length).toBeGreaterThan(500);
    const digests = await Promise.all(['n1', 'n2', 'n3'].map((node) => cluster.look(node, 'glance')));
    expect(new Set(digests.map(({ keys }) => keys)).size).toBe(1);
  });

  it('refuses a frame that somebody changed on its way, and goes on', async () => {
    let changed = 0;
    const tamper = tampering(({ kind, body, to }) => {
      if (kind !== 'sealed' || to !== 'n2') return undefined;
      changed += 1;
      const bytes = (body as Frame).bytes.slice();
      bytes[0]! ^= 1;
      return { ...(body as Frame), bytes };
    });
    const file = { system: 'cache', nodes: 3, options: { encrypted: true }, until: '4s' };
    const { cluster, history } = await play(file, { level: 'operations', wrap: tamper });
    expect(changed).toBe(1);
    const links = await cluster.look('n2', 'inspect', { path: ['links'], offset: 0, limit: 10 });
    expect(links.rows).toContainEqual(expect.objectContaining({ name: 'refusals', text: '1' }));
    expect(only(history, 'crashed')).toEqual([]);
    const { members } = await cluster.look('n1', 'belief');
    expect(members).toContainEqual({ id: 'n2', standing: 'up' });
  });

  it('agrees on keys again after either side began anew', async () => {
    const script = [
      { at: '3s', do: 'kill', node: 'n2' },
      { at: '5s', do: 'restart', node: 'n2' },
      type('4500ms', 'SET apple 1'),
      type('9s', 'GET apple'),
    ];
    const played = await run(script);
    const again = notes(played.history, 'keys agreed').filter(({ at }) => at > 5 * SECOND);
    expect(
      again.map(({ node, detail }) => `${node} with ${(detail as { node: string }).node}`).toSorted(),
    ).toEqual(['n1 with n2', 'n2 with n1', 'n2 with n3', 'n3 with n2']);
    const up = notes(played.history, 'standing').filter(
      ({ detail }) => JSON.stringify(detail).includes('"n2"') && JSON.stringify(detail).includes('"up"'),
    );
    expect(up.some(({ at }) => at > 5 * SECOND)).toBe(true);
    expect(printed(played.history).get('c1.2')).toBe('"1"');
  });

  it('takes in a newcomer that has the key', async () => {
    const played = await run([{ at: '2s', do: 'add', node: 'n4' }]);
    const { members } = await played.cluster.look('n1', 'belief');
    expect(members).toContainEqual({ id: 'n4', standing: 'up' });
  });

  it('keeps out whoever has another key: at the beginning, and later', async () => {
    for (const [node, script] of [
      ['n3', []],
      ['n4', [{ at: '2s', do: 'add', node: 'n4' }]],
    ] as const) {
      const played = await run(script, { options: { wrongKey: node } });
      const { members } = await played.cluster.look('n1', 'belief');
      const found = (members as readonly { id: string; standing: string }[]).find(({ id }) => id === node);
      expect(found?.standing ?? 'down').toBe('down');
      const refusals = notes(played.history, 'refused').filter(({ node: by }) => by === 'n1');
      expect(refusals).toMatchObject([{ detail: { node } }]);
      const agreed = notes(played.history, 'keys agreed').filter(({ node: by }) => by === node);
      expect(agreed).toEqual([]);
    }
  });

  it('hears nothing from a node that leaves the encryption out', async () => {
    const { cluster, history } = await play(
      { system: 'cache', nodes: 3, options: { encrypted: true }, until: '10s' },
      { level: 'contents', system: withPlain('n3') },
    );
    const { members } = await cluster.look('n1', 'belief');
    expect(members).toContainEqual({ id: 'n3', standing: 'down' });
    const refused = notes(history, 'refused').filter(({ node }) => node === 'n1');
    expect(refused.map(({ detail }) => detail)).toEqual([
      { node: 'n3', because: 'it does not encrypt what it says' },
    ]);
  });
});

describe('a proxy of an encrypted cluster', () => {
  const behind = { options: { proxy: true } };
  const inHouse = (id: string): boolean => !id.startsWith('c');

  it('speaks in cipher with the nodes, and with clients in the clear', async () => {
    const played = await run([type('2s', 'SET apple pineapple'), type('3s', 'GET apple')], behind);
    expect([...printed(played.history).values()]).toEqual(['OK', '"pineapple"']);
    const wire = only(played.history, 'sent').map(({ message }) => message);
    const within = wire.filter(({ from, to }) => inHouse(from) && inHouse(to));
    expect(within.some(({ from, kind }) => from === 'proxy' && kind === 'sealed')).toBe(true);
    expect(new Set(within.map(({ kind }) => kind))).toEqual(new Set(['handshake', 'sealed']));
    for (const { body } of within) {
      const { bytes } = body as unknown as Frame;
      if (bytes !== undefined) expect(String.fromCharCode(...bytes)).not.toContain('apple');
    }
    const ofClients = wire.filter(({ from, to }) => !(inHouse(from) && inHouse(to)));
    expect(new Set(ofClients.map(({ kind }) => kind))).toEqual(new Set(['request', 'reply']));
  });

  it('and its nodes find each other again after either began anew, newcomers too', async () => {
    const keys = Array.from({ length: 10 }, (_, index) => `key:${index}`);
    const all = (at: string, text: (key: string) => string): object[] =>
      keys.map((key) => type(at, text(key)));
    const played = await run(
      [
        ...all('2s', (key) => `SET ${key} 1`),
        { at: '3s', do: 'kill', node: 'proxy' },
        { at: '4s', do: 'restart', node: 'proxy' },
        ...all('6s', (key) => `INCR ${key}`),
        { at: '7s', do: 'kill', node: 'n2' },
        { at: '9s', do: 'restart', node: 'n2' },
        { at: '11s', do: 'add', node: 'n4' },
        ...all('16s', (key) => `INCR ${key}`),
        type('17s', 'DBSIZE'),
      ],
      { ...behind, until: '20s' },
    );
    const replies = [...printed(played.history).values()];
    expect(replies.slice(10)).toEqual([
      ...keys.map(() => '(integer) 2'),
      ...keys.map(() => '(integer) 3'),
      '(integer) 10',
    ]);
    const agreed = notes(played.history, 'keys agreed').filter(({ node }) => node === 'proxy');
    expect(agreed.some(({ detail }) => (detail as { node: string }).node === 'n4')).toBe(true);
  });

  it('is counted by the nodes as it is where nothing is encrypted', async () => {
    const lines = [type('2s', 'SET apple 1'), type('2100ms', 'GET apple'), type('2200ms', 'LPUSH apple 1')];
    const measured = async (encrypted: boolean): Promise<readonly string[]> => {
      const ids = ['n1', 'n2', 'n3'];
      const asks = ids.map((id) => type('3s', `METRICS @${id}`));
      const options = { ...behind.options, encrypted };
      const texts = [...printed((await run([...lines, ...asks], { options })).history).values()].slice(3);
      return texts.map((text) => (/^cache_operations_total.*failed.*$/m.exec(text) ?? [''])[0]);
    };
    const [sealed, plain] = [await measured(true), await measured(false)];
    expect(sealed).toEqual(plain);
    expect(plain.filter((line) => line.endsWith(' 1')).length).toBe(1);
  });
});

/** The cache, but that one of its nodes speaks as if nothing were encrypted. */
function withPlain(odd: string): RegisteredSystem {
  return {
    ...cache,
    async program(role, options) {
      const right = await cache.program(role, options);
      const plain = await cache.program(role, { ...options, encrypted: false });
      const of = ({ id }: { readonly id: string }): AnyProgram => (id === odd ? plain : right);
      return {
        ...right,
        boot: (self) => of(self).boot(self) as unknown,
        receive: (self, state, from, message) => of(self).receive(self, state, from, message),
        tick: (self, state, timer) => of(self).tick(self, state, timer),
      };
    },
  };
}
