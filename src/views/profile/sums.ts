/** What was measured so far, summed up: by node, by kind of work, by command. Pure; whoever measures adds what came since the last time. */
import type { LoopDelay } from '../../kernel/loop-delay.ts';
import type { Work } from '../../kernel/profile.ts';
import type { RunProfile } from '../../lab/profile.ts';

export interface NodeSum {
  readonly role: string;
  readonly ms: number;
  readonly turns: number;
  readonly turnMs: number;
  readonly work: Readonly<Record<string, Work>>;
  readonly loop: LoopDelay | null;
}

export interface ProfileSum {
  readonly system: string;
  /** Of virtual time: from where to where. */
  readonly from: number;
  readonly to: number;
  readonly nodes: Readonly<Record<string, NodeSum>>;
  readonly bus: LoopDelay | null;
  readonly page: LoopDelay | null;
}

export function added(
  sum: ProfileSum | null,
  { system, at, nodes, bus }: RunProfile,
  page: LoopDelay,
): ProfileSum {
  // Another system is another profile.
  const before = sum?.system === system ? sum : null;
  const all: Record<string, NodeSum> = { ...before?.nodes };
  for (const { id, role, profile } of nodes) {
    const known = all[id];
    const work: Record<string, Work> = { ...known?.work };
    for (const row of profile.work) {
      const name = nameOf(row);
      work[name] = together(work[name], row);
    }
    all[id] = {
      role,
      work,
      ms: (known?.ms ?? 0) + profile.ms,
      turns: (known?.turns ?? 0) + profile.turns,
      turnMs: (known?.turnMs ?? 0) + profile.turnMs,
      loop: delays(known?.loop ?? null, profile.loop),
    };
  }
  return {
    system,
    from: Math.min(before?.from ?? at, at),
    to: Math.max(before?.to ?? at, at),
    nodes: all,
    bus: delays(before?.bus ?? null, bus),
    page: delays(before?.page ?? null, page),
  };
}

function nameOf({ what, kind, command }: Work): string {
  return JSON.stringify([what, kind, command]);
}

function together(known: Work | undefined, row: Work): Work {
  if (known === undefined) return row;
  return {
    ...row,
    calls: known.calls + row.calls,
    ms: known.ms + row.ms,
    worstMs: Math.max(known.worstMs, row.worstMs),
    sent: known.sent + row.sent,
    sentBytes: known.sentBytes + row.sentBytes,
    writtenBytes: known.writtenBytes + row.writtenBytes,
    keptBytes: known.keptBytes + row.keptBytes,
  };
}

function delays(known: LoopDelay | null, more: LoopDelay | null): LoopDelay | null {
  if (known === null || more === null) return more ?? known;
  const ticks = known.ticks + more.ticks;
  const sum = known.meanMs * known.ticks + more.meanMs * more.ticks;
  return { ticks, meanMs: ticks === 0 ? 0 : sum / ticks, worstMs: Math.max(known.worstMs, more.worstMs) };
}

// --- As a flame ---------------------------------------------------------------------------------------------------------

/** `all`: everything; `around`: what the runner itself takes, with the measuring. */
type Branch = 'all' | 'around' | Work['what'];

export interface FlameRow extends Omit<Work, 'what'> {
  readonly id: string;
  readonly depth: 0 | 1 | 2;
  readonly branch: Branch;
  /** Where its bar begins and how long it is, of the whole. */
  readonly start: number;
  readonly share: number;
}

type Sums = Omit<Work, 'what' | 'kind' | 'command'>;
const NOTHING: Sums = { calls: 0, ms: 0, worstMs: 0, sent: 0, sentBytes: 0, writtenBytes: 0, keptBytes: 0 };

/** System › kind of work › command, the longest first. `node`: of one alone; empty: of all. */
export function flameOf(sum: ProfileSum, node: string): readonly FlameRow[] {
  const nodes = Object.entries(sum.nodes).flatMap(([id, each]) => (node === '' || id === node ? [each] : []));
  const merged = new Map<string, Work>();
  for (const { work } of nodes)
    for (const [name, row] of Object.entries(work)) merged.set(name, together(merged.get(name), row));
  const turnMs = nodes.reduce((total, each) => total + each.turnMs, 0);
  const rows = [...merged.values()];
  const program = rows.reduce((total, row) => total + row.ms, 0);
  const whole = Math.max(turnMs, program);
  const of = (ms: number): number => (whole === 0 ? 0 : ms / whole);

  const root = { ...totalOf(rows), ms: whole };
  const flame: FlameRow[] = [
    {
      ...root,
      id: 'all',
      depth: 0,
      branch: 'all',
      kind: sum.system,
      command: '',
      start: 0,
      share: of(whole),
    },
  ];
  let start = 0;
  for (const group of grouped(rows)) {
    const total = totalOf(group);
    const [{ what, kind }] = group as [Work];
    const id = `${what} ${kind}`;
    flame.push({
      ...total,
      id,
      depth: 1,
      branch: what,
      kind,
      command: '',
      start: of(start),
      share: of(total.ms),
    });
    let inner = start;
    for (const row of byTime(group.filter(({ command }) => command !== ''))) {
      const { what: branch, ...facts } = row;
      flame.push({ ...facts, id: nameOf(row), depth: 2, branch, start: of(inner), share: of(row.ms) });
      inner += row.ms;
    }
    start += total.ms;
  }
  const around = { ...NOTHING, ms: whole - program, kind: '', command: '' };
  const calls = nodes.reduce((total, each) => total + each.turns, 0);
  flame.push({
    ...around,
    calls,
    id: 'around',
    depth: 1,
    branch: 'around',
    start: of(start),
    share: of(around.ms),
  });
  return flame;
}

function grouped(rows: readonly Work[]): readonly (readonly Work[])[] {
  const groups = new Map<string, Work[]>();
  for (const row of rows) {
    const name = `${row.what} ${row.kind}`;
    groups.set(name, [...(groups.get(name) ?? []), row]);
  }
  return [...groups.values()].toSorted((left, right) => totalOf(right).ms - totalOf(left).ms);
}

function byTime(rows: readonly Work[]): readonly Work[] {
  return rows.toSorted((left, right) => right.ms - left.ms);
}

function totalOf(rows: readonly Work[]): Sums {
  return rows.reduce<Sums>(
    (total, row) => ({
      calls: total.calls + row.calls,
      ms: total.ms + row.ms,
      worstMs: Math.max(total.worstMs, row.worstMs),
      sent: total.sent + row.sent,
      sentBytes: total.sentBytes + row.sentBytes,
      writtenBytes: total.writtenBytes + row.writtenBytes,
      keptBytes: total.keptBytes + row.keptBytes,
    }),
    NOTHING,
  );
}

/** What was measured, as a file for other tools. `measuredBy` says which machine and browser, as far as they say it themselves. */
export function profileFile(sum: ProfileSum, measuredBy: object): string {
  const { nodes, ...rest } = sum;
  const listed = Object.entries(nodes).map(([id, { work, ...node }]) => ({
    id,
    ...node,
    work: Object.values(work),
  }));
  return `${JSON.stringify({ format: 'ringside-profile', version: 1, ...measuredBy, ...rest, nodes: listed }, null, 2)}\n`;
}
