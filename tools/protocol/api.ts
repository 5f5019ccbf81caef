/** docs/api.md: what is written by hand, and between two markers what comes from the table of routes. */
import { routes, type Route } from '../../src/api/routes.ts';

const BEGIN = '<!-- routes: begin (made by tools/protocol.ts, do not edit) -->';
const END = '<!-- routes: end -->';

export const API_PAGE = 'docs/api.md';

/** The page with its routes as the table has them now; all else stays as it is. */
export function withRoutes(page: string): string {
  const from = page.indexOf(BEGIN);
  const to = page.indexOf(END);
  if (from < 0 || to < from) throw new Error(`${API_PAGE} lacks its markers`);
  return `${page.slice(0, from)}${BEGIN}\n\n${routes.map(section).join('\n\n')}\n\n${page.slice(to)}`;
}

function section({ method, path, says, takes, answers }: Route): string {
  return [
    `### ${method} \`${path.slice(1)}\``,
    '',
    says + (takes === undefined ? '' : ` Takes ${takes}.`),
    '',
    ...answers.map(
      ([status, body, when]) => `- **${status}** ${body === 'text' ? 'text' : `\`${body}\``}: ${when}`,
    ),
  ].join('\n');
}
