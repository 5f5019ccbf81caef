/** One catalogue over another: what the upper one does not say, the lower one does. */
import type { PanelsTextbook, Some, Words } from './types.ts';

export function layered<Under>(under: Under, over: Some<Words> | PanelsTextbook): Under {
  return laid(under, over) as Under;
}

function laid(under: unknown, over: unknown): unknown {
  if (over === undefined) return under;
  if (!isGroup(under) || !isGroup(over)) return over;
  const keys = new Set([...Object.keys(under), ...Object.keys(over)]);
  return Object.fromEntries([...keys].map((key) => [key, laid(under[key], over[key])]));
}

export function isGroup(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
