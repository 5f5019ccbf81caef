/**
 * All commands, without what runs them: for clients and proxies, which only need to know where keys stand and what only reads, and for whoever
 * judges a rule or a configuration. The truth is the table of commands (commands/index.ts); the rows are made from it, and a test holds
 * the two together.
 */
import { COMMAND_ROWS } from './command-rows.ts';
import { finderIn, type CommandShape, type Flag, type KeySpec } from './command.ts';

/** `mget; readonly fast; 1:-1:1 RO access; request_policy:multi_shard` */
function shapeOf(row: string): CommandShape {
  const [name = '', flags = '', keys = '', tips = ''] = row.split(';').map((cell) => cell.trim());
  return {
    name,
    flags: wordsOf(flags) as Flag[],
    keys: keys === '' ? [] : keys.split(',').map(keySpecOf),
    tips: wordsOf(tips),
  };
}

function wordsOf(cell: string): string[] {
  return cell === '' ? [] : cell.split(' ');
}

/** `first:last:step use`, or `#count use`. */
function keySpecOf(text: string): KeySpec {
  const [place = '', ...use] = text.trim().split(' ');
  if (place.startsWith('#')) return { use: use.join(' '), count: Number(place.slice(1)) };
  const [first = 0, last = 0, step = 0] = place.split(':').map(Number);
  return { use: use.join(' '), first, last, step };
}

/** A subcommand stands behind its container, and is called after it. */
function nested(shapes: readonly CommandShape[]): readonly CommandShape[] {
  return shapes
    .filter(({ name }) => !name.includes('|'))
    .map((shape) => {
      const subcommands = shapes.filter(({ name }) => name.startsWith(`${shape.name}|`));
      return subcommands.length === 0 ? shape : { ...shape, subcommands };
    });
}

export const shapeNamed = finderIn(nested(COMMAND_ROWS.trim().split('\n').map(shapeOf)));
