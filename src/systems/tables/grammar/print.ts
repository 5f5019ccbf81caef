/** What the prompt prints of an answer: items as JSON, everything else in a sentence or a list, and the exit code where it is not 0. */
import type { Data, NodeId, Outcome } from '../../../kernel/contract.ts';
import { SECOND } from '../../../kernel/time.ts';
import { printUnknown } from '../../../protocols/client.ts';
import { addressOf } from '../addresses.ts';
import { errorOf } from '../answers.ts';
import { askOf, isWrite, type Ask, type Ended, type Hop, type Reading } from '../asks.ts';
import { GIVEN_UP_AFTER, PATIENCE } from '../following.ts';
import { TEST_WAIT_SECONDS, type TestReport } from '../consistency-test.ts';
import { withExit } from '../../said.ts';

type Fields = Readonly<Record<string, Data>>;

export function printOutcome(body: Data, { status, value }: Outcome): string {
  const ask = askOf(body);
  if (value === null) return withExit(1, printUnknown(PATIENCE));
  const ended = value as unknown as Ended;
  if (ask.client === undefined) return `${ended.status} ${JSON.stringify(ended.body)}`;
  // What came last before the time was up has neither.
  const { exit = 1, hops = [], body: said } = value as unknown as Partial<Ended>;
  const lines = isReport(said)
    ? printTest(said)
    : [status === 'ok' ? printBody(ask, ended.body) : printFailure(ask, ended)];
  return withExit(exit, [...hops.map(printHop), ...lines].join('\n'));
}

function printHop({ from, to }: Hop): string {
  return `${at(from)} does not lead and names ${at(to)}: asked there.`;
}

function printFailure(ask: Ask, { status, body, node }: Ended): string {
  if (status === 0)
    return isWrite(ask)
      ? printUnknown(PATIENCE)
      : `${at(node)}: connection refused, or no answer within ${PATIENCE / SECOND} s`;
  const { message = '' } = body as { readonly message?: string };
  const said = `${errorOf(body)}: ${message}`;
  if (errorOf(body) === 'NoLeader') return `${said} Given up after ${GIVEN_UP_AFTER / SECOND} s.`;
  return status === 504 ? `(unknown) ${said}` : said;
}

function printBody({ client, method }: Ask, body: Data): string {
  const fields = body as Fields;
  const stamp = `index ${String(fields['index'])}`;
  switch (client?.command) {
    case 'create-table':
      return `Table ${String(fields['tableName'])} is made (${stamp}).`;
    case 'delete-table':
      return `The table is gone with all its items (${stamp}).`;
    case 'put-item':
      return `The item is written (${stamp}).`;
    case 'delete-item':
      return fields['deleted'] === true
        ? `The item is deleted (${stamp}).`
        : `There was no such item (${stamp}).`;
    case 'get-item':
      return JSON.stringify(fields['item'], null, 2);
    case 'query-items':
      return printList(fields['items'] as readonly Data[]);
    case 'status':
      return printFields(fields);
    case 'workload':
      return method === 'GET' ? JSON.stringify(fields['item']) : stamp;
    case 'run-consistency-test':
    case undefined:
      return JSON.stringify(body);
  }
}

function printList(items: readonly Data[]): string {
  if (items.length === 0) return '[]';
  return `[\n${items.map((item) => `  ${JSON.stringify(item)}`).join(',\n')}\n]`;
}

function printFields(fields: Fields): string {
  const names = Object.keys(fields);
  const width = Math.max(0, ...names.map((name) => name.length));
  return names.map((name) => `${name.padEnd(width)}  ${inWords(fields[name] ?? null)}`).join('\n');
}

function inWords(data: Data): string {
  if (Array.isArray(data))
    return data.length === 0 ? 'none' : data.map((each: Data) => inWords(each)).join(', ');
  if (typeof data !== 'object' || data === null) return data === null ? 'none' : String(data);
  const { tableName } = data as Fields;
  return tableName === undefined ? JSON.stringify(data) : String(tableName);
}

function isReport(body: Data | undefined): body is Data & TestReport {
  return typeof body === 'object' && body !== null && 'lagging' in body;
}

function printTest({
  passed,
  refused,
  index,
  leader,
  atOnce,
  later,
  lagging,
}: TestReport): readonly string[] {
  if (refused !== null) return [`Phase 1: write at the leader: ${refused}`, 'FAIL: nothing was read.'];
  return [
    `Phase 1: write at the leader: ${at(leader)} wrote index ${index}`,
    'Phase 2: read at the followers at once',
    ...atOnce.map((reading) => printReading(reading, index)),
    `Phase 3: wait ${TEST_WAIT_SECONDS} s`,
    'Phase 4: read at every node',
    ...later.map((reading) => printReading(reading, index)),
    passed
      ? 'PASS: all nodes have what was written.'
      : `FAIL: behind ${lagging.length === 1 ? 'is' : 'are'} ${lagging.map(at).join(', ')}.`,
  ];
}

function printReading({ node, timestamp, isSilent }: Reading, index: number): string {
  if (isSilent) return `  ${at(node)}: no answer`;
  if (timestamp === null) return `  ${at(node)}: not found`;
  return `  ${at(node)}: index ${timestamp}${timestamp < index ? ', which is older' : ''}`;
}

/** Of nodes with a number the address is known without the others; who has a name is called by it. */
function at(node: NodeId): string {
  return /^n\d/.test(node) ? addressOf([], node) : node;
}
