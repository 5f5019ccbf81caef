/**
 * Registers: cells that hold any one value. `register` is read and written, `cas` also compared and set, and `kv` has one under each key, to whose
 * text or list things can be appended too. `append` knows only appending: its cell is a list of all that was appended, read as the list
 * or, where all of it is text, as the joined text.
 *
 * A state is the canonical text of its value, so states are compared as texts.
 */
import type { Data } from '../../../kernel/contract.ts';
import { canonical } from '../canonical.ts';
import { checkerOf, partitionBy, type Checker, type Reading } from '../checker.ts';
import type { Model, Operation } from '../model.ts';
import type { Request } from '../request.ts';
import type { CellInput, CellOutput } from './cell.ts';
import { coreOf } from './different-writes.ts';

type CellModel = Model<string, CellInput, CellOutput>;

interface Manner {
  init(initial: Data): string;
  append(state: string, value: string): string | undefined;
  isAnswer(state: string, answer: string): boolean;
}

const plainCell: Manner = {
  init: canonical,
  append(state, value) {
    const held = JSON.parse(state) as Data;
    const added = JSON.parse(value) as Data;
    if (Array.isArray(held)) return canonical([...(held as readonly Data[]), added]);
    if (typeof added === 'string') {
      if (held === null) return value;
      if (typeof held === 'string') return canonical(held + added);
    }
    return held === null ? `[${value}]` : undefined;
  },
  isAnswer: (state, answer) => state === answer,
};

const listCell: Manner = {
  init: (initial) => canonical(initial === null ? [] : Array.isArray(initial) ? initial : [initial]),
  append: (state, value) => (state === '[]' ? `[${value}]` : `${state.slice(0, -1)},${value}]`),
  isAnswer(state, answer) {
    if (state === answer || (state === '[]' && answer === 'null')) return true;
    if (!answer.startsWith('"')) return false;
    const held = JSON.parse(state) as readonly Data[];
    return held.every((element) => typeof element === 'string') && held.join('') === JSON.parse(answer);
  },
};

function cellModel(manner: Manner, initial: Data): CellModel {
  return {
    init: manner.init(initial),
    step(state, input, output) {
      switch (input.f) {
        case 'read':
          return output === undefined || manner.isAnswer(state, output) ? state : undefined;
        case 'write':
          return input.value;
        case 'append':
          return manner.append(state, input.value);
        case 'cas':
          if (state === input.from) return input.to;
          // That it answered at all says that it found what it compared with.
          return output === undefined ? state : undefined;
      }
    },
    text: (state) => state,
    isRead: ({ f }) => f === 'read',
    partition: (operations) => partitionBy(operations, ({ key }) => key),
    relevant: (letGo, kept) => relevantCells(letGo, kept),
    ...(manner === plainCell && { core: (operations) => coreOf(operations, manner.init(initial)) }),
    describe: (input, output) => `${asked(input)}${answered(input, output)}`,
  };
}

/**
 * A kept operation needs a value only if it read it or compared with it; one that is let go can help only by leading to such a value, or to
 * what another one compares with on the way there. Appending may lead anywhere, so then everything matters.
 */
function relevantCells(
  letGo: readonly Operation<CellInput, CellOutput>[],
  kept: readonly Operation<CellInput, CellOutput>[],
): readonly Operation<CellInput, CellOutput>[] {
  if ([...letGo, ...kept].some(({ input }) => input.f === 'append')) return letGo;
  const needed = new Set<string | undefined>(
    kept.map(({ input, output }) =>
      input.f === 'read' ? output : input.f === 'cas' ? input.from : undefined,
    ),
  );
  const leadsThere = ({ input }: Operation<CellInput, CellOutput>): boolean =>
    needed.has(input.f === 'write' ? input.value : input.f === 'cas' ? input.to : undefined);
  for (let size = -1; size !== needed.size;) {
    size = needed.size;
    for (const one of letGo) if (one.input.f === 'cas' && leadsThere(one)) needed.add(one.input.from);
  }
  needed.delete(undefined);
  return letGo.filter(leadsThere);
}

function asked(input: CellInput): string {
  const on = input.key === '' ? '' : ` ${input.key}`;
  if (input.f === 'read') return `read${on}`;
  return input.f === 'cas' ? `cas${on} ${input.from} to ${input.to}` : `${input.f}${on} ${input.value}`;
}

function answered({ f }: CellInput, output: CellOutput | undefined): string {
  if (output === undefined) return ' → ?';
  return f === 'read' ? ` → ${output}` : '';
}

function readCell(name: string, verbs: readonly string[], request: Request): Reading<CellInput, CellOutput> {
  const { id, process, f, call, returned, asked: value, answered: answer, status } = request;
  if (!verbs.includes(f)) return { says: `the model ${name} knows ${verbs.join(', ')}; not ${f}` };
  const key = request.key === undefined || request.key === null ? '' : canonical(request.key);
  const input = inputOf(f, key, value);
  if (input === null)
    return { says: 'the value of cas is a list of two: what to compare with, and what to set' };
  const output = status !== 'ok' ? undefined : f === 'read' ? canonical(answer) : '';
  return { operations: [{ id, process, call, returned, input, output }] };
}

function inputOf(f: string, key: string, value: Data): CellInput | null {
  if (f === 'read') return { key, f };
  if (f === 'write' || f === 'append') return { key, f, value: canonical(value) };
  if (!Array.isArray(value) || value.length !== 2) return null;
  const [from, to] = value as readonly Data[];
  return { key, f: 'cas', from: canonical(from), to: canonical(to) };
}

function cellChecker(name: string, about: string, verbs: readonly string[], manner: Manner): Checker {
  return checkerOf({
    name,
    about,
    model: (initial) => cellModel(manner, initial),
    read: (request) => readCell(name, verbs, request),
    keyOf: ({ key }) => key,
  });
}

export const registerModel = (initial: Data = null): CellModel => cellModel(plainCell, initial);

export const cellCheckers: readonly Checker[] = [
  cellChecker('register', 'one value, read and written', ['read', 'write'], plainCell),
  cellChecker('cas', 'a register that can compare and set', ['read', 'write', 'cas'], plainCell),
  cellChecker('kv', 'a register under each key', ['read', 'write', 'cas', 'append'], plainCell),
  cellChecker('append', 'a list or text that only grows', ['read', 'append'], listCell),
];
