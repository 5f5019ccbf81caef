/** What may stand at the end of a line: commands, then keys and nodes. */
export interface CommandWord {
  /** In capitals, a subcommand with its command: `CLUSTER NODES`. */
  readonly word: string;
  /** What follows it, as documentation writes it; empty for nothing. */
  readonly usage: string;
  /** Of what its first words are. */
  readonly takes: 'keys' | 'nodes' | 'both' | 'nothing';
}

export interface Vocabulary {
  readonly commands: readonly CommandWord[];
  /** Names, as people call nodes. */
  readonly nodes: readonly string[];
  readonly keys: readonly string[];
}

export interface Completion {
  /** The end of the line from here on is what is completed. */
  readonly from: number;
  readonly options: readonly string[];
}

const MOST = 60;

export function completionOf(line: string, { commands, nodes, keys }: Vocabulary): Completion {
  const lead = line.length - line.trimStart().length;
  const typed = line.slice(lead).toUpperCase();
  const starting = commands.filter(({ word }) => word.startsWith(typed) && word !== typed);
  const words = line.slice(lead).split(/\s+/);
  // The command itself, of one word or two.
  if (typed !== '' && (words.length === 1 || (starting.length > 0 && words.length === 2)))
    return { from: lead, options: starting.map(({ word }) => word).slice(0, MOST) };
  if (words.length < 2) return { from: line.length, options: [] };
  const last = words.at(-1) ?? '';
  const from = line.length - last.length;
  if (last.startsWith('@'))
    return { from, options: beginning(nodes, last.slice(1)).map((name) => `@${name}`) };
  const takes = commandIn(line, commands)?.takes ?? 'both';
  const offered = [
    ...(takes === 'keys' || takes === 'both' ? beginning(keys, last).map(quoted) : []),
    ...(takes === 'nodes' || takes === 'both' ? beginning(nodes, last) : []),
  ];
  return { from, options: offered.slice(0, MOST) };
}

/** What is still to come after what was typed; null when the line says of no command what it is. */
export function usageOf(line: string, commands: readonly CommandWord[]): string | null {
  const command = commandIn(line, commands);
  if (command === undefined || command.usage === '') return null;
  const given = line.trim().split(/\s+/).length - command.word.split(' ').length;
  // Optional parts in brackets are one part each, however many words they have.
  const parts = command.usage.match(/\[[^\]]*\](?: \.\.\.)?|\S+/g) ?? [];
  return parts.slice(given).join(' ') || null;
}

function commandIn(line: string, commands: readonly CommandWord[]): CommandWord | undefined {
  const [first = '', second = ''] = line.trim().toUpperCase().split(/\s+/);
  return (
    commands.find(({ word }) => word === `${first} ${second}`) ?? commands.find(({ word }) => word === first)
  );
}

function beginning(words: readonly string[], typed: string): readonly string[] {
  const wanted = typed.toLowerCase();
  return words.filter((word) => word.toLowerCase().startsWith(wanted) && word !== typed);
}

function quoted(key: string): string {
  return /[\s"'\\]/.test(key) || key.startsWith('@') ? `"${key.replace(/["\\]/g, '\\$&')}"` : key;
}

/** How far all options agree, as long as that is more than was typed. */
export function common(options: readonly string[], typed: string): string {
  const [first = ''] = options;
  let length = first.length;
  for (const option of options)
    while (!option.toLowerCase().startsWith(first.slice(0, length).toLowerCase())) length -= 1;
  return length > typed.length ? first.slice(0, length) : typed;
}
