/** The client of a Chord store: whom it asks, what it does about silence, and what it prints. */
import { describe, expect, it } from 'vitest';
import { only } from '../../support/histories.ts';
import { talk, typed, type Talk } from './talk.ts';

const RING = ['n1', 'n7', 'n6', 'n5', 'n8', 'n4', 'n3', 'n2'];
const asked = ({ history }: Talk, client = 'c1') =>
  only(history, 'sent')
    .filter(({ node, message }) => node === client && message.kind === 'request')
    .map(({ message }) => message.to);
const kill = (node: string, at = '500ms') => ({ at, do: 'kill', node });

describe('a client', () => {
  it('has a home that it asks, another than other clients have, and names what came of it', async () => {
    const run = await talk(
      [
        ...typed(
          `put city '{"name":"東京"}'`,
          'get city',
          'put city "x"',
          'get city @n5',
          'delete city',
          'get city',
          'delete city @n3',
        ),
        { at: '8s', do: 'command', client: 'c3', text: 'get city' },
        ['9s', 'put city {a:1}'],
        ['10s', "put '' 1"],
        ['11s', 'http PATCH n2 /kv/city'],
      ],
      { clients: 3 },
    );
    expect(asked(run)).toEqual(['n1', 'n1', 'n1', 'n5', 'n1', 'n1', 'n3', 'n1', 'n1', 'n2']);
    expect(asked(run, 'c3')).toEqual(['n3']);
    expect(run.replies).toEqual([
      'A new key is stored at n2 (version 1).',
      '{"name":"東京"}',
      'The value is replaced at n2 (version 2).',
      '"x"',
      'The key is deleted at n2 (version 3).',
      'NotFound: There is no city.\nexit 1',
      'NotFound: There is no city.\nexit 1',
      'InvalidJson: The value is not JSON: {a:1}\nThe prompt takes one pair of quotes away: put name \'"Ann"\'.\nexit 1',
      'EmptyKey: The key is empty.\nexit 1',
      '405 {"error":"MethodNotAllowed","message":"/kv/city takes PUT, GET, DELETE, and not PATCH."}',
    ]);
    expect(run.ends.map(({ status }) => status)).toEqual([
      ...Array<string>(5).fill('ok'),
      ...Array<string>(5).fill('failed'),
    ]);
  });

  it('asks another node when its home is silent, and from then on that one', async () => {
    const run = await talk([
      kill('n1'),
      ...typed('put apple 1'),
      ['10s', 'get apple'],
      ['11s', 'get apple @n1'],
    ]);
    expect(asked(run)).toEqual(['n1', 'n2', 'n2', 'n1']);
    expect(run.replies).toEqual([
      expect.stringMatching(
        /^n1 does not answer: another one asked\.\nA new key is stored at n\d \(version 1\)\.$/,
      ),
      '1',
      'n1: connection refused, or no answer within 4 s\nexit 1',
    ]);
    expect(run.ends[2]).toMatchObject({ status: 'failed', value: { status: 0, exit: 1 } });
  });

  it('that asks again asks for the same thing: it is done once, though the first answer was lost', async () => {
    const run = await talk([
      { at: '500ms', do: 'link', from: 'n1', to: 'c1', block: true, both: false },
      ...typed('put apple 1'),
      ['10s', 'put apple 2 @n3'],
    ]);
    expect(asked(run)).toEqual(['n1', 'n2', 'n3']);
    expect(run.replies[0]).toMatch(/another one asked\.\nA new key is stored at n\d \(version 1\)\.$/);
    expect(run.replies[1]).toMatch(/^The value is replaced at n\d \(version 2\)\.$/);
  });

  it('does not ask another where a node was named: of a write nobody knows then', async () => {
    const run = await talk([kill('n5'), ...typed('put apple 1 @n5', 'keys n5')]);
    expect(asked(run)).toEqual(['n5', 'n5']);
    expect(run.replies).toEqual([
      '(unknown) no answer within 4 s: it may have happened\nexit 1',
      'n5: connection refused, or no answer within 4 s\nexit 1',
    ]);
    expect(run.ends.map(({ status }) => status)).toEqual(['unknown', 'failed']);
  });

  it('passes over who is outside the ring', async () => {
    // n1 begins anew, and waits to be told through whom.
    const run = await talk(
      [
        kill('n1'),
        { at: '5s', do: 'restart', node: 'n1' },
        ['6s', 'put apple 1'],
        ['7s', 'get apple @n1'],
        ['8s', 'ring'],
        ['9s', 'ring @n1'],
        ['10s', 'neighbours n1'],
      ],
      { options: { joins: 'told' } },
    );
    expect(run.replies[0]).toMatch(/^n1 is outside the ring: another one asked\.\nA new key is stored/);
    expect(run.replies[1]).toBe('Outside: n1 is not in the ring.\nexit 1');
    expect(run.replies[2]?.split('\n').at(-1)).toBe('Round again to n2: 7 nodes.');
    expect(run.replies[3]).toBe(
      'n1  does not answer, or is outside: the ring breaks here\nThere is no ring to walk round.\nexit 1',
    );
    expect(run.replies[4]).toContain('It is outside the ring.');
  });
});

