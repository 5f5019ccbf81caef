/** S2-16: what an issuer knows when an answer is lost. S2-08, S2-09: joins that cannot be, and a ring that is the same after them. */
import { describe, expect, it } from 'vitest';
import { talk } from './talk.ts';

/** n4 owns it; n1 issues. */
const KEY = 'apple';
const lose = (kinds: readonly string[]) =>
  kinds.map((kind) => ({ at: '500ms', do: 'link', from: 'n4', to: 'n1', both: false, kind, drop: 1 }));

describe('where the answer of the owner is lost', () => {
  it('it is asked again, and done once all the same', async () => {
    const run = await talk([
      ...lose(['reply']),
      ['1s', `put ${KEY} 1`],
      ['4s', `put ${KEY} 2`],
      ['7s', `delete ${KEY}`],
      ['10s', `get ${KEY}`],
      ['13s', `lookup ${KEY}`],
      ['20s', `put ${KEY} 3 @n2`],
    ]);
    expect(run.replies.slice(0, 5)).toEqual([
      'A new key is stored at n4 (version 1).',
      'The value is replaced at n4 (version 2).',
      'The key is deleted at n4 (version 3).',
      `NotFound: There is no ${KEY}.\nexit 1`,
      expect.stringMatching(/belongs to n4: \d hops?\.$/),
    ]);
    expect(run.replies[5]).toBe('A new key is stored at n4 (version 4).');
    // One patience of the issuer, and then the way hop by hop.
    for (const took of run.took.slice(0, 5)) expect(took).toBeGreaterThan(1_000);
  });

  it('every time, it is 504: a write may have happened, and this one has', async () => {
    const run = await talk([
      ...lose(['reply', 'answer']),
      ['1s', `put ${KEY} 1`],
      ['5s', `get ${KEY}`],
      ['9s', `http PUT n1 /kv/${KEY} 2`],
      ['13s', `get ${KEY} @n2`],
    ]);
    expect(run.replies).toEqual([
      '(unknown) Timeout: No answer in time: it may have happened.\nexit 1',
      'Timeout: No answer in time.\nexit 1',
      '504 {"error":"Timeout","message":"No answer in time: it may have happened."}',
      '2',
    ]);
    expect(run.ends.map(({ status }) => status)).toEqual(['unknown', 'unknown', 'unknown', 'ok']);
    for (const { value } of run.ends.slice(0, 3)) expect(value.status).toBe(504);
  });

  it('and comes late or twice, nobody is told twice', async () => {
    const slow = { law: 'constant', min: '1500ms' };
    const run = await talk([
      { at: '500ms', do: 'link', from: 'n4', to: 'n1', both: false, latency: slow, duplicate: 1 },
      ['1s', `put ${KEY} 1`],
      ['20s', `put ${KEY} 2`],
      ['40s', `get ${KEY} @n2`],
    ]);
    expect(run.replies.map((text) => text?.replace(/ at n\d/, ''))).toEqual([
      'A new key is stored (version 1).',
      'The value is replaced (version 2).',
      '2',
    ]);
  });
});

describe('a join', () => {
  const told = { joins: 'told' };
  const ring = (count: number) => new RegExp(`Round again to n1: ${count} nodes\\.$`);

  it('needs one who is in the ring, and says why where it has none; nothing joins then', async () => {
    const run = await talk(
      [
        { at: '1s', do: 'add', node: 'n9' },
        { at: '1s', do: 'add', node: 'n10' },
        { at: '1s', do: 'kill', node: 'n8' },
        // The ring heals first.
        ['20s', 'ring'],
        ['21s', 'join n9 n8'],
        ['24s', 'join n9 n77'],
        ['25s', `http POST n9 /chord/join '{"via":"n77"}'`],
        ['28s', 'join n9 n10'],
        ['31s', 'neighbours n9'],
        ['32s', 'ring'],
        ['33s', 'join n9 n2'],
        ['50s', 'ring'],
        ['51s', 'join n9 n2'],
      ],
      { options: told },
    );
    expect(run.replies[0]).toMatch(ring(7));
    expect(run.ends[1]).toMatchObject({ status: 'failed', value: { status: 502 } });
    expect(run.replies[1]).toMatch(/^NoAnswer: [^]*\nexit 1$/);
    expect(run.replies[2]).toMatch(/^There is no node n77\. [^]*\nexit 1$/);
    expect(run.replies[3]).toMatch(/^(404|502) \{"error":"(UnknownNode|NoAnswer)"/);
    expect(run.ends[4]).toMatchObject({ status: 'failed', value: { status: 502 } });
    expect(run.replies[5]).toContain('It is outside the ring.');
    expect(run.replies[6]).toBe(run.replies[0]);
    expect(run.replies[7]).toBe('n9 joins.');
    expect(run.replies[8]).toMatch(ring(8));
    expect(run.replies[9]).toBe('AlreadyInRing: n9 is in the ring already.\nexit 1');
  });

  it('under an identifier that somebody has is refused', async () => {
    // On a circle of 256 n1 and n2 stand at one place.
    const nodes = ['n2', 'n3', 'n4', 'n5', 'n6', 'n7', 'n8'].map((id) => ({ id }));
    const run = await talk(
      [
        { at: '1s', do: 'add', node: 'n1' },
        ['2s', 'ring'],
        ['3s', 'join n1 n3'],
        ['10s', 'ring'],
        ['11s', 'neighbours n1'],
      ],
      { nodes, options: { ...told, bits: 8 } },
    );
    expect(run.replies[1]).toMatch(/^IdentifierTaken: n\d stands at [0-9a-f]{2} already\.\nexit 1$/);
    expect(run.ends[1]).toMatchObject({ status: 'failed', value: { status: 409 } });
    expect(run.replies[2]).toBe(run.replies[0]);
    expect(run.replies[3]).toContain('It is outside the ring.');
  });
});

it('who is cut off from all others takes nothing that is not its own', async () => {
  const others = ['n2', 'n3', 'n4', 'n5', 'n6', 'n7', 'n8'];
  const run = await talk([
    { at: '1s', do: 'partition', groups: [['n1', 'c1'], others] },
    ['1100ms', `put ${KEY} 1 @n1`],
    ['5s', `put ${KEY} 2 @n1`],
    { at: '15s', do: 'heal' },
    ['25s', `get ${KEY} @n2`],
  ]);
  expect(run.ends.slice(0, 2).map(({ value }) => value.status)).toEqual([504, 504]);
  expect(run.replies[2]).toContain('NotFound');
});
