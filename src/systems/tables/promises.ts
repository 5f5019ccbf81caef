/**
 * What clients of a table store may rely on, judged by what they were told alone. Every write has its place in the log, and that place is the stamp of
 * what it wrote: so the order in which everything happened need not be searched for, it is written down. Two writes have two places; what was
 * acknowledged before something else began comes before it; and a read that goes by the leader sees all that was acknowledged before it.
 */
import type { Data } from '../../kernel/contract.ts';
import { NOT_APPLICABLE, wrong, type Invariant, type Scene, type Told } from '../../kernel/system.ts';
import { couldBeOneTable } from './one-table.ts';
import type { Answer, Request } from './requests.ts';
import { rootIn } from './rooted.ts';
import { keyAsked } from './traffic.ts';

interface Fact {
  readonly id: string;
  readonly invoked: number;
  readonly settled: number;
  /** Each root of files has a log of its own. */
  readonly root: string;
  /** Where it stands in the log; of a read, where stands what it saw, 0 where that was nothing. */
  readonly index: number;
}

const isStamp = (value: unknown): value is number => typeof value === 'number';

function answerOf({ value }: Told): Partial<Answer> {
  return (value ?? {}) as Partial<Answer>;
}

function fieldOf(body: Data | undefined, name: string): unknown {
  return (body as Readonly<Record<string, Data>> | null | undefined)?.[name];
}

/** Everything that somebody was told is written, in the order in which they were told. */
function writesIn({ outcomes }: Scene): Fact[] {
  const facts: Fact[] = [];
  for (const [id, told] of outcomes) {
    const index = fieldOf(answerOf(told).body, 'index');
    const { method } = told.body as unknown as Request;
    if (told.status !== 'ok' || told.settled === null || method === 'GET' || !isStamp(index)) continue;
    facts.push({ id, invoked: told.invoked, settled: told.settled, root: rootIn(told.value), index });
  }
  return facts.sort((left, right) => left.settled - right.settled);
}

/** The first that began after another had ended, and stands before it. Both lists are in the order in which they ended. */
function firstOld(earlier: readonly Fact[], later: readonly Fact[]): readonly [Fact, Fact] | null {
  const begun = [...later].sort((left, right) => left.invoked - right.invoked);
  let next = 0;
  let newest: Fact | null = null;
  for (const fact of begun) {
    for (; (earlier[next]?.settled ?? Infinity) < fact.invoked; next += 1)
      if (newest === null || (earlier[next] as Fact).index > newest.index) newest = earlier[next] as Fact;
    if (newest !== null && fact.index < newest.index) return [newest, fact];
  }
  return null;
}

const acknowledgedStays: Invariant = {
  name: 'what is acknowledged stays',
  says: 'No two acknowledged writes have one place in the log, and one that began after another had ended stands behind it.',
  holds(scene) {
    const writes = writesIn(scene);
    const owners = new Map<string, string>();
    for (const { id, index, root } of writes) {
      const place = `${root} ${index}`;
      const other = owners.get(place);
      if (other !== undefined) return wrong(`${other} and ${id} are both acknowledged as entry ${index}`);
      owners.set(place, id);
    }
    for (const root of new Set(writes.map((write) => write.root))) {
      const there = writes.filter((write) => write.root === root);
      const old = firstOld(there, there);
      if (old !== null)
        return wrong(`${old[0].id} was entry ${old[0].index}, and ${old[1].id} after it is ${old[1].index}`);
    }
    return { ok: true, detail: `${writes.length} writes` };
  },
};

const readsAreNew: Invariant = {
  name: 'reads with a lease or by index are never old',
  says: 'A read that goes by the leader sees every write that was acknowledged before it began, and no later read sees less.',
  holds(scene) {
    if (scene.options.reads === 'local') return NOT_APPLICABLE;
    const writes = new Map(writesIn(scene).map((fact) => [fact.id, fact]));
    const byKey = new Map<string, { readonly writes: Fact[]; readonly reads: Fact[]; isDeleted: boolean }>();
    let count = 0;
    for (const [id, told] of scene.outcomes) {
      const request = told.body as unknown as Request;
      const asked = keyAsked(request);
      if (asked === null) continue;
      const root = rootIn(told.value);
      const key = root === rootIn(null) ? asked : `${asked} in ${root}`;
      const one = byKey.get(key) ?? { writes: [], reads: [], isDeleted: false };
      byKey.set(key, one);
      if (request.method === 'DELETE') one.isDeleted = true;
      const write = writes.get(id);
      if (write !== undefined) one.writes.push(write);
      const index = request.method === 'GET' ? stampSeen(told) : null;
      if (index === null || told.settled === null) continue;
      count += 1;
      one.reads.push({ id, invoked: told.invoked, settled: told.settled, root, index });
    }
    for (const [key, { writes: written, reads, isDeleted }] of byKey) {
      if (isDeleted) continue;
      const seen = [...written, ...reads].sort((left, right) => left.settled - right.settled);
      const old = firstOld(seen, reads);
      if (old !== null)
        return wrong(
          `${old[1].id} saw entry ${old[1].index} of ${key}, and ${old[0].id} before it ${old[0].index}`,
        );
    }
    return { ok: true, detail: `${count} reads` };
  },
};

/** Null where it was told nothing. */
function stampSeen(told: Told): number | null {
  const { status, body } = answerOf(told);
  const stamp = fieldOf(body, 'timestamp');
  if (told.status === 'ok' && isStamp(stamp)) return stamp;
  return status === 404 ? 0 : null;
}

export const tablesPromises: readonly Invariant[] = [acknowledgedStays, readsAreNew, couldBeOneTable];
