import { formatFault, readScenario, type SystemSketch } from '../../src/scenario/index.ts';

const numbered = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `n${index + 1}` }));

export const cache: SystemSketch = {
  id: 'cache',
  nodes: [...numbered(6), { id: 'proxy', name: 'Proxy', role: 'proxy', when: { option: 'proxy', is: true } }],
  roles: ['cache', 'proxy'],
  options: {
    mode: { kind: 'choice', values: ['primary', 'quorum'], default: 'primary' },
    replicas: { kind: 'integer', min: 1, max: 9, default: 3 },
    read: { kind: 'integer', min: 1, max: 9, default: 1 },
    write: { kind: 'integer', min: 1, max: 9, default: 1 },
    virtualNodes: { kind: 'integer', min: 1, max: 1024, default: 64 },
    placement: { kind: 'choice', values: ['ring', 'modulo', 'jump'], default: 'ring' },
    proxy: { kind: 'boolean', default: false },
    timeout: { kind: 'duration', min: 1000, default: 500_000 },
    skew: { kind: 'number', min: 0, max: 2, default: 0.5 },
    motto: { kind: 'text', default: '' },
    mutants: { kind: 'list', values: ['forget', 'double'], default: [] },
  },
  actions: ['add', 'remove', 'weight', 'rebalance', 'option'],
};

export const todo: SystemSketch = {
  id: 'todo',
  nodes: [
    { id: 'store1', role: 'store' },
    { id: 'store2', role: 'store' },
    { id: 'handler', name: 'Handler', role: 'handler', weight: 2 },
  ],
  roles: ['store', 'handler'],
  options: { poll: { kind: 'duration', default: 1_000_000 } },
};

export const echo: SystemSketch = { id: 'echo', nodes: numbered(3), options: {} };

export const systems: ReadonlyMap<string, SystemSketch> = new Map(
  [cache, todo, echo].map((sketch) => [sketch.id, sketch]),
);

/** A scenario of the cache that must be good. */
export function good(extra: object) {
  const result = readScenario({ version: 1, system: 'cache', ...extra }, systems);
  if (!result.ok) throw new Error(result.faults.map(formatFault).join('\n'));
  return result.scenario;
}

/** All that is wrong with a scenario of the cache, line by line. */
export function faults(extra: object): string[] {
  return linesOf({ version: 1, system: 'cache', ...extra });
}

export function linesOf(input: unknown): string[] {
  const result = readScenario(input, systems);
  return result.ok ? [] : result.faults.map(formatFault);
}

/** What is wrong with a script, without the path that all its lines share. */
export const scriptFaults = (...script: unknown[]): string[] => faults({ script });
