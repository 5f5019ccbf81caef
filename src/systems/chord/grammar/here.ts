/** What the prompt explains by itself, without asking any node. */
import type { Reading } from '../../../protocols/client.ts';
import { said } from '../../said.ts';
import { COMMANDS, LEAVE, usageOf, type CommandSpec } from './commands.ts';

type Explained = Pick<CommandSpec, 'takes' | 'says' | 'example'> & { readonly name: string };

const ALL: readonly Explained[] = [...COMMANDS, LEAVE];

/** They can be typed as they stand, one after the other. */
export const EXAMPLES: readonly string[] = COMMANDS.filter(({ name }) => name !== 'join').map(
  ({ example }) => example,
);

export function explain(command: Explained): Reading {
  return said(0, [command.says, usageOf(command), `For example: ${command.example}`].join('\n'));
}

export function help(about: string): Reading {
  const command = ALL.find(({ name }) => name === about);
  if (command !== undefined) return explain(command);
  const heads = ALL.map(({ name, takes }) => [name, ...takes].join(' '));
  const width = Math.max(...heads.map((head) => head.length));
  return said(
    0,
    [
      'Commands, each with --help:',
      ...ALL.map(({ says }, place) => `  ${(heads[place] as string).padEnd(width)}  ${says}`),
      '  http METHOD <node> <path> [<body>]: a request as it is.',
      'Every node can be asked for every key; @n2 behind a command says which one is. In single quotes all is taken as it stands.',
      'For example:',
      ...EXAMPLES.map((example) => `  ${example}`),
    ].join('\n'),
  );
}
