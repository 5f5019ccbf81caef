/**
 * What each build allows itself: its own files, and no code made from text. A link from a stranger is data, and this is the last of the
 * walls that keep it so. A build writes its policy into its page, where it binds on any host; our server sends that of the site as a header too,
 * which binds the Workers as well, so that the tests see what breaks it.
 *
 * Nothing stands inline: not even styles, for Svelte sets what changes through the element's own `style`, which no policy forbids. A frame made
 * from text (`srcdoc`) inherits this policy, so a sandbox for learner code will have to be a file of its own.
 */
import { createHash } from 'node:crypto';

export const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Of the pages of lessons: no script at all. */
export const paperPolicy = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/**
 * Of the one file, in which everything stands inline and nothing can be fetched: exactly the scripts and styles that are in it, and Workers made
 * of its own text, which are blobs there.
 *
 * @param {string} page
 */
export const filePolicy = (page) =>
  [
    "default-src 'none'",
    `script-src ${hashes(page, 'script')}`,
    'worker-src blob:',
    `style-src ${hashes(page, 'style')}`,
    'img-src data: blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');

/** @param {string} page @param {string} content */
export function withPolicy(page, content) {
  const head = /<head[^>]*>/.exec(page)?.[0];
  if (head === undefined) throw new Error('this page has no head to put a policy into');
  // A function, for in a text `$` would mean something.
  return page.replace(
    head,
    () => `${head}\n    <meta http-equiv="Content-Security-Policy" content="${content}">`,
  );
}

/** @param {string} page @param {'script' | 'style'} kind */
function hashes(page, kind) {
  // What looks like a style within a script is none.
  const seen = kind === 'script' ? page : page.replace(/(<script[^>]*>)[\s\S]*?<\/script>/g, '$1');
  const found = [...seen.matchAll(new RegExp(`<${kind}(?:\\s[^>]*)?>([\\s\\S]*?)</${kind}>`, 'g'))]
    .map(([, text = '']) => text)
    .filter((text) => text.trim() !== '')
    .map((text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`);
  return found.length === 0 ? "'none'" : found.join(' ');
}
