/** What is typed into the form of a key, as the line that somebody would type at the prompt; or what is wrong with it. */
import { quoted } from '../inspector/key-facts.ts';
import { words } from '../words/panels.ts';

export interface Wrong {
  readonly field: 'key' | 'value' | 'seconds';
  readonly says: string;
}

interface Typed {
  readonly key: string;
  readonly value: string;
  readonly seconds: string;
}

const SECONDS_MOST = 1_000_000_000;

/** `keeps`: what is left of its life stays where nothing is said of it. */
export function putLine({ key, value, seconds }: Typed, keeps: boolean): Wrong | { readonly line: string } {
  const says = words.itemTable;
  if (key === '') return { field: 'key', says: says.needsKey };
  if (value === '') return { field: 'value', says: says.needsValue };
  const set = `SET ${quoted(key)} ${quoted(value)}`;
  if (seconds.trim() === '') return { line: keeps ? `${set} KEEPTTL` : set };
  const life = Number(seconds);
  if (!(life > 0 && life <= SECONDS_MOST)) return { field: 'seconds', says: says.needsSeconds };
  return { line: `${set} PX ${Math.max(1, Math.round(life * 1_000))}` };
}
