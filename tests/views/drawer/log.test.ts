/** The log is made of a whole cluster's history: what nodes noted, how they died, what scripts did; never of a password. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { HistoryEvent } from '../../../src/cluster/recorder.ts';
import { jsonLine, logfmtLine, logLineOf, type LogLine } from '../../../src/history/log-lines.ts';
import type { NoteLevels } from '../../../src/kernel/log-level.ts';
import { salted } from '../../../src/store/access/passwords.ts';
import { systems } from '../../../src/systems/registry.ts';
import { logFile, logPasses, type LogFilter } from '../../../src/views/drawer/log-filter.ts';
import { LogLevels } from '../../../src/views/drawer/log-levels.svelte.ts';
import { opened } from './lab.ts';

const SALT = 'of this test';
const store = {
  salt: SALT,
  users: [{ name: 'alice', passwords: [salted('wonder', SALT)], commands: ['+@all'], keys: ['~*'] }],
};
const says = (at: string, text: string): object => ({ at, do: 'command', client: 'c1', text });
const script = [
  says('500ms', 'AUTH alice wonder'),
  says('600ms', 'AUTH alice wrongword'),
  says('700ms', 'ACL SETUSER bob on >opensesame ~a* +get'),
  says('750ms', 'HELLO 2 AUTH alice wonder'),
  says('800ms', 'SET apple "a b"'),
  { at: '1s', do: 'kill', node: 'n2' },
  { at: '4s', do: 'restart', node: 'n2' },
];

let levels: NoteLevels;
let history: string;
let lines: readonly LogLine[];

beforeAll(async () => {
  levels = (await systems.get('cache')?.levels?.()) ?? {};
  const lab = await opened('cache', { store }, { nodes: 5, script, until: '8s' });
  await lab.seek(8_000_000);
  history = await lab.history();
  await lab.dispose();
  lines = events().flatMap((event) => logLineOf(event, levels) ?? []);
});

function events(): HistoryEvent[] {
  return history.split('\n').map((line) => JSON.parse(line) as HistoryEvent);
}

const everything: LogFilter = { levels: {}, node: '', text: '', shows: () => true };
const filterOf = (more: Partial<LogFilter>): LogFilter => ({ ...everything, levels, ...more });

describe('the log', () => {
  it('has what nodes noted, deaths and acts, each with its level', () => {
    const has = (line: Partial<LogLine>): void => expect(lines).toContainEqual(expect.objectContaining(line));
    has({ node: 'n2', level: 'error', says: 'power lost' });
    has({ node: 'n2', level: 'info', says: 'operator: kill' });
    has({ node: 'n2', level: 'info', says: 'started', fields: { incarnation: 2 } });
    has({ node: 'n3', level: 'warn', says: 'suspects', fields: { node: 'n2' } });
    has({ level: 'warn', says: 'failover' });
    has({ level: 'debug', says: 'timer', fields: { kind: 'beat' } });
    has({ node: 'c1', level: 'warn', says: 'hears' });
    // What becomes of a message on its way is in no node's log.
    expect(lines.some(({ says: word }) => word === 'sent' || word === 'dropped')).toBe(false);
  });

  it('every note of the cache has a level that was chosen for it', () => {
    const kinds = new Set(events().flatMap((event) => (event.what === 'note' ? [event.kind] : [])));
    expect(kinds.size).toBeGreaterThan(3);
    for (const kind of kinds) expect(Object.keys(levels)).toContain(kind);
  });

  it('holds no password, and no proof of one, at any level and in either format', () => {
    for (const format of ['json', 'logfmt'] as const) {
      const text = logFile(history, filterOf({}), format).join('\n');
      expect(text).toContain('AUTH alice');
      expect(text).toContain('SETUSER bob');
      expect(text.match(/.{0,80}(wonder|wrongword|opensesame|#[0-9a-f]{16}).{0,30}/)?.[0]).toBeUndefined();
    }
  });

  it('is filtered by level, also of single nodes, by node and by words', () => {
    const chosen = new LogLevels();
    const shown = (): readonly LogLine[] => lines.filter((line) => chosen.shows(line));
    expect(shown().some(({ level }) => level === 'debug')).toBe(false);
    chosen.least = 'error';
    expect(shown().length).toBeGreaterThan(0);
    expect(shown().every(({ level }) => level === 'error')).toBe(true);
    chosen.choose('n3', 'debug');
    expect(shown().some(({ node, level }) => node === 'n3' && level === 'debug')).toBe(true);
    expect(shown().some(({ node, level }) => node === 'n4' && level === 'debug')).toBe(false);
    chosen.choose('n3', null);
    expect(chosen.count).toBe(0);

    const found = (filter: Partial<LogFilter>): HistoryEvent[] =>
      events().filter(logPasses(filterOf(filter)));
    expect(found({ node: 'n2', text: 'POWER lost' })).toHaveLength(1);
    expect(found({ node: 'n1', text: 'power lost' })).toHaveLength(0);
    expect(found({ shows: ({ level }) => level === 'error', text: 'power' })).toHaveLength(1);
  });
});

describe('a line as text', () => {
  const line: LogLine = {
    ...{ at: 1_250_000, level: 'warn', node: 'n1', says: 'line full' },
    fields: { level: 3, text: 'a "b"\nc', list: ['x', 'y'], bytes: new Uint8Array(3) },
  };

  it('is logfmt: quoted where it must be, and no name twice', () => {
    expect(logfmtLine(line)).toBe(
      'time=1.250000 level=warn who=n1 msg="line full" field.level=3 text="a \\"b\\"\\nc" list="[\\"x\\",\\"y\\"]" bytes=3B',
    );
  });

  it('is one object of JSON', () => {
    expect(JSON.parse(jsonLine(line))).toEqual({
      ...{ at: 1_250_000, level: 'warn', node: 'n1', msg: 'line full' },
      fields: { level: 3, text: 'a "b"\nc', list: ['x', 'y'], bytes: [0, 0, 0] },
    });
  });
});
