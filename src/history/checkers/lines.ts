/**
 * Reads a history of operations from a file: one JSON object a line, `{process, type, f, key?, value}`, in the order of time. The format is that
 * of operationLines (exports.ts), and near enough to what other checkers take that people's own histories fit after little work;
 * docs/operations.md describes it.
 */
import type { Data } from '../../kernel/contract.ts';
import type { Request } from './request.ts';

export type ReadLines =
  | { readonly ok: true; readonly requests: readonly Request[] }
  | { readonly ok: false; readonly line: number; readonly says: string };

const TYPES = ['invoke', 'ok', 'fail', 'info'] as const;

interface Line {
  readonly process: string;
  readonly type: (typeof TYPES)[number];
  readonly f: string;
  readonly key: Data | undefined;
  readonly value: Data;
}

/** What is wrong with a line. */
class Wrong extends Error {}

export function readOperationLines(text: string): ReadLines {
  const history = new History();
  // Some editors put a mark before the text.
  const lines = (text.startsWith('\ufeff') ? text.slice(1) : text).split('\n');
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    try {
      history.take(readLine(line), index + 1);
    } catch (error) {
      if (error instanceof Wrong) return { ok: false, line: index + 1, says: error.message };
      throw error;
    }
  }
  if (history.requests.length === 0)
    return { ok: false, line: 1, says: 'there is no operation in this file' };
  return { ok: true, requests: history.requests };
}

class History {
  readonly requests: Request[] = [];
  /** By process, the place of the operation that it waits for. */
  readonly #waiting = new Map<string, number>();
  #place = 0;

  take(line: Line, number: number): void {
    // What went wrong on purpose is written into such histories as a process of its own; no client saw it.
    if (line.process === 'nemesis') return;
    this.#place += 1;
    if (line.type === 'invoke') this.#invoke(line, number);
    else this.#settle({ ...line, type: line.type });
  }

  #invoke({ process, f, key, value }: Line, line: number): void {
    const waiting = this.#waiting.get(process);
    if (waiting !== undefined) {
      const before = (this.requests[waiting] as Request).line;
      throw new Wrong(`process ${process} invokes again, but its operation of line ${before} has not ended`);
    }
    const open = { status: 'unknown', answered: null, call: this.#place, returned: null } as const;
    this.#waiting.set(process, this.requests.length);
    this.requests.push({ id: `line ${line}`, process, f, key, asked: value, line, ...open });
  }

  #settle({ process, type, f, value }: Line): void {
    const index = this.#waiting.get(process);
    if (index === undefined) throw new Wrong(`process ${process} ends an operation that it never invoked`);
    const request = this.requests[index] as Request;
    if (request.f !== f)
      throw new Wrong(
        `process ${process} ends ${f}, but what it invoked on line ${request.line} is ${request.f}`,
      );
    this.#waiting.delete(process);
    const status = type === 'ok' ? 'ok' : type === 'fail' ? 'failed' : 'unknown';
    // What is unknown may still happen: it has no return.
    const returned = type === 'info' ? null : this.#place;
    this.requests[index] = { ...request, answered: value, status, returned };
  }
}

function readLine(text: string): Line {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    throw new Wrong('this is not JSON');
  }
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw))
    throw new Wrong('this is not a JSON object');
  const { process, type, f, key, value } = raw as Readonly<Record<string, unknown>>;
  if (typeof process !== 'string' && typeof process !== 'number')
    throw new Wrong('"process" is missing: a text or a number');
  const known = TYPES.find((one) => one === type);
  if (known === undefined) throw new Wrong(`"type" must be one of ${TYPES.join(', ')}`);
  if (typeof f !== 'string') throw new Wrong('"f" is missing: what was done, as a text');
  const data = { key: key as Data | undefined, value: (value ?? null) as Data };
  return { process: String(process), type: known, f, ...data };
}
