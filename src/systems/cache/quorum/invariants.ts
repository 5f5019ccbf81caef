/** What quorum mode promises, each under its conditions. */
import type { NodeId } from '../../../kernel/contract.ts';
import { NOT_APPLICABLE, wrong, type Invariant, type Scene, type Told } from '../../../kernel/system.ts';
import { MILLISECOND, type Micros } from '../../../kernel/time.ts';
import { lowerCase, upperCase } from '../../../store/bytes.ts';
import { isCounted, isWhole, seenIn } from '../invariants.ts';
import { compareStamps, UNWRITTEN, type Stamp } from '../ledger.ts';
import { optionsOf } from '../options.ts';
import type { Answer, Request } from '../requests.ts';
import { ownersOf, type PlacementRule, type View } from '../view.ts';
import type { SeenKey } from '../witness.ts';
import { isBlind, isDeletion } from './commands.ts';

interface Write {
  readonly operation: string;
  readonly key: string;
  readonly stamp: Stamp;
  readonly invoked: Micros;
  readonly settled: Micros;
  /** How long the value was to live, in ms. */
  readonly lasts: number | null;
}

interface Read {
  readonly operation: string;
  readonly key: string;
  readonly stamp: Stamp;
  readonly invoked: Micros;
  readonly isNothing: boolean;
}

function stampIn(value: Answer): Stamp {
  const { version = 0, epoch = 0, writer } = value;
  return writer === undefined ? UNWRITTEN : { epoch, count: version, node: writer };
}

/** Of single keys alone: a command over several says nothing of each. */
function writeIn(operation: string, { body, status, value, invoked, settled }: Told): Write | null {
  const { command = [] } = body as unknown as Partial<Request>;
  const name = lowerCase(command[0] ?? '');
  if (status !== 'ok' || settled === null || !(isBlind(name, command) || isDeletion(name))) return null;
  const stamp = stampIn(value as unknown as Answer);
  if (stamp.count === 0) return null;
  const isBrief = name === 'set' && upperCase(command[3] ?? '') === 'PX';
  return {
    operation,
    key: command[1] as string,
    stamp,
    invoked,
    settled,
    lasts: isBrief ? Number(command[4]) : null,
  };
}

function readIn(operation: string, { body, status, value, invoked }: Told): Read | null {
  const { command = [] } = body as unknown as Partial<Request>;
  if (status !== 'ok' || lowerCase(command[0] ?? '') !== 'get') return null;
  const answer = value as unknown as Answer;
  const isNothing = answer.reply === null;
  return { operation, key: command[1] as string, stamp: stampIn(answer), invoked, isNothing };
}

interface Line {
  /** In the order in which they were acknowledged. */
  readonly writes: Write[];
  readonly reads: Read[];
}

/** Several invariants look at one scene in turn. */
const known = new WeakMap<Scene, ReadonlyMap<string, Line>>();

/** By key. */
function linesOf(scene: Scene): ReadonlyMap<string, Line> {
  const lines = known.get(scene) ?? newLines(scene);
  known.set(scene, lines);
  return lines;
}

function newLines({ outcomes }: Scene): ReadonlyMap<string, Line> {
  const lines = new Map<string, Line>();
  const lineOf = (key: string): Line => {
    const line = lines.get(key) ?? { writes: [], reads: [] };
    lines.set(key, line);
    return line;
  };
  for (const [operation, told] of outcomes) {
    const write = writeIn(operation, told);
    const read = write === null ? readIn(operation, told) : null;
    if (write !== null) lineOf(write.key).writes.push(write);
    if (read !== null) lineOf(read.key).reads.push(read);
  }
  for (const { writes } of lines.values()) writes.sort((left, right) => left.settled - right.settled);
  return lines;
}

// --- Conditions ---------------------------------------------------------------------------------------------------------

/** No disk broke what it promised, and none was cut off the power that had promised nothing. */
function isKept(scene: Scene): boolean {
  const { appendfsync, maxmemory, mode } = optionsOf(scene.options);
  // A full or failing disk takes nothing back: what it could not write was not acknowledged.
  const hasLost = ['wipe', 'disk torn', 'disk corrupt'].some((fault) => scene.faults.has(fault));
  if (mode !== 'quorum' || maxmemory > 0 || hasLost) return false;
  return appendfsync === 'always' || !scene.faults.has('kill');
}

