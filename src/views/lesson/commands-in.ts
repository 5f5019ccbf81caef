/** The commands that a task asks to be typed: each stands in the text as code, and can be run from there. */
import { inlineOf } from '../../lessons/index.ts';

/** A word in capitals, or a command of the table store or of a ring without a centre, and what it is about; a bare name or number in code is none. */
const COMMAND = /^([A-Z]{3,}|http|status|put|get|delete|lookup|[a-z]+(-[a-z]+)+)( \S+)+$/;

export function commandsIn(act: string): readonly string[] {
  return inlineOf(act).flatMap((token) => {
    const text = token.type === 'codespan' ? (token.text as string) : '';
    return COMMAND.test(text) ? [text] : [];
  });
}
