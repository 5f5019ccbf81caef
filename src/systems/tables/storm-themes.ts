/**
 * Ways in which things go wrong together: each is the weather for a rule of Raft that random faults seldom put to the test. What is needed at one instant (who
 * leads, who is behind, what is on its way) nobody can draw; but if the same is done again and again, to one node after the other, it comes about.
 */
import type { Dice, StormTheme } from '../registered.ts';

type Act = Readonly<Record<string, unknown>>;

const ms = (at: number): string => `${at}ms`;

/** Nodes are down for an instant while votes are on slow ways: who forgot its vote is asked for another in the same term. */
const hastyRestarts: StormTheme = {
  scenario: (dice) => ({
    options: {
      ...patience(dice.pick([100, 150]), dice.pick([1.2, 1.5, 2])),
      preVote: dice.pick([true, false, false]),
      snapshotEvery: 1_000,
    },
  }),
  faults(dice, nodes, from, to) {
    const actions: Act[] = ['request vote', 'vote'].map((kind) => ({
      ...{ at: ms(from), do: 'link', from: '*', to: '*', kind },
      ...{ reorder: 1, latency: { min: '2ms', max: dice.pick(['60ms', '150ms']) } },
    }));
    for (let at = from; at < to; at += dice.between(500, 900)) {
      actions.push(...blink(dice, dice.pick(nodes), at, dice.between(300, 450)));
      for (let restarts = dice.between(2, 2 * nodes.length); restarts > 0; restarts -= 1)
        actions.push(...blink(dice, dice.pick(nodes), at + dice.between(80, 450), dice.between(1, 20)));
    }
    return actions;
  },
};

/** Disks are slow, and the power goes everywhere: what was promised and not written is gone. */
const powerCuts: StormTheme = {
  scenario: (dice) => ({ options: patience(300, dice.pick([1.5, 2])) }),
  faults(dice, nodes, from, to) {
    const actions: Act[] = nodes.map((node) => ({
      ...{ at: ms(from), do: 'disk', node, act: 'slow', times: dice.pick([10, 30, 60]) },
    }));
    for (let at = from + 500; at < to; at += dice.between(900, 2_000))
      for (const node of dice.pick([nodes, nodes, dice.some(nodes)]))
        actions.push(...dark(node, at, dice.between(20, 200)));
    return actions;
  },
};

/** Some are behind, and of the others as many get new disks as would make a majority with them; the rest is gone. */
const newMachines: StormTheme = {
  scenario: (dice) => ({ options: { snapshotEvery: dice.pick([40, 1_000]) } }),
  faults(dice, nodes, from, to) {
    const actions: Act[] = [];
    for (let at = from; at < to - 2_000; at += dice.between(4_000, 5_000)) {
      const { behind, ahead } = sides(dice, nodes);
      const wiped = ahead.slice(0, Math.floor(nodes.length / 2) + 1 - behind.length);
      const then = at + dice.between(500, 1_200);
      actions.push({ at: ms(at), do: 'partition', groups: [behind] }, { at: ms(then), do: 'heal' });
      for (const node of wiped)
        actions.push(
          { at: ms(then), do: 'wipe', node },
          { at: ms(then + dice.between(1, 30)), do: 'restart', node },
        );
      for (const node of ahead.slice(wiped.length))
        actions.push(...dark(node, then, dice.between(1_000, 2_000)));
    }
    return actions;
  },
};

/** Snapshots are on the way for long, come twice and out of turn; and one node after the other needs one. */
const lateSnapshots: StormTheme = {
  scenario: (dice) => ({
    workload: [{ clients: 2, rate: 40, keys: 3, reads: 0.2, until: '15s' }],
    options: { snapshotEvery: 10, snapshotChunk: dice.pick([512, 8_192, 8_192]) },
  }),
  faults(dice, nodes, from, to) {
    const actions: Act[] = [
      {
        ...{ at: ms(from), do: 'link', from: '*', to: '*', kind: 'install snapshot' },
        ...{ reorder: 1, duplicate: 0.5, latency: { min: '5ms', max: dice.pick(['200ms', '600ms']) } },
      },
    ];
    for (let at = from; at < to; at += dice.between(1_000, 2_000)) {
      const node = dice.pick(nodes);
      actions.push(
        { at: ms(at), do: 'isolate', node },
        { at: ms(at + dice.between(400, 900)), do: 'heal', node },
      );
    }
    return actions;
  },
};

/** One after the other hears no node any more, but clients; and its clock on the wall falls back. */
const staleLeases: StormTheme = {
  scenario: (dice) => ({
    workload: [{ clients: 3, rate: 80, keys: dice.pick([1, 2]), reads: 0.5, until: '8s' }],
    options: { ...patience(dice.pick([100, 150]), 3), heartbeat: '20ms', reads: 'lease', checkQuorum: true },
  }),
  faults(dice, nodes, from) {
    const actions: Act[] = [];
    let behind = 0;
    for (let at = from; at < 7_500; at += dice.between(600, 1_000)) {
      behind += 5;
      const node = dice.pick(nodes);
      actions.push(...apart(node, nodes, at, at + dice.between(350, 700)), {
        ...{ at: ms(at + dice.between(5, 60)), do: 'skew', node, by: `-${behind}s` },
      });
    }
    return actions;
  },
};

