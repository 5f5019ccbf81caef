/** The cache: a replicated store on a hash ring. */
import type { AnyProgram } from '../../kernel/contract.ts';
import type { Options } from '../../kernel/system.ts';
import { clientProgram } from '../../protocols/client.ts';
import { readConsole } from '../../terminal/console.ts';
import type { RegisteredSystem } from '../registered.ts';
import { ORDINARY_DISK, serviceOf } from '../service.ts';
import { sealLine } from '../store-option.ts';
import { checkOptions } from './check-options.ts';
import { clientManner } from './client.ts';
import { cacheInvariants } from './invariants.ts';
import { areLinksLoaded, linksLoaded, loadLinks } from './links/load.ts';
import { metered } from './metered.ts';
import { cacheOptions, optionsOf } from './options.ts';
import { nodeProgram } from './program.ts';
import { proxyProgram } from './proxy/program.ts';
import { quorumInvariants } from './quorum/invariants.ts';
import { cacheStorm } from './storm.ts';

const measured: AnyProgram = metered(nodeProgram);

function nodeOf(options: Options): AnyProgram {
  return optionsOf(options).encrypted ? metered(linksLoaded().sealed(nodeProgram)) : measured;
}

export const cache: RegisteredSystem = {
  id: 'cache',
  edition: 2,
  sketch: {
    id: 'cache',
    nodes: [
      ...['n1', 'n2', 'n3', 'n4', 'n5', 'n6'].map((id) => ({ id, role: 'node' })),
      { id: 'proxy', name: 'Proxy', role: 'proxy', when: { option: 'proxy', is: true } },
    ],
    roles: ['node', 'proxy'],
    options: cacheOptions,
    actions: ['add', 'remove', 'weight', 'rebalance'],
    seal: sealLine,
    console: readConsole,
    check: checkOptions,
  },
  program(role, options): AnyProgram {
    if (role === 'client') return clientProgram(clientManner(optionsOf(options)));
    return role === 'proxy' ? proxyProgram : nodeOf(options);
  },
  load: (options) => (optionsOf(options).encrypted && !areLinksLoaded() ? loadLinks() : undefined),
  service: serviceOf,
  disk: () => ORDINARY_DISK,
  invariants: [...cacheInvariants, ...quorumInvariants],
  leaves: (role) => role === 'node',
  storm: cacheStorm,
};
