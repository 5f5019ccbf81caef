/** Holds histories of operations against a model: exit 0 when all are ok, 1 when one is violated, 3 when one is unknown. */
import { readFile } from 'node:fs/promises';
import type { Checker, Judgement, PlainOperation } from '../../src/history/checkers/checker.ts';
import { readOperationLines } from '../../src/history/checkers/lines.ts';
import { BUDGET } from '../../src/history/checkers/linearizability.ts';
import { checkers } from '../../src/history/checkers/models/index.ts';
import type { Request } from '../../src/history/checkers/request.ts';
import type { Data } from '../../src/kernel/contract.ts';
import { namesAndFlags, UsageError, wholeNumber } from './arguments.ts';

type Verdict = Exclude<Judgement, { readonly verdict: 'unreadable' }>;

interface Judged {
  readonly file: string;
  readonly operations: number;
  readonly judgement: Verdict;
}

const EXITS = { ok: 0, unknown: 3, violated: 1 } as const;

export async function checkFiles(args: readonly string[]): Promise<number> {
  const { names, flags: given } = namesAndFlags(args, {
    model: { type: 'string' },
    initial: { type: 'string' },
    budget: { type: 'string' },
    json: { type: 'boolean' },
  });
  if (names.length === 0) throw new UsageError('Name a file of operations, or several.');
  const checker = checkerOf(given.model);
  const options = { initial: initialOf(given.initial), budget: wholeNumber('budget', given.budget, BUDGET) };
  const histories: { file: string; requests: readonly Request[] }[] = [];
  for (const file of names) histories.push({ file, requests: await readHistory(file) });
  const judged: Judged[] = [];
  for (const { file, requests } of histories) {
    const judgement = checker.judge(requests, options);
    if (judgement.verdict === 'unreadable')
      throw new UsageError(`${file}:${judgement.request.line}: ${judgement.says}.`, false);
    judged.push({ file, operations: requests.length, judgement });
  }
  for (const one of judged) process.stdout.write(given.json === true ? asLine(one) : inSentences(one));
  const verdicts = judged.map(({ judgement: { verdict } }) => verdict);
  return EXITS[verdicts.includes('violated') ? 'violated' : verdicts.includes('unknown') ? 'unknown' : 'ok'];
}

function checkerOf(name: string | boolean | undefined): Checker {
  const checker = checkers.get(String(name));
  if (checker !== undefined) return checker;
  const known = [...checkers.values()].map((one) => `  ${one.name.padEnd(10)}${one.about}`).join('\n');
  throw new UsageError(`--model takes one of these, not ${String(name ?? 'nothing')}:\n${known}`, false);
}

function initialOf(text: string | boolean | undefined): Data {
  if (text === undefined) return null;
  try {
    return JSON.parse(String(text)) as Data;
  } catch {
    throw new UsageError(
      `--initial takes a value as JSON, such as null, 0 or '"text"'; not ${String(text)}.`,
    );
  }
}

async function readHistory(file: string): Promise<readonly Request[]> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    throw new UsageError(`There is no file ${file} that can be read.`, false);
  }
  const read = readOperationLines(text);
  if (!read.ok) throw new UsageError(`${file}:${read.line}: ${read.says}.`, false);
  return read.requests;
}

function asLine({ file, operations, judgement: { verdict, ...rest } }: Judged): string {
  return `${JSON.stringify({ file, verdict, operations, ...rest })}\n`;
}

function inSentences({ file, operations, judgement }: Judged): string {
  const head = `${file}: ${judgement.verdict} (${operations} operations)`;
  if (judgement.verdict === 'ok') return `${head}\n`;
  if (judgement.verdict === 'unknown') return `${head}: ${judgement.says}\n`;
  const { key, operations: reason, impossible, fine, isShortest } = judgement.witness;
  const where = key === '' ? '' : ` on ${key}`;
  return [
    head,
    `  ${fine} operations${where} can be ordered; with the return of ${impossible.id} none can:`,
    ...reason.map((operation) => `    ${told(operation)}`),
    ...(isShortest ? [] : ['  There may be a shorter reason; the budget did not suffice to find it.']),
    '',
  ].join('\n');
}

const told = ({ id, process, says }: PlainOperation): string => `${id}, process ${process}: ${says}`;
