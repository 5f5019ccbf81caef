/** An operation before any model has looked at it: what a client asked, and what became of it. */
import type { Data, Status } from '../../kernel/contract.ts';
import { operationMarks } from '../exports.ts';
import type { OperationRecord } from '../operations.ts';

export interface Request {
  readonly id: string;
  readonly process: string;
  /** What kind of thing was asked: `read`, `write`, `command` … */
  readonly f: string;
  /** On what, where that is said apart. */
  readonly key: Data | undefined;
  readonly asked: Data;
  readonly status: Status;
  readonly answered: Data;
  readonly call: number;
  /** Null while it is open, and for what is unknown: it may happen at any time after. */
  readonly returned: number | null;
  /** Where it stands in its file, from 1; 0 when it comes from no file. */
  readonly line: number;
}

/** What a run's clients did, as it would stand in the file that the run exports. */
export function requestsOf(records: readonly OperationRecord[]): Request[] {
  const requests = new Map<OperationRecord, Request>();
  for (const [place, { operation, type, process, f, key, asked }] of operationMarks(records).entries()) {
    const { id, status, value } = operation;
    const begun = requests.get(operation);
    if (begun === undefined) {
      const open = { answered: null, status: 'unknown', call: place, returned: null, line: 0 } as const;
      requests.set(operation, { id, process, f, key, asked, ...open });
    } else if (type !== 'info' && status !== null) {
      requests.set(operation, { ...begun, status, answered: value, returned: place });
    }
  }
  return [...requests.values()];
}