/** By order, or because somebody was given up. */
function mayHaveMoved({ faults, options }: Scene): boolean {
  const has = (verbs: readonly string[]): boolean => verbs.some((verb) => faults.has(verb));
  if (has(['add', 'remove', 'weight', 'rebalance'])) return true;
  const mayBeAway = has(['kill', 'wipe', 'freeze', 'isolate', 'partition', 'link', 'slow', 'drop']);
  return mayBeAway && optionsOf(options).replaceAfter > 0;
}

function ruleOf(scene: Scene): PlacementRule {
  const { placement: kind, virtualNodes, replicas } = optionsOf(scene.options);
  return { kind, virtualNodes, replicas };
}

// --- Invariants ---------------------------------------------------------------------------------------------------------

const fresh: Invariant = {
  name: 'quorums meet',
  says:
    'With R + W > N and strict quorums a read never gives something older, by its stamp, than what was acknowledged before it began; ' +
    'and where clocks agree, stamps follow the order of writes, also while keys move. (While disks keep what they promised.)',
  holds(scene) {
    const { read, write, replicas, sloppy } = optionsOf(scene.options);
    const mayMiss = sloppy || read + write <= replicas;
    if (!isKept(scene) || mayMiss) return NOT_APPLICABLE;
    let judged = 0;
    for (const [key, { writes, reads }] of linesOf(scene)) {
      const latest = latestOf(writes);
      for (const { operation, stamp, invoked } of reads) {
        const known = latest(invoked);
        judged += 1;
        if (known !== null && compareStamps(stamp, known.stamp) < 0)
          return wrong(
            `${operation} read ${key} of ${told(stamp)}, and ${known.operation} had written ${told(known.stamp)}`,
          );
      }
      for (const { operation, stamp, invoked } of writes) {
        const known = latest(invoked);
        if (known !== null && !scene.faults.has('skew') && stamp.epoch < known.stamp.epoch)
          return wrong(
            `${operation} wrote ${key} of ${told(stamp)} behind ${known.operation} with ${told(known.stamp)}`,
          );
      }
    }
    return { ok: true, detail: `${judged} reads` };
  },
};

function told({ epoch, count, node }: Stamp): string {
  return count === 0 ? 'nothing' : `${epoch}/${count}/${node ?? ''}`;
}

/** The greatest of those that were acknowledged before an instant. */
function latestOf(writes: readonly Write[]): (before: Micros) => Write | null {
  const greatest: Write[] = [];
  for (const write of writes) {
    const before = greatest.at(-1);
    greatest.push(before !== undefined && compareStamps(before.stamp, write.stamp) > 0 ? before : write);
  }
  return (before) => {
    let [low, high] = [0, writes.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((writes[middle] as Write).settled <= before) low = middle + 1;
      else high = middle;
    }
    return greatest[low - 1] ?? null;
  };
}

const held: Invariant = {
  name: 'W copies hold what was acknowledged',
  says:
    'At every instant each acknowledged write, or a later one, is with W owners; those that are down may be among them. ' +
    '(With strict quorums, while keys stay where they are, and disks keep what they promised.)',
  holds(scene) {
    const { write, sloppy } = optionsOf(scene.options);
    const seen = seenIn(scene);
    const view = [...seen.values()].find((one) => one.view !== null)?.view;
    if (!isKept(scene) || sloppy || mayHaveMoved(scene) || !isCounted(scene) || !view) return NOT_APPLICABLE;
    const stamps = stampsOf(scene);
    for (const [key, { writes }] of linesOf(scene)) {
      const latest = latestOf(writes)(Number.MAX_SAFE_INTEGER);
      if (latest === null) continue;
      const owners = ownersOf(view.placed, ruleOf(scene), key);
      const holding = owners.filter(
        (id) => !seen.has(id) || compareStamps(stamps.get(id)?.get(key) ?? UNWRITTEN, latest.stamp) >= 0,
      );
      if (holding.length < Math.min(write, owners.length))
        return wrong(
          `${latest.operation} wrote ${key} of ${told(latest.stamp)}, and only ${holding.join(' ')} can have it`,
        );
    }
    return { ok: true, detail: `${stamps.size} nodes` };
  },
};

function stampsOf(scene: Scene): ReadonlyMap<NodeId, ReadonlyMap<string, Stamp>> {
  const stamps = new Map<NodeId, Map<string, Stamp>>();
  for (const [id, { keys }] of seenIn(scene))
    stamps.set(id, new Map(keys.map(([key, epoch, count, , , , node]) => [key, { epoch, count, node }])));
  return stamps;
}

