/** The rules by which each system runs. */
import type { Inside } from '../../lab/inside.ts';
import { cacheRules } from './cache/rules.ts';
import type { Rules } from './rules.ts';

const rules: Readonly<Record<string, (inside: Inside) => Rules>> = { cache: cacheRules };

export function rulesOf(system: string, inside: Inside | null): Rules | null {
  return inside === null ? null : (rules[system]?.(inside) ?? null);
}
