/** What links promise, measured on recorded histories of random scenarios by a second account of the rules. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HistoryEvent, MessageRecord } from '../../src/cluster/recorder.ts';
import { NEVER } from '../../src/kernel/time.ts';
import { play, type Run } from '../support/cluster.ts';
import { only, sendOf } from '../support/histories.ts';
import { Oracle } from '../support/oracle.ts';
import { messageDraws, runs, scenarioFiles, withMessageActs } from '../support/scenarios.ts';

/** Goes through a history with the oracle told of every action at its place. */
function walk({ scenario, history }: Run, visit: (event: HistoryEvent, oracle: Oracle) => void): void {
  const oracle = new Oracle(scenario);
  for (const event of history) {
    if (event.what === 'action') oracle.take(event.action);
    visit(event, oracle);
  }
}

function overHistories(check: (run: Run) => void, numRuns = 60): Promise<void> {
  return fc.assert(
    fc.asyncProperty(scenarioFiles(), async (file) => check(await play(file, { level: 'messages' }))),
    runs(numRuns),
  );
}

/** Messages under way, by sender and send number, as the record of their sending described them. */
const sendsOf = (history: readonly HistoryEvent[]): Map<string, MessageRecord> =>
  new Map(only(history, 'sent').map(({ message }) => [sendOf(message.from, message.number, 0), message]));

describe('links', () => {
  it('let no message arrive before their floor, nor after the bound of a law that has one', async () => {
    let bounded = 0;
    await overHistories((run) => {
      const mayWait = new Set(['bandwidth', 'fifo']);
      const isFree = JSON.stringify(run.scenario.network).includes('"order":"free"');
      walk(run, (event, oracle) => {
        if (event.what !== 'sent' || event.message.arrives === NEVER) return;
        const { from, to, kind, sent, arrives } = event.message;
        expect(arrives - sent).toBeGreaterThanOrEqual(oracle.floor(from, to, kind));
        const law = oracle.law(from, to, kind, 'latency');
        const touchesClient = from.startsWith('c') || to.startsWith('c');
        const network = run.scenario.network;
        if (
          !law ||
          !('max' in law) ||
          touchesClient ||
          !isFree ||
          network.order !== 'free' ||
          mayWait.size === 0
        )
          return;
        if (network.links.some((rule) => rule.order === 'fifo') || oracle.law(from, to, kind, 'bandwidth'))
          return;
        bounded += 1;
        expect(arrives - sent).toBeLessThanOrEqual(law.max);
      });
    });
    expect(bounded).toBeGreaterThan(100);
  });

  it('keep the order of each direction unless a rule lets messages overtake, and to clients always', async () => {
    let overtaken = 0;
    await overHistories((run) => {
      const mayOvertake = /"reorder":0\.|"order":"free"/.test(JSON.stringify(run.scenario));
      const last = new Map<string, number>();
      for (const { node, from, sent, by } of only(run.history, 'handled')) {
        if (by !== 'arrival' || node === from) continue;
        const direction = `${from}>${node}`;
        const before = last.get(direction) ?? -1;
        last.set(direction, Math.max(sent, before));
        if (sent >= before) continue;
        overtaken += 1;
        expect(mayOvertake).toBe(true);
        expect(from.startsWith('c') || node.startsWith('c')).toBe(false);
      }
    }, 80);
    expect(overtaken).toBeGreaterThan(0);
  });

  it('bring nothing across a partition, an isolation or a block, neither at the send nor at the arrival', async () => {
    const stopped = { atSend: 0, atArrival: 0 };
    await overHistories((run) => {
      const sends = sendsOf(run.history);
      const lostAtSend = new Set(
        only(run.history, 'dropped')
          .filter(({ at, message }) => at === message.sent)
          .map(({ message }) => sendOf(message.from, message.number, 0)),
      );
      walk(run, (event, oracle) => {
        const isClosed = ({ from, to, kind }: MessageRecord): boolean =>
          oracle.isCut(from, to) || oracle.law(from, to, kind, 'block') === true;
        if (event.what === 'sent' && isClosed(event.message)) {
          stopped.atSend += 1;
          expect(lostAtSend.has(sendOf(event.message.from, event.message.number, 0))).toBe(true);
        }
        if (event.what === 'dropped' && ['partition', 'isolated', 'block'].includes(event.reason)) {
          if (event.at > event.message.sent) stopped.atArrival += 1;
          expect(isClosed(event.message)).toBe(true);
        }
        if (event.what === 'handled' && event.by === 'arrival' && event.copy === 0) {
          const message = sends.get(sendOf(event.from, event.sent, 0));
          // Only what was handled at the instant of its arrival can be judged here: else it waited for its node, not for a link.
          if (message && message.arrives === event.at && event.from !== event.node)
            expect(isClosed(message)).toBe(false);
        }
      });
    });
    expect(stopped.atSend).toBeGreaterThan(100);
    expect(stopped.atArrival).toBeGreaterThan(10);
  });

  it('account for every message: delivered, lost, or still on its way', async () => {
    await fc.assert(
      fc.asyncProperty(scenarioFiles(), messageDraws, async (plain, draws) => {
        const { cluster } = await play(await withMessageActs(plain, draws));
        const { sent, delivered, dropped, duplicated } = cluster.counts;
        const flying = cluster.everybody.reduce((sum, { inbox }) => sum + inbox.size, 0);
        expect(cluster.flights).toBe(flying);
        expect(sent + duplicated).toBe(delivered + dropped + flying);
      }),
      runs(60),
    );
  });
});

describe('nodes', () => {
  it('do nothing while they are dead, and at most end what was being served while they are frozen', async () => {
    let frozenFor = 0;
    await overHistories((run) => {
      const alive = new Set(run.scenario.nodes.map(({ id }) => id));
      const allowed = new Map<string, number>();
      for (const event of run.history) {
        const { node, what } = event;
        if (what === 'started') alive.add(node);
        if (what === 'started') allowed.delete(node);
        if (what === 'action' && event.action.do === 'thaw') allowed.delete(event.action.node);
        if (what === 'action' && event.action.do === 'freeze' && alive.has(event.action.node)) {
          if (!allowed.has(event.action.node))
            allowed.set(event.action.node, run.scenario.options.service === 0 ? 0 : 1);
          frozenFor += 1;
        }
        const does =
          what === 'handled' ||
          what === 'sent' ||
          what === 'note' ||
          (what === 'dropped' && event.at === event.message.sent);
        if (does && !node.startsWith('c')) expect([node, alive.has(node)]).toEqual([node, true]);
        if (what === 'handled' && allowed.has(node)) {
          allowed.set(node, (allowed.get(node) as number) - 1);
          expect(allowed.get(node)).toBeGreaterThanOrEqual(0);
        }
        if (what === 'stopped' || what === 'crashed') alive.delete(node);
        if (what === 'stopped' || what === 'crashed') allowed.delete(node);
      }
    });
    expect(frozenFor).toBeGreaterThan(10);
  });
});