describe('what is shown', () => {
  it('of the way to a key is one node a line, the owner last', async () => {
    const run = await talk(typed('lookup city', 'lookup city @n2'));
    expect(run.replies).toEqual([
      'n1  40b3eab6\nn4  f3342a76\nn3  26c2ce28\nn2  40243476\ncity (2c54892c) belongs to n2: 3 hops.',
      'n2  40243476\ncity (2c54892c) belongs to n2: 0 hops.',
    ]);
    expect(run.ends[0]?.value.route?.path).toEqual(['n1', 'n4', 'n3', 'n2']);
  });

  it('of the ring is all of it, whoever begins', async () => {
    const run = await talk(typed('ring', 'ring @n5'));
    const lines = (run.replies[0] as string).split('\n');
    expect(lines.map((line) => line.split(' ')[0])).toEqual([...RING, 'Round']);
    expect(lines.at(-1)).toBe('Round again to n1: 8 nodes.');
    expect(run.replies[1]).toMatch(/^n5 [^]*Round again to n5: 8 nodes\.$/);
  });

  it('of a ring that is broken is where, and what comes behind', async () => {
    const run = await talk([['900ms', 'ring'], kill('n6', '1s'), ['1010ms', 'ring'], ['20s', 'ring']]);
    const [, broken = '', healed = ''] = run.replies as string[];
    expect(broken).toContain('n6  does not answer, or is outside: the ring breaks here\nn5 ');
    expect(broken).toContain('Round again to n1: 7 nodes.\nexit 1');
    expect(run.ends[1]?.status).toBe('failed');
    expect(healed).toMatch(/Round again to n1: 7 nodes\.$/);
    expect(healed).not.toContain('n6');
  });

  it('of a node are its neighbours, its fingers and its keys', async () => {
    const run = await talk(
      typed(
        'put a/b 3',
        'put city 1',
        'delete city',
        'keys n2',
        'keys n3',
        'neighbours n2',
        'fingers n3',
        'keys n6',
      ),
    );
    expect(run.replies.slice(3)).toEqual([
      expect.stringMatching(
        /^(?=[^]*^city +version 2 {2}its own, deleted$)(?=[^]*^a\/b +version 1 {2}(its own|a copy)$)/m,
      ),
      expect.any(String),
      [
        'node         n2  40243476',
        'predecessor  n3  26c2ce28',
        'successor 1  n1  40b3eab6',
        'successor 2  n7  548b56bf',
        'successor 3  n6  7362d67c',
        'It is a member of the ring.',
      ].join('\n'),
      [
        'finger 0   from 26c2ce29  n2  40243476',
        'finger 29  from 46c2ce28  n7  548b56bf',
        'finger 30  from 66c2ce28  n6  7362d67c',
        'finger 31  from a6c2ce28  n4  f3342a76',
      ].join('\n'),
      'It has no keys.',
    ]);
  });
});

describe('traffic', () => {
  const workload = [{ clients: 2, rate: 50, keys: 5, reads: 0.5, from: '1s', until: '5s' }];

  it('goes to all nodes in turn, and each is answered', async () => {
    const run = await talk([], { workload, until: '8s' });
    const ends = only(run.history, 'settled').map(({ outcome }) => outcome);
    expect(ends.length).toBeGreaterThan(100);
    const codes = new Set(ends.map(({ value }) => (value as { status: number }).status));
    expect([...codes].every((code) => [200, 201, 404].includes(code))).toBe(true);
    const counts = RING.map(
      (node) => [...asked(run, 'c2'), ...asked(run, 'c3')].filter((to) => to === node).length,
    );
    expect(Math.min(...counts)).toBeGreaterThan(ends.length / 16);
  });

  it('passes over a node that died, but asks it now and then, and again when it is back', async () => {
    const run = await talk([kill('n4', '2s'), { at: '12s', do: 'restart', node: 'n4' }], {
      workload: [{ clients: 1, rate: 20, keys: 5, reads: 0.5, from: '1s', until: '30s' }],
      until: '40s',
    });
    const to = (from: number, until: number) =>
      only(run.history, 'sent').filter(
        ({ at, node, message }) =>
          node === 'c2' && message.to === 'n4' && at > from * 1e6 && at <= until * 1e6,
      ).length;
    expect(to(7, 12)).toBeLessThan(6);
    expect(to(7, 12)).toBeGreaterThan(0);
    expect(to(20, 30)).toBeGreaterThan(15);
    const settled = only(run.history, 'settled');
    expect(settled.filter(({ outcome }) => outcome.status === 'unknown').length).toBeLessThan(
      settled.length / 50,
    );
  });
});
