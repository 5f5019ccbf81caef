/** Lines that act on the cluster: what they mean, and what is said of those that mean nothing. */
import { describe, expect, it } from 'vitest';
import type { Present } from '../../src/scenario/systems.ts';
import { readConsole } from '../../src/terminal/console.ts';

const present: Present[] = ['Alfa', 'Bravo', 'Charlie', 'Delta'].map((name, index) => ({
  ...{ id: `n${index + 1}`, name, role: 'node', weight: 1 },
  status: name === 'Delta' ? 'down' : 'up',
}));
const gone: Present = { id: 'n5', name: 'Echo', role: 'node', weight: 1, status: 'removed' };
const read = (text: string) => readConsole(text, [...present, gone]);

describe('an act', () => {
  it.each([
    ['KILL Bravo', { do: 'kill', node: 'n2' }],
    ['kill n2', { do: 'kill', node: 'n2' }],
    ['KILL @Bravo', { do: 'kill', node: 'n2' }],
    ['KILL Bravo program', { do: 'kill', node: 'n2', how: 'process' }],
    ['REVIVE delta', { do: 'restart', node: 'n4' }],
    ['ROPE Alfa | *', { do: 'partition', groups: [['n1']] }],
    ['ROPE Alfa Bravo|Charlie | *', { do: 'partition', groups: [['n1', 'n2'], ['n3']] }],
    ['ROPE Alfa c1 | *', { do: 'partition', groups: [['n1', 'c1']] }],
    ['UNTIE', { do: 'heal' }],
    ['UNTIE Alfa', { do: 'heal', node: 'n1' }],
    ['ISOLATE Alfa', { do: 'isolate', node: 'n1' }],
    [
      'SLOW Alfa Charlie 800',
      { do: 'link', from: 'n1', to: 'n3', latency: { law: 'constant', min: '800ms' } },
    ],
    ['SLOW c1 Charlie 80ms', { do: 'link', from: 'c1', to: 'n3', latency: { law: 'constant', min: '80ms' } }],
    ['SLOW Alfa 10', { do: 'slow', node: 'n1', times: 10 }],
    ['LOSE Alfa Charlie 30%', { do: 'link', from: 'n1', to: 'n3', drop: 0.3 }],
    ['CUT Alfa Charlie', { do: 'link', from: 'n1', to: 'n3', block: true }],
    ['MEND Alfa Charlie', { do: 'link', from: 'n1', to: 'n3', clear: true }],
    ['ROPE Alfa > *', { do: 'partition', groups: [['n1']], oneWay: true }],
    ['ROPE Alfa>Bravo Charlie', { do: 'partition', groups: [['n1'], ['n2', 'n3']], oneWay: true }],
    ['ROPE * > Bravo', { do: 'partition', groups: [['n1', 'n3', 'n4'], ['n2']], oneWay: true }],
    [
      'SLOW Alfa > Charlie 800',
      { do: 'link', from: 'n1', to: 'n3', latency: { law: 'constant', min: '800ms' }, both: false },
    ],
    ['LOSE Alfa > Charlie 30%', { do: 'link', from: 'n1', to: 'n3', drop: 0.3, both: false }],
    ['CUT Alfa > Charlie', { do: 'link', from: 'n1', to: 'n3', block: true, both: false }],
    ['BLOCK Alfa Charlie', { do: 'link', from: 'n1', to: 'n3', block: true, both: false }],
    ['MEND Alfa > Charlie', { do: 'link', from: 'n1', to: 'n3', clear: true, both: false }],
    ['SKEW Bravo -5s', { do: 'skew', node: 'n2', by: '-5s' }],
    ['SKEW Bravo 250', { do: 'skew', node: 'n2', by: '250ms' }],
    ['SKEW Bravo 0', { do: 'skew', node: 'n2', by: '0ms' }],
    ['DISK Bravo full', { do: 'disk', node: 'n2', act: 'full' }],
    ['ADD Golf', { do: 'add', node: 'Golf', name: 'Golf', weight: 1 }],
    ['CLUSTER add Golf 3', { do: 'add', node: 'Golf', name: 'Golf', weight: 3 }],
    ['ADD Ö', { do: 'add', node: 'n6', name: 'Ö', weight: 1 }],
    ['ADD Echo', { do: 'add', node: 'Echo', name: 'Echo', weight: 1 }],
    ['ADD n5', { do: 'add', node: 'n6', name: 'n5', weight: 1 }],
    ['REMOVE Bravo', { do: 'remove', node: 'n2' }],
    ['cluster remove Bravo', { do: 'remove', node: 'n2' }],
    ['CLUSTER REBALANCE', { do: 'rebalance' }],
    ['WEIGHT Bravo 2', { do: 'weight', node: 'n2', weight: 2 }],
    ['DROP c1→n1 c1.3 request', { do: 'message', name: 'c1→n1 c1.3 request', act: 'drop' }],
    ['TWICE m', { do: 'message', name: 'm', act: 'duplicate' }],
    ['DELAY a b 200', { do: 'message', name: 'a b', act: 'delay', by: '200ms' }],
    ['FREEZE Bravo', { do: 'freeze', node: 'n2' }],
    ['THAW Bravo', { do: 'thaw', node: 'n2' }],
    ['WIPE Bravo', { do: 'wipe', node: 'n2' }],
  ])('%s', (text, act) => expect(read(text)).toMatchObject({ ok: true, act }));

  it.each(['SET a 1', 'GET kill', '', '"KILL', 'CLUSTER NODES', 'SHOW Bravo', 'DEL a @Bravo'])(
    '%j is none',
    (text) => expect(read(text)).toBeNull(),
  );
});

