/** One process at a time writes to a folder. A lock whose owner is gone is no lock: it was killed. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const NAME = 'process';

/** Answers how to give it back, or who has it. */
export function lockFolder(folder: string): (() => void) | { readonly owner: number } {
  const path = join(folder, NAME);
  const unlock = () => rmSync(path, { force: true });
  try {
    writeFileSync(path, `${process.pid}\n`, { flag: 'wx' });
    return unlock;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const owner = Number(readFileSync(path, 'utf8'));
  if (owner !== process.pid && isAlive(owner)) return { owner };
  writeFileSync(path, `${process.pid}\n`);
  return unlock;
}

function isAlive(owner: number): boolean {
  if (!Number.isSafeInteger(owner) || owner <= 0) return false;
  try {
    process.kill(owner, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
