/** What a storm over a cache varies: how it places and keeps keys, and who comes and goes. */
import type { StormManner } from '../registered.ts';

export const cacheStorm: StormManner = {
  scenario(dice) {
    const write = dice.pick([1, 1, 2, 2, 3]);
    return {
      options: {
        write,
        replicas: dice.pick([3, 3, 3, Math.max(2, write)]),
        virtualNodes: dice.pick([1, 8, 64]),
        placement: dice.pick(['ring', 'ring', 'ring', 'rendezvous', 'slots']),
        appendfsync: dice.pick(['always', 'always', 'everysec']),
      },
    };
  },
  faults(dice, nodes, from, to) {
    const at = (): string => `${dice.between(from, to)}ms`;
    const actions: Record<string, unknown>[] = [];
    for (let joins = dice.pick([0, 0, 1, 2]); joins > 0; joins -= 1) {
      actions.push({ at: at(), do: 'add', node: `n${nodes.length + joins}`, weight: dice.pick([1, 1, 2]) });
    }
    if (dice.between(0, 3) === 0) actions.push({ at: at(), do: 'weight', node: dice.pick(nodes), weight: 2 });
    if (dice.between(0, 3) === 0) actions.push({ at: at(), do: 'rebalance' });
    return actions;
  },
};
