/**
 * Who may import whom. This file is the map of the house: the table below is the rule, and docs/architecture.md shows what came of it.
 *
 * The idea: what decides a history (kernel … systems) knows nothing of what shows it, and nothing of the threads that it runs on. So the
 * same code runs in a Worker, in a test, in a search over thousands of seeds and behind a TCP port. Each folder may import the folders
 * that its row names, and itself; of `types` only the types, because a shape is a promise and code is a dependency.
 *
 * Checked three ways from this one table: by dependency-cruiser in `npm run check` (values and types of .ts files, values of .svelte
 * files), by ESLint (the type-only imports of .svelte files, which are gone before the cruiser looks), and by the diagram's --check.
 */

/** What decides a history: pure, exact, the same on every host. From the ground up. */
const ground = [
  'kernel',
  'scenario',
  'cluster',
  'protocols',
  'terminal',
  'placement',
  'store',
  'systems',
  'history',
  'search',
];

/** @type {Record<string, { folders: string[], types?: string[], packages: string[] }>} */
const layers = {
  kernel: { folders: [], packages: ['@noble/hashes', 'pure-rand', 'tinyqueue'] },
  scenario: { folders: ['kernel'], packages: ['valibot', 'js-yaml'] },
  cluster: { folders: ['kernel', 'scenario'], packages: [] },
  protocols: { folders: ['kernel', 'scenario'], packages: ['@noble/hashes'] },
  terminal: { folders: ['kernel', 'scenario'], packages: ['@noble/hashes'] },
  placement: { folders: ['kernel'], packages: ['@noble/hashes'] },
  store: { folders: ['kernel', 'protocols'], packages: ['@noble/hashes', '@msgpack/msgpack'] },
  systems: {
    folders: ['kernel', 'scenario', 'protocols', 'terminal', 'placement', 'store'],
    packages: ['@noble/ciphers', '@noble/curves', '@noble/hashes'],
  },
  history: { folders: ['kernel', 'scenario'], types: ['cluster'], packages: [] },
  search: { folders: ['kernel', 'scenario', 'cluster', 'systems', 'history'], packages: [] },
  lab: { folders: ground, packages: [] },
  workers: { folders: [...ground, 'lab', 'api'], packages: ['comlink', 'workbox-precaching'] },
  share: { folders: ['scenario'], packages: ['fflate', '@scure/base'] },
  // Beside share, and not in it: whoever makes a link of a scenario needs nothing of what a storm does to links.
  real: {
    folders: ['kernel', 'scenario', 'cluster', 'terminal', 'store', 'systems'],
    packages: ['fflate'],
  },
  shelf: { folders: ['scenario', 'history'], packages: ['idb-keyval'] },
  api: { folders: ['scenario'], types: ['lab'], packages: ['hono'] },
  lessons: {
    folders: ['scenario', 'history', 'shelf'],
    types: ['lab'],
    packages: ['marked', 'valibot'],
  },
  views: {
    folders: [...ground, 'share', 'real', 'shelf', 'api', 'lessons'],
    types: ['lab'],
    packages: [
      'svelte',
      'd3',
      'd3-[a-z-]+',
      'virtua',
      'dompurify',
      'marked',
      '@floating-ui/dom',
      'bits-ui',
      'tinykeys',
      '@lucide/svelte',
      '@codemirror/[a-z-]+',
      '@lezer/[a-z-]+',
      'qr',
    ],
  },
};

const among = (/** @type {string[]} */ names) => `(${names.join('|')})`;
/** Types of a package may come from its twin under @types. */
const packagePath = (/** @type {string[]} */ names) => `node_modules/(@types/)?${among(names)}/`;

const rulesOfLayers = Object.entries(layers).flatMap(([folder, { folders, types = [], packages }]) => [
  {
    name: `${folder}-imports`,
    comment: `src/${folder} may import ${[...folders, ...types].join(', ') || 'no other folder'}. Move what is shared down, or let a higher folder join the two.`,
    severity: 'error',
    from: { path: `^src/${folder}/` },
    to: { path: '^src/', pathNot: `^src/${among([folder, ...folders, ...types])}/` },
  },
  ...types.map((shape) => ({
    name: `${folder}-knows-only-the-shape-of-${shape}`,
    comment: `src/${folder} may only \`import type\` from src/${shape}.`,
    severity: 'error',
    from: { path: `^src/${folder}/` },
    to: { path: `^src/${shape}/`, dependencyTypesNot: ['type-only'] },
  })),
  {
    name: `${folder}-packages`,
    comment: `src/${folder} may use these packages: ${packages.join(', ') || 'none'}.`,
    severity: 'error',
    from: { path: `^src/${folder}/` },
    to: { path: '(^|/)node_modules/', ...(packages.length > 0 && { pathNot: packagePath(packages) }) },
  },
]);

module.exports = {
  forbidden: [
    ...rulesOfLayers,
    {
      name: 'systems-stand-alone',
      comment:
        'A system never imports another system: what two systems share belongs in protocols, placement, store or terminal.',
      severity: 'error',
      from: { path: '^src/systems/([^/]+)/' },
      to: { path: '^src/systems/[^/]+/', pathNot: '^src/systems/$1/' },
    },
    {
      name: 'api-behind-the-gateway',
      comment: 'Of all Workers only the gateway (the Service Worker) speaks REST.',
      severity: 'error',
      from: { path: '^src/workers/', pathNot: '^src/workers/gateway' },
      to: { path: '^src/api/' },
    },
    {
      name: 'geometry-is-maths',
      comment:
        'src/views/geometry is pure maths over D3: it imports nothing that draws. Types of what it measures are welcome.',
      severity: 'error',
      from: { path: '^src/views/geometry/' },
      to: {
        pathNot: ['^src/views/geometry/', 'node_modules/(@types/)?d3[a-z-]*/'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'no-cycles',
      comment: 'A circle of imports has no reading order. Cut it where the higher idea names the lower one.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'every-file-has-a-folder',
      comment:
        'Under src stand main.ts and the folders of the table above. A new folder needs a row there first.',
      severity: 'error',
      from: { path: '^src/', pathNot: [`^src/${among(Object.keys(layers))}/`, '^src/main\\.ts$'] },
      to: {},
    },
    {
      name: 'main-is-the-roof',
      comment: 'src/main.ts composes; nothing in src imports it.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^src/main\\.ts$' },
    },
    {
      name: 'src-stands-alone',
      comment:
        'src imports itself, its packages and what it shows, lessons and pages of docs; never tests, tools or a module of Node.',
      severity: 'error',
      from: { path: '^src/' },
      to: { pathNot: ['^src/', '(^|/)node_modules/', '^lessons/', '^docs/'] },
    },
    {
      name: 'resolvable',
      comment: 'This import leads nowhere: a wrong path, or a package that is missing in package.json.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // Imports as they are written, before types are erased: a type-only import is an import.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.svelte', '.json', '.d.ts'],
      exportsFields: ['exports'],
      conditionNames: ['types', 'svelte', 'import', 'browser', 'default', 'require', 'node'],
    },
  },
};

// ESLint and the diagram read the table too. Not enumerable, for dependency-cruiser refuses keys that it does not know.
Object.defineProperty(module.exports, 'layers', { value: layers });
