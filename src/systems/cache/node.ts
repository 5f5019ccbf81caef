/** A node as it is run: its program, with what stands around it. */
import type { AnyProgram } from '../../kernel/contract.ts';
import type { Options } from '../../kernel/system.ts';
import { quorumMode, rumours } from './by-option.ts';
import { metered, meteredEars } from './metered.ts';
import { optionsOf } from './options.ts';
import { nodeProgram } from './program.ts';

const measured: AnyProgram = metered(nodeProgram);

/** What few clusters use comes on demand once more: ciphers are heavy, and nobody runs both modes. */
export async function cacheNode(options: Options): Promise<AnyProgram> {
  const { mode, detector, encrypted } = optionsOf(options);
  if (mode === 'quorum') quorumMode.put(await import('./quorum/index.ts'));
  if (detector === 'swim') rumours.put(await import('./rumours.ts'));
  if (!encrypted) return measured;
  const { sealed } = await import('./links/sealed.ts');
  return metered(sealed(nodeProgram, meteredEars));
}
