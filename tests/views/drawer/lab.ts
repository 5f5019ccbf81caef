/** A small cluster that runs without a page, and what is recorded of it. */
import { expect } from 'vitest';
import type { HistoryEvent } from '../../../src/cluster/recorder.ts';
import type { Lab } from '../../../src/lab/lab.ts';
import type { Inside } from '../../../src/lab/inside.ts';
import type { Asked } from '../../../src/lab/types.ts';
import type { Known } from '../../../src/views/known-events.ts';
import { localLab } from '../../support/lab.ts';

const MILLI = 1_000;

export async function opened(system: string, options: object = {}, more: object = {}): Promise<Lab> {
  const lab = localLab();
  const network = { latency: { min: '10ms', max: '12ms' }, clients: { latency: { min: '5ms', max: '6ms' } } };
  const text = JSON.stringify({ version: 1, system, seed: 3, options, network, ...more });
  expect(await lab.open({ text })).toEqual({ ok: true });
  expect(await lab.seek(800 * MILLI)).toEqual({ ok: true });
  return lab;
}

export async function asked(lab: Lab, text: string): Promise<Asked> {
  const answer = await lab.ask('c1', text);
  if ('ok' in answer) throw new Error(answer.says.join('\n'));
  return answer;
}

export async function act(lab: Lab, action: Parameters<Lab['act']>[0]): Promise<void> {
  expect(await lab.act(action)).toEqual({ ok: true });
}

export async function recorded(
  lab: Lab,
): Promise<{ events: readonly HistoryEvent[]; inside: Inside | null }> {
  const { events, inside } = await lab.frame(0, { epoch: -1, cursor: 0, picture: -1, inside: -1 });
  return { events, inside };
}

export function knownFrom(events: readonly HistoryEvent[]): Known {
  return { events, first: 0, line: 1, version: 1, count: events.length, isPartial: false };
}

const NAMES: Readonly<Record<string, string>> = {
  ...{ n1: 'Alfa', n2: 'Bravo', n3: 'Charlie', n4: 'Delta', n5: 'Echo', n6: 'Foxtrot' },
  ...{ c1: 'You', proxy: 'Proxy' },
};
export const name = (id: string): string => NAMES[id] ?? id;
