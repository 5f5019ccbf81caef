import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import svelteConfig from './svelte.config.js';
import { importMap } from './tools/import-map.mjs';

/** What decides a history. Here the same input must give the same bits in every browser, in Node, today and in ten years. */
const core = [
  'kernel',
  'scenario',
  'cluster',
  'protocols',
  'store',
  'placement',
  'systems',
  'history',
  'search',
  'terminal',
].map((folder) => `src/${folder}/**/*.ts`);

const noClock =
  'The core knows no wall time: read self.now or self.clock, or take the instant as an argument.';
const noTimer = 'The core waits in virtual time: use self.after(delay, timer).';
const noHost = 'The core never touches its host: take it in as data, or send it out as a message.';
const noChance = 'The core draws no chance of its own: use self.random(), or kernel/chance by name.';
const noLocale = 'What a locale says changes with the host: write the rule out, in code units.';
const noThread = 'Workers are started in src/workers/start-*.ts only: ask the starter for one.';

/** @param {string} message @param {string[]} names */
const globals = (message, ...names) => names.map((name) => ({ name, message }));

const threads = globals(noThread, 'Worker', 'SharedWorker');
const impure = [
  ...globals(noClock, 'Date', 'performance', 'Temporal'),
  ...globals(noTimer, 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'requestAnimationFrame'),
  ...globals(
    noHost,
    'fetch',
    'XMLHttpRequest',
    'WebSocket',
    'navigator',
    'document',
    'window',
    'process',
    'Buffer',
  ),
  ...globals(noHost, 'globalThis', 'self', 'SharedArrayBuffer', 'Atomics', 'WeakRef', 'FinalizationRegistry'),
  ...globals(noChance, 'crypto'),
  ...globals(noLocale, 'Intl'),
];

/** The members of Math that IEEE 754 or the language defines to the last bit. All others differ from engine to engine. */
const exactMaths = 'abs|ceil|clz32|floor|fround|imul|max|min|round|sign|sqrt|trunc';
const noMaths =
  'Its last bit differs from engine to engine: use kernel/maths, which is built from + − × ÷ and sqrt.';

const inexact = [
  { selector: "MemberExpression[object.name='Math'][property.name='random']", message: noChance },
  {
    selector: `MemberExpression[object.name='Math'][computed=false]:not([property.name=/^(random|${exactMaths})$/])`,
    message: noMaths,
  },
  {
    selector: "MemberExpression[object.name='Math'][computed=true], VariableDeclarator[init.name='Math']",
    message: 'Name the member of Math where it is used, so that the linter can see whether it is exact.',
  },
  {
    selector: "BinaryExpression[operator='**'], AssignmentExpression[operator='**=']",
    message: `${noMaths} For a power of two, write the number or shift.`,
  },
  {
    selector: 'MemberExpression[property.name=/^(toUpperCase|toLowerCase|normalize)$/]',
    message:
      'Which letters have a case, and how they compose, depends on the engine’s Unicode: fold A–Z by char code.',
  },
  {
    selector: 'MemberExpression[property.name=/^(localeCompare|toLocale\\w*)$/]',
    message: `${noLocale} Compare with < and >.`,
  },
  {
    selector: 'Literal[regex.pattern=/\\\\[pP][{]/]',
    message:
      'Which characters have a property depends on the engine’s Unicode: list the ranges that are meant.',
  },
];

/** A name says more than a position in a file: imports can be searched for. */
const named = { selector: 'ExportDefaultDeclaration', message: 'Export by name.' };

export default defineConfig(
  globalIgnores(['dist/', 'dist-file/', 'coverage/', '.cache/', 'test-results/', 'playwright-report/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  tseslint.configs.recommended,
  svelte.configs.recommended,
  {
    rules: {
      // TypeScript knows the names that exist, of every part in its own world.
      'no-undef': 'off',
      eqeqeq: 'error',
      // What strangers write is searched for control characters, on purpose.
      'no-control-regex': 'off',
      'no-restricted-globals': ['error', { globals: threads, checkGlobalObject: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['**/*.{ts,svelte}'],
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-import-type-side-effects': 'error',
    },
  },
  {
    // What only the type checker can see. Components are left out: the checker would have to be asked for each of them anew.
    files: ['src/**/*.ts', 'tests/**/*.ts', 'tools/**/*.ts'],
    ignores: ['**/*.d.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      parserOptions: { parser: tseslint.parser, extraFileExtensions: ['.svelte'], svelteConfig },
    },
  },
  {
    files: ['src/**/*.svelte'],
    plugins: { ringside: { rules: { 'import-map': importMap } } },
    rules: {
      'ringside/import-map': 'error',
      'svelte/no-at-html-tags': 'error',
      'no-console': 'error',
      'max-lines': ['warn', { max: 150, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: { 'no-console': 'error', 'no-restricted-syntax': ['error', named] },
  },
  {
    files: ['src/**/*.ts', 'tools/**'],
    rules: {
      // Comments are free: they are half of what a reader comes for.
      'max-lines': ['warn', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['warn', { max: 70, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: core,
    rules: {
      'no-restricted-globals': ['error', { globals: [...threads, ...impure], checkGlobalObject: true }],
      'no-restricted-syntax': ['error', named, ...inexact],
    },
  },
  {
    files: ['src/workers/start-*.ts', 'tools/bench/page/start-*.ts'],
    rules: { 'no-restricted-globals': 'off' },
  },
);
