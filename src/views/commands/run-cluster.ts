/** A line that is typed, as an act on the cluster. */
import { readConsole } from '../../terminal/console.ts';
import type { LabView } from '../lab-view.svelte.ts';
import { words } from '../words/index.ts';
import { attempt, presentIn } from './cluster.ts';
import type { PageReply } from './page.ts';
import type { Sent } from './said.ts';

/** Null where the line is no act on the cluster. */
export function runCluster(view: LabView, line: string): Promise<PageReply> | null {
  const read = readConsole(line, presentIn(view));
  if (read === null) return null;
  if (!read.ok) return Promise.resolve({ ok: false, text: read.says });
  const act = read.act as Sent;
  if (act['do'] === 'message' && !isOnItsWay(view, String(act['name'])))
    return Promise.resolve({ ok: false, text: words.hands.noMessage(String(act['name'])) });
  return attempt(view, act);
}

/** Of very many messages only some are named; then the cluster alone knows. */
function isOnItsWay({ picture }: LabView, name: string): boolean {
  const { flights = [], inFlight = 0 } = picture ?? {};
  return inFlight > flights.length || flights.some((flight) => flight.name === name);
}
