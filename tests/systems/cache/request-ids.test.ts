/** Asking again after silence: a thing done twice, and how not to. */
import { describe, expect, it } from 'vitest';
import {
  newDeeds,
  deedOf,
  deedsOn,
  forgetDeeds,
  keepDeed,
  replaceDeeds,
  type Deed,
} from '../../../src/systems/cache/deeds.ts';
import { foundingView } from '../../../src/systems/cache/founding.ts';
import { ownersOf } from '../../../src/systems/cache/view.ts';
import { only, notes } from '../../support/histories.ts';
import { talk, type Line } from './talk.ts';

const IDS = ['n1', 'n2', 'n3', 'n4', 'n5', 'n6'];
const members = IDS.map((id) => ({ id, name: id, role: 'node', weight: 1 }));
const rule = { kind: 'ring', virtualNodes: 64, replicas: 3 } as const;
const [primary = ''] = ownersOf(foundingView(members).placed, rule, 'visits');

/** The answer to what is asked at 1 s is lost; what is asked again then is answered. */
const answerLost = (from: string): Line[] => [
  { at: '900ms', do: 'link', from, to: 'c1', kind: 'reply', drop: 1, both: false },
  ['1s', 'INCR visits'],
  { at: '1100ms', do: 'link', from, to: 'c1', clear: true, both: false },
];

/** A failover within the time that an operation has. */
const quick = { heartbeat: '100ms', nodeTimeout: '400ms' };

const asked = (options: object, lines: Line[], until = '10s') =>
  talk([...lines, ['8s', 'GET visits']], { options, until });

describe('a write that was done and not answered', () => {
  it('is unknown, and was done once, when nobody asks again', async () => {
    const { replies } = await asked({}, answerLost(primary));
    expect(replies).toEqual(['(unknown) no answer within 3 s: it may have happened', '"1"']);
  });

  it('is done twice when the client asks again and nodes have forgotten', async () => {
    const { replies } = await asked({ retries: 1 }, answerLost(primary));
    expect(replies).toEqual(['(integer) 2', '"2"']);
  });

  it('is done once when nodes remember', async () => {
    const { history, replies } = await asked({ retries: 1, requestIds: true }, answerLost(primary));
    expect(replies).toEqual(['(integer) 1', '"1"']);
    expect(notes(history, 'remembered').length).toBe(1);
  });

  it('is done once through a proxy as well, whether the proxy’s answer is lost or the node’s', async () => {
    const behind = { retries: 3, requestIds: true, proxy: true };
    expect((await asked(behind, answerLost('proxy'))).replies).toEqual(['(integer) 1', '"1"']);
    const lines = answerLost(primary).map((line) => ('to' in line ? { ...line, to: 'proxy' } : line));
    expect((await asked(behind, lines)).replies).toEqual(['(integer) 1', '"1"']);
    const forgetful = { ...behind, requestIds: false };
    expect((await asked(forgetful, answerLost('proxy'))).replies).toEqual(['(integer) 2', '"2"']);
  });

  it('is remembered by who takes over', async () => {
    const lines: Line[] = [...answerLost(primary), { at: '1200ms', do: 'kill', node: primary }];
    const { history, replies } = await asked({ ...quick, retries: 5, requestIds: true }, lines);
    expect(replies).toEqual(['(integer) 1', '"1"']);
    expect(notes(history, 'remembered').every(({ node }) => node !== primary)).toBe(true);
    expect((await asked({ ...quick, retries: 5 }, lines)).replies).toEqual(['(integer) 2', '"2"']);
  });

  it('is remembered through a restart, by the log', async () => {
    const lines: Line[] = [
      ...answerLost(primary),
      { at: '1200ms', do: 'kill', node: primary, how: 'process' },
      { at: '1300ms', do: 'restart', node: primary },
    ];
    const { history, replies } = await asked({ ...quick, retries: 5, requestIds: true, replicas: 1 }, lines);
    expect(replies).toEqual(['(integer) 1', '"1"']);
    const since = notes(history, 'remembered').filter(({ at }) => at > 1_300_000);
    // Once or more: a client that is quick to doubt asks again while the first answer is on its way.
    expect(new Set(since.map(({ node }) => node))).toEqual(new Set([primary]));
  });

  it('is forgotten after its time', async () => {
    const typedTwice = { retries: 1, requestIds: true, requestMemory: '1s' };
    const { cluster } = await asked(typedTwice, answerLost(primary));
    const state = await cluster.look(primary, 'inspect', {
      path: ['ledger', 'deeds', 'known', 'map'],
      offset: 0,
      limit: 5,
    });
    expect(JSON.stringify(state)).not.toContain('c1.1');
  });
});

