/**
 * Writes what stands beside the page when the site has been built: the pages of lessons, and what this release is (release.json, by which another one
 * knows whether it makes the same histories).
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { inServer } from './in-server.mjs';

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
  return inServer(async (server) => {
    const module = await server.ssrLoadModule('/tools/beside/index.ts');
    const { everythingBeside } = /** @type {typeof import('./beside/index.ts')} */ (module);
    return everythingBeside(address === undefined || address === '' ? null : address.replace(/\/*$/, '/'));
  });
}