describe('what makes no sense', () => {
  it.each([
    ['KILL', 'Type KILL Bravo, or KILL Bravo program.'],
    ['KILL Zulu', 'There is no node Zulu. Here are Alfa, Bravo, Charlie, Delta.'],
    ['KILL Echo', 'There is no node Echo. Here are Alfa, Bravo, Charlie, Delta.'],
    ['KILL Delta', 'Delta is stopped already.'],
    ['KILL Bravo softly', 'Type KILL Bravo, or KILL Bravo program to leave it its power.'],
    ['REVIVE Bravo', 'Bravo is running already.'],
    ['ROPE *', 'Type ROPE Alfa Bravo | *: somebody has to be named.'],
    ['SLOW Alfa Charlie much', 'Type SLOW Alfa Charlie 800, in ms.'],
    ['SLOW Alfa much', 'Type SLOW Alfa 10: ten times as slow.'],
    ['LOSE Alfa Charlie 130%', 'More than all messages cannot be lost.'],
    ['LOSE Alfa Charlie', 'Type LOSE Alfa Charlie 30%.'],
    ['LOSE Alfa > Charlie', 'Type LOSE Alfa Charlie 30%.'],
    ['SLOW Alfa Charlie 8 9', 'Type SLOW Alfa Charlie 800, or SLOW Alfa 10.'],
    ['CUT Alfa >', 'Type CUT Alfa Charlie.'],
    ['ROPE Alfa > Bravo | *', 'Type ROPE Alfa Bravo | *, or ROPE Alfa > *: not both at once.'],
    ['SKEW Bravo late', 'Type SKEW Bravo -5s, or SKEW Bravo 0 to set its clock right.'],
    ['DISK Bravo wet', 'Type DISK Bravo full: it may be full, slow, torn, corrupt, fail or ok.'],
    ['ADD n1', 'n1 is there already.'],
    ['ADD Bravo', 'Bravo is there already.'],
    ['WEIGHT Bravo heavy', 'Type WEIGHT Bravo 2.'],
    ['DELAY m soon', 'Type DELAY and a message, then 200, in ms.'],
    ['UNTIE all of it', 'Type UNTIE.'],
  ])('%s', (text, says) => expect(read(text)).toEqual({ ok: false, says }));
});
