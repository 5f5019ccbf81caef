/**
 * Writes what stands beside the page when the site has been built: the pages of lessons, and what this release is (release.json, by which another one
 * knows whether it makes the same histories). What makes them is the page's own code, compiled for a server: so it runs in a server of Vite's that
 * listens to nobody, and not in Node as it stands.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { createServer } from 'vite';
import { root } from './process.mjs';

/** The public address of the site, with a slash at its end; previews need whole ones. */
const address = process.env['RINGSIDE_ADDRESS'];

/** @returns {import('vite').Plugin} */
export function beside() {
  let folder = '';
  return {
    name: 'ringside-beside',
    apply: 'build',
    configResolved({ root: from, build: { outDir } }) {
      folder = resolve(from, outDir);
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
    const module = await server.ssrLoadModule('/tools/beside/index.ts');
    const { everythingBeside } = /** @type {typeof import('./beside/index.ts')} */ (module);
    return await everythingBeside(
      address === undefined || address === '' ? null : address.replace(/\/*$/, '/'),
    );
  } finally {
    await server.close();
  }
}
