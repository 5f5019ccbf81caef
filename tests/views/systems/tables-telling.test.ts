/** What the nodes of a table store say to each other, in sentences. */
import { describe, expect, test } from 'vitest';
import type { HistoryEvent, MessageRecord } from '../../../src/cluster/recorder.ts';
import type { Data } from '../../../src/kernel/contract.ts';
import { tellOfTables } from '../../../src/views/systems/tables/telling.ts';
import { words } from '../../../src/views/words/panels.ts';

const name = (id: string): string => ({ c1: words.you, n3: 'Charlie', n4: 'Delta' })[id] ?? id;

function told(kind: string, body: Data, from = 'n4', to = 'n3'): string | null {
  const message = {
    from,
    to,
    kind,
    body,
    name: '',
    copy: 0,
    sent: 0,
    arrives: 1,
  } as unknown as MessageRecord;
  return tellOfTables({ what: 'sent', at: 0, node: from, number: 1, message }, name);
}

const note = (kind: string, detail: Data): string | null =>
  tellOfTables({ what: 'note', at: 0, node: 'n4', number: 1, kind, detail } as HistoryEvent, name);

const entries = (from: number, to: number): Data =>
  Array.from({ length: to - from + 1 }, (_, index) => ({ index: from + index, term: 4, kind: 'command' }));

describe('messages', () => {
  test.each<[string, Record<string, Data>, string]>([
    ['request vote', { isPreVote: false }, 'Delta asks Charlie for its vote in round 4'],
    ['request vote', { isPreVote: true }, 'Delta asks Charlie whether it would vote for it in round 4'],
    ['vote', { isGranted: true, isPreVote: false, asked: 4 }, 'Delta votes for Charlie in round 4'],
    ['vote', { isGranted: true, isPreVote: true, asked: 5 }, 'Delta would vote for Charlie in round 5'],
    ['vote', { isGranted: false, isPreVote: false, asked: 4 }, 'Delta does not vote for Charlie in round 4'],
    ['heartbeat', { entries: [] }, 'Delta tells Charlie that it still leads (round 4)'],
    [
      'append entries',
      { entries: [], leaderCommit: 6 },
      'Delta tells Charlie that all up to 6 is committed (round 4)',
    ],
    ['heard', { isSuccess: true, matchIndex: 7 }, 'Delta tells Charlie: all up to 7 is on my disk (round 4)'],
    ['append entries', { entries: entries(7, 7) }, 'Delta sends Charlie box 7 (round 4)'],
    ['append entries', { entries: entries(5, 7) }, 'Delta sends Charlie boxes 5 to 7 (round 4)'],
    [
      'appended',
      { isSuccess: true, matchIndex: 7 },
      'Delta tells Charlie: all up to 7 is on my disk (round 4)',
    ],
    [
      'appended',
      { isSuccess: false, conflictIndex: 3 },
      'Delta tells Charlie: that does not fit, go back to 3 (round 4)',
    ],
    [
      'install snapshot',
      { offset: 8_192, total: 20_000, data: new Uint8Array(8_192) },
      'Delta sends Charlie a snapshot, 16.4 KB of 20 KB (round 4)',
    ],
    ['snapshot received', { isInstalled: true }, 'Delta tells Charlie: the snapshot is on my disk (round 4)'],
    ['timeout now', {}, 'Delta wants Charlie to lead (round 4)'],
  ])('%s', (kind, body, text) => {
    expect(told(kind, { term: 4, ...body })).toBe(text);
  });

  test('of clients are told by what they ask and are told', () => {
    const asks = {
      operation: { id: 'c1.1', body: { method: 'GET', path: '/tables/Music', query: { artist: 'Nina' } } },
    };
    expect(told('request', asks, 'c1', 'n4')).toBe('You ask Delta: GET /tables/Music?artist=Nina');
    const outcome = { value: { status: 421, body: { leaderId: 'n3' } } };
    expect(told('reply', { outcome }, 'n4', 'c1')).toBe('Delta tells you: 421 {"leaderId":"n3"}');
    expect(told('gossip', {})).toBeNull();
  });
});

test('marks say who was elected, by how many, and who leads no more', () => {
  expect(note('elected', { term: 4, votes: 3 })).toBe('Delta is elected by 3 votes in round 4');
  expect(note('voted', { term: 4, for: 'n3' })).toBe('Delta votes for Charlie in round 4');
  expect(note('lost its majority', { term: 4 })).toBe('Delta hears too few to go on leading');
  expect(note('members', { voters: ['n3', 'n4'], next: null, learners: [] })).toBe(
    'Delta takes these for the members: Charlie, Delta',
  );
  expect(note('something else', {})).toBeNull();
});
