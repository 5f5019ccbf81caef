/** Histories that were made up: what clients were told of an item, and whether one table could have told it. */
import { describe, expect, it } from 'vitest';
import { linearizable } from '../../../src/history/linearizable.ts';
import type { Data } from '../../../src/kernel/contract.ts';
import type { Scene, Told } from '../../../src/kernel/system.ts';
import { couldBeOneTable } from '../../../src/systems/tables/one-table.ts';
import { askOfDeed } from '../../../src/systems/tables/traffic.ts';

type Span = readonly [invoked: number, settled: number | null];

const deed = (what: 'read' | 'write' | 'delete', serial: string): Data =>
  askOfDeed({ what, key: 1, serial, bytes: null, lifetime: null });
const told = (body: Data, [invoked, settled]: Span, status: Told['status'], value: Data): Told => ({
  ...{ body, invoked, settled, status, value },
});
const answer = (status: number, body: Data): Data => ({ status, body, node: 'n1' });

const put = (value: string, span: Span, status: Told['status'] = 'ok'): Told =>
  told(deed('write', value), span, status, status === 'ok' ? answer(200, { index: span[0] }) : null);
const drop = (span: Span): Told => told(deed('delete', ''), span, 'ok', answer(200, { index: span[0] }));
const got = (value: string, span: Span): Told =>
  told(deed('read', ''), span, 'ok', answer(200, { item: { Key: 'key:1', Value: value }, timestamp: 1 }));
const gotNothing = (span: Span): Told =>
  told(deed('read', ''), span, 'failed', answer(404, { error: 'ItemNotFound' }));

function sceneOf(history: readonly Told[]): Scene {
  return {
    ...{ witnesses: new Map(), notes: [], faults: new Map(), options: { reads: 'index' }, ended: false },
    outcomes: new Map(history.map((one, place) => [`c${place + 1}.w1`, one])),
  };
}

const holds = (history: readonly Told[], more: Partial<Scene> = {}) =>
  couldBeOneTable.holds({ ...sceneOf(history), ended: true, linearizable, ...more });

const old = [put('a', [0, 10]), put('b', [20, 30]), got('a', [40, 50])];

describe('what clients were told of an item', () => {
  it('could have come from one table where each saw what was there while it asked', () => {
    const history = [
      gotNothing([0, 5]),
      put('a', [10, 40]),
      got('a', [20, 30]),
      put('b', [50, null], 'unknown'),
      got('b', [60, 70]),
      drop([80, 90]),
      gotNothing([95, 99]),
    ];
    expect(holds(history)).toEqual({ ok: true, detail: '7 operations' });
  });

  it.each([
    ['a read is older than a write that had ended', old],
    [
      'a read sees less than the read before it',
      [put('a', [0, 10]), put('b', [20, null], 'unknown'), got('b', [30, 40]), got('a', [50, 60])],
    ],
    ['what was deleted is there', [put('a', [0, 10]), drop([20, 30]), got('a', [40, 50])]],
    ['what was written is not', [put('a', [0, 10]), gotNothing([20, 30])]],
    ['what failed was written', [put('a', [0, 10], 'failed'), got('a', [20, 30])]],
  ] as const)('could not where %s', (_, history) => {
    expect(holds(history)).toMatchObject({ ok: false });
  });

  it('says which answer nothing explains', () => {
    expect(holds(old).detail).toMatch(/^"key:1": nothing explains c3\.w1 read .* beside c\d\.w1 write/);
  });

  it('may be old where any node answers, and is asked about at the end', () => {
    expect(holds(old, { options: { reads: 'local' } }).detail).toBe('not applicable');
    expect(couldBeOneTable.holds(sceneOf(old)).detail).toBe('not applicable');
  });

  it('is written twice where messages come twice', () => {
    expect(holds(old, { faults: new Map([['duplicate', 1]]) }).ok).toBe(true);
  });

  it.each(['no JSON', 'null', '[]', '{"Key":7}'])('is not asked after by who sends %s', (body) => {
    const sent = { method: 'PUT', path: '/tables/Workload/items', body };
    expect(holds([put('a', [0, 10]), told(sent, [20, 30], 'failed', answer(400, {}))])).toEqual({
      ok: true,
      detail: '1 operations',
    });
  });

  it('is no register where its table was deleted', () => {
    const gone = told({ method: 'DELETE', path: '/tables/Workload' }, [35, 36], 'ok', answer(200, {}));
    expect(holds([...old, gone]).detail).toBe('not applicable');
  });
});
