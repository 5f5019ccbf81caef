/** A predicate as people say it. */
import { formatDuration } from '../../scenario/durations.ts';
import type { Count, Counted, Json, OperationPattern, Predicate } from '../../scenario/types.ts';
import { isCounted } from './view.ts';
import { bounds, saysNow, type Naming } from './says-now.ts';

export function says(predicate: Predicate, name: Naming = (id) => id): string {
  if ('all' in predicate) return joined(predicate.all, ', and ', name);
  if ('any' in predicate) return joined(predicate.any, ', or ', name);
  if ('not' in predicate) return `not so: ${says(predicate.not, name)}`;
  if ('within' in predicate) {
    const { within, after, holds } = predicate;
    const since = after === undefined ? '' : ` after ${says(after, name)}`;
    return `within ${formatDuration(within)}${since}: ${says(holds, name)}`;
  }
  if ('since' in predicate) return `since ${says(predicate.since, name)}: ${says(predicate.holds, name)}`;
  if ('ratio' in predicate)
    return `${bounds(predicate)}${says(predicate.ratio, name)}, for each ${says(predicate.to, name)}`;
  const now = saysNow(predicate, name);
  if (now !== null) return now;
  if ('invariant' in predicate) return `“${predicate.invariant}” is ${predicate.is}`;
  if ('verdict' in predicate) return `as a ${predicate.verdict} the history is ${predicate.is}`;
  if ('nodes' in predicate) {
    const { nodes, ...count } = predicate;
    return `${times(count, 'node')} ${isOne(count) ? 'is' : 'are'} ${nodes}`;
  }
  if (isCounted(predicate)) return countedText(predicate, name);
  const { node, is } = predicate as { readonly node: string; readonly is: string };
  return `${name(node)} is ${is}`;
}

/** Parts that are themselves of parts stand in brackets, or nobody could tell which belongs to which. */
function joined(parts: readonly Predicate[], word: string, name: Naming): string {
  return parts
    .map((part) =>
      parts.length > 1 && ('all' in part || 'any' in part) ? `(${says(part, name)})` : says(part, name),
    )
    .join(word);
}

function countedText(counted: Counted, name: Naming): string {
  if ('operation' in counted) {
    const { operation, status, ...count } = counted;
    return `${times(count, 'operation')}${patternText(operation, name)} ${isOne(count) ? 'is' : 'are'} ${status}`;
  }
  if ('note' in counted)
    return `${times(counted, 'note')} “${counted.note}”${of(' of ', counted.node, name)}`;
  if ('act' in counted) return `${times(counted, 'act')} “${counted.act}”${of(' on ', counted.node, name)}`;
  const { message, fate, from, to, reason } = counted;
  const kind = message === '*' ? '' : ` “${message}”`;
  const why = reason === undefined ? '' : ` (${reason})`;
  return `${times(counted, 'message')}${kind}${of(' from ', from, name)}${of(' to ', to, name)} ${isOne(counted) ? 'is' : 'are'} ${fate}${why}`;
}

function patternText({ client, body, value, text }: OperationPattern, name: Naming): string {
  const json = (word: string, one: Json | undefined): string =>
    one === undefined ? '' : ` ${word} ${JSON.stringify(one)}`;
  const printed = text === undefined ? '' : ` that printed “${text}”`;
  return of(' of ', client, name) + json('like', body) + json('with the answer', value) + printed;
}

const of = (word: string, id: string | undefined, name: Naming): string =>
  id === undefined ? '' : word + name(id);

const isOne = ({ atLeast, atMost }: Count): boolean => (atMost ?? atLeast ?? 1) === 1;

function times(count: Count, noun: string): string {
  const { atLeast, atMost } = count;
  const things = isOne(count) ? noun : `${noun}s`;
  if (atLeast !== undefined && atLeast === atMost) return `exactly ${atLeast} ${things}`;
  if (atMost === 0) return `no ${noun}s`;
  if (atLeast !== undefined && atMost !== undefined) return `${atLeast} to ${atMost} ${things}`;
  if (atMost !== undefined) return `at most ${atMost} ${things}`;
  return atLeast === undefined || atLeast === 1 ? `some ${noun}` : `at least ${atLeast} ${things}`;
}
