/**
 * Writes the pages of lessons when the site has been built. What makes them is the page's own code, compiled for a server: so it runs in a server of
 * Vite's that listens to nobody, and not in Node as it stands.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { createServer } from 'vite';
import { root } from './process.mjs';

/** The public address of the site, with a slash at its end; previews need whole ones. */
const address = process.env['RINGSIDE_ADDRESS'];

/** @returns {import('vite').Plugin} */
export function lessonPages() {
  let folder = '';
  return {
    name: 'ringside-lesson-pages',
    apply: 'build',
    configResolved({ root: from, build: { outDir } }) {
      folder = join(from, outDir);
    },
    closeBundle: {
      sequential: true,
      order: 'post',
      handler: async () => {
        for (const { path, content } of await written()) {
          const file = join(folder, path);
          mkdirSync(dirname(file), { recursive: true });
          writeFileSync(file, content);
        }
      },
    },
  };
}

async function written() {
  const server = await createServer({
    configFile: false,
    root,
    logLevel: 'warn',
    appType: 'custom',
    server: { middlewareMode: true, watch: null, hmr: false, ws: false },
    optimizeDeps: { noDiscovery: true },
    // The styles of a component come with it, in the head that it wants.
    plugins: [svelte({ compilerOptions: { css: 'injected' } })],
  });
  try {
    const module = await server.ssrLoadModule('/tools/lesson-pages/pages.ts');
    const { lessonPages: make } = /** @type {typeof import('./lesson-pages/pages.ts')} */ (module);
    return await make(address === undefined || address === '' ? null : address.replace(/\/*$/, '/'));
  } finally {
    await server.close();
  }
}
