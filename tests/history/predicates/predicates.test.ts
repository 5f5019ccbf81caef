/** The catalogue, on the history of a real run: each word once when it holds and once when it does not. */
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { records } from '../../../src/cluster/recorder.ts';
import { Operations } from '../../../src/history/operations.ts';
import {
  holds,
  levelFor,
  says,
  unknownNames,
  type HistoryView,
} from '../../../src/history/predicates/index.ts';
import { judge } from '../../../src/history/verdicts.ts';
import { formatFault, readPredicate, type Predicate } from '../../../src/scenario/index.ts';
import { counterInvariants } from '../../../src/systems/counter/invariants.ts';
import { predicate as anyPredicate } from '../../scenario/arbitrary.ts';
import { play } from '../../support/cluster.ts';

function read(raw: object): Predicate {
  const result = readPredicate(raw);
  if (!result.ok) throw new Error(result.faults.map(formatFault).join('\n'));
  return result.predicate;
}

const script = [
  { at: '1s', do: 'command', client: 'c1', text: 'INCR' },
  { at: '2s', do: 'command', client: 'c1', text: 'INCR' },
  { at: '3s', do: 'kill', node: 'n1' },
  { at: '4s', do: 'command', client: 'c1', text: 'GET' },
  { at: '7s', do: 'restart', node: 'n1' },
  { at: '7s', do: 'freeze', node: 'n2' },
  { at: '8s', do: 'command', client: 'c1', text: 'nonsense' },
  { at: '8.5s', do: 'thaw', node: 'n2' },
  { at: '9s', do: 'kill', node: 'n3' },
  { at: '9999ms', do: 'command', client: 'c1', text: 'GET' },
];

let view: HistoryView;

beforeAll(async () => {
  const { cluster, history } = await play({ system: 'counter', script, until: '10s' }, { level: 'messages' });
  const operations = new Operations();
  operations.record(history);
  const checks = await judge(cluster, operations, true);
  view = { at: cluster.position, events: history, operations: operations.sorted(), checks };
});

const lost = 'a synced increment is never lost';

const TRUE: readonly object[] = [
  { node: 'n3', is: 'down' },
  { node: 'n2', is: 'up' },
  { nodes: 'up', atLeast: 2, atMost: 2 },
  { nodes: 'removed', atMost: 0 },
  { operation: { body: { do: 'incr' } }, status: 'ok', atLeast: 2, atMost: 2 },
  { operation: { body: { do: 'incr' }, value: 2, text: '(integer) 2' }, status: 'ok', atMost: 1 },
  { operation: { client: 'c1' }, status: 'unknown' },
  { operation: {}, status: 'failed' },
  { operation: { body: { do: 'get' } }, status: 'open', atLeast: 1 },
  { act: 'kill', atLeast: 2 },
  { act: 'kill', node: 'n1', atLeast: 1, atMost: 1 },
  { message: 'request', atLeast: 3 },
  { message: 'request', fate: 'arrived', to: 'n1', from: 'c1' },
  { message: 'request', fate: 'dropped', reason: 'dead' },
  { message: '*', fate: 'dropped' },
  { invariant: lost, is: 'kept' },
  { not: { note: 'elected' } },
  {
    any: [
      { node: 'n1', is: 'down' },
      { node: 'n1', is: 'up' },
    ],
  },
  { within: '3s', holds: { node: 'n1', is: 'down' } },
  { within: '7.5s', holds: { node: 'n2', is: 'frozen' } },
  { within: '2.5s', holds: { operation: { body: { do: 'incr' } }, status: 'ok', atLeast: 2 } },
  { within: '1500ms', after: { act: 'restart' }, holds: { operation: {}, status: 'failed' } },
  { within: '1s', after: { act: 'kill' }, holds: { operation: {}, status: 'ok', atMost: 0 } },
  { within: '4s', after: { act: 'kill', atLeast: 1 }, holds: { within: '2500ms', holds: { nodes: 'down' } } },
];

