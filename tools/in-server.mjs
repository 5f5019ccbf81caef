/**
 * For what the build makes with the page's own code: components compiled for a server, and files found by patterns. That runs in a server of Vite's that
 * listens to nobody, and not in Node as it stands.
 */
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { createServer } from 'vite';
import { root } from './process.mjs';

/**
 * @template Result
 * @param {(server: import('vite').ViteDevServer) => Promise<Result>} work
 * @returns {Promise<Result>}
 */
export async function inServer(work) {
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
    return await work(server);
  } finally {
    await server.close();
  }
}
