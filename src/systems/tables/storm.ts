/** What a storm over a table store varies, and what it does besides. */
import type { Dice, StormManner } from '../registered.ts';
import { apart, QUIET, tablesThemes } from './storm-themes.ts';

type Act = Readonly<Record<string, unknown>>;

export const tablesStorm: StormManner = {
  bandwidth: 20_000,
  themes: tablesThemes,
  scenario(dice) {
    const electionMin = dice.pick([100, 150, 300]);
    // What Raft can get wrong it gets wrong in few writes as well, and more seeds find more than more writes do.
    const rate = dice.pick([5, 15, 40]);
    return {
      workload: [{ clients: dice.between(1, 3), rate, keys: dice.pick([2, 10]), reads: 0.4, until: '18s' }],
      options: {
        electionMin: `${electionMin}ms`,
        electionMax: `${electionMin * dice.pick([2, 2, 3])}ms`,
        heartbeat: `${dice.pick([20, 50])}ms`,
        checkQuorum: dice.between(0, 3) !== 0,
        preVote: dice.between(0, 3) !== 0,
        reads: dice.pick(['local', 'lease', 'lease', 'index']),
        batch: dice.pick([1, 4, 16, 64]),
        // One entry at a time and two messages under way would be less than clients write.
        pipeline: dice.pick([4, 8]),
        snapshotEvery: dice.pick([10, 20, 40, 1_000]),
        snapshotChunk: dice.pick([64, 512, 8_192]),
        writeTimeout: dice.pick(['500ms', '2s']),
      },
    };
  },
  faults(dice, nodes, from, to) {
    const actions: Act[] = [];
    const at = (): string => `${dice.between(from, to)}ms`;
    for (let joins = dice.pick([0, 0, 1, 2]); joins > 0; joins -= 1)
      actions.push({ at: at(), do: 'add', node: `n${20 + joins}` });
    const goes = dice.pick(['one', 'many', 'none', 'none']);
    if (goes === 'many') actions.push(...shrink(dice, nodes));
    else if (goes === 'one' && nodes.length > 3)
      actions.push({ at: '15100ms', do: 'remove', node: nodes[nodes.length - 1] as string });
    if (dice.between(0, 3) === 0) actions.push(...churn(dice, nodes, dice.between(from, to)));
    if (dice.between(0, 1) === 0) actions.push(...staleLeader(dice, nodes, dice.between(from, to)));
    actions.push(QUIET);
    return actions;
  },
};

/** One node after the other goes down, and up again soon: many leaders in a short time, each with a little that nobody else has. */
function churn(dice: Dice, nodes: readonly string[], from: number): Act[] {
  const actions: Act[] = [];
  let at = from;
  for (let kills = dice.between(4, 10); kills > 0 && at < 14_000; kills -= 1) {
    const node = dice.pick(nodes);
    actions.push({ at: `${at}ms`, do: 'kill', node, how: dice.pick(['power', 'process']) });
    actions.push({ at: `${at + dice.between(50, 900)}ms`, do: 'restart', node });
    at += dice.between(50, 500);
  }
  return actions;
}

/** A minority is cut off, and just then all go whom it would need: whatever is decided must have a majority of both lists. */
function shrink(dice: Dice, nodes: readonly string[]): Act[] {
  const minority = Math.floor((nodes.length - 1) / 2);
  const at = 15_150 + dice.between(0, 150);
  return [
    { at: '15100ms', do: 'partition', groups: [nodes.slice(0, minority)] },
    ...nodes.slice(2 * minority - 1).map((node): Act => ({ at: `${at}ms`, do: 'remove', node })),
    { at: `${at + dice.between(400, 1_000)}ms`, do: 'heal' },
  ];
}

/** One node hears no other any more, but clients hear all of them; and its clock on the wall jumps back. */
function staleLeader(dice: Dice, nodes: readonly string[], from: number): Act[] {
  const node = dice.pick(nodes);
  const until = Math.min(14_900, from + dice.between(300, 2_500));
  return [{ at: `${from + 30}ms`, do: 'skew', node, by: '-5s' }, ...apart(node, nodes, from, until)];
}