const FALSE: readonly object[] = [
  { node: 'n1', is: 'down' },
  { node: 'constructor', is: 'up' },
  { nodes: 'up', atLeast: 3 },
  { operation: { body: { do: 'incr', extra: 1 } }, status: 'ok' },
  { operation: { body: 'incr' }, status: 'ok' },
  { operation: { body: { do: 'incr' } }, status: 'ok', atMost: 1 },
  { operation: { client: 'c2' }, status: 'ok' },
  { operation: { text: '(integer) 2' }, status: 'open' },
  { act: 'wipe' },
  { message: 'request', to: 'n2' },
  { message: 'request', fate: 'dropped', reason: 'cut' },
  { invariant: lost, is: 'broken' },
  { invariant: 'nobody knows it', is: 'kept' },
  { verdict: 'nobody knows it', is: 'ok' },
  // The counter speaks no Redis.
  { verdict: 'redis', is: 'ok' },
  {
    all: [
      { node: 'n2', is: 'up' },
      { node: 'n1', is: 'down' },
    ],
  },
  { within: '2s', holds: { node: 'n1', is: 'down' } },
  { within: '1s', after: { act: 'wipe' }, holds: { not: { node: 'n1', is: 'up' } } },
  { within: '1s', after: { act: 'restart' }, holds: { act: 'kill' } },
];

describe('what it means', () => {
  test.each(TRUE)('%j holds', (raw) => expect(holds(read(raw), view)).toBe(true));
  test.each(FALSE)('%j does not', (raw) => expect(holds(read(raw), view)).toBe(false));

  test('of any history every predicate is true or false, and its opposite the other', () => {
    fc.assert(
      fc.property(anyPredicate, fc.nat(11_000_000), (raw, at) => {
        const predicate = read(raw);
        const then = { ...view, at };
        expect(holds({ not: predicate }, then)).toBe(!holds(predicate, then));
      }),
      { numRuns: 300 },
    );
  });

  test('a lower recording level than it asks for shows it too little', () => {
    for (const raw of TRUE.map(read)) {
      const level = levelFor(raw);
      expect(level).toBe(JSON.stringify(raw).includes('"message"') ? 'messages' : 'operations');
      if (records('operations', level)) {
        const kept = view.events.filter(({ what }) => !['sent', 'dropped', 'handled'].includes(what));
        expect(holds(raw, { ...view, events: kept })).toBe(true);
      }
    }
  });
});

test('it is said as people say it', () => {
  const name = (id: string): string => ({ n1: 'Alfa', n3: 'Charlie', c1: 'you' })[id] ?? id;
  const said = (raw: object): string => says(read(raw), name);
  expect(said({ node: 'n3', is: 'down' })).toBe('Charlie is down');
  expect(said({ nodes: 'up', atLeast: 2 })).toBe('at least 2 nodes are up');
  expect(said({ nodes: 'up' })).toBe('some node is up');
  expect(said({ note: 'elected', node: 'n1', atLeast: 2, atMost: 2 })).toBe(
    'exactly 2 notes “elected” of Alfa',
  );
  expect(said({ act: 'kill', atMost: 3 })).toBe('at most 3 acts “kill”');
  expect(said({ message: '*', fate: 'dropped', from: 'n1', reason: 'cut', atLeast: 1, atMost: 4 })).toBe(
    '1 to 4 messages from Alfa are dropped (cut)',
  );
  expect(said({ message: 'ping', to: 'n3' })).toBe('some message “ping” to Charlie is sent');
  expect(
    said({
      operation: { client: 'c1', body: { do: 'incr' }, value: 2, text: '2' },
      status: 'unknown',
      atMost: 0,
    }),
  ).toBe('no operations of you like {"do":"incr"} with the answer 2 that printed “2” are unknown');
  expect(
    said({
      all: [
        { invariant: lost, is: 'broken' },
        { any: [{ verdict: 'redis', is: 'ok' }, { not: { node: 'n1', is: 'up' } }] },
      ],
    }),
  ).toBe(`“${lost}” is broken, and (as a redis the history is ok, or not so: Alfa is up)`);
  expect(said({ within: '5s', after: { act: 'kill', node: 'n3' }, holds: { note: 'elected' } })).toBe(
    'within 5s after some act “kill” on Charlie: some note “elected”',
  );
});

test('names that nobody knows are refused by their path', () => {
  const raw = {
    all: [
      { not: { invariant: 'x', is: 'kept' } },
      { any: [{ verdict: 'y', is: 'ok' }] },
      { invariant: lost, is: 'kept' },
    ],
  };
  expect(unknownNames(read(raw), { id: 'counter', invariants: counterInvariants }).map(formatFault)).toEqual([
    `all[0].not.invariant: "x" is not an invariant of counter ("${lost}", "no value is given twice")`,
    'all[1].any[0].verdict: "y" is not a model of a checker ("register", "cas", "kv", "append", "redis")',
  ]);
});
