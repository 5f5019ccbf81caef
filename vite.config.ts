import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type Plugin } from 'vite';
import { viteSingleFile } from 'vite-plugin-singlefile';
import { beside } from './tools/beside.mjs';
import { buildFacts } from './tools/build-facts.mjs';
import { gallery } from './tools/gallery.mjs';
import { gateway } from './tools/gateway.mjs';
import { helpPages } from './tools/help-pages.mjs';
import { filePolicy, policy, withPolicy } from './tools/policy.mjs';
import { workerChunks } from './tools/worker-chunks.mjs';

/**
 * Two builds of one page.
 *
 * - The site (`dist/`): many files, module Workers, for any static host and any sub-path.
 * - The one file (`dist-file/ringside.html`, `--mode file`): opened from disk. Browsers start no module Worker and fetch no file there, so
 *   every Worker is a classic script inside the page. How a Worker is started is therefore another file in each build, and never an `if`:
 *   `#start-bus`, `#start-node`, `#start-replay` and `#start-gateway` mean src/workers/start-<name>.ts (package.json says so, for every tool alike), and
 *   here, in this mode, src/workers/start-<name>.inline.ts.
 */
const facts = buildFacts();

export default defineConfig(({ mode }) => (mode === 'file' ? file : site));

const site = defineConfig({
  base: './',
  plugins: [svelte(), helpPages(), writePolicy(), facts.page, gallery(), beside(), gateway()],
  build: {
    outDir: 'dist',
    modulePreload: { polyfill: false, resolveDependencies: stylesOfParts },
    chunkSizeWarningLimit: 1000,
  },
  worker: {
    format: 'es',
    plugins: () => [svelte(), facts.worker()],
    // A folder of their own and their own names, for the byte budget and for whoever looks at the network panel.
    rolldownOptions: {
      output: {
        // Who is asked for a module and who for what it imports is told by the same doors, so no file needs one that needs it.
        codeSplitting: { groups: [{ name: workerChunks(), includeDependenciesRecursively: false }] },
        entryFileNames: 'workers/[name]-[hash].js',
        chunkFileNames: ({ name, isDynamicEntry, facadeModuleId }) => {
          const given = /^(kernel|lab)$/.test(name) ? name : 'shared';
          return `workers/chunks/${isDynamicEntry ? doorName(facadeModuleId) : given}-[hash].js`;
        },
      },
    },
  },
});

/**
 * What the page names is fetched with it. Of what is loaded on demand only the styles are fetched beside it; what it imports comes when it has said so,
 * since the lists of all that would weigh more than a kilobyte in every first visit.
 */
function stylesOfParts(_: string, files: string[], { hostType }: { hostType: 'html' | 'js' }): string[] {
  return hostType === 'html' ? files : files.filter((file) => file.endsWith('.css'));
}

/** What is loaded on demand is called after where it stands: src/systems/cache/node.ts is `cache-node`. */
function doorName(path: string | null | undefined): string | undefined {
  return /\/src\/[^/]+\/(.+)\.ts$/.exec(path ?? '')?.[1]?.replaceAll('/', '-');
}

const file = defineConfig({
  base: './',
  // What stands in public/ would lie beside the page, and there is no beside.
  publicDir: false,
  plugins: [svelte(), helpPages(), facts.page, gallery(), viteSingleFile(), finishPage('ringside.html')],
  resolve: {
    alias: [
      {
        find: /^#(start-.*)$/,
        replacement: `${fileURLToPath(new URL('./src/workers', import.meta.url))}/$1.inline.ts`,
      },
    ],
  },
  build: { outDir: 'dist-file', modulePreload: false, chunkSizeWarningLimit: 10_000 },
  worker: { format: 'iife', plugins: () => [svelte(), facts.worker()] },
});

/** Writes the policy into the page of the site. That of the one file depends on all that stands in it. */
function writePolicy(): Plugin {
  return {
    name: 'ringside-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: policy },
        injectTo: 'head-prepend',
      },
    ],
  };
}

/** Gives the one file its policy, and the name under which people will keep it. Runs when everything has been put into it. */
function finishPage(name: string): Plugin {
  return {
    name: 'ringside-finish',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const page = bundle['index.html'];
        if (page?.type !== 'asset') throw new Error('there is no page to finish');
        const text = String(page.source);
        page.source = withPolicy(text, filePolicy(text));
        page.fileName = name;
      },
    },
  };
}
