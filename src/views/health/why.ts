/** Why a node is well or not, in a sentence. */
import type { Check } from '../../kernel/contract.ts';
import type { Naming } from '../event-words.ts';
import { bytesText, durationText } from '../numbers.ts';
import { words } from '../words/panels.ts';

export function whyText({ why, figures }: Check, name: Naming): string {
  const says = words.health.why;
  const number = (figure: string): number => Number(figures[figure] ?? 0);
  const bytes = (figure: string): string => bytesText(number(figure));
  const names = (): string => ((figures['nodes'] ?? []) as readonly string[]).map(name).join(', ');
  switch (why) {
    case 'hears':
      return says.hears(number('heard'), number('voters'));
    case 'suspects':
      return says.suspects(names());
    case 'unlimited':
    case 'log':
      return says[why](bytes('bytes'));
    case 'limited':
      return says.limited(bytes('bytes'), bytes('limit'));
    case 'unwritten':
      return says.unwritten(number('epoch'));
    case 'near':
      return says.near(durationText(number('limit')));
    case 'late':
      return says.late(names(), durationText(number('limit')));
    case 'not joined':
    case 'full':
    case 'failed':
    case 'alone':
      return says[why]();
    default:
      return why;
  }
}

/** What can be done where a check fails. */
export function cureText(check: string): string {
  return (words.health.cure as Readonly<Record<string, string>>)[check] ?? '';
}

export function checkText(check: string): string {
  return (words.health.checks as Readonly<Record<string, string>>)[check] ?? check;
}
