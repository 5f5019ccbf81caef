/**
 * Golden transcripts: a story is a scenario above the line of dashes and what happened below it, one line for each thing that happened.
 * The stories are written by hand; what is below the dashes is written by `UPDATE_GOLDEN=1` and read by a person.
 */
import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { HistoryEvent } from '../../src/cluster/recorder.ts';
import { play, type ScenarioFile } from '../support/cluster.ts';
import { expectGolden, isUpdating, readScenarioFile } from '../support/golden.ts';

const LINE = '----\n';
const stories = readdirSync(new URL('.', import.meta.url))
  .filter((name) => name.endsWith('.txt'))
  .sort();

it('there are stories', () => expect(stories.length).toBeGreaterThanOrEqual(3));

it.each(stories)('%s', async (name) => {
  const text = readScenarioFile(name);
  const [story = ''] = text.split(LINE);
  const { shows, ...file } = read(story);
  const { history } = await play(file, { level: 'contents' });
  const happened = history.filter((event) => isShown(event, shows)).flatMap((event) => tell(event) ?? []);
  expectGolden(
    name,
    `${story}${LINE}${happened.join('\n')}\n`,
    'Read the difference; when it is what you meant, write it with UPDATE_GOLDEN=1.',
  );
  if (!isUpdating) expect(happened.length).toBeGreaterThan(5);
});

/** `#` begins a comment, `network {…}` and the like set a field as JSON, `100ms c1: INCR` types, `1s kill {"node": "n1"}` acts. */
function read(story: string): ScenarioFile & { readonly shows?: readonly string[] } {
  const file: Record<string, unknown> = {};
  const script: object[] = [];
  for (const line of story.split('\n')) {
    const [, command] = /^\s*(?:#.*)?$/.test(line) ? [] : [line, line.trim()];
    if (command === undefined) continue;
    const typed = /^(\S+) (c\d+): (.*)$/.exec(command);
    const act = /^(\d\S*) (\S+)(?: (\{.*\}))?$/.exec(command);
    const field = /^([a-z]+) (.+)$/.exec(command);
    if (typed) script.push({ at: typed[1], do: 'command', client: typed[2], text: typed[3] });
    else if (act) script.push({ at: act[1], do: act[2], ...(JSON.parse(act[3] ?? '{}') as object) });
    else if (field) file[field[1] as string] = JSON.parse(field[2] as string);
    else throw new Error(`the story says ${command}`);
  }
  return { system: 'none', ...file, script };
}

/** `shows ["request", "reply"]` tells of these kinds of messages only: a cluster that talks all the time would drown the story. */
function isShown(event: HistoryEvent, shows: readonly string[] | undefined): boolean {
  if (shows === undefined || (event.what !== 'sent' && event.what !== 'dropped')) return true;
  return shows.includes(event.message.kind);
}

const milliseconds = (micros: number): string => `${(micros / 1_000).toFixed(3)} ms`.padStart(13);

function tell(event: HistoryEvent): string | null {
  const who = `${milliseconds(event.at)}  ${event.node.padEnd(3)}`;
  switch (event.what) {
    case 'action': {
      const { at: _at, do: verb, ...rest } = event.action;
      return `${who} ${verb} ${JSON.stringify(rest)}`;
    }
    case 'started':
      return `${who} starts, for the ${event.incarnation}. time`;
    case 'stopped':
      return `${who} stops (${event.how}), ${event.bytesLost} bytes lost`;
    case 'crashed':
      return `${who} crashes: ${event.says}`;
    case 'left':
      return `${who} leaves`;
    case 'note':
      return `${who} notes: ${event.kind} ${JSON.stringify(event.detail)}`;
    case 'invoked':
      return `${who} asks ${event.operation} ${JSON.stringify(event.body)}`;
    case 'settled':
      return `${who} has ${event.operation}: ${event.outcome.status}, ${event.text}`;
    case 'sent':
      return event.message.from === event.node
        ? `${who} sends ${event.message.name} ${JSON.stringify(event.message.body)}`
        : null;
    case 'dropped':
      return `${who} lost (${event.reason}): ${event.message.name}`;
    case 'handled':
      return null;
  }
}
