import { expect, test } from 'vitest';
import type { HistoryEvent } from '../../src/cluster/recorder.ts';
import { goOn, SILENT } from '../../src/views/conversation.ts';

const asks = (at: number, operation: string, ...command: string[]): HistoryEvent =>
  ({ at, node: 'c1', number: 1, what: 'invoked', operation, body: { command } }) as never;
const hears = (at: number, operation: string, status: string): HistoryEvent =>
  ({
    at,
    node: 'c1',
    number: 2,
    what: 'settled',
    operation,
    text: '',
    outcome: { status, value: null },
  }) as never;

test('the last answer stands until the next one comes, and who waits longest stands first', () => {
  let talk = goOn(SILENT, [asks(1, 'c1.1', 'SET', 'a', '1'), asks(2, 'c1.2', 'GET', 'a')]);
  expect(talk.last).toBeNull();
  expect([...talk.open.keys()]).toEqual(['c1.1', 'c1.2']);
  talk = goOn(talk, [hears(3, 'c1.2', 'ok')]);
  expect(talk.last).toMatchObject({ command: 'GET a', ended: 'ok', at: 3 });
  expect([...talk.open.values()][0]).toMatchObject({ command: 'SET a 1', ended: null });
  expect(goOn(talk, [])).toBe(talk);
});

test('what was typed stands apart from what is read without end, and late answers still count', () => {
  const told = (node: string, from: string, kind: string, by = 'arrival'): HistoryEvent =>
    ({ at: 5, node, number: 3, what: 'handled', by, kind, root: 'c1.1', from, sent: 0, copy: 0 }) as never;
  let talk = goOn(SILENT, [told('c1', 'operator', 'command', 'tell'), asks(5, 'c1.1', 'SET', 'a', '1')]);
  talk = goOn(talk, [asks(6, 'c2.1', 'GET', 'b'), told('n1', 'c1', 'request')]);
  expect(talk.typed).toMatchObject({
    command: 'SET a 1',
    ended: null,
    heard: [{ to: 'n1', kind: 'request' }],
  });
  talk = goOn(talk, [hears(9, 'c1.1', 'ok'), hears(10, 'c2.1', 'ok')]);
  expect(talk.typed).toMatchObject({ ended: 'ok', began: 5, at: 9 });
  expect(talk.last).toMatchObject({ command: 'GET b', isTyped: false });
  talk = goOn(talk, [told('n1', 'n3', 'copied')]);
  expect(talk.typed?.heard).toHaveLength(2);
});

test('what no prompt would show is left out, and long commands are cut', () => {
  const odd = {
    at: 1,
    node: 'c1',
    number: 1,
    what: 'invoked',
    operation: 'c1.1',
    body: { text: 'x' },
  } as never;
  expect(goOn(SILENT, [odd]).open.size).toBe(0);
  const talk = goOn(SILENT, [asks(1, 'c1.1', 'SET', 'key', 'x'.repeat(100))]);
  expect([...talk.open.values()][0]?.command).toHaveLength(40);
});

test('operations whose end never comes are not kept for ever', () => {
  const many = Array.from({ length: 500 }, (_, index) => asks(index, `c1.${index}`, 'GET', 'a'));
  expect(goOn(SILENT, many).open.size).toBeLessThan(100);
});
