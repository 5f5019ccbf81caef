/** docs/protocol.md: what is written by hand, and between two markers what comes from the tables of commands and settings. */
import { table } from '../../src/store/commands/index.ts';
import { renderCommands } from './commands.ts';
import { renderSettings } from './settings.ts';

const BEGIN = '<!-- commands: begin (made by tools/protocol.ts, do not edit) -->';
const END = '<!-- commands: end -->';

export const PAGE = 'docs/protocol.md';

/** The page with its commands as the table says them now; all else stays as it is. */
export function withCommands(page: string): string {
  const [before, rest] = split(page, BEGIN);
  const [, after] = split(rest, END);
  return `${before}${BEGIN}\n\n${renderCommands(table)}\n\n${renderSettings()}\n\n${END}${after}`;
}

function split(text: string, marker: string): readonly [string, string] {
  const at = text.indexOf(marker);
  if (at < 0) throw new Error(`${PAGE} lacks its marker ${marker}`);
  return [text.slice(0, at), text.slice(at + marker.length)];
}
