/** Whether two replies agree, in the sense that the command allows. */
import type { Compare } from './deliberate.ts';
import type { Parsed } from './resp.ts';

export function agree(compare: Compare, real: Parsed, ours: Parsed, args: readonly string[]): boolean {
  if (real.raw === ours.raw) return true;
  // A refusal is a refusal, whatever the command would have answered.
  if (real.type !== ours.type || real.type === '-' || (real.text === null) !== (ours.text === null))
    return false;
  switch (compare) {
    case 'exact':
    case 'walk':
      return false;
    case 'shape':
      return true;
    case 'size':
      return real.items.length === ours.items.length;
    case 'near':
      return isNear(real, ours, /^p/i.test(args[0] ?? '') ? 10_000 : 10);
    case 'unordered':
      return sameElements(1, real, ours);
    case 'pairs':
      return sameElements(2, real, ours);
  }
}

function isNear(real: Parsed, ours: Parsed, distance: number): boolean {
  const left = BigInt(real.text ?? 0);
  const right = BigInt(ours.text ?? 0);
  if (left < 0n || right < 0n) return left === right;
  const apart = left - right;
  return apart <= BigInt(distance) && apart >= -BigInt(distance);
}

function sameElements(width: number, real: Parsed, ours: Parsed): boolean {
  const left = elements(width, real);
  const right = elements(width, ours);
  return left.length === right.length && left.every((element, index) => element === right[index]);
}

function elements(width: number, { items }: Parsed): readonly string[] {
  const groups: string[] = [];
  for (let index = 0; index < items.length; index += width) {
    groups.push(
      items
        .slice(index, index + width)
        .map(({ raw }) => raw)
        .join(''),
    );
  }
  return groups.sort();
}
