/** For tests that look at many runs: long enough for a slow machine, short enough to notice an endless loop. */
import { vi } from 'vitest';

export const PATIENCE = 60_000;
vi.setConfig({ testTimeout: PATIENCE });
