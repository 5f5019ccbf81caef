/**
 * Builds the Service Worker when the site is built: it has to know every file of the build by its content, so it is made last, of what lies in the
 * folder. The page learns of its manifest here as well, since only the site has one.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { build } from 'vite';
import { root } from './process.mjs';

const NAME = 'service-worker.js';

/**
 * Pages for whoever runs no script, and for previews. They would be a quarter of a megabyte for every visitor, and whoever has a Service Worker has
 * the same lessons, offline too, in the page.
 */
const PAPER = /^lessons\//;

/** @returns {import('vite').Plugin} */
export function gateway() {
  let folder = '';
  return {
    name: 'ringside-gateway',
    apply: 'build',
    configResolved({ root: from, build: { outDir } }) {
      folder = resolve(from, outDir);
    },
    transformIndexHtml: () => [
      { tag: 'link', attrs: { rel: 'manifest', href: './manifest.webmanifest' }, injectTo: 'head' },
    ],
    closeBundle: {
      sequential: true,
      order: 'post',
      handler: async () => {
        const files = filesIn(folder)
          .filter((path) => path !== NAME && !PAPER.test(path))
          .map((path) => [path, integrity(join(folder, path))]);
        const id = createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 16);
        await build({
          configFile: false,
          publicDir: false,
          logLevel: 'warn',
          define: { __FILES__: JSON.stringify({ id, files }) },
          build: {
            outDir: folder,
            emptyOutDir: false,
            rolldownOptions: {
              input: join(root, 'src/workers/gateway.ts'),
              output: { format: 'iife', entryFileNames: NAME },
            },
          },
        });
      },
    },
  };
}

/** @param {string} folder @returns {string[]} */
function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

/** @param {string} file */
function integrity(file) {
  return `sha256-${createHash('sha256').update(readFileSync(file)).digest('base64')}`;
}
