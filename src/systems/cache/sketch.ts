/** What a reader of scenarios knows of the cache. */
import type { SystemSketch } from '../../scenario/systems.ts';
import { readConsole } from '../../terminal/console.ts';
import { sealLine } from '../store-option.ts';
import { checkOptions } from './check-options.ts';
import { cacheOptions } from './option-specs.ts';

export const cacheSketch: SystemSketch = {
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
};
