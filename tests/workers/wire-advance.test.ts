import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Postable } from '../../src/workers/wire-batch.ts';
import type { Advance, Envelope } from '../../src/kernel/protocol.ts';
import {
  openAdvance,
  openRequest,
  postAdvance,
  postRequest,
  unpack,
  type PackedBody,
} from '../../src/workers/wire-advance.ts';

const plain = { noNullPrototype: true } as const;
const micros = fc.nat({ max: Number.MAX_SAFE_INTEGER });
const name = fc.oneof(fc.constantFrom('n1', 'n2', 'token', '', '__proto__'), fc.string());
const body = fc.record(
  { kind: name, id: fc.maxSafeInteger(), bytes: fc.uint8Array({ maxLength: 200 }) },
  plain,
);
const envelope: fc.Arbitrary<Envelope> = fc.record(
  {
    from: name,
    to: name,
    number: micros,
    copy: fc.constantFrom(0, 1),
    sent: micros,
    cause: micros,
    root: name,
    kind: name,
    count: micros,
    arrives: micros,
    body,
  },
  plain,
);
const handled = fc.record(
  {
    at: micros,
    event: micros,
    what: fc.constantFrom('boot', 'tell', 'arrival', 'timer'),
    kind: name,
    root: name,
    from: name,
    number: micros,
    copy: fc.nat(1),
  },
  plain,
);
const note = fc.record({ at: micros, event: micros, kind: name, detail: body }, plain);
const write = fc.record({ do: fc.constant('append'), number: micros, name, bytes: fc.uint8Array() }, plain);
const few = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value[]> => fc.array(value, { maxLength: 5 });
const int32 = fc.integer();
const advance: fc.Arbitrary<Advance> = fc.record(
  {
    sends: fc.array(envelope, { maxLength: 40 }),
    notes: few(note),
    marks: fc.constant([]),
    writes: few(write),
    overflow: few(fc.nat()),
    orphans: few(fc.nat()),
    handled: few(handled),
    crash: fc.option(fc.record({ at: micros, event: micros, says: name }, plain)),
    next: micros,
    events: micros,
    sent: micros,
    chain: fc.tuple(int32, int32),
  },
  plain,
);

/** What was posted, as it arrives. */
function packed(post: (to: Postable) => void): ArrayBuffer {
  let arrived: ArrayBuffer | undefined;
  post({ postMessage: (batch, options) => (arrived = structuredClone(batch, options)) });
  return arrived as ArrayBuffer;
}

const opened = (envelopes: readonly Envelope[]): Envelope[] =>
  envelopes.map((one) => ({ ...one, body: unpack(one.body as PackedBody) }));

describe('an advance on the wire', () => {
  it('comes out as it went in, its messages packed', () => {
    fc.assert(
      fc.property(advance, int32, int32, (value, seat, call) => {
        const batch = packed((to) => postAdvance(to, seat, call, value));
        const { content, ...address } = openAdvance(batch);
        expect(address).toEqual({ seat, call });
        expect({ ...content, sends: opened(content.sends) }).toStrictEqual(value);
      }),
    );
  });

  it('brings packed and live messages alike to the receiver', () => {
    fc.assert(
      fc.property(advance, fc.array(envelope), micros, (value, live, until) => {
        const sent = openAdvance(packed((to) => postAdvance(to, 1, 1, value))).content.sends;
        const arrivals = [...live, ...sent, ...live];
        const acts = [{ at: 5, do: 'tell', message: { kind: 'command' }, root: 'c1.1' }] as const;
        const request = openRequest(
          packed((to) => postRequest(to, 2, 3, { do: 'advance', until, arrivals, acts })),
        );
        expect(request.content).toStrictEqual({
          do: 'advance',
          until,
          arrivals: [...live, ...value.sends, ...live],
          acts,
        });
      }),
    );
  });

  it('goes as one buffer of its own size, also when it is large', () => {
    const one = {
      from: 'n1',
      to: 'n2',
      number: 1,
      copy: 0,
      sent: 1,
      cause: 1,
      root: 'x',
      kind: 'token',
      count: 0,
      arrives: 0,
    } as const;
    const arrivals = Array.from({ length: 5_000 }, (_, index) => ({
      ...one,
      number: index,
      body: { kind: 'token', index },
    }));
    const batch = packed((to) => postRequest(to, 1, 1, { do: 'advance', until: 9, arrivals, acts: [] }));
    expect(batch.byteLength / arrivals.length).toBeLessThan(100);
    expect(openRequest(batch).content.arrivals).toStrictEqual(arrivals);
    const larger = Array.from({ length: 15 }, () => arrivals).flat();
    const largest = packed((to) =>
      postRequest(to, 1, 1, { do: 'advance', until: 9, arrivals: larger, acts: [] }),
    );
    expect(openRequest(largest).content.arrivals.length).toBe(larger.length);
    expect(
      packed((to) => postRequest(to, 1, 1, { do: 'advance', until: 9, arrivals: [], acts: [] })).byteLength,
    ).toBeLessThan(100);
  });
});
