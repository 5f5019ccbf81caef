/** What the console says of an operation's way, asked of real clusters. */
import { describe, expect, it } from 'vitest';
import type { Lab } from '../../../src/lab/lab.ts';
import { routeText } from '../../../src/views/drawer/route-words.ts';
import type { Route } from '../../../src/views/systems/route.ts';
import { routeOf } from '../../../src/views/systems/routes.ts';
import { act, asked, name, opened, recorded } from './lab.ts';

async function routed(lab: Lab, system: string, line: string): Promise<Route> {
  const { operation } = await asked(lab, line);
  const { events, inside } = await recorded(lab);
  const route = routeOf(operation, { system, events, inside });
  if (route === null) throw new Error(`nothing is known of ${operation}`);
  return route;
}
const told = (route: Route): string => routeText(route, name).replace(/[\d.]+ (ms|s)\b/g, '… ms');

describe('the cache, with a primary', () => {
  it('a write: who did it, who has not told to have it, how many were needed', async () => {
    const lab = await opened('cache');
    expect(told(await routed(lab, 'cache', 'SET apple red'))).toBe(
      'v1 from Alfa in … ms, 1 of 3 needed. Charlie, Echo pending.',
    );
    expect(told(await routed(lab, 'cache', 'GET apple'))).toBe('v1 from Alfa in … ms.');
    expect(told(await routed(lab, 'cache', 'GET nothing'))).toBe(
      'from Charlie in … ms, after Bravo, Alfa had been asked.',
    );
  });

  it('a write that waits for a copy names it', async () => {
    const route = await routed(await opened('cache', { write: 2 }), 'cache', 'SET apple red');
    expect(route.from[0]).toBe('n1');
    expect(route.from).toHaveLength(2);
    expect(route.pending).toHaveLength(1);
    expect(told(route)).toMatch(/^v1 from Alfa, \w+ in … ms, 2 of 3 needed\. \w+ pending\.$/);
    expect(route.took).toBeGreaterThan(20_000);
  });

  it('a write that waits for disks is followed through what they do for others as well', async () => {
    const lab = await opened('cache', { write: 2, appendfsync: 'always' });
    expect(told(await routed(lab, 'cache', 'SET apple red'))).toMatch(
      /^v1 from Alfa, \w+ in … ms, 2 of 3 needed\. \w+ pending\.$/,
    );
  });

  it('an act on the cluster asked nobody', async () => {
    const route = await routed(await opened('cache'), 'cache', 'KILL Bravo');
    expect(route).toMatchObject({ isAct: true, asked: [] });
    expect(told(route)).toBe('');
  });

  it('a copy that is behind says how old its word is', async () => {
    const lab = await opened('cache', { staleReads: true, spreadReads: true });
    await routed(lab, 'cache', 'SET apple red');
    // Its copies arrive.
    await lab.seek(900_000);
    await act(lab, { do: 'link', from: 'n1', to: 'n3', block: true, both: false });
    await act(lab, { do: 'link', from: 'n1', to: 'n5', block: true, both: false });
    await routed(lab, 'cache', 'SET apple green');
    const routes: Route[] = [];
    for (let time = 0; time < 12 && routes.every(({ old }) => old === null); time += 1)
      routes.push(await routed(lab, 'cache', 'GET apple'));
    const old = routes.find((route) => route.old !== null);
    expect(old?.old?.version).toBe(2);
    expect(old?.version).toBe(1);
    expect(told(old as Route)).toContain('Old: v2 replaced it … ms ago.');
  });

  it('messages that were lost are named, and silence is said', async () => {
    const lab = await opened('cache');
    await act(lab, { do: 'isolate', node: 'n1' });
    const route = await routed(lab, 'cache', 'SET apple red @Alfa');
    expect(route.lost).toEqual(['n1']);
    expect(told(route)).toBe('Asked Alfa, no answer came. Lost on the way: Alfa.');
  });

  it('by way of a proxy', async () => {
    const route = await routed(await opened('cache', { proxy: true }), 'cache', 'GET apple');
    expect(told(route)).toMatch(/^from \w+ in … ms, by way of Proxy, 2 hops\.$/);
  });
});

describe('the cache, by quorums', () => {
  it('names those whose answers were counted', async () => {
    const lab = await opened('cache', { mode: 'quorum', write: 2, read: 2 });
    const write = await routed(lab, 'cache', 'SET apple red');
    expect(write.needed).toEqual({ count: 2, all: 3 });
    expect([...write.from, ...write.pending].sort()).toEqual(['n1', 'n3', 'n5']);
    const read = await routed(lab, 'cache', 'GET apple');
    expect(read.needed).toEqual({ count: 2, all: 3 });
    expect(read.version).toBe(1);
  });
});

describe('other systems', () => {
  it('who answered, and how long it took', async () => {
    const lab = await opened('counter');
    expect(told(await routed(lab, 'counter', 'INCR'))).toMatch(
      /^from \w+ in … ms(, by way of \w+, 2 hops)?\.$/,
    );
  });
});
