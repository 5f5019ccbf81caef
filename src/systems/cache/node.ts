/** A node as it is run: its program, with what stands around it. */
import type { AnyProgram } from '../../kernel/contract.ts';
import type { Options } from '../../kernel/system.ts';
import { metered, meteredEars } from './metered.ts';
import { optionsOf } from './options.ts';
import { nodeProgram } from './program.ts';

const measured: AnyProgram = metered(nodeProgram);

/** Ciphers are heavy and few clusters use them, so their code comes on demand once more. */
export async function cacheNode(options: Options): Promise<AnyProgram> {
  if (!optionsOf(options).encrypted) return measured;
  const { sealed } = await import('./links/sealed.ts');
  return metered(sealed(nodeProgram, meteredEars));
}
