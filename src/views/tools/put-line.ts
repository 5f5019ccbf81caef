/** The line that puts a key, as somebody would type it at the prompt of each system. */
import { lineOf } from '../commands/perform.ts';

export interface PutLine {
  readonly line: string;
  /** Whether what was answered says that it was done. */
  isDone(text: string | null): boolean;
}

export function putLineOf(system: string, key: string, value: string): PutLine {
  if (system === 'chord') {
    const line = lineOf(['put', key, isJson(value) ? value : JSON.stringify(value)]);
    return { line, isDone: (text) => text !== null && !/\bexit \d+$/.test(text) };
  }
  return { line: lineOf(['SET', key, value]), isDone: (text) => text === 'OK' };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