/** Some are behind when all go but one who is not: it leads, and does not know for a while what is committed. */
const freshLeaders: StormTheme = {
  scenario: (dice) => ({
    workload: [{ clients: 3, rate: 60, keys: dice.pick([1, 2]), reads: 0.5, until: '12s' }],
    options: {
      ...patience(dice.pick([100, 150]), 2),
      ...{ reads: dice.pick(['lease', 'index']), batch: 1, pipeline: 2, snapshotEvery: 1_000 },
    },
  }),
  faults(dice, nodes, from, to) {
    const actions: Act[] = [];
    for (let at = from; at < to; at += dice.between(2_000, 3_000)) {
      const { behind, ahead } = sides(dice, nodes);
      const then = at + dice.between(300, 900);
      actions.push({ at: ms(at), do: 'partition', groups: [behind] }, { at: ms(then), do: 'heal' });
      const stay = Math.floor(nodes.length / 2) + 1 - behind.length;
      for (const node of ahead.slice(stay))
        actions.push(...dark(node, then + dice.between(0, 5), dice.between(600, 1_000)));
    }
    return actions;
  },
};

/** Who hears whom changes faster than anything is agreed on: leader after leader writes what few others get. */
const shiftingSides: StormTheme = {
  scenario: (dice) => ({
    workload: [{ clients: 3, rate: dice.pick([10, 20]), keys: 3, reads: 0.2, until: '18s' }],
    options: {
      ...patience(100, dice.pick([1.5, 2])),
      ...{ preVote: dice.pick([true, false]), checkQuorum: dice.pick([true, false]) },
    },
  }),
  faults(dice, nodes, from, to) {
    const actions: Act[] = [];
    for (let at = from; at < to; at += dice.between(100, 600))
      actions.push(
        { at: ms(at), do: 'heal' },
        { at: ms(at), do: 'partition', groups: [dice.some(nodes)], oneWay: dice.pick([false, false, true]) },
      );
    return actions;
  },
};

/** A minority is cut off with newcomers enough to make a majority with them, and a while later they go again. */
const growingMinority: StormTheme = {
  scenario: (dice) => ({
    options: { ...patience(100, 2), checkQuorum: dice.pick([true, false, false]) },
  }),
  faults(dice, nodes, from, to) {
    const actions: Act[] = [];
    let number = 20;
    for (let at = from; at < to - 2_000; at += dice.between(4_000, 5_000)) {
      const { behind, ahead } = sides(dice, nodes);
      actions.push({ at: ms(at), do: 'partition', groups: [ahead] });
      const newcomers = ahead.slice(behind.length - 1).map(() => `n${(number += 1)}`);
      const begins = at + dice.between(0, 150);
      const ends = at + dice.between(800, 1_800);
      actions.push({ at: ms(ends), do: 'heal' });
      for (const node of newcomers)
        actions.push(
          { at: ms(begins), do: 'add', node },
          { at: ms(ends + dice.between(0, 1_000)), do: 'remove', node },
        );
    }
    return actions;
  },
};

function patience(electionMin: number, times: number): Record<string, unknown> {
  return { electionMin: ms(electionMin), electionMax: ms(Math.round(electionMin * times)) };
}

/** As many behind as a majority can do without, and the others; either in an order by chance. */
function sides(dice: Dice, nodes: readonly string[]): { behind: string[]; ahead: string[] } {
  const left = [...nodes];
  const drawn = nodes.map(() => left.splice(dice.between(0, left.length - 1), 1)[0] as string);
  const minority = Math.floor((nodes.length - 1) / 2);
  return { behind: drawn.slice(0, minority), ahead: drawn.slice(minority) };
}

function dark(node: string, at: number, lasts: number): Act[] {
  return [
    { at: ms(at), do: 'kill', node, how: 'power' },
    { at: ms(at + lasts), do: 'restart', node },
  ];
}

function blink(dice: Dice, node: string, at: number, lasts: number): Act[] {
  return [
    { at: ms(at), do: 'kill', node, how: dice.pick(['process', 'power']) },
    { at: ms(at + lasts), do: 'restart', node },
  ];
}

/** From other nodes only: clients hear it. */
export function apart(node: string, nodes: readonly string[], at: number, until: number): Act[] {
  const links = nodes
    .filter((id) => id !== node)
    .map((id) => ({ do: 'link', from: node, to: id, both: true }));
  return [
    ...links.map((link): Act => ({ at: ms(at), ...link, block: true })),
    ...links.map((link): Act => ({ at: ms(until), ...link, clear: true })),
  ];
}

/** "When faults are over" means lost packets too. */
export const QUIET: Act = {
  ...{ at: '15001ms', do: 'link', from: '*', to: '*', drop: 0, duplicate: 0, reorder: 0 },
};

export const tablesThemes: readonly StormTheme[] = [
  hastyRestarts,
  powerCuts,
  newMachines,
  lateSnapshots,
  staleLeases,
  freshLeaders,
  shiftingSides,
  growingMinority,
].map(({ scenario, faults }) => ({ scenario, faults: (...given) => [...faults(...given), QUIET] }));
