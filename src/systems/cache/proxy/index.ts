/** A proxy as it is run. It speaks with nodes as they do with each other. */
import type { AnyProgram } from '../../../kernel/contract.ts';
import type { Options } from '../../../kernel/system.ts';
import { optionsOf } from '../options.ts';
import { proxyProgram } from './program.ts';

export async function cacheProxy(options: Options): Promise<AnyProgram> {
  if (!optionsOf(options).encrypted) return proxyProgram;
  const { sealed } = await import('../links/sealed.ts');
  return sealed(proxyProgram);
}
