/** src/store/command-rows.ts: the table of commands as rows of text, for those who pass commands on and do not run them. */
import type { CommandSpec, KeySpec } from '../../src/store/command.ts';
import { table } from '../../src/store/commands/index.ts';

export const ROWS = 'src/store/command-rows.ts';

const HEAD = `/** Made by \`npm run protocol\` from the table of commands, do not edit. What the cells mean: command-shapes.ts. */
export const COMMAND_ROWS = \`
`;

export function commandRows(): string {
  const commands = table.flatMap((command) => [command, ...(command.subcommands ?? [])]);
  return `${HEAD}${commands.map(rowOf).join('\n')}\n\`;\n`;
}

function rowOf({ name, flags, keys, tips = [] }: CommandSpec): string {
  const cells = [name, flags.join(' '), keys.map(keysText).join(', '), tips.join(' ')];
  return cells.join('; ').replace(/[; ]+$/, '');
}

function keysText(spec: KeySpec): string {
  return 'count' in spec
    ? `#${spec.count} ${spec.use}`
    : `${spec.first}:${spec.last}:${spec.step} ${spec.use}`;
}
