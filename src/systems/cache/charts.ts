/** What of a cache's counts is drawn. */
import { CLIENT_LATENCY } from '../../protocols/client.ts';
import type { Definition } from '../../protocols/metrics.ts';
import type { Measure, SystemMetrics } from '../charts.ts';
import { DEFINED, DEFINITIONS } from './metric-names.ts';

function measure(
  kind: Measure['kind'],
  { name }: Pick<Definition, 'name'>,
  more: Partial<Measure> = {},
): Measure {
  return { of: name, kind, ...more };
}

export const cacheMetrics: SystemMetrics = {
  definitions: DEFINITIONS,
  up: { name: 'cache_up', kind: 'gauge', help: 'Whether the node answered.', labels: [] },
  measures: {
    // Who was sent on to another node is neither served nor refused.
    operations: measure('count', DEFINED.operations, { only: ['ok', 'failed'] }),
    found: measure('count', DEFINED.hits),
    missed: measure('count', DEFINED.misses),
    wait: measure('spread', { name: CLIENT_LATENCY }, { isOfClients: true }),
    answers: measure('spread', DEFINED.latency),
    memory: measure('level', DEFINED.memory),
    in: measure('count', DEFINED.received),
    out: measure('count', DEFINED.sent),
    behind: measure('peak', DEFINED.lagChanges, { about: 'sum' }),
    late: measure('peak', DEFINED.lagTime, { about: 'greatest', isTime: true }),
    hits: measure('level', DEFINED.hits),
    misses: measure('level', DEFINED.misses),
    items: measure('level', DEFINED.items),
    repairs: measure('level', DEFINED.repairs),
    moves: measure('level', DEFINED.moves),
  },
  charts: [
    { name: 'operations', form: 'rates', unit: 'each', of: ['operations'] },
    { name: 'wait', form: 'spread', unit: 'time', of: ['wait'] },
    { name: 'hits', form: 'share', unit: 'share', of: ['found', 'missed'] },
    { name: 'behind', form: 'worst', unit: 'each', of: ['behind'] },
    { name: 'answers', form: 'slowest', unit: 'time', of: ['answers'] },
    { name: 'network', form: 'rates', unit: 'bytes', of: ['out', 'in'] },
    { name: 'memory', form: 'levels', unit: 'bytes', of: ['memory'] },
    { name: 'late', form: 'worst', unit: 'time', of: ['late'] },
  ],
  figures: [
    { name: 'hits', of: 'hits' },
    { name: 'misses', of: 'misses' },
    { name: 'items', of: 'items' },
    { name: 'repairs', of: 'repairs' },
    { name: 'moves', of: 'moves' },
  ],
};
