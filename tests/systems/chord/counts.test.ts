/** S2-12 to S2-15: who says how much, counted on the wire, and what the straight answer saves. */
import { describe, expect, it } from 'vitest';
import { only } from '../../support/histories.ts';
import { talk, typed, type Talk } from './talk.ts';

interface Said {
  readonly from: string;
  readonly to: string;
  readonly kind: string;
  readonly body: unknown;
}

/** What nodes said to each other in the name of one operation, in order: it stands in the name of each message. */
function wire({ history }: Talk, operation: string): readonly Said[] {
  return only(history, 'sent')
    .map(({ message }) => message as unknown as Said & { readonly name: string })
    .filter(
      ({ name, from, to }) => name.split('/')[1] === operation && from.startsWith('n') && to.startsWith('n'),
    );
}

const routes = (said: readonly Said[], kind: string): readonly string[] =>
  said.filter((one) => one.kind === kind).map(({ from, to }) => `${from} > ${to}`);

const VALUE = '"a value that is seen on the wire"';
const carriers = (said: readonly Said[]): number =>
  said.filter(({ body }) => JSON.stringify(body).includes('seen on the wire')).length;

const spoken = typed(
  `put apple ${JSON.stringify(VALUE)} @n2`,
  'get apple @n5',
  'delete apple @n7',
  'get apple @n1',
);

describe('a request and its answer', () => {
  it('goes straight: as many relays as there are hops, and one reply from the owner to the issuer', async () => {
    const run = await talk(spoken, { options: { replicas: 1 } }, 'contents');
    const [put, get, del, absent] = ['c1.1', 'c1.2', 'c1.3', 'c1.4'].map((id) => wire(run, id)) as [
      readonly Said[],
      readonly Said[],
      readonly Said[],
      readonly Said[],
    ];
    // n2 knows n8, n8 knows n4, which owns it.
    expect(routes(put, 'put')).toEqual(['n2 > n8', 'n8 > n4']);
    expect(routes(put, 'reply')).toEqual(['n4 > n2']);
    expect(put).toHaveLength(3);
    // The data is relayed with a put, and not with a get: there it is in the reply alone.
    expect(carriers(put)).toBe(2);
    expect(routes(get, 'reply')).toEqual(['n4 > n5']);
    expect(carriers(get)).toBe(1);
    expect(get).toHaveLength(routes(get, 'get').length + 1);
    expect(routes(del, 'reply')).toEqual(['n4 > n7']);
    expect(del).toHaveLength(routes(del, 'delete').length + 1);
    expect(routes(absent, 'reply')).toEqual(['n4 > n1']);
    expect(run.replies[3]).toContain('NotFound');
  });

  it('goes back the way it came where that is asked for, which takes as long again', async () => {
    const network = { latency: { law: 'constant', min: '100ms' } };
    const options = { replicas: 1, service: '0us', requestTimeout: '10s' };
    const straight = await talk(spoken, { network, options }, 'contents');
    const route = await talk(spoken, { network, options: { ...options, reply: 'route' } }, 'contents');
    for (const place of [0, 1, 2, 3]) {
      const id = `c1.${place + 1}`;
      const hops = wire(straight, id).length - 1;
      expect(wire(route, id)).toHaveLength(2 * hops);
      // To the node and back from it, the client's own way: 200 ms.
      expect(Math.round(straight.took[place] as number)).toBe(200 + (hops + 1) * 100);
      expect(Math.round(route.took[place] as number)).toBe(200 + 2 * hops * 100);
    }
    expect(routes(wire(route, 'c1.1'), 'reply')).toEqual(['n4 > n8', 'n8 > n2']);
  });
});
