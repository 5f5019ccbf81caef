import { describe, expect, it } from 'vitest';
import type { HistoryEvent, MessageRecord } from '../../src/cluster/recorder.ts';
import { NEVER } from '../../src/kernel/time.ts';
import { aboutOf, isChosen, kindOf, matters, rowOf } from '../../src/views/event-rows.ts';
import { tellOfCache } from '../../src/views/systems/cache/telling.ts';

const message = (given: Partial<MessageRecord> = {}): MessageRecord => ({
  ...{ name: 'c1>n1/c1.1/request/0', from: 'c1', to: 'n1', number: 1, copy: 0, cause: 1 },
  ...{ sent: 5, arrives: 9, kind: 'request', body: null },
  ...given,
});
const event = (given: object): HistoryEvent => ({ at: 5, node: 'n1', number: 1, ...given }) as HistoryEvent;
const sent = (given: Partial<MessageRecord> = {}): HistoryEvent =>
  event({ what: 'sent', message: message(given) });
const name = (id: string): string => ({ c1: 'You', n1: 'Alfa', n2: 'Bravo' })[id] ?? id;

describe('kinds', () => {
  it('a message that never left is told once, as lost', () => {
    expect(kindOf(sent())).toBe('message');
    expect(kindOf(sent({ arrives: NEVER }))).toBe('rest');
    expect(kindOf(event({ what: 'dropped', message: message(), reason: 'dead' }))).toBe('lost');
  });

  it('everything is everything, a kind is one kind', () => {
    const handled = event({ what: 'handled', by: 'timer', kind: 'beat', root: 'beat' });
    expect(isChosen(handled, 'everything', 'cache')).toBe(true);
    expect(isChosen(handled, 'message', 'cache')).toBe(false);
    expect(isChosen(event({ what: 'note', kind: 'x', detail: null }), 'note', 'cache')).toBe(true);
  });
});

describe('what is worth telling', () => {
  it.each([
    ['what you asked', sent(), true],
    ['what a crowd asks', sent({ name: 'c3>n1/c3.1/request/0', from: 'c3' }), false],
    ['a heartbeat', sent({ name: 'n1>n2/beat/beat/0', kind: 'beat' }), false],
    ['a mark', event({ what: 'note', kind: 'suspects', detail: null }), true],
    [
      'a heartbeat lost',
      event({ what: 'dropped', message: message({ kind: 'beat' }), reason: 'dead' }),
      false,
    ],
    ['a request lost', event({ what: 'dropped', message: message(), reason: 'dead' }), true],
    ['what a crowd was told', event({ what: 'settled', node: 'c3', outcome: { status: 'ok' } }), false],
    ['what a crowd was refused', event({ what: 'settled', node: 'c3', outcome: { status: 'failed' } }), true],
  ])('%s', (_, given, is) => expect(matters(given, 'cache')).toBe(is));
});

describe('what an event is about', () => {
  const isNode = (id: string): boolean => id.startsWith('n');
  it.each([
    [sent(), { kind: 'message', name: 'c1>n1/c1.1/request/0', copy: 0 }],
    [event({ what: 'action', action: { do: 'kill', node: 'n2' } }), { kind: 'node', id: 'n2' }],
    [
      event({ what: 'action', action: { do: 'link', from: 'n1', to: 'n2' } }),
      { kind: 'link', from: 'n1', to: 'n2' },
    ],
    [
      event({ what: 'invoked', node: 'c1', body: { command: ['SET', 'apple', '1'] } }),
      { kind: 'key', key: 'apple' },
    ],
    [event({ what: 'settled', node: 'c1', outcome: { status: 'ok' }, text: 'OK' }), null],
    [event({ what: 'note', node: 'n2', kind: 'suspects', detail: null }), { kind: 'node', id: 'n2' }],
  ])('%#', (given, about) => expect(aboutOf(given, isNode)).toEqual(about));
});

describe('messages of the cache, in plain words', () => {
  const told = (given: Partial<MessageRecord>): string => rowOf(sent(given), 'cache', name, tellOfCache).text;

  it('says who asks whom, and what it is told', () => {
    const operation = { id: 'c1.1', session: 's', body: { command: ['SET', 'apple', 'red'] } };
    expect(told({ body: { kind: 'request', operation } })).toBe('You ask Alfa: SET apple red');
    const outcome = { status: 'ok', value: { reply: { status: 'OK' }, node: 'n1' } };
    expect(told({ from: 'n1', to: 'c1', kind: 'reply', body: { kind: 'reply', outcome } })).toBe(
      'Alfa tells you: OK',
    );
  });

  it('says what is copied, and what only has a kind', () => {
    const steps = [{ key: 'apple' }];
    expect(told({ from: 'n1', to: 'n2', kind: 'copy', body: { steps } })).toBe('Alfa copies apple to Bravo');
    expect(told({ from: 'n1', to: 'n2', kind: 'copied', body: {} })).toBe('Alfa tells Bravo: saved');
    expect(told({ from: 'n1', to: 'n2', kind: 'ballot', body: {} })).toBe('Alfa → Bravo ballot');
  });

  it('names nodes in marks', () => {
    const mark = event({ what: 'note', kind: 'suspects', detail: { node: 'n2' } });
    expect(rowOf(mark, 'cache', name, tellOfCache).text).toBe('Alfa doubts Bravo');
  });
});
