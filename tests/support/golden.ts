/**
 * Golden files: what came out once, kept as text, so that a change shows in review. `UPDATE_GOLDEN=1` writes them anew; a person reads the
 * difference.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';

const scenarios = new URL('../scenarios/', import.meta.url);
export const isUpdating = process.env.UPDATE_GOLDEN === '1';

export function readScenarioFile(name: string): string {
  return readFileSync(new URL(name, scenarios), 'utf8');
}

/** Compares with the golden file, or writes it. `says` is what to do about a difference. */
export function expectGolden(name: string, text: string, says: string): void {
  const url = new URL(name, scenarios);
  if (isUpdating) {
    writeFileSync(url, text);
    return;
  }
  const golden = existsSync(url) ? readFileSync(url, 'utf8') : '';
  expect(text, says).toBe(golden);
}
