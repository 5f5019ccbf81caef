/** What a storm over a cache varies: how it places and keeps keys, who comes and goes, and what people type meanwhile. */
import type { Dice, StormManner } from '../registered.ts';

export const cacheStorm: StormManner = {
  bandwidth: 20_000,
  scenario(dice) {
    const write = dice.pick([1, 1, 2, 2, 3]);
    const replicas = dice.pick([3, 3, 3, Math.max(2, write)]);
    const options = {
      write,
      replicas,
      virtualNodes: dice.pick([1, 8, 64]),
      placement: dice.pick(['ring', 'ring', 'ring', 'rendezvous', 'slots', 'jump', 'maglev']),
      appendfsync: dice.pick(['always', 'always', 'everysec']),
      detector: dice.pick(['phi', 'phi', 'swim']),
      // Ciphers take ten times as long as everything else: a few seeds are enough.
      encrypted: dice.between(1, 25) === 1,
    };
    // Last, so that what is drawn for primary mode stays as it was before there was another.
    const isQuorum = dice.between(0, 2) === 0;
    const mode = isQuorum ? quorumOptions(dice, replicas) : {};
    const asking = { proxy: dice.pick([false, false, false, true]), retries: dice.pick([0, 0, 2]) };
    const isRemembered = dice.pick([false, false, true]);
    const replaceAfter = dice.pick([0, 0, '1500ms', '4s']);
    const requestIds = isRemembered && !isQuorum;
    return { options: { ...options, ...mode, ...asking, requestIds, replaceAfter } };
  },
  faults(dice, nodes, from, to) {
    const actions: Record<string, unknown>[] = [];
    const at = (): string => `${dice.between(from, to)}ms`;
    for (let joins = dice.pick([0, 0, 1, 2]); joins > 0; joins -= 1) {
      actions.push({ at: at(), do: 'add', node: `n${nodes.length + joins}`, weight: dice.pick([1, 1, 2]) });
    }
    if (dice.between(0, 3) === 0) actions.push({ at: at(), do: 'weight', node: dice.pick(nodes), weight: 2 });
    if (dice.between(0, 3) === 0) actions.push({ at: at(), do: 'rebalance' });
    if (nodes.length > 3 && dice.between(0, 5) === 0) {
      // Late, so that nothing else is done to it any more.
      actions.push({ at: '15100ms', do: 'remove', node: nodes[nodes.length - 1] as string });
    }
    for (let lines = 25; lines > 0; lines -= 1) {
      actions.push({ at: `${dice.between(from, 17_000)}ms`, do: 'command', client: 'c1', text: line(dice) });
    }
    // "When faults are over" means lost packets too: a network that goes on losing one in ten is never quiet.
    actions.push({ at: '15001ms', do: 'link', from: '*', to: '*', drop: 0, duplicate: 0, reorder: 0 });
    return actions;
  },
};

/** Mostly as many as it takes for reads and writes to meet. */
export function quorumOptions(dice: Dice, replicas: number): Readonly<Record<string, unknown>> {
  const write = dice.pick([1, 2, 2, replicas]);
  return {
    mode: 'quorum',
    write,
    read: dice.pick([1, replicas - write + 1, Math.min(replicas, replicas - write + 1)]),
    sloppy: dice.between(0, 3) === 0,
    readRepair: dice.between(0, 3) !== 0,
    siblings: dice.between(0, 4) === 0,
  };
}

/** What the workload does not do: deletions, times to live, and commands whose effect is not their text. */
function line(dice: Dice): string {
  const key = `key:${dice.between(0, 19)}`;
  switch (dice.between(0, 6)) {
    case 0:
    case 1:
    case 2:
      return `DEL ${key}`;
    case 3:
      return `SET ${key} brief PX ${dice.between(100, 6_000)}`;
    case 4:
      return `SADD set:${dice.between(0, 4)} a b c d e f`;
    case 5:
      return `SPOP set:${dice.between(0, 4)} 2`;
    default:
      return `INCR counter:${dice.between(0, 4)}`;
  }
}