describe('the budget for retries', () => {
  it('lets a burst through, then one in five', async () => {
    const lines: Line[] = [
      { at: '500ms', do: 'link', from: 'c1', to: '*', block: true, both: false },
      ...Array.from({ length: 60 }, (_, index) => [`${1_000 + index * 20}ms`, `INCR k${index}`] as const),
    ];
    const { history } = await talk(lines, { options: { retries: 1 }, until: '8s' });
    const asks = only(history, 'sent').filter(
      ({ node, message }) => node === 'c1' && message.kind === 'request' && message.from === 'c1',
    );
    const again = asks.filter(({ message }) => {
      const { operation } = message.body as unknown as { operation: { attempt?: number } };
      return (operation.attempt ?? 0) > 0;
    });
    expect(again.length).toBeGreaterThanOrEqual(15);
    expect(again.length).toBeLessThanOrEqual(22);
  });

  it('is not asked for what nobody wants asked again', async () => {
    const { history, replies } = await asked({}, answerLost(primary));
    expect(replies[0]).toMatch(/unknown/);
    expect(notes(history, 'remembered')).toEqual([]);
  });
});

describe('in a lossy network, with failovers', () => {
  const COUNT = 40;

  /** Each key is asked for once. What came of it, and how often it was done. */
  const spell = async (seed: number, requestIds: boolean): Promise<[answered: boolean, done: number][]> => {
    const lines: Line[] = [
      ...Array.from({ length: COUNT }, (_, index) => [`${500 + index * 200}ms`, `INCR k${index}`] as const),
      { at: '3s', do: 'kill', node: primary },
      { at: '6s', do: 'restart', node: primary },
      { at: '11s', do: 'link', from: '*', to: '*', drop: 0 },
      ...Array.from({ length: COUNT }, (_, index) => ['14s', `GET k${index}`] as const),
    ];
    const { replies } = await talk(lines, {
      seed,
      network: { latency: { min: '5ms', max: '15ms' }, drop: 0.1, duplicate: 0.1 },
      options: { ...quick, retries: 5, requestIds, write: 2, appendfsync: 'always', proxy: seed % 2 === 0 },
      until: '18s',
    });
    return Array.from({ length: COUNT }, (_, index) => [
      /^\(integer\)/.test(replies[index] ?? ''),
      Number(/"(\d+)"/.exec(replies[COUNT + index] ?? '')?.[1] ?? 0),
    ]);
  };

  it('what was answered is done once, and nothing twice; without request ids much is', async () => {
    let twice = 0;
    for (let seed = 1; seed <= 8; seed += 1) {
      for (const [answered, done] of await spell(seed, true)) {
        expect(done, `seed ${seed}`).toBeLessThanOrEqual(1);
        if (answered) expect(done, `seed ${seed}`).toBe(1);
      }
      twice += (await spell(seed, false)).filter(([, done]) => done > 1).length;
    }
    expect(twice).toBeGreaterThan(10);
  }, 120_000);
});

describe('deeds', () => {
  const deed = (operation: string, key: string): Deed => ({
    operation,
    key,
    status: 'ok',
    reply: 1,
    version: 1,
    epoch: 1,
  });

  it('go with their keys, and after their time', () => {
    const deeds = newDeeds();
    keepDeed(deeds, deed('a.1', 'k'), 10);
    keepDeed(deeds, deed('a.1', 'k'), 10);
    keepDeed(deeds, deed('a.2', 'k'), 20);
    keepDeed(deeds, deed('a.3', 'other'), 30);
    expect(deedsOn(deeds, 'k').map(({ operation }) => operation)).toEqual(['a.1', 'a.2']);
    replaceDeeds(deeds, 'k', [deed('a.4', 'k')], 40);
    expect(deedOf(deeds, 'a.1')).toBeUndefined();
    expect(deedsOn(deeds, 'k').map(({ operation }) => operation)).toEqual(['a.4']);
    forgetDeeds(deeds, 135, 100);
    expect(deedOf(deeds, 'a.3')).toBeUndefined();
    expect(deedOf(deeds, 'a.4')).toBeDefined();
    expect(deedsOn(deeds, 'other')).toEqual([]);
  });
});
