import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

/** Tests that run in Node: what needs a browser stands in tests/browser and is run by Playwright. */
export default defineConfig({
  plugins: [svelte()],
  test: {
    allowOnly: false,
    // By default one core is left free, which of two is half of them.
    maxWorkers: '100%',
    setupFiles: ['tests/support/fixed-chance.ts'],
    projects: [
      // Patience is no assertion of time: it only ends what hangs, and a busy machine may be ten times slower.
      { extends: true, test: { name: 'unit', include: ['tests/**/*.test.ts'], testTimeout: 60_000 } },
      // Whole systems under random faults, over many seeds: slower by nature, so with more patience.
      {
        extends: true,
        test: { name: 'simulation', include: ['tests/simulation/**/*.sim.ts'], testTimeout: 120_000 },
      },
    ],
    coverage: {
      provider: 'v8',
      // Every file counts, also the one that no test ever loaded. Views are tested in a browser. The floor stands in tools/test.mjs.
      include: ['src/**/*.ts'],
      exclude: ['src/views/**', '**/*.d.ts'],
      reporter: ['text', 'json-summary'],
      reportsDirectory: 'coverage',
      // Also when a test fails: the count at the end shall be honest.
      reportOnFailure: true,
    },
  },
});
