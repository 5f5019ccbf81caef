/** The proxy: its clients know nothing but it, and everything they ask ends. */
import { describe, expect, it } from 'vitest';
import { salted } from '../../../src/store/access/passwords.ts';
import { foundingView } from '../../../src/systems/cache/founding.ts';
import { ownersOf } from '../../../src/systems/cache/view.ts';
import { only, notes } from '../../support/histories.ts';
import { talk, valueOf, type Line } from './talk.ts';

const IDS = ['n1', 'n2', 'n3', 'n4', 'n5', 'n6'];
const rule = { kind: 'ring', virtualNodes: 64, replicas: 3 } as const;
const behindProxy = { options: { proxy: true } };
const typed = (...texts: readonly string[]): Line[] =>
  texts.map((text, index) => [`${500 + index * 100}ms`, text] as const);

describe('a proxy', () => {
  it('is a node of its own, there when it is asked for', async () => {
    const { cluster, scenario } = await talk([], { ...behindProxy, nodes: 3, until: '1s' });
    expect(scenario.nodes.map(({ id, role }) => [id, role])).toEqual([
      ['n1', 'node'],
      ['n2', 'node'],
      ['n3', 'node'],
      ['proxy', 'proxy'],
    ]);
    expect((await talk([], { until: '1s' })).scenario.nodes.some(({ id }) => id === 'proxy')).toBe(false);
    expect(await cluster.look('proxy', 'belief')).toMatchObject({
      epoch: 1,
      members: ['n1', 'n2', 'n3'].map((id) => ({ id, standing: 'up', isLive: true })),
    });
  });

  it('is all that a client speaks with', async () => {
    const { history, replies } = await talk(typed('SET apple 1', 'GET apple', 'GET pear'), behindProxy);
    expect(replies).toEqual(['OK', '"1"', '(nil)']);
    const asked = only(history, 'sent').filter(({ node, message }) => node === 'c1' && message.from === 'c1');
    expect(new Set(asked.map(({ message }) => message.to))).toEqual(new Set(['proxy']));
  });

  it('takes commands over several keys apart and says that the answer is of no one instant', async () => {
    const { history, replies } = await talk(
      typed(
        'MSET a 1 b 2 c 3 d 4 e 5',
        'MGET e nope c a',
        'EXISTS a b a nope',
        'TOUCH a b',
        'DEL a b nope',
        'UNLINK c nope',
        'GET d',
      ),
      behindProxy,
    );
    expect(replies.slice(0, 1)).toEqual(['OK']);
    expect(replies.slice(2)).toEqual(['(integer) 3', '(integer) 2', '(integer) 2', '(integer) 1', '"4"']);
    expect(valueOf(history, 2).reply).toEqual(['5', null, '3', '1']);
    expect(valueOf(history, 2)).toMatchObject({ node: 'proxy', isAtomic: false });
    expect(valueOf(history, 7).isAtomic).toBeUndefined();
    expect(notes(history, 'gathered').length).toBe(6);
  });

  it('computes with sets of different nodes; a node that is asked directly refuses', async () => {
    const { history, replies } = await talk(
      typed(
        'SADD s1 a b c 1',
        'SADD s2 b c 1 x',
        'SADD s3 c',
        'SINTER s1 s2',
        'SUNION s1 s2',
        'SDIFF s1 s2 s3',
        'SINTER s1 gone',
        'SINTER s1 s2 @n1',
        'SET text t',
        'SINTER s1 text',
      ),
      behindProxy,
    );
    const members = (number: number): unknown => [...(valueOf(history, number).reply as string[])].sort();
    expect(members(4)).toEqual(['1', 'b', 'c']);
    expect(members(5)).toEqual(['1', 'a', 'b', 'c', 'x']);
    expect(members(6)).toEqual(['a']);
    expect(members(7)).toEqual([]);
    expect(replies[7]).toMatch(/CROSSNODE/);
    expect(replies[9]).toMatch(/WRONGTYPE/);
  });

  it('sends keys of one tag to one node, and refuses what cannot be taken apart', async () => {
    const { history, replies } = await talk(
      typed('MSET {t}a 1 {t}b 2', 'RENAME {t}a {t}c', 'RENAME {t}b other', 'MSETNX a 1 b 2'),
      { options: { proxy: true, replicas: 1 } },
    );
    expect(replies.slice(0, 2)).toEqual(['OK', 'OK']);
    expect(replies[2]).toMatch(/CROSSNODE/);
    expect(replies[3]).toMatch(/CROSSNODE/);
    expect(valueOf(history, 1).isAtomic).toBeUndefined();
  });

  it('asks all nodes what is about all of them, and counts each key once', async () => {
    const keys = Array.from({ length: 30 }, (_, index) => `k${index}`);
    const { history, replies } = await talk(
      typed(
        `MSET ${keys.map((key) => `${key} v`).join(' ')}`,
        'DBSIZE',
        'KEYS k*',
        'RANDOMKEY',
        'FLUSHALL',
        'DBSIZE',
        'RANDOMKEY',
        'CONFIG SET maxmemory 1mb',
        'CONFIG GET maxmemory @n4',
      ),
      behindProxy,
    );
    expect(replies[1]).toBe('(integer) 30');
    expect([...(valueOf(history, 3).reply as string[])].sort()).toEqual([...keys].sort());
    expect(keys).toContain(valueOf(history, 4).reply);
    expect(replies.slice(4, 8)).toEqual(['OK', '(integer) 0', '(nil)', 'OK']);
    expect(valueOf(history, 9).reply).toEqual(['maxmemory', '1048576']);
  });

  it('walks over all nodes by one cursor', async () => {
    const keys = Array.from({ length: 40 }, (_, index) => `k${index}`);
    const found: string[] = [];
    const lines: Line[] = [['500ms', `MSET ${keys.map((key) => `${key} v`).join(' ')}`]];
    let cursor = '0';
    for (let step = 0; step < 100; step += 1) {
      lines.push([`${600 + step * 50}ms`, `SCAN ${cursor} COUNT 7`]);
      const { history } = await talk(lines, { ...behindProxy, until: `${800 + step * 50}ms` });
      const [next, some] = valueOf(history, lines.length).reply as [string, string[]];
      found.push(...some);
      cursor = next;
      if (cursor === '0') break;
    }
    expect(cursor).toBe('0');
    expect([...found].sort()).toEqual([...keys].sort());
  });

  it('answers errors of nodes as they are', async () => {
    const { replies } = await talk(
      typed('NONSENSE x', 'MSET a', 'GET', 'SCAN much', 'PING', 'ECHO hi'),
      behindProxy,
    );
    expect(replies).toEqual([
      "(error) ERR unknown command 'NONSENSE', with args beginning with: 'x' ",
      "(error) ERR wrong number of arguments for 'mset' command",
      "(error) ERR wrong number of arguments for 'get' command",
      '(error) ERR invalid cursor',
      'PONG',
      '"hi"',
    ]);
  });
});

