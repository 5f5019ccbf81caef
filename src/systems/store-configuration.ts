/** The configuration of a store in a system that has the option `store` (store-option.ts), for the programs that open it. */
import type { Options } from '../kernel/system.ts';
import type { Configuration } from '../store/configuration.ts';

export function configurationOf(options: Options): Configuration {
  return options.store as Configuration;
}
