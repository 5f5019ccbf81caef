/**
 * Property tests draw from one fixed seed, so that a run that was green is green again, and a red one red: nothing here may be flaky. `SEED=n`
 * draws others, for whoever looks for more.
 */
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env['SEED'] ?? 20_261_120) });