describe('when nodes fail', () => {
  const writes: Line[] = Array.from(
    { length: 60 },
    (_, index) => [`${500 + index * 100}ms`, `INCR k${index % 7}`] as const,
  );

  it('everything ends, and goes on after the failover', async () => {
    const { history, replies } = await talk([...writes, { at: '1520ms', do: 'kill', node: 'n2' }], {
      ...behindProxy,
      until: '12s',
    });
    expect(replies.every((reply) => reply !== null)).toBe(true);
    expect(replies.slice(-20).every((reply) => /^\(integer\)/.test(reply as string))).toBe(true);
    expect(notes(history, 'target lost').map(({ detail }) => detail)).toEqual([{ node: 'n2' }]);
  });

  it('reads pass over the silent one at once, and are marked', async () => {
    const { history, replies } = await talk(
      [
        ['500ms', 'MSET a 1 b 2 c 3 d 4 e 5 f 6 g 7 h 8'],
        { at: '1s', do: 'partition', groups: [['n2', 'n3', 'n4']] },
        ...'abcdefgh'.split('').map((key, index) => [`${2_600 + index * 10}ms`, `GET ${key}`] as const),
      ],
      { options: { proxy: true, nodeTimeout: '60s', replicas: 5 }, until: '6s' },
    );
    expect(replies.slice(1)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8'].map((text) => `"${text}"`));
    const marked = Array.from({ length: 8 }, (_, index) => valueOf(history, index + 2).isStale === true);
    expect(marked.some(Boolean)).toBe(true);
  });

  it('without any node the answer has a name; a proxy that is dead leaves its clients in the unknown', async () => {
    const all = ['n1', 'n2', 'n3'].map((node) => ({ at: '1s', do: 'kill', node }));
    const { replies } = await talk(
      [
        ...all,
        ['3s', 'SET a 1'],
        ['3s', 'GET a'],
        ['3s', 'PING'],
        ['3s', 'DBSIZE'],
        { at: '8s', do: 'kill', node: 'proxy' },
        ['9s', 'PING'],
      ],
      { ...behindProxy, nodes: 3, until: '14s' },
    );
    expect(replies[0]).toMatch(/^\(error\) CLUSTERDOWN n\d does not answer/);
    expect(replies[1]).toBe('(error) TIMEOUT No node has answered in time');
    expect(replies[2]).toMatch(/^\(error\) CLUSTERDOWN/);
    expect(replies[3]).toMatch(/^\(error\) CLUSTERDOWN/);
    expect(replies[4]).toMatch(/^\(unknown\)/);
  });

  it('a proxy that begins anew asks the members what has changed', async () => {
    const { replies, cluster } = await talk(
      [
        ['500ms', 'SET a 1'],
        { at: '1s', do: 'kill', node: 'proxy' },
        { at: '1s', do: 'kill', node: 'n1' },
        { at: '5s', do: 'restart', node: 'proxy' },
        ['6s', 'GET a'],
        ['6s', 'SET a 2'],
        { at: '7s', do: 'add', node: 'n9' },
        ['12s', 'MSET a 1 b 2 c 3 d 4 e 5'],
      ],
      { ...behindProxy, until: '14s' },
    );
    expect(replies).toEqual(['OK', '"1"', 'OK', 'OK']);
    const { members } = (await cluster.look('proxy', 'belief')) as unknown as {
      members: { id: string; standing: string; isLive: boolean }[];
    };
    expect(members.find(({ id }) => id === 'n9')).toMatchObject({ standing: 'up', isLive: true });
    expect(members.find(({ id }) => id === 'n1')).toMatchObject({ standing: 'down', isLive: false });
  });
});

describe('access', () => {
  const salt = 'of this test';
  const store = {
    salt,
    requirepass: salted('secret', salt),
    users: [
      {
        name: 'alice',
        passwords: [salted('wonder', salt)],
        commands: ['+get', '+sinter', '+mget'],
        keys: ['~a*'],
      },
    ],
  };
  const guarded = { options: { proxy: true, store, replicas: 1 } };

  it('is judged by the nodes, for every client by itself, also after they began anew', async () => {
    const { replies } = await talk(
      [
        ['500ms', 'SET apple 1'],
        ['600ms', 'AUTH wrong'],
        ['700ms', 'AUTH secret'],
        ['800ms', 'MSET apple 1 pear 2 fig 3 avocado 4'],
        ['900ms', 'AUTH alice wonder'],
        ['1000ms', 'GET apple'],
        ['1100ms', 'GET pear'],
        ['1200ms', 'SET apple 2'],
        ['1300ms', 'MGET apple avocado'],
        ['1400ms', 'MGET apple pear'],
        ...['n1', 'n2', 'n3', 'n4', 'n5', 'n6'].flatMap((node, index) => [
          { at: `${2 + 3 * index}s`, do: 'kill', node, how: 'process' },
          { at: `${3 + 3 * index}s`, do: 'restart', node },
        ]),
        ['22s', 'GET apple'],
        ['22s', 'SET apple 3'],
      ],
      { ...guarded, until: '26s' },
    );
    expect(replies[0]).toMatch(/NOAUTH/);
    expect(replies[1]).toMatch(/WRONGPASS/);
    expect(replies.slice(2, 6)).toEqual(['OK', 'OK', 'OK', '"1"']);
    expect(replies[6]).toMatch(/NOPERM/);
    expect(replies[7]).toMatch(/NOPERM/);
    expect(replies[8]).toBe('1) "1"\n2) "4"');
    expect(replies[9]).toMatch(/NOPERM/);
    expect(replies[10]).toBe('"1"');
    expect(replies[11]).toMatch(/NOPERM/);
  });

  it('what is typed right behind AUTH waits for it, and no password leaves the prompt', async () => {
    const { history, replies } = await talk(
      [
        ['500ms', 'AUTH secret'],
        ['500ms', 'SET a 1'],
        ['500ms', 'HELLO 2 AUTH alice wonder'],
        ['500ms', 'SET a 2'],
      ],
      guarded,
    );
    expect(replies[0]).toBe('OK');
    expect(replies[1]).toBe('OK');
    expect(replies[3]).toMatch(/NOPERM/);
    expect(JSON.stringify(history)).not.toMatch(/secret|wonder/);
  });
});

describe('WAIT', () => {
  const owners = (key: string): readonly string[] =>
    ownersOf(foundingView(IDS.map((id) => ({ id, name: id, role: 'node', weight: 1 }))).placed, rule, key);
  const keys = ['apple', 'pear', 'plum', 'fig'];
  const [first = '', second = ''] = owners('apple');
  const cut = { do: 'link', from: first, to: second, kind: 'copy', both: false };

  it('counts the copies of what this client has written, wherever its keys live', async () => {
    const { replies } = await talk(
      [
        ['500ms', 'WAIT 2 300'],
        ...keys.map((key): Line => ['1s', `SET ${key} 1`]),
        ['1100ms', 'WAIT 2 300'],
        ['1200ms', 'WAIT 3 300'],
      ],
      { ...behindProxy, until: '4s' },
    );
    expect(new Set(keys.map((key) => owners(key)[0])).size).toBeGreaterThan(1);
    expect(replies).toEqual(['(integer) 2', 'OK', 'OK', 'OK', 'OK', '(integer) 2', '(integer) 2']);
  });

  it('counts one less while a copy cannot be reached, but not for those who wrote elsewhere', async () => {
    const slow = { heartbeat: '2s', nodeTimeout: '10s' };
    const other = keys.find((key) => owners(key)[0] !== first) ?? '';
    const { replies, history } = await talk(
      [
        ['2500ms', 'SET apple 1'],
        ['2600ms', 'WAIT 2 300'],
        { at: '3s', ...cut, drop: 1 },
        ['3100ms', 'SET apple 2'],
        ['3200ms', 'WAIT 2 200'],
        { at: '3200ms', do: 'command', client: 'c2', text: `SET ${other} 1` },
        { at: '3300ms', do: 'command', client: 'c2', text: 'WAIT 2 200' },
      ],
      { options: { ...behindProxy.options, ...slow }, clients: 2, until: '6s' },
    );
    expect(replies).toEqual(['OK', '(integer) 2', 'OK', '(integer) 1']);
    const ofOthers = only(history, 'settled').filter(({ operation }) => operation.startsWith('c2.'));
    expect(ofOthers.map(({ text }) => text)).toEqual(['OK', '(integer) 2']);
  });
});
