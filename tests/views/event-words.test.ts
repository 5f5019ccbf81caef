import { describe, expect, it } from 'vitest';
import type { HistoryEvent, MessageRecord } from '../../src/cluster/recorder.ts';
import type { Action } from '../../src/scenario/types.ts';
import { actionText, eventText } from '../../src/views/event-words.ts';

const names = new Map([
  ['n1', 'Alfa'],
  ['n2', 'Bravo'],
  ['n3', 'Charlie'],
  ['c1', 'You'],
]);
const name = (id: string): string => names.get(id) ?? id;
const message: MessageRecord = {
  name: 'n1>n2/ping/ping/0',
  from: 'n1',
  to: 'n2',
  number: 1,
  copy: 0,
  cause: 1,
  sent: 0,
  arrives: 5,
  kind: 'ping',
  body: null,
};
const at = { at: 5, node: 'n2', number: 1 };
const text = (event: object): string => eventText({ ...at, ...event } as HistoryEvent, name);
const act = (action: object): string => actionText({ at: 0, ...action } as Action, name);

describe('eventText', () => {
  it('says how many bytes were not on disk', () => {
    expect(text({ what: 'stopped', how: 'power', bytesLost: 24 })).toBe(
      'Bravo lost its power. 24 bytes were not on disk yet.',
    );
    expect(text({ what: 'stopped', how: 'power', bytesLost: 1 })).toContain('1 byte was not');
  });

  it('shows the message of a crash and the reason of a loss', () => {
    expect(text({ what: 'crashed', says: 'out of tea' })).toBe('Bravo stopped by itself: out of tea');
    expect(text({ what: 'dropped', message, reason: 'chance' })).toBe('Alfa → Bravo ping lost: by chance');
    expect(text({ what: 'dropped', message, reason: 'dead' })).toBe('Alfa → Bravo ping lost: Bravo is down');
  });

  it('speaks to the person as you', () => {
    const asked = { node: 'c1', what: 'invoked', operation: 'c1.1', body: { do: 'echo', text: 'hi' } };
    expect(text(asked)).toBe('You ask: ECHO hi');
    const heard = {
      what: 'settled',
      operation: 'c1.1',
      outcome: { status: 'ok', value: 'hi' },
      text: 'hi',
    };
    expect(text({ ...heard, node: 'c1' })).toBe('You hear: hi');
  });
});

describe('actionText', () => {
  it.each([
    [
      { do: 'kill', node: 'n3', how: 'power', because: 'hung' },
      'Charlie did not answer for 5 s and was stopped.',
    ],
    [{ do: 'kill', node: 'n1', how: 'process' }, 'Stop the program of Alfa'],
    [
      { do: 'partition', groups: [['n1'], ['n2', 'n3']], oneWay: false },
      'Cut the network: Alfa | Bravo, Charlie',
    ],
    [{ do: 'partition', groups: [['n1'], ['n2']], oneWay: true }, 'Cut the network one way: Alfa → Bravo'],
    [{ do: 'link', from: 'n1', to: '*', both: true, drop: 0.02 }, 'Alfa ↔ everybody: loses 2 %'],
    [{ do: 'link', from: 'n1', to: 'n2', both: false, block: true }, 'Alfa → Bravo: blocked'],
    [{ do: 'skew', node: 'n2', by: -5_000_000, drift: 0 }, 'The clock of Bravo is 5 s slow'],
    [{ do: 'disk', node: 'n1', act: 'fail', times: 3 }, 'The disk of Alfa fails to sync 3 times'],
    [{ do: 'command', client: 'c1', text: 'GET' }, 'You type GET'],
  ])('%j', (action, said) => expect(act(action)).toBe(said));
});
