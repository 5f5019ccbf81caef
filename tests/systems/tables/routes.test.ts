/** Requests: every path, every code, and whatever else strangers send. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Data } from '../../../src/kernel/contract.ts';
import {
  noLeader,
  notLeader,
  outcomeOf,
  storageFailed,
  timedOut,
} from '../../../src/systems/tables/answers.ts';
import { newMachine } from '../../../src/systems/tables/machine/machine.ts';
import { understand } from '../../../src/systems/tables/routes.ts';
import { PaperDisk } from '../../protocols/paper-disk.ts';
import { runs } from '../../support/scenarios.ts';
import { applyAll, create, put } from './machine/logs.ts';

const machine = newMachine();
const letItBe = { Artist: 'The Beatles', SongTitle: 'Let It Be', Year: 1970 };
applyAll(machine, new PaperDisk(), [
  create('Music', 'Artist', 'SongTitle'),
  create('a/b?c', 'Key'),
  put('Music', letItBe),
  put('a/b?c', { Key: '100 %' }),
]);

const ask = (method: string, path: string, more: object = {}) =>
  understand(machine, { method, path, ...more } as unknown as Data);
const told = (method: string, path: string, more: object = {}): unknown => {
  const asked = ask(method, path, more);
  if (asked.is === 'write') return asked.command;
  if (asked.is === 'status') return 'status';
  if (asked.is === 'hand over') return ['hand over', asked.to];
  const { status, body } = asked.answer;
  return [asked.is, status, (body as { error?: string }).error ?? body];
};
const bad = ['refused', 400, 'BadRequest'];

describe('handing over', () => {
  it('is asked of the leader, with the one who is to lead or without', () => {
    expect(told('POST', '/leader')).toEqual(['hand over', null]);
    expect(told('POST', '/leader', { body: '{ "to": "n2" }' })).toEqual(['hand over', 'n2']);
    for (const body of ['n2', '{}', '[]', '{ "to": 2 }', '{ "to": null }'])
      expect(told('POST', '/leader', { body })).toEqual(bad);
    expect(told('GET', '/leader')).toEqual(['refused', 405, 'MethodNotAllowed']);
  });
});

describe('a request', () => {
  it('that changes something becomes a command', () => {
    const table = { tableName: 'Music', partitionKeyName: 'Artist' };
    expect(told('POST', '/tables', { body: JSON.stringify(table) })).toEqual({
      type: 'CreateTableCommandType',
      payload: table,
    });
    const sorted = { ...table, sortKeyName: 'SongTitle' };
    expect(told('POST', '/tables', { body: JSON.stringify(sorted) })).toMatchObject({ payload: sorted });
    expect(told('DELETE', '/tables/Music')).toEqual({
      type: 'DeleteTableCommandType',
      payload: { tableName: 'Music' },
    });
    expect(told('PUT', '/tables/Music/items', { body: JSON.stringify(letItBe) })).toEqual({
      type: 'PutItemCommandType',
      payload: { tableName: 'Music', item: letItBe },
    });
    const query = { partitionKey: 'The Beatles', sortKey: 'Let It Be' };
    expect(told('DELETE', '/tables/Music/items', { query })).toEqual({
      type: 'DeleteItemCommandType',
      payload: { tableName: 'Music', ...query },
    });
  });

  it('is not judged by tables that are known here: the log may know others', () => {
    expect(told('DELETE', '/tables/Nowhere')).toMatchObject({ type: 'DeleteTableCommandType' });
    expect(told('PUT', '/tables/Nowhere/items', { body: '{}' })).toMatchObject({
      type: 'PutItemCommandType',
    });
  });

  it('that reads is answered from what is here', () => {
    expect(told('GET', '/status')).toBe('status');
    expect(told('GET', '/tables')).toMatchObject(['read', 200, { tables: [{ tableName: 'Music' }, {}] }]);
    const items = '/tables/Music/items?partitionKey=The+Beatles&sortKey=Let%20It%20Be';
    expect(told('GET', items)).toEqual(['read', 200, { item: letItBe, timestamp: 3 }]);
    expect(told('GET', '/tables/a%2Fb%3Fc/items', { query: { partitionKey: '100 %' } })).toMatchObject([
      'read',
      200,
      {},
    ]);
    expect(told('GET', '/tables/Music/query', { query: { partitionKey: 'The Beatles' } })).toMatchObject([
      'read',
      200,
      { items: [letItBe] },
    ]);
    expect(told('GET', '/tables/Music/query?partitionKey=The%20Beatles&sortKeyPrefix=X')).toMatchObject([
      'read',
      200,
      { items: [] },
    ]);
    expect(told('GET', '/tables/Music/items?partitionKey=Queen&sortKey=x')).toEqual([
      'read',
      404,
      'ItemNotFound',
    ]);
    expect(told('GET', '/tables/Nowhere/items?partitionKey=Queen')).toEqual(['read', 404, 'TableNotFound']);
    expect(told('GET', '/tables/Nowhere/query?partitionKey=Queen')).toEqual(['read', 404, 'TableNotFound']);
    expect(told('GET', '/tables/Music/items?partitionKey=Queen')).toEqual(['read', 400, 'BadRequest']);
  });

  it.each([
    ['not JSON', '{"Artist":'],
    ['nothing', ''],
    ['no object', '[1]'],
    ['null', 'null'],
    ['a number too large', '{"a":1e999}'],
    ['an attribute that is none', '{"__proto__":{"a":1}}'],
    ['too deep', `{"a":${'['.repeat(60)}${']'.repeat(60)}}`],
  ])('with a body that is %s is refused', (_what, body) => {
    expect(told('PUT', '/tables/Music/items', { body })).toEqual(bad);
    expect(told('POST', '/tables', { body })).toEqual(bad);
  });

  it('for a table without names for it and its keys is refused', () => {
    const names = (tableName: unknown, partitionKeyName: unknown, sortKeyName?: unknown) =>
      told('POST', '/tables', { body: JSON.stringify({ tableName, partitionKeyName, sortKeyName }) });
    for (const refused of [
      names('', 'p'),
      names('T', ''),
      names('T', 'p', ''),
      names('T', 'p', 'p'),
      names(7, 'p'),
      names('T', undefined),
      names('T', 'p', null),
      names('T', '__proto__'),
      names('T'.repeat(256), 'p'),
      names('ä'.repeat(128), 'p'),
    ])
      expect(refused).toEqual(bad);
    expect(names('ä'.repeat(127), 'p')).toMatchObject({ type: 'CreateTableCommandType' });
  });

  it('with keys that are missing, empty or too long is refused', () => {
    expect(told('GET', '/tables/Music/items')).toEqual(bad);
    expect(told('DELETE', '/tables/Music/items', { query: { sortKey: 'x' } })).toEqual(bad);
    expect(told('DELETE', '/tables/Music/items', { query: { partitionKey: 'k'.repeat(1_025) } })).toEqual(
      bad,
    );
    expect(told('GET', '/tables/Music/query', { query: { partitionKey: '' } })).toEqual(bad);
    expect(told('PUT', '/tables//items', { body: '{}' })).toEqual(bad);
    expect(told('DELETE', `/tables/${'T'.repeat(256)}`)).toEqual(bad);
    expect(told('DELETE', '/tables/%ff')).toEqual(bad);
    expect(told('GET', '/tables/Music/items?partitionKey=%')).toEqual(bad);
  });

  it('that is too large is refused as that', () => {
    const body = JSON.stringify({ ...letItBe, text: 'x'.repeat(65_536) });
    expect(told('PUT', '/tables/Music/items', { body })).toEqual(['refused', 413, 'TooLarge']);
  });

  it('for what is not there, or in no way that it takes, is told so', () => {
    for (const path of [
      '/',
      '',
      '/tables/Music/items/more',
      '/tables/Music/nothing',
      '/metrics',
      '/status/x',
      '/tables/x/y/z/w',
    ])
      expect(told('GET', path), path).toEqual(['refused', 404, 'NotFound']);
    for (const [method, path] of [
      ['POST', '/status'],
      ['DELETE', '/tables'],
      ['GET', '/tables/Music'],
      ['POST', '/tables/Music/items'],
      ['PUT', '/tables/Music/query'],
      ['constructor', '/tables'],
    ] as const)
      expect(told(method, path), path).toEqual(['refused', 405, 'MethodNotAllowed']);
  });

  it('that is none is refused', () => {
    for (const request of [
      null,
      7,
      'GET /',
      [],
      {},
      { method: 'GET' },
      { method: 'GET', path: '/status', body: 7 },
    ])
      expect(understand(machine, request as Data)).toMatchObject({ is: 'refused', answer: { status: 400 } });
  });

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('GET', 'PUT', 'POST', 'DELETE', 'x'),
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.constantFrom('/tables', '/tables/Music/items', '/tables/Music/query'),
        ),
        fc.oneof(fc.string(), fc.json()),
        (method, path, body) => {
          expect(['write', 'read', 'status', 'refused']).toContain(ask(method, path, { body }).is);
        },
      ),
      runs(500),
    );
  });
});

describe('an answer', () => {
  const members = ['n1', 'n2'].map((id) => ({ id, name: id, role: 'node', weight: 1 }));

  it('says what the history may take it for', () => {
    const of = (said: { status: number; body: Data }) => outcomeOf('n1', said).status;
    expect([of({ status: 200, body: null }), of({ status: 201, body: null })]).toEqual(['ok', 'ok']);
    expect([of(notLeader(members, 'n2')), of(noLeader()), of(storageFailed())]).toEqual([
      'failed',
      'failed',
      'failed',
    ]);
    expect(of(timedOut())).toBe('unknown');
    expect(outcomeOf('n1', notLeader(members, 'n2')).value).toMatchObject({
      status: 421,
      node: 'n1',
      body: { error: 'NotLeader', leaderId: 'n2', leaderAddr: 'localhost:8101' },
    });
  });
});
