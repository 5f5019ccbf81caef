/** A plain page around what the components made, and the styles of all of them in one file: nothing stands inline, so the site's policy holds here too. */
import { paperPolicy } from '../policy.mjs';

export interface Paper {
  readonly language: string;
  readonly title: string;
  readonly description: string;
  readonly body: string;
  /** What the components want in the head: their styles. */
  readonly head: string;
  readonly styles: Styles;
  readonly stylesheet: string;
  readonly picture: { readonly path: string; readonly says: string } | null;
  /** Where the page will stand, if that is known: previews want whole addresses. */
  readonly address: string | null;
}

/** Gathers styles: each once, and for each value of a `style` attribute a rule in its place. */
export class Styles {
  readonly #sheets: Set<string>;
  readonly #inline = new Map<string, number>();

  constructor(sheets: readonly string[]) {
    this.#sheets = new Set(sheets);
  }

  take(head: string): void {
    for (const [, sheet = ''] of head.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/g)) this.#sheets.add(sheet);
  }

  outOf(body: string): string {
    return body.replaceAll(/ style="([^"]*)"/g, (_, value: string) => {
      const number = this.#inline.get(value) ?? this.#inline.size;
      this.#inline.set(value, number);
      return ` data-look="${number}"`;
    });
  }

  get text(): string {
    const rules = [...this.#inline].map(([value, number]) => `[data-look='${number}']{${value}}`);
    return `${[...this.#sheets, ...rules].join('\n')}\n`;
  }
}

export function document(paper: Paper): string {
  const { language, title, description, body, head, styles, stylesheet, picture, address } = paper;
  styles.take(head);
  const image = picture === null ? null : (address ?? '') + picture.path;
  const meta: readonly (readonly [kind: 'name' | 'property', of: string, is: string | null])[] = [
    ['name', 'description', description],
    ['name', 'color-scheme', 'light dark'],
    ['property', 'og:site_name', 'Ringside'],
    ['property', 'og:type', 'article'],
    ['property', 'og:locale', language],
    ['property', 'og:title', title],
    ['property', 'og:description', description],
    ['property', 'og:url', address],
    ['property', 'og:image', image],
    ['property', 'og:image:alt', picture?.says ?? null],
    ['name', 'twitter:card', image === null ? 'summary' : 'summary_large_image'],
  ];
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${paperPolicy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)} · Ringside</title>
${meta.flatMap(([kind, of, is]) => (is === null ? [] : [`<meta ${kind}="${of}" content="${escaped(is)}">`])).join('\n')}
<link rel="stylesheet" href="${stylesheet}">
</head>
<body>
${styles.outOf(body.replaceAll(/<!--[\s\S]*?-->/g, ''))}
</body>
</html>
`;
}

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (sign) => SIGNS[sign] ?? sign);
