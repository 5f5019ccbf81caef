/** The table of links: which are listed, what is on its way on each, and which rules no single row could tell. */
import { expect, it } from 'vitest';
import type { Lab } from '../../../src/lab/lab.ts';
import { linkFacts } from '../../../src/views/inspector/link-facts.ts';
import { airByLink, listed, rulesForMany } from '../../../src/views/network/links.ts';
import { localLab } from '../../support/lab.ts';

const isClient = (id: string): boolean => id.startsWith('c');
const name = (id: string): string => id;

async function opened(more: object): Promise<Lab> {
  const lab = localLab();
  const text = JSON.stringify({ version: 1, system: 'cache', until: '20s', ...more });
  expect(await lab.open({ text })).toEqual({ ok: true });
  return lab;
}

it('every direction once, and only what is unusual where that is asked for', async () => {
  const lab = await opened({ nodes: 3, clients: 1 });
  await lab.act({ do: 'link', from: 'n1', to: 'n2', both: false, drop: 0.3 });
  await lab.act({ do: 'kill', node: 'n3' });
  const look = await lab.lookAtLinks();
  expect([look?.all, look?.directions.length]).toEqual([12, 12]);
  const directions = look?.directions ?? [];
  expect(new Set(directions.map(({ from, to }) => `${from} ${to}`)).size).toBe(12);
  expect(listed(directions, 'nodes', isClient)).toHaveLength(6);
  expect(listed(directions, 'all', isClient)).toHaveLength(12);
  const special = listed(directions, 'special', isClient).map(({ from, to }) => `${from} ${to}`);
  expect(special).toEqual(['c1 n3', 'n1 n2', 'n1 n3', 'n2 n3']);
  const [lossy] = directions.filter(({ from, to }) => from === 'n1' && to === 'n2');
  expect(lossy && linkFacts(lossy, name).map(({ value }) => value)).toEqual([
    ...['5 ms to 15 ms', '30 %', '0 %', '0 %', 'no limit', 'open'],
  ]);
  await lab.dispose();
});

it('a link of datagrams has no order to be overtaken in', async () => {
  const lab = await opened({ nodes: 2, network: { order: 'free' } });
  const between = (await lab.lookAtLinks())?.directions.find(({ from, to }) => from === 'n1' && to === 'n2');
  expect(between && linkFacts(between, name)[3]?.value).toBe('any order');
  await lab.dispose();
});

it('of more links than anybody reads only those with a rule of their own', async () => {
  const lab = await opened({ nodes: 30 });
  await lab.act({ do: 'link', from: 'n1', to: 'n2', drop: 0.3 });
  const look = await lab.lookAtLinks();
  expect(look?.all).toBe(30 * 29 + 2 * 30);
  expect(look?.directions.map(({ from, to }) => `${from} ${to}`)).toEqual(['n1 n2', 'n2 n1']);
  await lab.dispose();
});

it('what is in the air is counted by link, one by one or in crowds', async () => {
  const lab = await opened({ nodes: 3, network: { latency: { law: 'constant', min: '50ms' } } });
  await lab.act({ do: 'command', client: 'c1', text: 'SET apple red' });
  await lab.pass(10_000);
  const { picture } = await lab.frame(0, { epoch: -1, cursor: 0, picture: -1 });
  const air = airByLink(picture);
  expect([...air.values()].reduce((sum, count) => sum + count, 0)).toBe(picture?.inFlight);
  expect(picture?.inFlight).toBeGreaterThan(0);
  const crowds = [{ from: 'n1', to: 'n2', count: 700 }];
  expect(airByLink(picture && { ...picture, crowds })).toEqual(new Map([['n1 n2', 700]]));
  expect(airByLink(null)).toEqual(new Map());
  await lab.dispose();
});

it('rules for many links, or for one kind of message, stand by themselves', () => {
  const one = { from: 'n1', to: 'n2', drop: 0.1 };
  const many = { from: '*', to: 'n2', drop: 0.1 };
  const kind = { from: 'n1', to: 'n2', kind: 'beat', drop: 0.1 };
  expect(rulesForMany([one, many, kind])).toEqual([many, kind]);
});
