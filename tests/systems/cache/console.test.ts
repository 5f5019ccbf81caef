/** The prompt of a cache: looking into the cluster, and acting on it. */
import { describe, expect, it } from 'vitest';
import { faultsOf } from '../../../src/history/verdicts.ts';
import { only } from '../../support/histories.ts';
import { play } from '../../support/cluster.ts';
import { talk, type Line } from './talk.ts';

const typed = (...texts: readonly string[]): Line[] =>
  texts.map((text, index) => [`${500 + index * 200}ms`, text] as const);

describe('looking', () => {
  it('SHOW asks every holder of a key what it knows of it', async () => {
    const { replies } = await talk(
      typed('SET apple 1', 'SET apple 2 PX 60000', 'SHOW apple', 'DEL apple', 'SHOW apple', 'SHOW pear'),
    );
    const [first, ...copies] = (replies[2] ?? '').split('\n');
    expect(first).toMatch(/^n\d \w+ +acts for it, version 2 of epoch 1, string, expires at \d+ ms$/);
    expect(copies.length).toBe(2);
    for (const copy of copies) expect(copy).toMatch(/^n\d \w+ +copy, version 2 of epoch 1, string, expires/);
    for (const line of (replies[4] ?? '').split('\n')) expect(line).toMatch(/version 3 of epoch 1, deleted$/);
    for (const line of (replies[5] ?? '').split('\n')) expect(line).toMatch(/has never heard of it$/);
  });

  it('SHOW of a node, or of a key at one node, asks that one; a key may be called like a node', async () => {
    const { replies } = await talk(
      typed('SHOW Bravo', 'SHOW n2', 'SET Bravo 1', 'SHOW key Bravo', 'SHOW key Bravo @Echo'),
    );
    expect(replies[0]).toBe('up in epoch 1, 0 keys, acts for 0');
    expect(replies[1]).toBe(replies[0]);
    expect((replies[3] ?? '').split('\n').length).toBe(3);
    expect(replies[4]).toMatch(/^(acts for it|copy), /);
  });

  it('CLUSTER nodes is what one node believes, CLUSTER keys what each says of itself', async () => {
    const { replies } = await talk([
      ...typed('SET a 1', 'CLUSTER nodes'),
      { at: '1s', do: 'kill', node: 'n3' },
      ['1100ms', 'cluster keys'],
      ['4s', 'CLUSTER nodes @Delta'],
      ['4s', 'CLUSTER meet'],
    ]);
    expect((replies[1] ?? '').split('\n').length).toBe(6);
    expect(replies[2]).toMatch(/^n3 Charlie +does not answer$/m);
    expect(replies[2]).toMatch(/^n1 Alfa +up in epoch 1, \d keys, acts for \d/m);
    expect(replies[3]).toMatch(/^n3 Charlie down, weight 1$/m);
    expect(replies[4]).toMatch(/^There are CLUSTER nodes/);
  });

  it('works behind a proxy, where the asker still asks the nodes themselves', async () => {
    const { replies } = await talk(typed('SET a 1', 'SHOW a', 'CLUSTER nodes', 'CLUSTER keys'), {
      options: { proxy: true },
    });
    expect((replies[1] ?? '').split('\n').length).toBe(3);
    expect((replies[2] ?? '').split('\n').length).toBe(6);
    expect((replies[3] ?? '').split('\n').length).toBe(6);
  });

  it('is not for strangers', async () => {
    const { salted } = await import('../../../src/store/access/passwords.ts');
    const store = { salt: 's', requirepass: salted('secret', 's') };
    const { replies } = await talk(typed('SHOW a', 'CLUSTER nodes @n1', 'forget a @n1'), {
      options: { store },
    });
    for (const reply of replies) expect(reply).toMatch(/NOAUTH/);
  });

  it('every line that cannot be read is answered with a sentence', async () => {
    const { replies } = await talk(typed(' ', 'SHOW', 'SHOW a b c', 'GET "a', 'GET a @Zulu'));
    expect(replies).toEqual([
      'Type a command, such as SET apple 1.',
      expect.stringMatching(/^SHOW takes a key or a node/),
      expect.stringMatching(/^SHOW takes a key or a node/),
      'The quote opened at character 5 is never closed.',
      'There is no node Zulu. Here are Alfa, Bravo, Charlie, Delta, Echo, Foxtrot.',
    ]);
  });
});

describe('acting', () => {
  it('a command of a script may be an act; it happens at its instant and is answered', async () => {
    const { replies, cluster, history } = await talk(
      [
        ['500ms', 'KILL Bravo'],
        ['500ms', 'KILL Bravo'],
        ['4s', 'REVIVE Bravo'],
        ['7s', 'CLUSTER ADD Golf 2'],
        ['7s', 'ADD Golf'],
        ['7s', 'WEIGHT Alfa 0'],
        ['12s', 'GET a @Golf'],
      ],
      { until: '14s' },
    );
    expect(replies).toEqual([
      'Bravo stopped.',
      'Bravo is stopped already.',
      'Bravo starts again.',
      'Golf joins.',
      'Golf is there already.',
      '0 is less than 1.',
      expect.stringMatching(/MOVED|nil/),
    ]);
    expect(only(history, 'stopped').map(({ at, node }) => [at, node])).toEqual([[500_000, 'n2']]);
    expect(cluster.members.map(({ id }) => id)).toContain('Golf');
    expect(faultsOf(cluster).get('kill n2')).toBe(2);
  });

  it('who names a node reads what that one has; only who has no copy says who has', async () => {
    const { replies } = await talk(
      typed(
        'SET a 1',
        ...['Alfa', 'Bravo', 'Charlie', 'Delta', 'Echo', 'Foxtrot'].map((name) => `GET a @${name}`),
      ),
    );
    expect(replies.filter((reply) => reply === '"1"')).toHaveLength(3);
    expect(replies.filter((reply) => reply?.includes('MOVED') === true)).toHaveLength(3);
  });

  it('acts on a message while it is on its way, and says so when it is not', async () => {
    const name = 'c1>n1/c1.1/request/0';
    const { replies, cluster } = await talk(
      [
        ['1s', 'PING @n1'],
        ['1001ms', `DELAY ${name} 2`],
        ['1002ms', `DROP ${name}`],
        ['1003ms', `DROP ${name}`],
        ['1003ms', `TWICE ${name}`],
        ['1003ms', 'DELAY nothing at all 200'],
      ],
      { until: '5s' },
    );
    expect(replies).toEqual([
      expect.stringMatching(/^\(unknown\)/),
      'The message comes 2 ms later.',
      'The message is lost.',
      `No message “${name}” is on its way.`,
      `No message “${name}” is on its way.`,
      'No message “nothing at all” is on its way.',
    ]);
    expect(cluster.counts.dropped).toBe(1);
  });

  it('does what the same action of a script does', async () => {
    const tail = { at: '3s', do: 'command', client: 'c1', text: 'SET a 1' };
    const witness = async (script: readonly object[]): Promise<unknown> => {
      const { cluster } = await play({ system: 'cache', script: [...script, tail], until: '6s' });
      return cluster.look('n1', 'belief');
    };
    const typedOne = await witness([{ at: '1s', do: 'command', client: 'c1', text: 'ISOLATE n4' }]);
    expect(typedOne).toEqual(await witness([{ at: '1s', do: 'isolate', node: 'n4' }]));
    expect(JSON.stringify(typedOne)).toContain('down');
  });
});
