/** What the processes that this one has started have used of the processors, where the system tells it (Linux). */
import { readdirSync, readFileSync } from 'node:fs';

/** The kernel counts in ticks of this many ms; it has been the same on every Linux for long. */
const TICK_MS = 10;

interface Process {
  readonly id: number;
  readonly parent: number;
  readonly ticks: number;
}

/** Of all that live now, and of those that they have seen end; null where it cannot be told. */
export function childrenMs(root = process.pid): number | null {
  const all = processes();
  if (all === null) return null;
  const family = new Set([root]);
  let ticks = 0;
  // Parents are older than their children, so their numbers nearly always stand before; who is missed is met in another round.
  for (let grown = true; grown;) {
    grown = false;
    for (const { id, parent, ticks: used } of all) {
      if (family.has(id) || !family.has(parent)) continue;
      family.add(id);
      ticks += used;
      grown = true;
    }
  }
  return ticks * TICK_MS;
}

function processes(): readonly Process[] | null {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name) => statOf(Number(name)) ?? []);
  } catch {
    return null;
  }
}

function statOf(id: number): Process | null {
  try {
    return readStat(id, readFileSync(`/proc/${id}/stat`, 'utf8'));
  } catch {
    // It has ended since it was listed.
    return null;
  }
}

/** A line of `/proc/PID/stat`. The name stands in brackets and may hold anything, so fields are counted from its end. */
export function readStat(id: number, line: string): Process {
  const fields = line
    .slice(line.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const [, parent = 0, , , , , , , , , , user = 0, system = 0, endedUser = 0, endedSystem = 0] = fields;
  return { id, parent, ticks: user + system + endedUser + endedSystem };
}
