/** What fields make of what is typed, and of what the lab says to it. */
import type { Answer } from '../../lab/types.ts';

/** Numbers that people type into fields: with a comma or a point, and within bounds. */
export function numberIn(text: string, least: number, most: number): number | null {
  const cleaned = text.trim().replace(',', '.').replace('\u2212', '-');
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(cleaned)) return null;
  const value = Number(cleaned);
  return value >= least && value <= most ? value : null;
}

/** Why it was refused, for beside the field; null when it was done. */
export function refusalOf(answer: Answer): string | null {
  return answer.ok ? null : answer.says.join(' ');
}
