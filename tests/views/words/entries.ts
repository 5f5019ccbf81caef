/** A catalogue as a list: what stands where, and what it can say. */
import { isGroup } from '../../../src/views/words/layers.ts';

/** Every entry by its path, with what kind of thing it is. */
export function entries(catalogue: unknown): Map<string, string> {
  return new Map(
    [...leaves(catalogue)].map(([path, entry]) => [path, Array.isArray(entry) ? 'list' : typeof entry]),
  );
}

export function leaves(catalogue: unknown, path = ''): Map<string, unknown> {
  if (!isGroup(catalogue)) return new Map([[path, catalogue]]);
  return new Map(Object.entries(catalogue).flatMap(([key, value]) => [...leaves(value, `${path}.${key}`)]));
}

/** What an entry takes is known to the compiler alone; so it is given one of each kind, and what it cannot take is left out. */
const GIVEN = [1, 2, 'Alfa', ['Alfa', 'Bravo']] as const;

/** Everything that an entry says, whatever it is given. */
export function texts(entry: unknown): readonly string[] {
  if (typeof entry === 'string') return [entry];
  if (Array.isArray(entry)) return entry as readonly string[];
  const say = entry as (...given: readonly unknown[]) => string;
  const said = GIVEN.flatMap((given) => {
    try {
      return [say(...Array.from({ length: 4 }, () => given))];
    } catch {
      return [];
    }
  });
  if (said.length === 0) throw new Error(`nothing makes this entry speak: ${String(say)}`);
  return said;
}
