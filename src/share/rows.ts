/**
 * The short form of a scenario's lists, for links: nodes by what is not usual about them, actions as rows `[Δµs, verb, …]` whose fields stand
 * in the order of the tables below, without those at the end that are absent or usual.
 *
 * Both tables are part of the link format: a field may be added at the end of a row, none may move. Short and long form are the same
 * data: what a table does not foresee stays long, so nothing is ever lost, and what a stranger made up comes out as it is and is refused
 * by the reader of scenarios, in that reader's words.
 */
import { ALPHABET, formatDuration, parseDuration } from '../scenario/index.ts';

type Fields = Readonly<Record<string, unknown>>;

/** By verb, its fields after `at` and `do`; each with the value that is usual, if there is one. */
const ROWS: Readonly<Record<string, readonly (string | readonly [string, unknown])[]>> = {
  kill: ['node', ['how', 'power'], 'because'],
  restart: ['node'],
  wipe: ['node'],
  freeze: ['node'],
  thaw: ['node'],
  isolate: ['node'],
  remove: ['node'],
  weight: ['node', 'weight'],
  slow: ['node', 'times'],
  partition: ['groups', ['oneWay', false]],
  heal: ['node'],
  link: [
    ...['from', 'to'],
    ['both', true],
    ...['clear', 'block', 'drop', 'latency', 'duplicate', 'reorder', 'bandwidth', 'kind'],
  ],
  message: ['name', 'act', 'by'],
  add: ['node', 'name', ['weight', 1], 'role'],
  rebalance: [],
  skew: ['node', 'by', ['drift', 0]],
  disk: ['node', 'act', 'times'],
  command: ['client', 'text'],
  option: ['name', 'value'],
  dice: ['salt'],
};

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const fieldsOf = (verb: unknown): { name: string; usual: unknown }[] | undefined =>
  typeof verb === 'string' && Object.hasOwn(ROWS, verb)
    ? ROWS[verb]?.map((field) =>
        typeof field === 'string' ? { name: field, usual: null } : { name: field[0], usual: field[1] },
      )
    : undefined;

export function packScript(script: readonly unknown[]): unknown[] {
  let before = 0;
  return script.map((action) => {
    const row = isFields(action) ? packAction(action, before) : undefined;
    if (row === undefined) return action;
    before += row[0];
    return row;
  });
}

function packAction(action: Fields, before: number): [number, ...unknown[]] | undefined {
  const { at, do: verb, ...given } = action;
  const time = parseDuration(at);
  const fields = fieldsOf(verb);
  // The time must be found again as it was written.
  if (fields === undefined || !time.ok || formatDuration(time.micros) !== at) return undefined;
  const known = new Set(fields.map(({ name }) => name));
  // Null stands for what is absent, so it cannot stand for itself.
  if (Object.keys(given).some((name) => !known.has(name) || given[name] === null)) return undefined;
  if (fields.some(({ name, usual }) => usual !== null && given[name] === undefined)) return undefined;
  const row: unknown[] = fields.map(({ name, usual }) =>
    given[name] === usual ? null : (given[name] ?? null),
  );
  while (row.length > 0 && row.at(-1) === null) row.pop();
  return [time.micros - before, verb, ...row];
}

export function unpackScript(script: readonly unknown[]): unknown[] {
  let before = 0;
  return script.map((row) => {
    if (!Array.isArray(row)) return row;
    const [delta, verb, ...values] = row as unknown[];
    const fields = fieldsOf(verb);
    if (!Number.isSafeInteger(delta) || fields === undefined || values.length > fields.length) return row;
    const at = before + (delta as number);
    if (!Number.isSafeInteger(at)) return row;
    before = at;
    const given = fields.flatMap(({ name, usual }, index) => {
      const value = values[index] ?? usual;
      return value === null ? [] : [[name, value] as const];
    });
    return { at: formatDuration(at), do: verb, ...Object.fromEntries(given) };
  });
}

/** A node is its id alone where the alphabet gave it its name and its weight is 1; else `[id, name, weight, role]`. */
export function packNodes(nodes: readonly unknown[]): unknown[] {
  return nodes.map((node, index) => {
    if (!isFields(node)) return node;
    const { id, name, weight, role, ...rest } = node;
    const isPlain = typeof id === 'string' && typeof name === 'string' && typeof weight === 'number';
    if (!isPlain || Object.keys(rest).length > 0 || (role !== undefined && typeof role !== 'string'))
      return node;
    const isNamed = name !== ALPHABET[index];
    if (role !== undefined) return [id, isNamed ? name : null, weight, role];
    if (weight !== 1) return [id, isNamed ? name : null, weight];
    return isNamed ? [id, name] : id;
  });
}

export function unpackNodes(nodes: readonly unknown[]): unknown[] {
  return nodes.map((node, index) => {
    if (typeof node === 'string') return { id: node, name: ALPHABET[index] ?? node, weight: 1 };
    if (!Array.isArray(node)) return node;
    const [id, name, weight, role] = node as unknown[];
    const long = { id, name: name ?? ALPHABET[index], weight: weight ?? 1 };
    return role === undefined ? long : { ...long, role };
  });
}
