/** What a storm varies of a ring: its size and its lists, how it is asked, how often it looks after itself; and who comes and goes. */
import type { StormManner } from '../registered.ts';

type Act = Readonly<Record<string, unknown>>;

export const chordStorm: StormManner = {
  scenario(dice) {
    const successors = dice.between(2, 5);
    return {
      // Faults strike the first three to seven, so that mostly a ring is left.
      nodes: dice.between(8, 12),
      options: {
        bits: dice.pick([8, 16, 32, 61, 160]),
        successors,
        replicas: dice.between(1, Math.min(4, successors + 1)),
        reply: dice.pick(['direct', 'direct', 'route']),
        lookup: dice.pick(['recursive', 'recursive', 'iterative']),
        fingers: dice.between(0, 4) !== 0,
        begin: dice.pick(['ring', 'few']),
        stabilise: dice.pick(['100ms', '200ms']),
        fixFingers: dice.pick(['50ms', '100ms']),
        checkPredecessor: dice.pick(['100ms', '300ms']),
        repair: dice.pick(['200ms', '400ms']),
        hopTimeout: dice.pick(['100ms', '300ms']),
        retries: dice.between(0, 2),
      },
    };
  },
  faults(dice, nodes, from, to) {
    const actions: Act[] = [];
    const at = (): string => `${dice.between(from, to)}ms`;
    for (let joins = dice.pick([0, 0, 1, 2, 3]); joins > 0; joins -= 1)
      actions.push({ at: at(), do: 'add', node: `n${20 + joins}` });
    if (dice.between(0, 2) === 0) actions.push({ at: at(), do: 'remove', node: 'n8' });
    if (dice.between(0, 3) === 0) actions.push(...together(dice.some(nodes), dice.between(from, to)));
    return actions;
  },
};

/** Several die at one instant. */
function together(nodes: readonly string[], at: number): Act[] {
  return nodes.map((node) => ({ at: `${at}ms`, do: 'kill', node, how: 'power' }));
}
