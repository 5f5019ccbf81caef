import { expect, test } from 'vitest';
import { readOperationLines } from '../../../src/history/checkers/lines.ts';
import { requestsOf } from '../../../src/history/checkers/request.ts';
import { operationLines } from '../../../src/history/exports.ts';
import { Operations } from '../../../src/history/operations.ts';
import { play } from '../../support/cluster.ts';

const line = (fields: object): string => JSON.stringify({ process: 1, type: 'invoke', f: 'read', ...fields });

test.each([
  ['{', 'this is not JSON'],
  ['[1]', 'this is not a JSON object'],
  ['{"type":"ok","f":"read"}', '"process" is missing: a text or a number'],
  [line({ type: 'maybe' }), '"type" must be one of invoke, ok, fail, info'],
  [line({ f: undefined }), '"f" is missing: what was done, as a text'],
  [line({ process: 7, type: 'ok' }), 'process 7 ends an operation that it never invoked'],
  [line({}), 'process 1 invokes again, but its operation of line 1 has not ended'],
  [line({ type: 'ok', f: 'write' }), 'process 1 ends write, but what it invoked on line 1 is read'],
])('%s is refused by its line', (text, says) => {
  expect(readOperationLines(`${line({})}\n\n${text}\n`)).toEqual({ ok: false, line: 3, says });
});

test('an empty file is no history', () => {
  expect(readOperationLines('\n')).toMatchObject({ ok: false, says: 'there is no operation in this file' });
});

test('a process goes on after an info, a nemesis is nobody’s client, and the last operation may stay open', () => {
  const text = [
    '\ufeff' + line({ f: 'write', value: 1 }),
    line({ process: 'nemesis', type: 'info', f: 'cut' }),
    line({ f: 'write', type: 'info', value: null }),
    line({ f: 'read' }),
  ].join('\r\n');
  expect(readOperationLines(text)).toMatchObject({
    ok: true,
    requests: [
      { id: 'line 1', f: 'write', asked: 1, status: 'unknown', returned: null },
      { id: 'line 4', f: 'read', status: 'unknown', returned: null },
    ],
  });
});

test('what a run exports reads back as what its clients did', async () => {
  const operations = new Operations();
  const { history } = await play(
    {
      system: 'counter',
      workload: [{ clients: 3, rate: 60 }],
      network: { drop: 0.1 },
      script: [
        { at: '1s', do: 'command', client: 'c1', text: 'INCR' },
        { at: '1s', do: 'command', client: 'c1', text: 'nonsense' },
        { at: '1s', do: 'kill', node: 'n1' },
        { at: '2s', do: 'restart', node: 'n1' },
      ],
      until: '5s',
    },
    { level: 'operations' },
  );
  operations.record(history);
  const records = operations.sorted();
  const read = readOperationLines(operationLines(records));
  if (!read.ok) throw new Error(read.says);
  const direct = requestsOf(records);
  expect(direct.length).toBeGreaterThan(100);
  const told = ({ process, f, asked, status, answered, returned }: (typeof direct)[number]) => ({
    ...{ process, f, asked, status, answered },
    isOpen: returned === null,
  });
  expect(read.requests.map(told)).toEqual(direct.map(told));
  expect(read.requests.map(({ call, returned }) => [call, returned])).toEqual(
    direct.map(({ call, returned }) => [call + 1, returned === null ? null : returned + 1]),
  );
});
