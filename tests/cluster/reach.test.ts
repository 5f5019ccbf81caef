/** The random scenarios of these tests are worth something only if they get everywhere. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { only } from '../support/histories.ts';
import { play } from '../support/cluster.ts';
import { messageDraws, scenarioFiles, withMessageActs } from '../support/scenarios.ts';

it('random scenarios reach every kind of loss, every act and every happening', async () => {
  const seen = new Map<string, number>();
  const saw = (what: string): void => void seen.set(what, (seen.get(what) ?? 0) + 1);
  const drawn = fc.sample(fc.tuple(scenarioFiles(), messageDraws), { seed: 7, numRuns: 150 });
  for (const [plain, draws] of drawn) {
    const file = await withMessageActs(plain, draws);
    const { history, cluster } = await play(file, { level: 'contents' });
    saw(file.system);
    for (const event of history) saw(event.what);
    for (const { reason } of only(history, 'dropped')) saw(`lost: ${reason}`);
    for (const { action } of only(history, 'action')) saw(`act: ${action.do}`);
    for (const { action } of only(history, 'action')) if (action.do === 'disk') saw(`disk: ${action.act}`);
    for (const { what, ...stopped } of only(history, 'stopped')) saw(`${what}: ${stopped.bytesLost > 0}`);
    for (const { outcome } of only(history, 'settled')) saw(`settled: ${outcome.status}`);
    if (cluster.counts.duplicated > 0) saw('duplicated');
  }
  const wanted = [
    ...['echo', 'counter', 'relay', 'duplicated'],
    ...[
      'action',
      'started',
      'stopped',
      'crashed',
      'note',
      'invoked',
      'settled',
      'handled',
      'sent',
      'dropped',
    ],
    ...['chance', 'block', 'partition', 'isolated', 'dead', 'nobody', 'hand'].map(
      (reason) => `lost: ${reason}`,
    ),
    ...'kill restart wipe freeze thaw slow skew disk isolate partition heal link dice command message add remove'
      .split(' ')
      .map((verb) => `act: ${verb}`),
    ...['full', 'slow', 'torn', 'corrupt', 'fail', 'ok'].map((act) => `disk: ${act}`),
    ...['stopped: true', 'stopped: false', 'settled: ok', 'settled: failed', 'settled: unknown'],
  ];
  expect(wanted.filter((what) => !seen.has(what))).toEqual([]);
});