const nothingForgotten: Invariant = {
  name: 'nothing acknowledged is forgotten',
  says:
    'After quiet every owner has each acknowledged write, deletions too, or a later one, hints handed over. ' +
    '(While disks keep what they promised, and deletions are remembered for longer than anybody is away.)',
  holds(scene) {
    if (!scene.ended || !isKept(scene) || !isWhole(scene) || !isCounted(scene)) return NOT_APPLICABLE;
    const view = [...seenIn(scene).values()][0]?.view as View;
    const stamps = stampsOf(scene);
    let judged = 0;
    for (const [key, { writes }] of linesOf(scene)) {
      const latest = latestOf(writes)(Number.MAX_SAFE_INTEGER);
      if (latest === null) continue;
      judged += 1;
      for (const id of ownersOf(view.placed, ruleOf(scene), key)) {
        const stamp = stamps.get(id)?.get(key) ?? UNWRITTEN;
        if (compareStamps(stamp, latest.stamp) < 0)
          return wrong(
            `${latest.operation} wrote ${key} of ${told(latest.stamp)}, and ${id} knows of ${told(stamp)}`,
          );
      }
    }
    return { ok: true, detail: `${judged} keys` };
  },
};

const expiredStays: Invariant = {
  name: 'nothing expired comes back',
  says: 'What was to last for a time is read by nobody after it. (With clocks that agree.)',
  holds(scene) {
    const { mode, siblings } = optionsOf(scene.options);
    if (mode !== 'quorum' || siblings || scene.faults.has('skew')) return NOT_APPLICABLE;
    let judged = 0;
    for (const [key, { writes, reads }] of linesOf(scene)) {
      for (const { operation, stamp, settled, lasts } of writes) {
        if (lasts === null) continue;
        judged += 1;
        const read = reads.find(
          (one) =>
            !one.isNothing &&
            one.invoked >= settled + lasts * MILLISECOND &&
            compareStamps(one.stamp, stamp) === 0,
        );
        if (read !== undefined) return wrong(`${read.operation} read ${key} that ${operation} let expire`);
      }
    }
    return { ok: true, detail: `${judged} that expire` };
  },
};

const converged: Invariant = {
  name: 'copies agree',
  says: 'After quiet every key stands on exactly its owners, with one stamp and one value.',
  holds(scene) {
    const { mode, siblings } = optionsOf(scene.options);
    if (mode !== 'quorum' || !scene.ended || !isWhole(scene) || !isCounted(scene)) return NOT_APPLICABLE;
    const seen = seenIn(scene);
    const view = [...seen.values()][0]?.view as View;
    const copies = new Map<string, Map<NodeId, SeenKey>>();
    for (const [id, { keys }] of seen) {
      for (const one of keys)
        copies.set(one[0], (copies.get(one[0]) ?? new Map<NodeId, SeenKey>()).set(id, one));
    }
    for (const [key, of] of copies) {
      const owners = ownersOf(view.placed, ruleOf(scene), key);
      const stray = [...of.keys()].find((id) => !owners.includes(id));
      if (stray !== undefined) return wrong(`${stray} still has ${key}`);
      const [id, model] = [...of][0] as [NodeId, SeenKey];
      for (const owner of owners) {
        const copy = of.get(owner);
        if (copy === undefined && model[3]) continue;
        if (copy === undefined) return wrong(`${owner} has no copy of ${key}, ${id} has`);
        if (!isEqual(copy, model, siblings))
          return wrong(`${key}: ${owner} has ${copy.slice(1).join()}, ${id} has ${model.slice(1).join()}`);
      }
    }
    return { ok: true, detail: `${copies.size} keys` };
  },
};

/** Of siblings the stamp says all; which of them is shown is a matter of each node's clock, while one of them is about to expire. */
function isEqual(left: SeenKey, right: SeenKey, areSiblings: boolean): boolean {
  if (left[1] !== right[1] || left[2] !== right[2] || left[6] !== right[6]) return false;
  // One gave way for want of memory, or has found a little earlier than the other that its time is over.
  if (left[4] || right[4] || areSiblings) return true;
  if (left[3] !== right[3]) return (left[3] ? right : left)[7] !== null;
  return left[5] === right[5];
}

export const quorumInvariants: readonly Invariant[] = [
  fresh,
  held,
  nothingForgotten,
  expiredStays,
  converged,
];
