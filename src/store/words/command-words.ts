/** What documentation says of a command. */
export interface CommandWords {
  readonly since: string;
  readonly summary: string;
  /** The arguments as documentation writes them: `key value [NX | XX] [EX seconds]`; empty for none. */
  readonly syntax: string;
  /** What may come back, one sentence for each kind. */
  readonly replies: readonly string[];
}

/** By the name of the command, of a subcommand the whole name, `config|get`. */
export type Words = Readonly<Record<string, CommandWords>>;
