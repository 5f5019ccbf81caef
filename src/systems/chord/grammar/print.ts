/** What the prompt prints of an answer: a value as it was put, all else in a sentence or a list, and the exit code where it is not 0. */
import type { Data, Outcome } from '../../../kernel/contract.ts';
import { SECOND, type Micros } from '../../../kernel/time.ts';
import { printUnknown } from '../../../protocols/client.ts';
import { withExit } from '../../said.ts';
import { askOf, isWrite, readAnswer, type Ask, type Ended, type Passed } from '../asks.ts';
import { printFingers, printKeys, printLookup, printNeighbours, printWalk } from './lists.ts';

export interface Setting {
  /** How long identifiers are. */
  readonly bits: number;
  /** So long each node is waited for, and so long the end of it all. */
  readonly patience: Micros;
  readonly timeout: Micros;
}

export function printOutcome(body: Data, { status, value }: Outcome, setting: Setting): string {
  const ask = askOf(body);
  if (value === null) return withExit(1, printUnknown(setting.timeout));
  const answer = value as unknown as Ended;
  if (ask.client === undefined) return `${answer.status} ${answer.json}`;
  // What came last before the time was up has neither.
  const { exit = 1, passed = [] } = value as unknown as Partial<Ended>;
  const isTold = status === 'ok' || ask.client.command === 'ring';
  const said =
    isTold && answer.status > 0 ? printAnswer(ask, answer, setting) : printFailure(ask, answer, setting);
  return withExit(exit, [...passed.map(printPassed), said].join('\n'));
}

function printPassed({ node, why }: Passed): string {
  return why === 'silent'
    ? `${node} does not answer: another one asked.`
    : `${node} is outside the ring: another one asked.`;
}

function printFailure(ask: Ask, { status, json, node }: Ended, { patience }: Setting): string {
  if (status === 0)
    return isWrite(ask)
      ? printUnknown(patience)
      : `${node}: connection refused, or no answer within ${patience / SECOND} s`;
  const { error = '', message = '' } = readAnswer(json) ?? {};
  const said = `${String(error)}: ${String(message)}`;
  if (error === 'InvalidJson' && ask.client?.command === 'put')
    return `${said}\nThe prompt takes one pair of quotes away: put name '"Ann"'.`;
  return status === 504 && isWrite(ask) ? `(unknown) ${said}` : said;
}

function printAnswer(ask: Ask, answer: Ended, { bits }: Setting): string {
  const said = readAnswer(answer.json) ?? {};
  const where = answer.route === undefined ? '' : ` at ${answer.route.owner}`;
  const stamp = `version ${String(said['version'])}`;
  switch (ask.client?.command) {
    case 'put':
      return answer.status === 201
        ? `A new key is stored${where} (${stamp}).`
        : `The value is replaced${where} (${stamp}).`;
    case 'delete':
      return `The key is deleted${where} (${stamp}).`;
    case 'lookup':
      return printLookup(said, answer.route?.path ?? [], bits);
    case 'ring':
      return printWalk(said);
    case 'neighbours':
      return printNeighbours(said);
    case 'fingers':
      return printFingers(said);
    case 'keys':
      return printKeys(said);
    case 'join':
      return `${answer.node} joins.`;
    case 'get':
    case 'workload':
    case 'leave':
    case undefined:
      return answer.json;
  }
}
